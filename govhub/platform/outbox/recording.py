"""Storing an event, together with the change that it tells of."""

import uuid

from sqlalchemy.orm import Session

from govhub.kernel import clock
from govhub.kernel.events import Event
from govhub.platform.outbox.models import RecordedEvent


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
