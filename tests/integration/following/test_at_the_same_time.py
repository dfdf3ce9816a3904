"""Two requests that touch the same address at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from govhub.following import bounces, digests, service, stopping
from govhub.following.models import Interest, Rhythm, Subscriber, Subscription
from govhub.following.wishes import FollowWish
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.links import LinkRefused
from govhub.platform.outbox import RecordedEvent
from tests.making import make_component

EMAIL = "lezer@voorbeeld.nl"
EVERYTHING = FollowWish()


def targets(session):
    session.rollback()
    return session.scalars(sa.select(Subscription.target).order_by(Subscription.id)).all()


def test_of_two_confirmations_at_once_one_is_told_that_the_link_was_used(
    session, signer, ask, meanwhile
):
    token = ask(EMAIL)
    with meanwhile(session, lambda other: service.confirm(other, signer, token)) as second:
        service.confirm(session, signer, token)
    with pytest.raises(LinkRefused, match="al gebruikt"):
        second.result()


def test_who_follows_at_the_moment_that_the_address_is_forgotten_still_follows(
    session, follower, meanwhile
):
    subscription = follower(make_component(session), email=EMAIL)
    with meanwhile(session, lambda other: service.follow(other, EMAIL, EVERYTHING)) as second:
        stopping.stop(session, subscription)
    second.result()
    assert targets(session) == ["alles"]
    assert session.scalars(sa.select(Subscriber.email)).all() == [EMAIL]


def test_who_stops_at_the_moment_of_following_something_else_keeps_the_new_one(
    session, follower, engine, meanwhile
):
    subscription = follower(make_component(session), email=EMAIL)

    def stop(other):
        stopping.stop(other, other.get(Subscription, subscription.id))

    with meanwhile(session, stop) as second:
        service.follow(session, EMAIL, EVERYTHING)
    second.result()
    assert targets(session) == ["alles"]


def test_a_confirmation_at_the_moment_of_stopping_is_refused(session, signer, ask, meanwhile):
    token = ask(EMAIL)
    subscription = session.scalars(sa.select(Subscription)).one()
    with meanwhile(session, lambda other: service.confirm(other, signer, token)) as second:
        stopping.stop(session, subscription)
    with pytest.raises(LinkRefused, match="bestaat niet meer"):
        second.result()
    assert targets(session) == []


def test_two_first_requests_at_once_make_one_subscription(session, meanwhile):
    with meanwhile(session, lambda other: service.follow(other, EMAIL, EVERYTHING)) as second:
        service.follow(session, EMAIL, EVERYTHING)
    second.result()
    assert targets(session) == ["alles"]


def test_stopping_twice_at_once_is_harmless(session, follower, engine, meanwhile):
    subscription = follower()
    with Session(engine) as reader:
        same = reader.get(Subscription, subscription.id)
        with meanwhile(session, lambda other: stopping.stop(other, same)) as second:
            stopping.stop(session, subscription)
        second.result()
    assert targets(session) == []


def test_two_requests_at_once_for_an_address_make_one_mail(session, meanwhile):
    component = make_component(session)
    wish = FollowWish(subject=component)
    with meanwhile(session, lambda other: service.follow(other, EMAIL, wish)) as second:
        service.follow(session, EMAIL, EVERYTHING)
    second.result()
    assert sorted(targets(session)) == ["alles", f"component:{component.id}"]
    events = session.query(RecordedEvent).filter_by(name="following.follow_requested")
    assert events.count() == 1


def test_a_wish_at_the_moment_of_confirming_waits_for_the_next_mail(
    session, signer, ask, meanwhile
):
    token = ask(EMAIL)
    weekly = FollowWish(rhythm=Rhythm.WEEKLY)
    with meanwhile(session, lambda other: service.follow(other, EMAIL, weekly)) as second:
        service.confirm(session, signer, token)
    second.result()
    assert targets(session) == ["alles", "alles?"]


def test_changing_at_the_moment_of_stopping_is_harmless(session, follower, engine, meanwhile):
    subscription = follower(email=EMAIL)

    def change(other):
        same = other.get(Subscription, subscription.id)
        return same and service.change(
            other, same, interest=Interest.ANY, with_plans=True, rhythm=Rhythm.DAILY
        )

    with meanwhile(session, change) as second:
        stopping.stop(session, subscription)
    assert not second.result()
    assert targets(session) == []


def test_two_workers_make_a_digest_due_once(session, follower, make_session):
    with clock.at(clock.now() - timedelta(days=2)):
        follower(email=EMAIL, rhythm=Rhythm.DAILY)
    make_component(session)
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda _number: digests.make_due(make_session), range(4)))
    session.rollback()
    events = session.query(RecordedEvent).filter_by(name="following.digest_due")
    assert events.count() == 1


def test_two_workers_send_a_postponed_mail_once(session, follower, make_session):
    with clock.at(clock.now() - service.BETWEEN_CONFIRMATIONS), transaction(session):
        service.follow(session, EMAIL, EVERYTHING)
        service.follow(session, EMAIL, FollowWish(rhythm=Rhythm.DAILY))
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda _number: service.send_postponed(make_session), range(4)))
    session.rollback()
    events = session.query(RecordedEvent).filter_by(name="following.follow_requested")
    assert events.count() == 2


def test_refusals_at_once_are_all_counted(session, follower, meanwhile):
    subscription = follower(email=EMAIL)

    def refuse(other):
        bounces.refused(other, other.get(Subscription, subscription.id).subscriber)

    with meanwhile(session, refuse) as second:
        bounces.refused(session, subscription.subscriber)
    second.result()
    session.rollback()
    session.expire_all()
    assert subscription.subscriber.bounces == 2
