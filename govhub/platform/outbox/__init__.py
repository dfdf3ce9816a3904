"""The transactional outbox: an event is stored in the same transaction as the change it tells of.

``record`` writes the event. Later a worker calls ``Relay.work``: it fans new events out to
``delivery`` rows (one per event, subscriber and receiver, so a repeat is harmless), claims the due
ones with a lease, hands each to its subscriber outside any write transaction, and settles it only
while it still holds the lease (the fencing token). So a killed worker loses nothing, a slow one
blocks nobody, and a receiver that gets something twice sees the same key twice.

An event that cannot be read, or a subscriber that cannot say for whom it is, becomes a delivery
that is given up: visible, and no obstacle to what comes after it.
"""

from govhub.platform.outbox.models import NOBODY, Delivery, DeliveryState, RecordedEvent
from govhub.platform.outbox.pace import FIRST_PAUSE, LEASE, MAX_ATTEMPTS, MAX_PAUSE, Pace
from govhub.platform.outbox.queries import given_up, number_given_up
from govhub.platform.outbox.recording import record
from govhub.platform.outbox.relay import Relay
from govhub.platform.outbox.subscribing import NotNeeded, Parcel, Subscriber, Undeliverable, key_of
from govhub.platform.outbox.upkeep import (
    KEPT,
    dismiss,
    forget_delivered,
    try_again,
)

__all__ = [
    "FIRST_PAUSE",
    "KEPT",
    "LEASE",
    "MAX_ATTEMPTS",
    "MAX_PAUSE",
    "NOBODY",
    "Delivery",
    "DeliveryState",
    "NotNeeded",
    "Pace",
    "Parcel",
    "RecordedEvent",
    "Relay",
    "Subscriber",
    "Undeliverable",
    "dismiss",
    "forget_delivered",
    "given_up",
    "key_of",
    "number_given_up",
    "record",
    "try_again",
]
