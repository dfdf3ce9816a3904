"""Adds announced changes to the ledger and ends them. Checks no rule of status, never commits."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from govhub.catalogue.events import ChangePlanned, PlanWithdrawn
from govhub.catalogue.ledger import queries
from govhub.catalogue.ledger.models import PORTAL, LedgerLine, LineKind, PlannedChange, PlanState
from govhub.catalogue.ledger.writing import Entry, write
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status, is_back
from govhub.kernel import clock
from govhub.platform.language import gettext as _


@dataclass(frozen=True, kw_only=True)
class Announcement:
    """A change that will happen on a day to come."""

    new: Status
    effective_on: date
    decided_by: str
    is_approved: bool = False
    """A redacteur agreed."""
    reason: str | None = None
    evidence_url: str | None = None
    end_date: date | None = None
    successor: Component | None = None
    about: int | None = None
    """Number of the line that it follows from."""


def enter_plan(session: Session, component: Component, said: Announcement) -> PlannedChange:
    """Write the announcement in the ledger, and let it wait for its day."""
    line = write(
        session,
        component,
        Entry(
            kind=LineKind.PLAN,
            old=component.status,
            new=said.new,
            effective_on=said.effective_on,
            decided_by=said.decided_by,
            reason=said.reason,
            evidence_url=said.evidence_url,
            end_date=said.end_date,
            about=said.about,
        ),
        ChangePlanned(
            subject=str(component.public_id),
            old=component.status.value,
            new=said.new.value,
            effective_on=said.effective_on.isoformat(),
            decided_by=said.decided_by,
            reason=said.reason,
            evidence_url=said.evidence_url,
            end_date=said.end_date.isoformat() if said.end_date else None,
        ),
    )
    plan = PlannedChange(
        line_number=line.number,
        component=component,
        new=said.new,
        effective_on=said.effective_on,
        reason=said.reason,
        evidence_url=said.evidence_url,
        end_date=said.end_date,
        successor=said.successor,
        decided_by=said.decided_by,
        is_approved=said.is_approved,
        state=PlanState.WAITING,
    )
    session.add(plan)
    session.flush()
    return plan


def announce_end(session: Session, component: Component, line: LedgerLine) -> None:
    """Announce ``beeindigd`` on the end date of a line about phasing out.

    Not when an end was announced already, or when the end date is not a day to come.
    """
    waiting = queries.waiting_plans(session, component)
    if line.end_date is None or line.end_date <= clock.today() or _has_end(waiting):
        return
    enter_plan(
        session,
        component,
        Announcement(
            new=Status.ENDED,
            effective_on=line.end_date,
            decided_by=line.decided_by,
            reason=line.reason,
            evidence_url=line.evidence_url,
            about=line.number,
        ),
    )


def close_plan(
    session: Session, plan: PlannedChange, state: PlanState, *, decided_by: str, reason: str
) -> LedgerLine:
    """End a plan that waits as ``WITHDRAWN`` or ``FAILED``, and write why in the ledger.

    What was announced because of it will not happen either.
    """
    plan.state = state
    plan.settled_at = clock.now()
    line = write(
        session,
        plan.component,
        Entry(
            kind=LineKind.WITHDRAWAL,
            old=plan.component.status,
            new=plan.new,
            effective_on=plan.effective_on,
            decided_by=decided_by,
            reason=reason,
            about=plan.line_number,
        ),
        PlanWithdrawn(
            subject=str(plan.component.public_id),
            new=plan.new.value,
            effective_on=plan.effective_on.isoformat(),
            decided_by=decided_by,
            reason=reason,
            is_failed=state is PlanState.FAILED,
        ),
    )
    for other in queries.plans_that_follow(session, plan.line_number):
        close_plan(
            session,
            other,
            PlanState.WITHDRAWN,
            decided_by=PORTAL,
            reason=_("Wat eraan vooraf zou gaan, gaat niet door."),
        )
    return line


def let_plans_lapse(session: Session, component: Component, *, old: Status) -> None:
    """Withdraw what makes no sense any more now that somebody changed the status from ``old``.

    After a step back that is everything: it was announced for a component that had come further.
    """
    _lapse(session, list(_pointless(session, component, old)))


def let_all_plans_lapse(session: Session, component: Component, *, reason: str) -> None:
    """Withdraw all that waits, for one reason."""
    _lapse(session, [(plan, reason) for plan in queries.waiting_plans(session, component)])


def why_it_lapses(new: Status, *, old: Status, now: Status) -> str | None:
    """Return why an announced change to ``new`` makes no sense after a step from ``old``.

    None when it still does.
    """
    if is_back(old, now):
        return _("De status ging intussen een stap terug.")
    if new is now or is_back(now, new):
        return _("De status veranderde al eerder.")
    return None


def _lapse(session: Session, doomed: list[tuple[PlannedChange, str]]) -> None:
    for plan, reason in doomed:
        if plan.state is PlanState.WAITING:  # not when it went with one before it
            close_plan(session, plan, PlanState.WITHDRAWN, decided_by=PORTAL, reason=reason)


def _pointless(
    session: Session, component: Component, old: Status
) -> Iterator[tuple[PlannedChange, str]]:
    for plan in queries.waiting_plans(session, component):
        reason = why_it_lapses(plan.new, old=old, now=component.status)
        if reason:
            yield plan, reason


def _has_end(waiting: Iterable[PlannedChange]) -> bool:
    return any(plan.new is Status.ENDED for plan in waiting)
