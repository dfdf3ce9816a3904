"""Nobody keeps the others waiting: not by how many there are, and not by how slow they are."""

import threading
import time

import pytest

from govhub.platform.outbox import DeliveryState, Pace, Relay
from govhub.platform.outbox.claiming import Turns
from tests.integration.outbox.doubles import Collector


class OnlyFor(Collector):
    """Takes the receivers that carry its name: ``post:1``."""

    def receivers(self, session, event):
        return [each for each in event.receivers if each.startswith(f"{self.name}:")]


@pytest.fixture
def post():
    return OnlyFor("post")


@pytest.fixture
def urgent():
    return OnlyFor("spoed")


def test_a_burst_does_not_keep_a_later_event_of_another_subscriber_waiting(
    make_session, happen, post, urgent
):
    relay = Relay(make_session, [post, urgent])
    happen(*[f"post:{number}" for number in range(300)])
    relay.work()
    happen("spoed:1")
    relay.work()
    relay.work()
    assert len(urgent.parcels) == 1
    assert len(post.parcels) <= 60


def test_subscribers_take_turns(make_session, happen, post, urgent):
    relay = Relay(make_session, [post, urgent])
    happen(*[f"{who}:{number}" for who in ("post", "spoed") for number in range(100)])
    seen = []
    for _ in range(6):
        relay.work(limit=5)
        seen.append((len(post.parcels), len(urgent.parcels)))
    assert seen == [(5, 0), (5, 5), (10, 5), (10, 10), (15, 10), (15, 15)]


def test_who_is_not_due_yet_takes_no_turn(make_session, happen, post, urgent):
    relay = Relay(make_session, [post, urgent])
    urgent.trouble["spoed:1"] = TimeoutError()
    happen("post:1", "post:2", "spoed:1")
    relay.work_until_idle()
    assert len(post.parcels) == 2
    assert relay.work() == 0


def test_one_thread_is_always_left_for_the_others():
    turns = Turns(at_most=2)
    with turns.turn("traag") as first, turns.turn("traag") as second:
        assert (first, second) == (True, True)
        with turns.turn("traag") as third, turns.turn("spoed") as other:
            assert (third, other) == (False, True)
    with turns.turn("traag") as again:
        assert again


def test_a_subscriber_that_hangs_does_not_hold_up_the_others(make_session, happen, urgent):
    """Many that hang are due before the one that does not; it waits for none of them."""
    hanging, released = threading.Semaphore(0), threading.Event()

    class Hangs(OnlyFor):
        def deliver(self, session, parcel):
            hanging.release()
            released.wait(20)

    relay = Relay(make_session, [Hangs("traag"), urgent], threads=3)
    happen(*[f"traag:{number}" for number in range(100)])
    relay._fan_out.work()
    workers = [threading.Thread(target=relay.work) for _ in range(4)]
    for worker in workers:
        worker.start()
    assert hanging.acquire(timeout=10)
    assert hanging.acquire(timeout=10)
    happen("spoed:1")
    deadline = time.monotonic() + 10
    while not urgent.parcels and time.monotonic() < deadline:
        relay.work()
    was_quick = len(urgent.parcels) == 1
    released.set()
    for worker in workers:
        worker.join()
    assert was_quick


def test_what_waits_behind_a_slow_receiver_goes_behind_what_was_due_before(
    make_session, happen, deliveries
):
    tried = []

    class Slow(Collector):
        def deliver(self, session, parcel):
            tried.append(parcel.receiver)

    relay = Relay(make_session, [Slow("ontvanger")], pace=Pace(patience=Pace().patience * 0))
    happen("a1", "a2", "a3")
    happen("b1")
    relay.work(limit=3)
    relay.work(limit=3)
    assert tried == ["a1", "b1"]
    assert [d.attempts for d in deliveries()] == [1, 0, 0, 1]


def test_the_index_finds_what_is_due(session, happen, relay):
    """However much arrived: the plan names the index, and no look at the whole table."""
    happen("a")
    relay.work_until_idle()
    if session.get_bind().dialect.name != "sqlite":
        pytest.skip("PostgreSQL reads a table this small as a whole")
    statement = (
        "EXPLAIN QUERY PLAN SELECT id FROM delivery WHERE state = ? AND subscriber = ? "
        "AND due_at <= ? ORDER BY due_at, id LIMIT 20"
    )
    values = (DeliveryState.WAITING.value, "ontvanger", "2026-01-01 00:00:00")
    (plan,) = session.connection().exec_driver_sql(statement, values).all()
    assert "ix_delivery_state_subscriber_due_at (state=? AND subscriber=? AND due_at<?)" in plan[3]
