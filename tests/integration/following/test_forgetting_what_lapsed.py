"""What the worker forgets: requests that nobody confirmed, empty addresses, old links."""

from datetime import timedelta

import sqlalchemy as sa

from govhub.accounts import service as accounts
from govhub.following import service
from govhub.following.forgetting import forget_lapsed
from govhub.following.models import Subscriber, Subscription
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.links import OneTimeLink
from tests.making import make_component

EMAIL = "lezer@voorbeeld.nl"


def addresses(session):
    session.rollback()
    return session.scalars(sa.select(Subscriber.email).order_by(Subscriber.email)).all()


def links(session):
    session.rollback()
    return session.scalars(sa.select(OneTimeLink.purpose).order_by(OneTimeLink.purpose)).all()


def test_a_request_is_kept_as_long_as_its_link_works(session, ask, make_session):
    ask(EMAIL)
    with clock.at(clock.now() + service.TIME_TO_CONFIRM):
        forget_lapsed(make_session)
    assert addresses(session) == [EMAIL]


def test_a_request_beside_what_is_followed_is_forgotten_alone(session, ask, follower, make_session):
    kept = follower(email=EMAIL)
    ask(EMAIL, make_component(session))
    with clock.at(clock.now() + timedelta(days=8)):
        forget_lapsed(make_session)
    session.rollback()
    assert session.scalars(sa.select(Subscription)).all() == [kept]


def test_an_address_whose_component_was_deleted_is_forgotten(session, follower, make_session):
    follower(make_component(session), email=EMAIL)
    with transaction(session):
        session.execute(sa.delete(Subscription))
    forget_lapsed(make_session)
    assert addresses(session) == []


def test_many_requests_are_forgotten_in_batches(session, ask, make_session, monkeypatch):
    monkeypatch.setattr("govhub.following.forgetting.AT_A_TIME", 2)
    for number in range(5):
        ask(f"lezer{number}@voorbeeld.nl")
    with clock.at(clock.now() + timedelta(days=8)):
        forget_lapsed(make_session)
    assert addresses(session) == []


def test_links_of_every_purpose_are_forgotten_a_month_after_they_lapsed(session, ask, make_session):
    ask(EMAIL)
    with transaction(session):
        accounts.request_sign_in(session, EMAIL)
    for days, left in ((29, ["inloggen", "volgen"]), (31, ["volgen"]), (38, [])):
        with clock.at(clock.now() + timedelta(days=days)):
            forget_lapsed(make_session)
        assert links(session) == left


def test_when_there_is_nothing_to_forget_nothing_is_written(session, ask, make_session, engine):
    ask(EMAIL)
    seen = []
    listener = lambda *arguments: seen.append(arguments[2])  # noqa: E731  # to remove it again
    sa.event.listen(engine, "before_cursor_execute", listener)
    try:
        forget_lapsed(make_session)
    finally:
        sa.event.remove(engine, "before_cursor_execute", listener)
    assert [each for each in seen if each != "BEGIN" and not each.startswith("SELECT")] == []
    assert len(seen) > 1
