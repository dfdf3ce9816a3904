"""The two tables of the outbox: what happened, and whom it must still reach."""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govhub.platform.db import Base, values_of
from govhub.platform.language import lazy_gettext as _l

NOBODY = "?"
"""Subscriber or receiver of a delivery that could not be made."""

_BigId = sa.BigInteger().with_variant(sa.Integer, "sqlite")


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    WAITING = "wacht"
    DONE = "gedaan"
    DEAD = "opgegeven"
    DISMISSED = "weggelegd"
    """Given up, and somebody decided that it need not arrive any more."""

    @property
    def label(self) -> str:
        """Return the word for people."""
        return _LABELS[self]


_LABELS = {
    DeliveryState.WAITING: _l("Wacht"),
    DeliveryState.DONE: _l("Verstuurd"),
    DeliveryState.DEAD: _l("Opgegeven"),
    DeliveryState.DISMISSED: _l("Weggelegd"),
}


class RecordedEvent(Base):
    """An event as it is kept: the ledger, in the order of ``id``. Never changed afterwards."""

    __tablename__ = "event"
    __table_args__ = (
        sa.Index(
            "ix_event_new",
            "id",
            sqlite_where=sa.text("relayed = 0"),
            postgresql_where=sa.text("NOT relayed"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(_BigId, primary_key=True)
    key: Mapped[uuid.UUID] = mapped_column(unique=True, default=uuid.uuid4)
    name: Mapped[str] = mapped_column(sa.String(80))
    subject: Mapped[str] = mapped_column(sa.String(36), index=True)
    payload: Mapped[dict[str, Any]]
    occurred_at: Mapped[datetime]
    relayed: Mapped[bool] = mapped_column(default=False)


class Delivery(Base):
    """One event on its way to one receiver of one subscriber."""

    __tablename__ = "delivery"
    __table_args__ = (
        sa.UniqueConstraint("event_id", "subscriber", "receiver"),
        sa.Index("ix_delivery_state_subscriber_due_at", "state", "subscriber", "due_at"),
        sa.Index("ix_delivery_receiver_subscriber", "receiver", "subscriber"),
    )

    id: Mapped[int] = mapped_column(_BigId, primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    subscriber: Mapped[str] = mapped_column(sa.String(40))
    receiver: Mapped[str] = mapped_column(sa.String(80))
    state: Mapped[DeliveryState] = mapped_column(
        values_of(DeliveryState), default=DeliveryState.WAITING
    )
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    lease: Mapped[str | None] = mapped_column(sa.String(36))
    last_error: Mapped[str | None] = mapped_column(sa.Text)
    settled_at: Mapped[datetime | None]
    """When it arrived, was given up, or turned out not to be needed (``last_error`` says so)."""

    event: Mapped[RecordedEvent] = relationship(lazy="joined", innerjoin=True)
