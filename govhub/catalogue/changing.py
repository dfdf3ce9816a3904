"""How the status of a component changes: today, by the rules of ``status`` and ``gate``.

Never commits: the caller decides when.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from govhub.catalogue import confirming, gate, queries
from govhub.catalogue.events import PlanWithdrawn, StatusChanged
from govhub.catalogue.ledger import queries as ledger
from govhub.catalogue.ledger.models import LedgerLine, LineKind, PlannedChange, PlanState
from govhub.catalogue.ledger.writing import Entry, write
from govhub.catalogue.models import Component, Relation
from govhub.catalogue.status import Status, is_back, step
from govhub.catalogue.vocabulary import RelationType
from govhub.kernel import clock
from govhub.kernel.errors import InvalidInput
from govhub.platform.language import gettext as _

EDITORS = "redactie GovHub"
"""How the ledger names the redactie."""
PORTAL = "GovHub"
"""How the ledger names what happened by itself, on its day."""
ENDINGS = {Status.PHASING_OUT, Status.ENDED}
"""Statuses that have an end date, and that may name a successor."""


@dataclass(frozen=True, kw_only=True)
class StatusWish:
    """A change of status that somebody asks for."""

    new: Status
    reason: str | None = None
    evidence_url: str | None = None
    end_date: date | None = None
    successor_slug: str | None = None
    effective_on: date | None = None
    """A day to come on which it must happen; None means now."""


def check_wish(session: Session, component: Component, wish: StatusWish) -> None:
    """Raise what is wrong with a wish for today: StepRefused, or InvalidInput with its field."""
    check_facts(session, component, wish, old=component.status, on=clock.today())
    if step(component.status, wish.new).passes_gate:
        missing = gate.missing_for_available(session, component)
        if missing:
            raise InvalidInput("new", " ".join(each.message for each in missing))


def check_facts(
    session: Session, component: Component, wish: StatusWish, *, old: Status, on: date
) -> None:
    """Check all but the gate: the step from ``old`` on the day ``on``, and what it asks.

    Raises StepRefused, or InvalidInput that names the field.
    """
    asked = step(old, wish.new)
    if asked.needs_reason and not wish.reason:
        raise InvalidInput("reason", _("Leg uit waarom de status verandert."))
    if asked.needs_end_date and (wish.end_date is None or wish.end_date <= on):
        raise InvalidInput(
            "end_date",
            _("Vul de datum in waarop het stopt. Die ligt na de dag waarop de status verandert."),
        )
    if wish.successor_slug and wish.new not in ENDINGS:
        raise InvalidInput("successor", _("Een opvolger hoort bij uitfaseren of beëindigen."))
    if wish.successor_slug:
        successor = queries.component_by_slug(session, wish.successor_slug)
        if successor is None or not successor.is_public or successor.id == component.id:
            raise InvalidInput("successor", _("Kies een ander component als opvolger."))


def change_status(
    session: Session,
    component: Component,
    wish: StatusWish,
    *,
    decided_by: str,
    about: int | None = None,
) -> LedgerLine:
    """Carry out the wish today. Raises StepRefused or InvalidInput; see ``check_wish``.

    ``about`` is the number of the line that announced it. Announced changes that make no sense
    any more lapse: all of them after a step back, else those for a status that was reached.
    """
    check_wish(session, component, wish)
    old = component.status
    if wish.successor_slug:
        _name_successor(session, component, wish.successor_slug)
    line = enter(
        session,
        component,
        Change(
            new=wish.new,
            decided_by=decided_by,
            reason=wish.reason,
            evidence_url=wish.evidence_url,
            effective_on=wish.effective_on,
            end_date=wish.end_date,
            about=about,
        ),
    )
    let_plans_lapse(session, component, old=old, carried_out=about)
    return line


@dataclass(frozen=True, kw_only=True)
class Change:
    """Another status, as it is written in the ledger."""

    new: Status
    decided_by: str
    reason: str | None = None
    evidence_url: str | None = None
    effective_on: date | None = None
    """None means today."""
    end_date: date | None = None
    about: int | None = None
    """Number of the line that announced it."""
    is_news: bool = True
    """Followers are told."""


def enter(session: Session, component: Component, change: Change) -> LedgerLine:
    """Give the component this status and write the line, its event first. Checks no rule."""
    latest = ledger.latest_move(session, component)
    old = latest.new if latest else None
    effective_on = change.effective_on or clock.today()
    end_date = _end_date(component, change)
    line = write(
        session,
        component,
        Entry(
            old=old,
            new=change.new,
            effective_on=effective_on,
            decided_by=change.decided_by,
            reason=change.reason,
            evidence_url=change.evidence_url,
            end_date=end_date,
            about=change.about,
        ),
        StatusChanged(
            subject=str(component.public_id),
            old=old.value if old else None,
            new=change.new.value,
            effective_on=effective_on.isoformat(),
            decided_by=change.decided_by,
            reason=change.reason,
            evidence_url=change.evidence_url,
            is_news=change.is_news,
        ),
    )
    component.status = change.new
    component.status_since = effective_on
    component.end_date = end_date
    component.changed_at = line.recorded_at
    confirming.note_confirmed(component)
    session.flush()
    return line


def close_plan(
    session: Session, plan: PlannedChange, state: PlanState, *, decided_by: str, reason: str
) -> LedgerLine:
    """End a plan that waits as ``WITHDRAWN`` or ``FAILED``, and write why in the ledger."""
    plan.state = state
    plan.settled_at = clock.now()
    return write(
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


def let_plans_lapse(
    session: Session, component: Component, *, old: Status, carried_out: int | None = None
) -> None:
    """Withdraw the plans that make no sense any more now that the status changed from ``old``.

    ``carried_out`` is the number of the line of the plan that made it change.
    """
    for plan, reason in _pointless(session, component, old):
        if plan.line_number != carried_out:
            close_plan(session, plan, PlanState.WITHDRAWN, decided_by=PORTAL, reason=reason)


def _pointless(
    session: Session, component: Component, old: Status
) -> Iterator[tuple[PlannedChange, str]]:
    now = component.status
    for plan in ledger.waiting_plans(session, component):
        if is_back(old, now):
            yield plan, _("De status ging intussen een stap terug.")
        elif plan.new is now or is_back(now, plan.new):
            yield plan, _("De status veranderde al eerder.")


def _end_date(component: Component, change: Change) -> date | None:
    """Return until when it works: a date that is known stays until the end is taken back."""
    return (change.end_date or component.end_date) if change.new in ENDINGS else None


def _name_successor(session: Session, component: Component, slug: str) -> None:
    successor = queries.component_by_slug(session, slug)
    if successor is None or successor in queries.successors(session, component):
        return
    session.add(Relation(source=successor, target=component, type=RelationType.REPLACES))
    session.flush()
