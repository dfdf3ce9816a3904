"""The transactional outbox: an event is stored in the same transaction as the change it tells of.

``record`` writes the event. Later a worker calls ``Relay.work``: it fans new events out to
``delivery`` rows (one per event, subscriber and receiver, so a repeat is harmless), claims the due
ones with a lease, hands each to its subscriber outside any write transaction, and settles it only
while it still holds the lease (the fencing token). So a killed worker loses nothing, a slow one
blocks nobody, and a receiver that gets something twice sees the same key twice.

An event that cannot be read, or a subscriber that cannot say for whom it is, becomes a delivery
that is given up: visible, and no obstacle to what comes after it.
"""

import random
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from govhub.kernel import clock
from govhub.kernel.events import Event
from govhub.platform.db import Base, transaction, values_of

MAX_ATTEMPTS = 12
LEASE = timedelta(seconds=60)
FIRST_PAUSE = timedelta(seconds=5)
MAX_PAUSE = timedelta(hours=6)
"""Each pause is three times the one before, up to this: twelve attempts take most of a day."""
_BATCH = 20
_SHARE_OF_LEASE_FOR_WORK = 0.5
_NOBODY = "?"
"""Subscriber or receiver of a delivery that could not be made."""

_log = structlog.get_logger(__name__)
_BigId = sa.BigInteger().with_variant(sa.Integer, "sqlite")


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    WAITING = "wacht"
    DONE = "gedaan"
    DEAD = "opgegeven"


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
        sa.Index(
            "ix_delivery_due",
            "due_at",
            sqlite_where=sa.text("state = 'wacht'"),
            postgresql_where=sa.text("state = 'wacht'"),
        ),
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
    """When it arrived, or was given up."""

    event: Mapped[RecordedEvent] = relationship(lazy="joined", innerjoin=True)


class Undeliverable(Exception):
    """Trying again will not help; the delivery is given up at once, visibly."""


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """What a subscriber is handed: the event, for whom, and a key that never changes."""

    event: Event
    receiver: str
    key: uuid.UUID
    """The same for every attempt: Message-ID of a mail, id of a webhook."""
    occurred_at: datetime


class Subscriber(Protocol):
    """Something that reacts to events."""

    name: str
    events: frozenset[type[Event]]

    def receivers(self, session: Session, event: Event) -> Iterable[str]:
        """Return who this event is for; called once, inside the fan-out's transaction."""
        ...

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Bring it there. Any exception means: later again. ``session`` is a reader."""
        ...


def record(session: Session, event: Event) -> RecordedEvent:
    """Store ``event`` in the caller's transaction and return its row, with its sequence number."""
    row = RecordedEvent(
        key=uuid.uuid4(),
        name=event.name,
        subject=event.subject,
        payload=event.payload(),
        occurred_at=clock.now(),
    )
    session.add(row)
    session.flush()
    return row


def given_up(session: Session) -> Sequence[Delivery]:
    """Return the deliveries that nobody tries any more, the oldest first."""
    dead = Delivery.state == DeliveryState.DEAD
    return session.scalars(sa.select(Delivery).where(dead).order_by(Delivery.id)).all()


def try_again(session: Session) -> int:
    """Put what was given up back in line, with all its attempts; return how many there were.

    Not what never had a receiver: trying cannot help that.
    """
    revived = (
        sa.update(Delivery)
        .where(Delivery.state == DeliveryState.DEAD, Delivery.receiver != _NOBODY)
        .values(state=DeliveryState.WAITING, attempts=0, due_at=clock.now(), lease=None)
        .returning(Delivery.id)
        .execution_options(synchronize_session=False)
    )
    return len(session.scalars(revived).all())


class Relay:
    """Gives recorded events to the subscribers, at least once, and gives up visibly."""

    def __init__(
        self, make_session: Callable[[], Session], subscribers: Sequence[Subscriber]
    ) -> None:
        """Take where sessions come from and who is told what."""
        self._make_session = make_session
        self._subscribers = {subscriber.name: subscriber for subscriber in subscribers}

    def work(self, limit: int = _BATCH) -> int:
        """Fan out new events and try what is due; return how many of both there were."""
        with self._make_session() as session:
            fresh = self._fan_out(session, limit)
            lease = str(uuid.uuid4())
            claimed = self._claim(session, lease, limit)
            deadline = time.monotonic() + LEASE.total_seconds() * _SHARE_OF_LEASE_FOR_WORK
            tried = 0
            for delivery in claimed:
                if time.monotonic() > deadline:
                    self._give_back(session, lease)
                    break
                self._attempt(session, delivery, lease)
                tried += 1
        return fresh + tried

    def work_until_idle(self, rounds: int = 1000) -> int:
        """Work until nothing is new or due; return how many events and deliveries there were."""
        total = 0
        for _ in range(rounds):
            done = self.work()
            if not done:
                break
            total += done
        return total

    def _fan_out(self, session: Session, limit: int) -> int:
        if not session.scalar(sa.select(sa.exists().where(~RecordedEvent.relayed))):
            return 0
        with transaction(session):
            fresh = session.scalars(
                sa.select(RecordedEvent)
                .where(~RecordedEvent.relayed)
                .order_by(RecordedEvent.id)
                .limit(limit)
                .with_for_update(skip_locked=True)
            ).all()
            for row in fresh:
                row.relayed = True
                session.add_all(self._deliveries(session, row))
        return len(fresh)

    def _deliveries(self, session: Session, row: RecordedEvent) -> Iterator[Delivery]:
        try:
            event = Event.load(row.name, row.payload)
        except (KeyError, TypeError) as error:
            yield _stillborn(row, _NOBODY, error)
            return
        for subscriber in self._subscribers.values():
            if type(event) not in subscriber.events:
                continue
            try:
                receivers = sorted(set(subscriber.receivers(session, event)))
            except SQLAlchemyError:
                raise  # the database has trouble: this fan-out is tried again as a whole
            except Exception as error:  # noqa: BLE001  # the other subscribers go on
                yield _stillborn(row, subscriber.name, error)
                continue
            for receiver in receivers:
                yield Delivery(
                    event_id=row.id,
                    subscriber=subscriber.name,
                    receiver=receiver,
                    due_at=row.occurred_at,
                )

    def _claim(self, session: Session, lease: str, limit: int) -> Sequence[Delivery]:
        now = clock.now()
        due = (
            sa.select(Delivery.id)
            .where(Delivery.state == DeliveryState.WAITING, Delivery.due_at <= now)
            .order_by(Delivery.due_at, Delivery.id)
            .limit(limit)
        )
        if not session.scalars(due.limit(1)).first():
            return ()
        with transaction(session):
            session.execute(
                sa.update(Delivery)
                .where(Delivery.id.in_(due.with_for_update(skip_locked=True)))
                .values(lease=lease, due_at=now + LEASE, attempts=Delivery.attempts + 1)
                .execution_options(synchronize_session=False)
            )
        return session.scalars(
            sa.select(Delivery).where(Delivery.lease == lease).order_by(Delivery.id)
        ).all()

    def _attempt(self, session: Session, delivery: Delivery, lease: str) -> None:
        delivery_id, attempts, name = delivery.id, delivery.attempts, delivery.subscriber
        try:
            self._subscribers[name].deliver(session, _parcel(delivery))
            outcome: dict[str, Any] = {"state": DeliveryState.DONE, "last_error": None}
        except Exception as error:  # noqa: BLE001  # whatever a receiver does, the others go on
            outcome = _after_failure(error, attempts)
            _log.warning(
                "delivery_failed", subscriber=name, attempts=attempts, error=outcome["last_error"]
            )
        with transaction(session):
            session.execute(
                sa.update(Delivery)
                .where(
                    Delivery.id == delivery_id,
                    Delivery.lease == lease,
                    Delivery.state == DeliveryState.WAITING,
                )
                .values(lease=None, **outcome)
                .execution_options(synchronize_session=False)
            )

    def _give_back(self, session: Session, lease: str) -> None:
        """Let another worker take what was not tried: the lease might lapse while we try it."""
        with transaction(session):
            session.execute(
                sa.update(Delivery)
                .where(Delivery.lease == lease, Delivery.state == DeliveryState.WAITING)
                .values(lease=None, due_at=clock.now(), attempts=Delivery.attempts - 1)
                .execution_options(synchronize_session=False)
            )


def _parcel(delivery: Delivery) -> Parcel:
    row = delivery.event
    return Parcel(
        event=Event.load(row.name, row.payload),
        receiver=delivery.receiver,
        key=uuid.uuid5(row.key, f"{delivery.subscriber}:{delivery.receiver}"),
        occurred_at=row.occurred_at,
    )


def _stillborn(row: RecordedEvent, subscriber: str, error: Exception) -> Delivery:
    """Return a delivery that is given up from the start, so that somebody sees it."""
    _log.error("fan_out_failed", event_name=row.name, subscriber=subscriber, error=repr(error))
    return Delivery(
        event_id=row.id,
        subscriber=subscriber,
        receiver=_NOBODY,
        state=DeliveryState.DEAD,
        due_at=row.occurred_at,
        last_error=_reason(error),
    )


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:1000]


def _after_failure(error: Exception, attempts: int) -> dict[str, Any]:
    """Return what to store: try again after a growing pause with jitter, or give up."""
    reason = _reason(error)
    if isinstance(error, Undeliverable) or attempts >= MAX_ATTEMPTS:
        return {"state": DeliveryState.DEAD, "last_error": reason}
    pause = min(MAX_PAUSE, FIRST_PAUSE * 3 ** (attempts - 1))
    jitter = random.uniform(0.5, 1.0)  # noqa: S311  # spreads retries; nothing secret
    return {"due_at": clock.now() + pause * jitter, "last_error": reason}
