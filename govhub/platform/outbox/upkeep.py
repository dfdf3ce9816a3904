"""What people do about deliveries that were given up, and what is cleared away in the end."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.outbox.models import NOBODY, Delivery, DeliveryState, RecordedEvent

KEPT = timedelta(days=90)
"""How long what arrived can still be looked up."""
_AT_ONCE = 1000

_STAYING = (DeliveryState.WAITING, DeliveryState.DEAD, DeliveryState.DISMISSED)
_IS_GIVEN_UP = Delivery.state == DeliveryState.DEAD


def try_again(
    session: Session, *, subscriber: str | None = None, ids: Collection[int] | None = None
) -> int:
    """Put what was given up back in line, with all its attempts; return how many there were.

    Everything, or only these: of one subscriber, or with these ids. What never had a receiver goes
    to the fan-out again, which asks once more for whom its event is.
    """
    chosen = [_IS_GIVEN_UP]
    if subscriber is not None:
        chosen.append(Delivery.subscriber == subscriber)
    if ids is not None:
        chosen.append(Delivery.id.in_(ids))
    return _revive(session, chosen) + _fan_out_again(session, chosen)


def dismiss(session: Session, delivery_id: int) -> bool:
    """Decide that a delivery that was given up need not arrive; tell whether it was given up."""
    dismissed = (
        sa.update(Delivery)
        .where(Delivery.id == delivery_id, _IS_GIVEN_UP)
        .values(state=DeliveryState.DISMISSED, settled_at=clock.now())
        .returning(Delivery.id)
        .execution_options(synchronize_session=False)
    )
    return session.scalar(dismissed) is not None


def forget_delivered(make_session: Callable[[], Session], before: datetime | None = None) -> int:
    """Delete what arrived before this moment, by default ``KEPT`` ago; return how many.

    Never what waits, was given up or was dismissed. In many short transactions.
    """
    moment = before or clock.now() - KEPT
    total = 0
    while True:
        with make_session() as session, transaction(session):
            deleted = _forget_oldest(session, moment)
        total += deleted
        if deleted < _AT_ONCE:
            return total


def _revive(session: Session, chosen: list[sa.ColumnElement[bool]]) -> int:
    revived = (
        sa.update(Delivery)
        .where(*chosen, Delivery.receiver != NOBODY)
        .values(
            state=DeliveryState.WAITING,
            attempts=0,
            due_at=clock.now(),
            lease=None,
            settled_at=None,
        )
        .returning(Delivery.id)
        .execution_options(synchronize_session=False)
    )
    return len(session.scalars(revived).all())


def _fan_out_again(session: Session, chosen: list[sa.ColumnElement[bool]]) -> int:
    removed = (
        sa.delete(Delivery)
        .where(*chosen, Delivery.receiver == NOBODY)
        .returning(Delivery.event_id)
        .execution_options(synchronize_session=False)
    )
    events = session.scalars(removed).all()
    session.execute(
        sa.update(RecordedEvent)
        .where(RecordedEvent.id.in_(events))
        .values(relayed=False)
        .execution_options(synchronize_session=False)
    )
    return len(events)


def _forget_oldest(session: Session, before: datetime) -> int:
    """Look at the first that arrived, and delete what is old; ids follow time.

    What it is not is asked, because an index that finds what it is would be read in whole.
    """
    first = (
        sa.select(Delivery.id, Delivery.settled_at, Delivery.due_at)
        .where(Delivery.state.not_in(_STAYING))
        .order_by(Delivery.id)
        .limit(_AT_ONCE)
        .subquery()
    )
    old = sa.select(first.c.id).where(sa.func.coalesce(first.c.settled_at, first.c.due_at) < before)
    deleted = (
        sa.delete(Delivery)
        .where(Delivery.id.in_(old))
        .returning(Delivery.id)
        .execution_options(synchronize_session=False)
    )
    return len(session.scalars(deleted).all())
