"""One mail an hour asks an address to confirm all that waits; what counts changes only then."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from govhub.following import bounces, queries, service, stopping
from govhub.following.models import Interest, Rhythm, Subscriber, Subscription
from govhub.following.wishes import FollowWish, is_change
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.links import LinkRefused
from govhub.platform.outbox import RecordedEvent
from tests.integration.following.conftest import newest_token
from tests.making import make_component

EMAIL = "lezer@voorbeeld.nl"
HOUR = service.BETWEEN_CONFIRMATIONS


def requests(session):
    """Return for each mail that asks to confirm whether it has a link."""
    session.rollback()
    events = session.query(RecordedEvent).filter_by(name="following.follow_requested")
    return [event.payload["link_id"] is not None for event in events.order_by(RecordedEvent.id)]


def followed(session):
    session.rollback()
    session.expire_all()
    found = session.scalars(sa.select(Subscription).order_by(Subscription.id))
    return {each.target: each for each in found if each.confirmed_at is not None}


def waiting(session):
    session.rollback()
    session.expire_all()
    found = session.scalars(sa.select(Subscription).order_by(Subscription.id))
    return [each for each in found if each.confirmed_at is None]


def confirm(session, signer, token, **options):
    with transaction(session):
        return service.confirm(session, signer, token, **options)


def test_an_address_is_asked_once_an_hour_however_often_it_is_filled_in(session, ask):
    for subject in (None, make_component(session), make_component(session)):
        ask(EMAIL, subject)
    assert requests(session) == [True]
    assert len(waiting(session)) == 3


def test_another_address_is_asked_in_the_same_hour(session, ask):
    ask(EMAIL)
    ask("ander@voorbeeld.nl")
    assert requests(session) == [True, True]


def test_what_was_asked_within_the_hour_is_mailed_after_it_once(session, ask, make_session):
    ask(EMAIL)
    ask(EMAIL, make_component(session))
    assert service.send_postponed(make_session) == 0
    with clock.at(clock.now() + HOUR):
        assert service.send_postponed(make_session) == 1
        assert service.send_postponed(make_session) == 0
    assert requests(session) == [True, True]


def test_the_next_hour_another_mail_may_go_at_once(session, ask):
    ask(EMAIL)
    with clock.at(clock.now() + HOUR):
        ask(EMAIL)
    assert requests(session) == [True, True]


def test_a_postponed_mail_about_what_was_stopped_says_what_is_followed(
    session, ask, follower, make_session
):
    follower(make_component(session), email=EMAIL)
    ask(EMAIL)
    ask(EMAIL, make_component(session))
    with transaction(session):
        for each in waiting(session):
            stopping.stop(session, each)
    with clock.at(clock.now() + HOUR):
        service.send_postponed(make_session)
    assert requests(session) == [True, False]


def test_one_link_confirms_all_that_waits(session, signer, ask):
    token = ask(EMAIL)
    ask(EMAIL, make_component(session))
    assert len(confirm(session, signer, token)) == 2
    assert waiting(session) == []


def test_what_is_not_ticked_is_taken_away(session, signer, ask):
    token = ask(EMAIL)
    ask(EMAIL, make_component(session))
    wanted, unwanted = waiting(session)
    confirm(
        session,
        signer,
        token,
        wanted=[str(wanted.public_id)],
        shown=[str(wanted.public_id), str(unwanted.public_id)],
    )
    assert list(followed(session)) == ["alles"]
    assert waiting(session) == []


def test_what_was_asked_after_the_page_was_shown_waits_on(session, signer, ask):
    token = ask(EMAIL)
    shown = [str(each.public_id) for each in waiting(session)]
    ask(EMAIL, make_component(session))
    confirm(session, signer, token, wanted=shown, shown=shown)
    assert len(waiting(session)) == 1


def test_ticking_what_is_of_somebody_else_confirms_nothing(session, signer, ask):
    token = ask(EMAIL)
    ask("ander@voorbeeld.nl")
    theirs = next(each for each in waiting(session) if each.subscriber.email != EMAIL)
    with pytest.raises(LinkRefused):
        confirm(session, signer, token, wanted=[str(theirs.public_id)])
    assert followed(session) == {}


def test_a_refused_confirmation_leaves_the_link_as_it_was(session, signer, ask):
    token = ask(EMAIL)
    with pytest.raises(LinkRefused):
        confirm(session, signer, token, wanted=[])
    assert len(confirm(session, signer, token)) == 1


def test_asking_for_the_same_in_another_way_changes_nothing_yet(session, ask, follower):
    follower(email=EMAIL)
    ask(EMAIL, rhythm=Rhythm.WEEKLY)
    assert followed(session)["alles"].rhythm is Rhythm.AT_ONCE
    assert [is_change(each) for each in waiting(session)] == [True]


def test_who_confirms_another_way_follows_in_that_way(session, signer, ask, follower):
    kept = follower(email=EMAIL)
    token = ask(EMAIL, rhythm=Rhythm.WEEKLY, interest=Interest.ENDING, with_plans=False)
    assert confirm(session, signer, token) == [kept]
    now = followed(session)["alles"]
    assert (now.rhythm, now.interest, now.with_plans) == (Rhythm.WEEKLY, Interest.ENDING, False)
    assert waiting(session) == []


def test_another_way_of_what_was_stopped_meanwhile_starts_it_anew(session, signer, ask, follower):
    stopped = follower(email=EMAIL)
    follower(make_component(session), email=EMAIL)
    token = ask(EMAIL, rhythm=Rhythm.DAILY)
    with transaction(session):
        session.delete(session.get(Subscription, stopped.id))
    confirm(session, signer, token)
    assert followed(session)["alles"].rhythm is Rhythm.DAILY


def test_stopping_also_ends_the_wish_for_another_way(session, ask, follower):
    subscription = follower(email=EMAIL)
    ask(EMAIL, rhythm=Rhythm.DAILY)
    with transaction(session):
        assert stopping.stop(session, subscription) is True


def test_asking_for_exactly_the_same_needs_no_confirmation(session, ask, follower):
    follower(email=EMAIL, rhythm=Rhythm.DAILY)
    assert ask(EMAIL, rhythm=Rhythm.DAILY) is None
    assert waiting(session) == []


def test_who_is_signed_in_follows_at_once(session):
    with transaction(session):
        service.follow(session, EMAIL, FollowWish(rhythm=Rhythm.DAILY), is_own=True)
    with transaction(session):
        service.follow(session, EMAIL, FollowWish(rhythm=Rhythm.WEEKLY), is_own=True)
    assert [each.rhythm for each in followed(session).values()] == [Rhythm.WEEKLY]
    assert requests(session) == []


def test_confirming_starts_mail_again_to_an_address_that_refused_it(session, signer, ask, follower):
    subscriber = follower(email=EMAIL).subscriber
    with transaction(session):
        for _ in range(bounces.MOST):
            bounces.refused(session, subscriber)
    confirm(session, signer, ask(EMAIL))
    session.expire_all()
    assert (subscriber.bounces, subscriber.stopped_at) == (0, None)
    assert queries.waiting(session, subscriber) == []


def test_a_link_of_an_address_that_was_forgotten_is_refused(session, signer, ask):
    token = ask(EMAIL)
    with transaction(session):
        stopping.stop(session, waiting(session)[0])
    for again in (service.requested, service.confirm):
        with pytest.raises(LinkRefused, match="bestaat niet meer"), transaction(session):
            again(session, signer, token)


def test_a_second_link_confirms_what_was_asked_later(session, signer, ask):
    confirm(session, signer, ask(EMAIL))
    with clock.at(clock.now() + HOUR):
        ask(EMAIL, make_component(session))
        confirm(session, signer, newest_token(session, signer))
    assert len(followed(session)) == 2


def test_an_address_is_stored_once(session, ask):
    for number in range(3):
        with clock.at(clock.now() + number * timedelta(hours=2)):
            ask(EMAIL.upper(), make_component(session))
    assert session.scalars(sa.select(Subscriber.email)).all() == [EMAIL]


def test_no_more_waits_for_an_address_than_a_person_would_ask(session, ask, monkeypatch):
    monkeypatch.setattr(service, "MOST_WAITING", 2)
    components = [make_component(session) for _ in range(4)]
    for component in components:
        ask(EMAIL, component)
    assert [each.component_id for each in waiting(session)] == [each.id for each in components[2:]]
