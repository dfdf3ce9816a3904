"""Two requests that touch the same address at the same moment."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from govhub.following import service
from govhub.following.models import Subscriber, Subscription
from govhub.following.wishes import FollowWish
from govhub.platform.links import LinkRefused
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
        service.stop(session, subscription)
    second.result()
    assert targets(session) == ["alles"]
    assert session.scalars(sa.select(Subscriber.email)).all() == [EMAIL]


def test_who_stops_at_the_moment_of_following_something_else_keeps_the_new_one(
    session, follower, engine, meanwhile
):
    subscription = follower(make_component(session), email=EMAIL)

    def stop(other):
        service.stop(other, other.get(Subscription, subscription.id))

    with meanwhile(session, stop) as second:
        service.follow(session, EMAIL, EVERYTHING)
    second.result()
    assert targets(session) == ["alles"]


def test_a_confirmation_at_the_moment_of_stopping_is_refused(session, signer, ask, meanwhile):
    token = ask(EMAIL)
    subscription = session.scalars(sa.select(Subscription)).one()
    with meanwhile(session, lambda other: service.confirm(other, signer, token)) as second:
        service.stop(session, subscription)
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
        with meanwhile(session, lambda other: service.stop(other, same)) as second:
            service.stop(session, subscription)
        second.result()
    assert targets(session) == []
