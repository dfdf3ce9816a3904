"""Asking, confirming and stopping."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from govhub.following import service, stopping, telling, tokens
from govhub.following.forgetting import forget_lapsed
from govhub.following.models import Subscriber, Subscription
from govhub.following.telling import News
from govhub.following.wishes import FollowWish
from govhub.kernel import clock
from govhub.kernel.errors import InvalidInput
from govhub.platform.db import transaction
from govhub.platform.links import LinkRefused
from tests.making import make_component

EMAIL = "lezer@voorbeeld.nl"
HOUR = service.BETWEEN_CONFIRMATIONS
LATER = service.TIME_TO_CONFIRM + timedelta(days=1)


def subscriptions(session):
    session.rollback()
    session.expire_all()
    return session.scalars(sa.select(Subscription).order_by(Subscription.id)).all()


def followers(session, component):
    return list(telling.mail_at_once(session, component, News(new=component.status), ()))


def confirm(session, signer, token, **options):
    with transaction(session):
        return service.confirm(session, signer, token, **options)


def stop(session, subscription, **options):
    with transaction(session):
        return stopping.stop(session, subscription, **options)


def test_a_request_counts_once_it_is_confirmed(session, signer, ask):
    component = make_component(session)
    token = ask(EMAIL, component)
    assert followers(session, component) == []
    confirm(session, signer, token)
    assert followers(session, component) == [str(subscriptions(session)[0].public_id)]


def test_asking_twice_is_one_subscription(session, ask):
    ask(EMAIL)
    ask(EMAIL.upper())
    assert len(subscriptions(session)) == 1


def test_who_follows_already_needs_no_link(session, signer, ask):
    confirm(session, signer, ask(EMAIL))
    with clock.at(clock.now() + HOUR):
        assert ask(EMAIL) is None


def test_an_address_that_is_none_is_refused(session):
    with pytest.raises(InvalidInput), transaction(session):
        service.follow(session, "geen adres", FollowWish())


def test_a_link_works_once(session, signer, ask):
    token = ask(EMAIL)
    confirm(session, signer, token)
    for again in (service.requested, service.confirm):
        with (
            pytest.raises(LinkRefused, match="u volgt wat u koos"),
            transaction(session),
        ):
            again(session, signer, token)


def test_a_used_link_of_what_was_stopped_asks_for_a_new_one(session, signer, ask):
    token = ask(EMAIL)
    stop(session, *confirm(session, signer, token))
    with pytest.raises(LinkRefused, match="Vraag een nieuwe aan"):
        confirm(session, signer, token)


def test_a_link_works_seven_days(session, signer, ask):
    token = ask(EMAIL)
    with clock.at(clock.now() + service.TIME_TO_CONFIRM), pytest.raises(LinkRefused):
        confirm(session, signer, token)


def test_looking_at_a_link_does_not_use_it(session, signer, ask):
    token = ask(EMAIL)
    service.requested(session, signer, token)
    assert confirm(session, signer, token)[0].confirmed_at is not None


def test_a_link_of_a_request_that_was_stopped_is_refused(session, signer, ask):
    token = ask(EMAIL)
    stop(session, subscriptions(session)[0])
    with pytest.raises(LinkRefused, match="bestaat niet meer"):
        confirm(session, signer, token)


def test_a_token_to_stop_does_not_confirm(session, signer, follower):
    token = tokens.stop_token(signer, follower())
    with pytest.raises(LinkRefused):
        service.requested(session, signer, token)


def test_requests_that_nobody_confirmed_are_forgotten(session, ask, make_session):
    ask("vergeten@voorbeeld.nl")
    with clock.at(clock.now() + LATER):
        ask(EMAIL)
        forget_lapsed(make_session)
    assert [each.subscriber.email for each in subscriptions(session)] == [EMAIL]
    assert session.scalar(sa.select(sa.func.count()).select_from(Subscriber)) == 1


def test_asking_again_after_the_link_lapsed_starts_anew(session, signer, ask):
    ask(EMAIL)
    with clock.at(clock.now() + LATER):
        confirm(session, signer, ask(EMAIL))
    assert subscriptions(session)[0].confirmed_at is not None


def test_what_is_confirmed_is_never_forgotten(session, follower, make_session):
    kept = follower(email="trouw@voorbeeld.nl")
    with clock.at(clock.now() + timedelta(days=1000)):
        forget_lapsed(make_session)
    assert subscriptions(session) == [kept]


def test_stopping_leaves_what_else_the_address_follows(session, follower):
    component = make_component(session)
    first, second = follower(component, email=EMAIL), follower(email=EMAIL)
    assert stop(session, first) is False
    assert subscriptions(session) == [second]


def test_stopping_the_last_forgets_the_address(session, follower):
    assert stop(session, follower()) is True
    assert session.scalars(sa.select(Subscriber)).all() == []


def test_stopping_everything_leaves_other_addresses_alone(session, follower):
    component = make_component(session)
    other = follower(component)
    follower(component, email=EMAIL)
    assert stop(session, follower(email=EMAIL), everything=True) is True
    assert subscriptions(session) == [other]


def test_a_token_to_stop_says_when_there_is_nothing_left_to_stop(session, signer, follower):
    subscription = follower()
    token = tokens.stop_token(signer, subscription)
    assert tokens.to_stop(session, signer, token) is subscription
    stop(session, subscription)
    assert tokens.to_stop(session, signer, token) is None
