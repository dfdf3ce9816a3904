"""What the relay promises: at least once, in spite of everything, and visible when it gives up."""

from contextlib import suppress
from datetime import timedelta

import sqlalchemy as sa

from govhub.kernel import clock
from govhub.platform import db, outbox
from govhub.platform.outbox import (
    LEASE,
    MAX_ATTEMPTS,
    DeliveryState,
    NotNeeded,
    Pace,
    RecordedEvent,
    Relay,
    Undeliverable,
    record,
)
from tests.integration.outbox.doubles import Collector, Happened

LONG = timedelta(days=1)


def test_a_change_that_is_rolled_back_records_nothing(session, relay, collector):
    with suppress(ZeroDivisionError), db.transaction(session):
        record(session, Happened(subject="1", receivers=["a"]))
        raise ZeroDivisionError
    relay.work_until_idle()
    assert session.scalar(sa.select(sa.func.count()).select_from(RecordedEvent)) == 0
    assert collector.tried == []


def test_each_receiver_gets_the_event_once(happen, relay, collector):
    happen("a", "b", "a")
    relay.work_until_idle()
    relay.work_until_idle()
    assert sorted(parcel.receiver for parcel in collector.parcels) == ["a", "b"]


def test_a_failing_receiver_does_not_stop_the_others(happen, relay, collector, deliveries):
    collector.trouble["a"] = ConnectionRefusedError("no mail server")
    happen("a", "b")
    relay.work_until_idle()
    assert [parcel.receiver for parcel in collector.parcels] == ["b"]
    assert [d.state for d in deliveries()] == [DeliveryState.WAITING, DeliveryState.DONE]
    assert deliveries()[0].last_error == "ConnectionRefusedError: no mail server"


def test_a_failing_subscriber_does_not_stop_the_others(make_session, happen, collector):
    other = Collector("ander")
    collector.trouble["a"] = RuntimeError("broken")
    happen("a")
    Relay(make_session, [collector, other]).work_until_idle()
    assert [parcel.receiver for parcel in other.parcels] == ["a"]


def test_it_tries_again_after_a_pause_and_with_the_same_key(happen, relay, collector):
    collector.trouble["a"] = TimeoutError()
    happen("a")
    relay.work_until_idle()
    relay.work_until_idle()
    assert len(collector.tried) == 1
    collector.trouble.clear()
    with clock.at(clock.now() + outbox.FIRST_PAUSE):
        relay.work_until_idle()
    first, second = collector.tried
    assert first.key == second.key
    assert collector.parcels == [second]


def test_two_receivers_of_one_event_have_different_keys(happen, relay, collector):
    happen("a", "b")
    relay.work_until_idle()
    assert len({parcel.key for parcel in collector.parcels}) == 2


def test_it_gives_up_visibly_after_the_last_attempt(happen, relay, collector, deliveries):
    collector.trouble["a"] = TimeoutError("silence")
    happen("a")
    for day in range(MAX_ATTEMPTS + 3):
        with clock.at(clock.now() + LONG * day):
            relay.work_until_idle()
    assert len(collector.tried) == MAX_ATTEMPTS
    (delivery,) = deliveries()
    assert delivery.state is DeliveryState.DEAD
    assert delivery.last_error == "TimeoutError: silence"


def test_it_gives_up_at_once_what_is_undeliverable(happen, relay, collector, deliveries):
    collector.trouble["a"] = Undeliverable("550 no such mailbox")
    happen("a")
    relay.work_until_idle()
    assert [d.state for d in deliveries()] == [DeliveryState.DEAD]


def test_what_is_not_needed_is_done_and_says_so(happen, relay, collector, deliveries):
    collector.trouble["a"] = NotNeeded("nothing to tell")
    happen("a")
    relay.work_until_idle()
    (delivery,) = deliveries()
    assert (delivery.state, delivery.last_error) == (
        DeliveryState.DONE,
        "NotNeeded: nothing to tell",
    )
    assert len(collector.tried) == 1


def test_a_worker_that_lost_its_lease_cannot_settle(make_session, happen, deliveries):
    """The first worker is so slow that a second one takes over; only the second one counts."""
    second = Collector("ontvanger")

    class Slow(Collector):
        def deliver(self, session, parcel):
            with clock.at(clock.now() + 2 * LEASE):
                Relay(make_session, [second]).work()
            raise RuntimeError("too late")

    happen("a")
    Relay(make_session, [Slow("ontvanger")]).work()
    assert [parcel.receiver for parcel in second.parcels] == ["a"]
    (delivery,) = deliveries()
    assert delivery.state is DeliveryState.DONE
    assert delivery.last_error is None


def test_what_one_worker_holds_no_other_takes(make_session, happen):
    other = Collector("ontvanger")

    class Busy(Collector):
        def deliver(self, session, parcel):
            Relay(make_session, [other]).work_until_idle()

    happen("a", "b")
    Relay(make_session, [Busy("ontvanger")]).work()
    assert other.tried == []


def test_waiting_behind_a_slow_receiver_is_no_attempt(make_session, happen, deliveries):
    slow = Collector("ontvanger")
    hurried = Relay(make_session, [slow], pace=Pace(patience=timedelta(0)))
    happen("a", "b")
    hurried.work()
    assert [parcel.receiver for parcel in slow.tried] == ["a"]
    assert [(d.attempts, d.lease) for d in deliveries()] == [(1, None), (0, None)]
    hurried.work_until_idle()
    assert [parcel.receiver for parcel in slow.tried] == ["a", "b"]


def test_an_event_that_nobody_knows_any_more_stops_nothing(session, happen, relay, collector):
    with db.transaction(session):
        session.add(
            RecordedEvent(name="test.gone", subject="1", payload={}, occurred_at=clock.now())
        )
    happen("a")
    relay.work_until_idle()
    assert [parcel.receiver for parcel in collector.parcels] == ["a"]


def test_a_subscriber_that_cannot_name_its_receivers_is_seen(
    make_session, happen, collector, deliveries
):
    class Broken(Collector):
        def receivers(self, session, event):
            raise LookupError("whom?")

    happen("a")
    Relay(make_session, [Broken("stuk"), collector]).work_until_idle()
    done, dead = sorted(deliveries(), key=lambda each: each.subscriber)
    assert (dead.subscriber, dead.state, dead.last_error) == (
        "stuk",
        DeliveryState.DEAD,
        "LookupError: whom?",
    )
    assert done.state is DeliveryState.DONE


def test_events_without_receivers_do_not_keep_the_others_waiting(happen, relay, collector):
    for _ in range(45):
        happen()
    happen("a")
    relay.work_until_idle()
    assert [parcel.receiver for parcel in collector.parcels] == ["a"]


def test_what_was_given_up_can_be_put_back_in_line(session, happen, relay, collector):
    collector.trouble["a"] = Undeliverable("550 no such mailbox")
    happen("a", "b")
    relay.work_until_idle()
    collector.trouble.clear()
    assert [delivery.receiver for delivery in outbox.given_up(session)] == ["a"]
    with db.transaction(session):
        assert outbox.try_again(session) == 1
    relay.work_until_idle()
    assert [parcel.receiver for parcel in collector.parcels] == ["b", "a"]
    assert outbox.given_up(session) == []


def test_what_never_had_a_receiver_is_fanned_out_again(make_session, session, happen, deliveries):
    class Broken(Collector):
        def receivers(self, session, event):
            yield "a"
            if "b" in self.trouble:
                raise LookupError("whom?")
            yield "b"

    broken = Broken("stuk")
    broken.trouble["b"] = True
    happen()
    relay = Relay(make_session, [broken])
    relay.work_until_idle()
    assert [d.receiver for d in outbox.given_up(session)] == [outbox.NOBODY]
    broken.trouble.clear()
    with db.transaction(session):
        assert outbox.try_again(session) == 1
    relay.work_until_idle()
    assert [parcel.receiver for parcel in broken.parcels] == ["a", "b"]
    assert [d.state for d in deliveries()] == [DeliveryState.DONE, DeliveryState.DONE]
