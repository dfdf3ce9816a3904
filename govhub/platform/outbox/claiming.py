"""Whose turn it is, and who may try a delivery: fair, and one at a time.

Each claim takes deliveries of one subscriber, and the subscribers take turns: ten thousand mails
about one event do not keep a mail to sign in waiting. Not all threads of a process are busy for
the same subscriber: one that hangs cannot keep the others waiting either.
"""

import threading
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import count

import sqlalchemy as sa
from sqlalchemy.orm import Session

from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.outbox.models import Delivery, DeliveryState

_IS_WAITING = Delivery.state == DeliveryState.WAITING


class Turns:
    """Lets subscribers take turns within one process."""

    def __init__(self, at_most: int) -> None:
        """Take how many threads may be busy for one subscriber."""
        self._at_most = at_most
        self._lock = threading.Lock()
        self._busy: Counter[str] = Counter()
        self._last: dict[str, int] = {}
        self._numbers = count()

    def in_order(self, subscribers: Iterable[str]) -> Sequence[str]:
        """Return the subscribers, first who has the fewest threads, then who waited longest."""
        with self._lock:
            return sorted(
                subscribers, key=lambda name: (self._busy[name], self._last.get(name, -1))
            )

    @contextmanager
    def turn(self, subscriber: str) -> Iterator[bool]:
        """Be busy for it while the block lasts; give False when too many threads are already."""
        with self._lock:
            is_free = self._busy[subscriber] < self._at_most
            if is_free:
                self._busy[subscriber] += 1
                self._last[subscriber] = next(self._numbers)
        try:
            yield is_free
        finally:
            if is_free:
                with self._lock:
                    self._busy[subscriber] -= 1


@dataclass(frozen=True, kw_only=True)
class Claim:
    """Deliveries that nobody else tries as long as the lease lasts."""

    lease: str
    deliveries: Sequence[Delivery]
    """Apart from any session."""

    def still_holds(self, delivery_ids: Iterable[int]) -> sa.ColumnElement[bool]:
        """Return the condition under which the claimant may change these deliveries."""
        return sa.and_(Delivery.id.in_(delivery_ids), Delivery.lease == self.lease, _IS_WAITING)


def subscribers_that_wait(session: Session) -> Iterator[str]:
    """Give each subscriber with deliveries that wait, in as many look-ups as there are."""
    first = sa.select(sa.func.min(Delivery.subscriber)).where(_IS_WAITING)
    name = session.scalar(first)
    while name is not None:
        yield name
        name = session.scalar(first.where(Delivery.subscriber > name))


def claim(session: Session, subscriber: str, *, limit: int, lasting: timedelta) -> Claim:
    """Take the deliveries of this subscriber that are due longest; maybe none."""
    now, lease = clock.now(), str(uuid.uuid4())
    due = (
        sa.select(Delivery.id)
        .where(_IS_WAITING, Delivery.subscriber == subscriber, Delivery.due_at <= now)
        .order_by(Delivery.due_at, Delivery.id)
        .limit(limit)
    )
    if session.scalar(due.limit(1)) is None:
        return Claim(lease=lease, deliveries=())
    with transaction(session):
        ids = session.scalars(due.with_for_update(skip_locked=True)).all()
        session.execute(
            sa.update(Delivery)
            .where(Delivery.id.in_(ids))
            .values(lease=lease, due_at=now + lasting, attempts=Delivery.attempts + 1)
            .execution_options(synchronize_session=False)
        )
    found = session.scalars(sa.select(Delivery).where(Delivery.id.in_(ids))).all()
    session.expunge_all()
    return Claim(lease=lease, deliveries=sorted(found, key=lambda each: ids.index(each.id)))
