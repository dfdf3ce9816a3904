"""When a daily or weekly mail is due, and from where it tells."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from govhub.catalogue.ledger.queries import head_number
from govhub.following import bounces, digests, service, stopping
from govhub.following.models import Digest, Interest, Rhythm
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.outbox import RecordedEvent
from tests.making import make_component

EMAIL = "lezer@voorbeeld.nl"
TUESDAY = datetime(2026, 3, 24, 10, 0, tzinfo=UTC)
WEDNESDAY = datetime(2026, 3, 25, 6, 0, tzinfo=UTC)
MONDAY = datetime(2026, 3, 30, 5, 0, tzinfo=UTC)
"""07:00 in the Netherlands, the day after the clock went to summer time."""


@pytest.fixture
def tuesday():
    with clock.at(TUESDAY):
        yield


def rows(session):
    session.rollback()
    session.expire_all()
    found = session.scalars(sa.select(Digest).order_by(Digest.rhythm)).all()
    return {row.rhythm: row for row in found}


def due(session):
    session.rollback()
    events = session.query(RecordedEvent).filter_by(name="following.digest_due")
    return [event.payload for event in events.order_by(RecordedEvent.id)]


def change(session, subscription, rhythm):
    with transaction(session):
        return service.change(
            session, subscription, interest=Interest.ANY, with_plans=True, rhythm=rhythm
        )


@pytest.mark.parametrize(
    ("rhythm", "after", "expected"),
    [
        (Rhythm.DAILY, TUESDAY, WEDNESDAY),
        (Rhythm.DAILY, WEDNESDAY - timedelta(minutes=1), WEDNESDAY),
        (Rhythm.DAILY, WEDNESDAY, WEDNESDAY + timedelta(days=1)),
        (Rhythm.WEEKLY, TUESDAY, MONDAY),
        (Rhythm.WEEKLY, MONDAY, MONDAY + timedelta(days=7)),
        (Rhythm.WEEKLY, MONDAY - timedelta(seconds=1), MONDAY),
    ],
)
def test_mail_is_due_at_seven_by_the_dutch_clock(rhythm, after, expected):
    assert digests.next_due(rhythm, after) == expected


def test_the_first_subscription_in_a_rhythm_starts_its_digest_from_now(session, follower, tuesday):
    make_component(session)
    follower(email=EMAIL, rhythm=Rhythm.WEEKLY)
    row = rows(session)[Rhythm.WEEKLY]
    assert (row.told_until, row.due_at) == (head_number(session), MONDAY)


def test_following_at_once_has_no_digest(session, follower):
    follower(email=EMAIL)
    assert rows(session) == {}


def test_a_request_starts_no_digest_before_it_is_confirmed(session, signer, ask):
    token = ask(EMAIL, rhythm=Rhythm.DAILY)
    assert rows(session) == {}
    with transaction(session):
        service.confirm(session, signer, token)
    assert list(rows(session)) == [Rhythm.DAILY]


def test_another_rhythm_moves_the_digest(session, follower):
    subscription = follower(email=EMAIL, rhythm=Rhythm.DAILY)
    assert change(session, subscription, Rhythm.WEEKLY) is True
    assert list(rows(session)) == [Rhythm.WEEKLY]
    change(session, subscription, Rhythm.AT_ONCE)
    assert rows(session) == {}


def test_a_digest_ends_with_the_last_subscription_in_its_rhythm(session, follower):
    first = follower(make_component(session), email=EMAIL, rhythm=Rhythm.DAILY)
    second = follower(make_component(session), email=EMAIL, rhythm=Rhythm.DAILY)
    follower(email=EMAIL)
    for subscription, left in ((first, [Rhythm.DAILY]), (second, [])):
        with transaction(session):
            stopping.stop(session, subscription)
        assert list(rows(session)) == left


def test_a_forgotten_address_leaves_no_digest(session, follower):
    subscription = follower(email=EMAIL, rhythm=Rhythm.DAILY)
    with transaction(session):
        stopping.stop(session, subscription)
    assert rows(session) == {}


def test_stopping_a_digest_stops_all_that_it_tells_of(session, follower):
    subscription = follower(make_component(session), email=EMAIL, rhythm=Rhythm.DAILY)
    kept = follower(email=EMAIL)
    with transaction(session):
        assert stopping.stop_rhythm(session, subscription.subscriber, Rhythm.DAILY) is False
    assert rows(session) == {}
    assert service.queries.followed_by(session, kept.subscriber) == [kept]


def test_a_digest_tells_of_every_line_since_the_last_one_once(
    session, follower, make_session, tuesday
):
    subscription = follower(email=EMAIL, rhythm=Rhythm.WEEKLY)
    start = head_number(session)
    make_component(session)
    assert digests.make_due(make_session) == 0
    with clock.at(MONDAY):
        assert digests.make_due(make_session) == 1
        assert digests.make_due(make_session) == 0
    assert due(session) == [
        {
            "subject": str(subscription.subscriber.public_id),
            "rhythm": "wekelijks",
            "after": start,
            "until": start + 1,
        }
    ]


def test_nothing_new_is_no_mail_and_the_next_one_tells_from_where_it_was(
    session, follower, make_session, tuesday
):
    follower(email=EMAIL, rhythm=Rhythm.DAILY)
    with clock.at(TUESDAY + timedelta(days=1)):
        assert digests.make_due(make_session) == 1
        make_component(session)
    with clock.at(TUESDAY + timedelta(days=2)):
        digests.make_due(make_session)
    assert [payload["until"] - payload["after"] for payload in due(session)] == [1]


def test_after_days_without_a_worker_one_mail_tells_all(session, follower, make_session, tuesday):
    follower(email=EMAIL, rhythm=Rhythm.DAILY)
    for _ in range(3):
        make_component(session)
    with clock.at(TUESDAY + timedelta(days=20)):
        digests.make_due(make_session)
        assert rows(session)[Rhythm.DAILY].due_at > clock.now()
    assert [payload["until"] - payload["after"] for payload in due(session)] == [3]


def test_an_address_that_refuses_mail_gets_no_digest_and_no_heap_afterwards(
    session, follower, make_session, tuesday
):
    subscriber = follower(email=EMAIL, rhythm=Rhythm.DAILY).subscriber
    with transaction(session):
        for _ in range(bounces.MOST):
            bounces.refused(session, subscriber)
    make_component(session)
    with clock.at(TUESDAY + timedelta(days=1)):
        digests.make_due(make_session)
    assert due(session) == []
    assert rows(session)[Rhythm.DAILY].told_until == head_number(session)


def test_hundreds_of_digests_are_made_in_batches(session, follower, make_session, monkeypatch):
    monkeypatch.setattr(digests, "AT_A_TIME", 2)
    with clock.at(TUESDAY):
        for _ in range(5):
            follower(rhythm=Rhythm.DAILY)
        make_component(session)
    with clock.at(TUESDAY + timedelta(days=1)):
        assert digests.make_due(make_session) == 5
    assert len(due(session)) == 5


def test_changing_what_was_stopped_meanwhile_is_harmless(session, follower):
    subscription = follower(email=EMAIL)
    with transaction(session):
        stopping.stop(session, subscription)
    assert change(session, subscription, Rhythm.DAILY) is False
