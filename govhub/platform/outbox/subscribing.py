"""What the outbox asks of whoever wants to hear of events."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session

from govhub.kernel.events import Event
from govhub.platform.outbox.models import Delivery


class Undeliverable(Exception):
    """Trying again will not help; the delivery is given up at once, visibly."""


class NotNeeded(Exception):
    """There is nothing to bring, or no longer; the delivery is done, and says so."""


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """What a subscriber is handed: the event, for whom, and a key that never changes."""

    event: Event
    receiver: str
    key: uuid.UUID
    """The same for every attempt: Message-ID of a mail, id of a webhook."""
    occurred_at: datetime
    event_key: uuid.UUID
    """The same for every receiver: permanent id of the event."""
    number: int
    """Place of the event among all events."""
    is_last: bool
    """It is given up when this attempt fails."""


class Subscriber(Protocol):
    """Something that reacts to events."""

    name: str
    events: frozenset[type[Event]]

    def receivers(self, session: Session, event: Event) -> Iterable[str]:
        """Give who this event is for. ``session`` is a reader.

        May be many: give them one by one. Called again when the fan-out is interrupted; who was
        given twice gets the event once.
        """
        ...

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Bring it there. ``session`` is a reader.

        Raises NotNeeded when there is nothing to bring, Undeliverable when it never will arrive.
        Any other exception means: later again.

        Several threads call this at once, each with a session of its own.
        """
        ...


def parcel_of(delivery: Delivery, *, max_attempts: int) -> Parcel:
    """Return what to hand over. Raises KeyError or TypeError when the event cannot be read."""
    row = delivery.event
    return Parcel(
        event=Event.load(row.name, row.payload),
        receiver=delivery.receiver,
        key=key_of(delivery),
        occurred_at=row.occurred_at,
        event_key=row.key,
        number=row.id,
        is_last=delivery.attempts >= max_attempts,
    )


def key_of(delivery: Delivery) -> uuid.UUID:
    """Return the key under which the receiver gets it, at every attempt."""
    return uuid.uuid5(delivery.event.key, f"{delivery.subscriber}:{delivery.receiver}")


def reason_of(error: Exception) -> str:
    """Return what went wrong, as it is kept."""
    return f"{type(error).__name__}: {error}"[:1000]
