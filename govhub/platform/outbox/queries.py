"""Questions about deliveries that need somebody's attention. Never changes anything."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from govhub.platform.outbox.models import Delivery, DeliveryState, RecordedEvent

_LARGEST_ID = 2**63 - 1
_IS_GIVEN_UP = Delivery.state == DeliveryState.DEAD


def given_up(session: Session) -> Sequence[Delivery]:
    """Return the deliveries that nobody tries any more, the oldest first."""
    return session.scalars(sa.select(Delivery).where(_IS_GIVEN_UP).order_by(Delivery.id)).all()


def number_given_up(session: Session) -> int:
    """Return how many deliveries nobody tries any more."""
    return session.scalar(sa.select(sa.func.count()).where(_IS_GIVEN_UP)) or 0


def numbers_given_up(session: Session) -> dict[str, int]:
    """Return subscriber → how many of its deliveries nobody tries any more."""
    rows = session.execute(
        sa.select(Delivery.subscriber, sa.func.count())
        .where(_IS_GIVEN_UP)
        .group_by(Delivery.subscriber)
        .order_by(Delivery.subscriber)
    )
    return {subscriber: number for subscriber, number in rows}  # noqa: C416  # rows are no pairs


def in_state(
    session: Session, state: DeliveryState, *, subscriber: str | None = None, limit: int
) -> Sequence[Delivery]:
    """Return deliveries in this state, maybe of one subscriber, the latest first."""
    found = sa.select(Delivery).where(Delivery.state == state).order_by(Delivery.id.desc())
    if subscriber is not None:
        found = found.where(Delivery.subscriber == subscriber)
    return session.scalars(found.limit(limit)).all()


def late(session: Session, before: datetime, *, limit: int) -> tuple[Sequence[Delivery], int]:
    """Return what waits since before this moment, the oldest first, and how many there are."""
    waits = sa.and_(
        Delivery.state == DeliveryState.WAITING,
        Delivery.event_id == RecordedEvent.id,
        RecordedEvent.occurred_at < before,
    )
    number = session.scalar(sa.select(sa.func.count(Delivery.id)).where(waits)) or 0
    found = sa.select(Delivery).where(waits).order_by(Delivery.id).limit(limit)
    return session.scalars(found).all(), number


def delivery_by_id(session: Session, delivery_id: int) -> Delivery | None:
    """Return the delivery."""
    return session.get(Delivery, delivery_id) if delivery_id <= _LARGEST_ID else None


def number_not_fanned_out(session: Session, before: datetime) -> int:
    """Return how many events of before this moment no worker has looked at."""
    is_late = sa.and_(~RecordedEvent.relayed, RecordedEvent.occurred_at < before)
    return session.scalar(sa.select(sa.func.count()).where(is_late)) or 0
