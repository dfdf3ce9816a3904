"""Reminds the redactie once on each working day of what it promised and did not do yet."""

from collections.abc import Callable
from datetime import datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from govhub.catalogue import service as catalogue
from govhub.catalogue.models import Component
from govhub.kernel import clock
from govhub.kernel.clock import AMSTERDAM
from govhub.platform.db import transaction
from govhub.platform.outbox import RecordedEvent, record
from govhub.registration import work
from govhub.registration.events import WorkIsLate
from govhub.registration.promise import is_working_day

_FROM = time(8)
"""When people begin to work, in the Netherlands."""
EVERYBODY = "redactie"
"""Subject of the reminder: it is about no component in particular."""


def remind(make_session: Callable[[], Session], *, review_days: int) -> int:
    """Say that something is late, unless that was said today; return how often it was said."""
    now = clock.now().astimezone(AMSTERDAM)
    if now.time() < _FROM or not is_working_day(now.date()):
        return 0
    with make_session() as session:
        if _is_said(session) or not late(session, review_days):
            return 0
        with transaction(session):
            return _say(session, review_days)


def late(session: Session, review_days: int) -> list[work.Work]:
    """Return what is late, what waits longest first."""
    return [each for each in work.everything(session, review_days) if each.is_late]


def _say(session: Session, review_days: int) -> int:
    """Say it, while no other worker can: whoever holds what waits longest is the only one."""
    found = late(session, review_days)
    first = session.get(Component, found[0].component_id) if found else None
    if first is None:
        return 0
    catalogue.hold(session, first)
    if _is_said(session):
        return 0
    record(session, WorkIsLate(subject=EVERYBODY, number=len(found)))
    return 1


def _is_said(session: Session) -> bool:
    midnight = datetime.combine(clock.today(), time(0), AMSTERDAM)
    said = select(RecordedEvent.id).where(
        RecordedEvent.name == WorkIsLate.name,
        RecordedEvent.subject == EVERYBODY,
        RecordedEvent.occurred_at >= midnight,
    )
    return session.scalar(said.limit(1)) is not None
