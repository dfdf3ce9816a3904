"""From one event to a delivery for each of its receivers, however many there are.

The receivers are read as a stream and written in chunks, each in a short transaction of its own,
so that memory stays the same and nobody waits long for the write lock of SQLite: after each chunk
it is free for as long as it was held. The event is marked as relayed with its last chunk. A worker
that is killed between two chunks leaves an event that is not relayed: the next one starts it again,
and what is there already stays as it is. So two workers that are busy with the same event do no
harm either.
"""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, cast

import sqlalchemy as sa
import structlog
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from govhub.kernel import clock
from govhub.kernel.events import Event
from govhub.platform.db import transaction
from govhub.platform.outbox.models import NOBODY, Delivery, DeliveryState, RecordedEvent
from govhub.platform.outbox.subscribing import Subscriber, reason_of

CHUNK = 250
"""Deliveries that are written in one transaction."""
_LONGEST_REST = 0.1
"""Seconds."""
EVENTS = 50
"""Events that are taken at once."""

_log = structlog.get_logger(__name__)
_Row = dict[str, Any]


class FanOut:
    """Makes the deliveries of new events; one thread of a process at a time."""

    def __init__(
        self, make_session: Callable[[], Session], subscribers: Sequence[Subscriber]
    ) -> None:
        """Take where sessions come from and who is told what."""
        self._make_session = make_session
        self._subscribers = subscribers
        self._busy = threading.Lock()

    def work(self) -> int:
        """Make the deliveries of the oldest new events; return how many events there were."""
        if not self._busy.acquire(blocking=False):
            return 0
        try:
            return self._work()
        finally:
            self._busy.release()

    def _work(self) -> int:
        with self._make_session() as reader:
            fresh = _new_events(reader)
            if not fresh:
                return 0
            with self._make_session() as writer:
                chunk = _Chunk(writer)
                for event in fresh:
                    for row in self._deliveries(reader, event):
                        chunk.add(row)
                    chunk.finish(event)
                chunk.write()
        return len(fresh)

    def _deliveries(self, reader: Session, row: RecordedEvent) -> Iterator[_Row]:
        try:
            event = Event.load(row.name, row.payload)
        except (KeyError, TypeError) as error:
            yield _stillborn(row, NOBODY, error)
            return
        for subscriber in self._subscribers:
            if type(event) not in subscriber.events:
                continue
            try:
                for receiver in subscriber.receivers(reader, event):
                    yield _delivery(row, subscriber.name, receiver)
            except SQLAlchemyError:
                raise  # the database has trouble: this event is tried again as a whole
            except Exception as error:  # noqa: BLE001  # the other subscribers go on
                yield _stillborn(row, subscriber.name, error)


class _Chunk:
    """Deliveries that are not written yet, and the events that have no more of them."""

    def __init__(self, writer: Session) -> None:
        self._writer = writer
        self._rows: list[_Row] = []
        self._finished: list[int] = []
        self._insert = _insert_if_new(writer)

    def add(self, row: _Row) -> None:
        """Take one more; write them when there are enough, and let others write as long."""
        self._rows.append(row)
        if len(self._rows) >= CHUNK:
            start = time.monotonic()
            self.write()
            time.sleep(min(time.monotonic() - start, _LONGEST_REST))

    def finish(self, event: RecordedEvent) -> None:
        """Say that this event has no more deliveries."""
        self._finished.append(event.id)

    def write(self) -> None:
        """Write what is here. In one order, so that two workers never wait for each other."""
        rows = sorted(
            self._rows, key=lambda row: (row["event_id"], row["subscriber"], row["receiver"])
        )
        with transaction(self._writer) as session:
            if rows:
                session.execute(self._insert, rows)
            session.execute(
                sa.update(RecordedEvent)
                .where(RecordedEvent.id.in_(self._finished))
                .values(relayed=True)
                .execution_options(synchronize_session=False)
            )
        self._rows.clear()
        self._finished.clear()


def _new_events(session: Session) -> Sequence[RecordedEvent]:
    return session.scalars(
        sa.select(RecordedEvent)
        .where(~RecordedEvent.relayed)
        .order_by(RecordedEvent.id)
        .limit(EVENTS)
    ).all()


def _insert_if_new(session: Session) -> sa.Insert:
    dialect = session.get_bind().dialect.name
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return insert(cast("sa.Table", Delivery.__table__)).on_conflict_do_nothing(
        index_elements=["event_id", "subscriber", "receiver"]
    )


def _delivery(row: RecordedEvent, subscriber: str, receiver: str, **more: object) -> _Row:
    values: Mapping[str, object] = {
        "event_id": row.id,
        "subscriber": subscriber,
        "receiver": receiver,
        "state": DeliveryState.WAITING,
        "attempts": 0,
        "due_at": row.occurred_at,
        "last_error": None,
        "settled_at": None,
    }
    return {**values, **more}


def _stillborn(row: RecordedEvent, subscriber: str, error: Exception) -> _Row:
    """Return a delivery that is given up from the start, so that somebody sees it."""
    _log.error("fan_out_failed", event_name=row.name, subscriber=subscriber, error=repr(error))
    return _delivery(
        row,
        subscriber,
        NOBODY,
        state=DeliveryState.DEAD,
        last_error=reason_of(error),
        settled_at=clock.now(),
    )
