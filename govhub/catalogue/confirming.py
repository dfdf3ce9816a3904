"""Whether the status of a component is still true: who looked, and until when that counts.

Overdue is a notice; it never hides a component (DESIGN §4).
"""

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta

import structlog
from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session

from govhub.catalogue import queries
from govhub.catalogue.events import ConfirmationAsked, StatusConfirmed
from govhub.catalogue.ledger import queries as ledger
from govhub.catalogue.ledger.models import EDITORS, LedgerLine, LineKind
from govhub.catalogue.ledger.writing import Entry, write
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.kernel import clock
from govhub.kernel.errors import Conflict
from govhub.platform import links
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.platform.links import LinkRefused, Signer
from govhub.platform.outbox import record

CONFIRM_STATUS = "bevestigen"
"""Purpose of the one-time link that says that the status is still true."""

ASK_AHEAD = timedelta(days=14)
"""So long before the status must be confirmed we ask …"""
ASK_AGAIN_AFTER = timedelta(days=30)
"""… and so long after that once more, while it is overdue."""
_LINK_WORKS_FOR = timedelta(days=60)
_LAPSED_LINKS_ARE_KEPT = timedelta(days=30)
_QUESTIONS_AT_ONCE = 200
"""In one round; the next one is a minute later."""

_log = structlog.get_logger(__name__)

MONTHS = {
    Status.CONCEPT: 6,
    Status.PLANNED: 6,
    Status.DEVELOPMENT: 6,
    Status.DEMO: 6,
    Status.AVAILABLE: 12,
}
"""For how many months a status counts as confirmed; one at the end of life always does."""


def note_confirmed(component: Component) -> None:
    """Remember that somebody who may know says today that this is the status."""
    component.confirmed_on = clock.today()
    component.confirm_by = confirm_by(component.status, clock.today())
    component.asked_to_confirm_at = None


def confirm_by(status: Status, confirmed_on: date) -> date | None:
    """Return the day by which the status must be confirmed again; None when it need not be."""
    months = MONTHS.get(status)
    return _later(confirmed_on, months) if months else None


def is_overdue(component: Component) -> bool:
    """Tell whether nobody said in time that the status is still true."""
    return component.confirm_by is not None and component.confirm_by < clock.today()


def is_asked(component: Component) -> bool:
    """Tell whether it is time to say that the status is still true: soon, or overdue."""
    return component.confirm_by is not None and component.confirm_by <= clock.today() + ASK_AHEAD


def overdue(session: Session, *, limit: int | None = None, offset: int = 0) -> Sequence[Component]:
    """Return the public components whose status must be confirmed, the longest overdue first."""
    return session.scalars(
        select(Component)
        .where(_is_overdue())
        .order_by(Component.confirm_by, func.lower(Component.name), Component.id)
        .limit(limit)
        .offset(offset)
    ).all()


def number_overdue(session: Session) -> int:
    """Return how many there are."""
    return session.scalar(select(func.count()).where(_is_overdue())) or 0


def _is_overdue() -> ColumnElement[bool]:
    return and_(queries.IS_PUBLIC, Component.confirm_by < clock.today())


def confirm(session: Session, component: Component, *, decided_by: str) -> LedgerLine:
    """Write that the status is still true. The second time on a day nothing is added.

    Raises Conflict when there is nothing to confirm: it is not public, or at the end of its life.
    """
    session.refresh(component, with_for_update=True)
    if not component.is_public or component.status not in MONTHS:
        raise Conflict(_("Deze status hoeft u niet te bevestigen."))
    newest = ledger.latest_line(session, component)
    if newest and newest.kind is LineKind.CONFIRMATION and newest.effective_on == clock.today():
        return newest
    line = write(
        session,
        component,
        Entry(
            kind=LineKind.CONFIRMATION,
            old=component.status,
            new=component.status,
            effective_on=clock.today(),
            decided_by=decided_by,
        ),
        StatusConfirmed(
            subject=str(component.public_id),
            status=component.status.value,
            decided_by=decided_by,
        ),
    )
    note_confirmed(component)
    session.flush()
    return line


def asked(session: Session, signer: Signer, token: str) -> Component:
    """Return the component that a link asks about, without using the link.

    Raises LinkRefused: the link does not work, or the question is out of date.
    """
    link = links.look_at(session, signer, purpose=CONFIRM_STATUS, token=token)
    found = queries.component_by_public_id(session, link.subject["component"])
    if found is None or not found.is_public:
        raise LinkRefused(_("Dit component staat niet meer in de catalogus."))
    if found.submitted_by_id != link.subject["submitter"]:
        raise LinkRefused(_("Iemand anders beheert dit component nu. U hoeft niets te doen."))
    if found.status.value != link.subject["status"]:
        raise LinkRefused(_("De status is intussen veranderd. U hoeft niets te doen."))
    return found


def confirm_by_link(session: Session, signer: Signer, token: str) -> Component:
    """Confirm with a link from a mail, in the name of the owner. Raises LinkRefused, Conflict.

    Two clicks at once: one of them gets LinkUsed, whose ``subject`` names the component.
    """
    component = asked(session, signer, token)
    session.refresh(component, with_for_update=True)
    asked(session, signer, token)  # once more, now that nobody else can change it
    links.redeem(session, signer, purpose=CONFIRM_STATUS, token=token)
    owner = component.owner
    confirm(session, component, decided_by=owner.name if owner else EDITORS)
    return component


def ask_due(make_session: Callable[[], Session]) -> int:
    """Ask who submitted a component whether its status is still true, in time and while overdue.

    Each in a transaction of its own; trouble with one is logged and waits for the next time.
    Returns how many were asked.
    """
    asked_now = 0
    with make_session() as session:
        due = select(Component.id).where(_is_time_to_ask()).order_by(Component.confirm_by)
        ids = session.scalars(due.limit(_QUESTIONS_AT_ONCE)).all()
        for component_id in ids:
            try:
                with transaction(session):
                    asked_now += _ask(session, component_id)
            except Exception:  # noqa: BLE001  # the owners of other components are asked
                _log.exception("question_trouble", component=component_id)
        if ids:
            with transaction(session):
                lapsed = clock.now() - _LAPSED_LINKS_ARE_KEPT
                links.forget(session, purpose=CONFIRM_STATUS, lapsed_before=lapsed)
    return asked_now


def _is_time_to_ask() -> ColumnElement[bool]:
    today, now = clock.today(), clock.now()
    return and_(
        queries.IS_PUBLIC,
        Component.submitted_by_id.is_not(None),
        Component.confirm_by <= today + ASK_AHEAD,
        or_(
            Component.asked_to_confirm_at.is_(None),
            and_(
                Component.confirm_by < today,
                Component.asked_to_confirm_at <= now - ASK_AGAIN_AFTER,
            ),
        ),
    )


def _ask(session: Session, component_id: int) -> bool:
    """Ask about this component; False when another worker did, or it is no longer needed.

    Its version stays the same: a form that somebody has open is not in conflict with a question.
    """
    due = select(Component).where(Component.id == component_id, _is_time_to_ask())
    component = session.scalar(
        due.with_for_update(of=Component, skip_locked=True).execution_options(
            populate_existing=True
        )
    )
    if component is None:
        return False
    link = links.issue(
        session,
        purpose=CONFIRM_STATUS,
        subject={
            "component": str(component.public_id),
            "status": component.status.value,
            "submitter": component.submitted_by_id,
        },
        lifetime=_LINK_WORKS_FOR,
    )
    session.execute(
        update(Component)
        .where(Component.id == component_id)
        .values(asked_to_confirm_at=clock.now())
        .execution_options(synchronize_session=False)
    )
    record(session, ConfirmationAsked(subject=str(component.public_id), link_id=str(link.id)))
    return True


def _later(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))
