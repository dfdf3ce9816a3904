"""One event for very many: in chunks, resumable, with the same memory, and by two at once."""

import threading
import tracemalloc
from dataclasses import dataclass

import pytest
import sqlalchemy as sa

from govhub.kernel.events import Event
from govhub.platform import db
from govhub.platform.outbox import Delivery, RecordedEvent, record
from govhub.platform.outbox.fan_out import CHUNK, FanOut
from tests.integration.outbox.doubles import Collector

MANY = 10_000


@dataclass(frozen=True, kw_only=True)
class ManyWait(Event, name="test.many_wait"):
    number: int


class Crowd(Collector):
    """As many receivers as the event says; ``dies_after`` so many of them."""

    events = frozenset({ManyWait})
    dies_after = None

    def receivers(self, session, event):
        for number in range(event.number):
            if number == self.dies_after:
                raise SystemExit
            yield f"lezer-{number:05}"


@pytest.fixture
def crowd():
    return Crowd("menigte")


@pytest.fixture
def wait(session):
    def _wait(number):
        with db.transaction(session):
            record(session, ManyWait(subject="1", number=number))

    return _wait


@pytest.fixture
def receivers(session):
    def _receivers():
        session.rollback()
        return session.scalars(sa.select(Delivery.receiver)).all()

    return _receivers


def is_relayed(session):
    session.rollback()
    return session.scalar(sa.select(RecordedEvent.relayed))


def test_who_dies_between_two_chunks_loses_and_doubles_nothing(
    make_session, session, crowd, wait, receivers
):
    wait(3 * CHUNK)
    crowd.dies_after = 2 * CHUNK + 7
    with pytest.raises(SystemExit):
        FanOut(make_session, [crowd]).work()
    assert len(receivers()) == 2 * CHUNK
    assert not is_relayed(session)
    crowd.dies_after = None
    assert FanOut(make_session, [crowd]).work() == 1
    assert len(receivers()) == len(set(receivers())) == 3 * CHUNK
    assert is_relayed(session)


def test_two_workers_may_be_busy_with_the_same_event(make_session, crowd, wait, receivers):
    class Backwards(Crowd):
        def receivers(self, session, event):
            barrier.wait(10)
            found = sorted(super().receivers(session, event))
            return found if self is first else reversed(found)

    barrier = threading.Barrier(2)
    first, second = Backwards("menigte"), Backwards("menigte")
    wait(4 * CHUNK)
    threads = [
        threading.Thread(target=FanOut(make_session, [each]).work) for each in (first, second)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(receivers()) == len(set(receivers())) == 4 * CHUNK


def test_ten_thousand_receivers_take_no_more_memory_than_a_thousand(
    make_session, session, crowd, wait
):
    def most(number):
        wait(number)
        tracemalloc.start()
        FanOut(make_session, [crowd]).work()
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    most(10)
    few, many = most(2 * CHUNK), most(MANY)
    assert many < few + 500_000


def test_the_write_lock_is_never_held_for_long(make_session, crowd, wait, engine):
    """Each transaction writes at most a chunk: whoever wants to write gets a chance between."""
    written = []

    @sa.event.listens_for(engine, "commit")
    def _count(_connection):
        written.append(1)

    wait(MANY)
    written.clear()
    FanOut(make_session, [crowd]).work()
    sa.event.remove(engine, "commit", _count)
    assert len(written) >= MANY / CHUNK
