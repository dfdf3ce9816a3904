"""Changes of status for a day to come: announced at once, carried out by the worker on the day.

Each exactly once, also when the worker was away for days and when two of them look at the same
moment: whoever holds the component decides, and looks first whether the plan still waits.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from govhub.catalogue import changing, queries, service
from govhub.catalogue.changing import StatusWish, check_facts
from govhub.catalogue.ledger import plans
from govhub.catalogue.ledger import queries as ledger
from govhub.catalogue.ledger.models import PORTAL, LedgerLine, PlannedChange, PlanState
from govhub.catalogue.ledger.queries import (
    plan_by_public_id as plan_by_public_id,  # noqa: PLC0414  # found here too
)
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status, StepRefused, step
from govhub.kernel import clock
from govhub.kernel.errors import Conflict, DomainError, InvalidInput
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.platform.language import long_date

FARTHEST = timedelta(days=5 * 366)
"""What is announced lies within five years: a later day is a slip of the keyboard."""
_LATE = timedelta(hours=1)
"""A plan that waits so long after its day began means that no worker runs."""

_log = structlog.get_logger(__name__)


def expected_status(session: Session, component: Component, on: date) -> Status:
    """Return the status on a day to come, when all that is announced happens."""
    plans_before = [p for p in ledger.waiting_plans(session, component) if p.effective_on <= on]
    return plans_before[-1].new if plans_before else component.status


def check_announcement(session: Session, component: Component, wish: StatusWish) -> date:
    """Return the day of the wish. Raise what is wrong with it: StepRefused, or InvalidInput.

    Whether the gate is open is asked on the day itself.
    """
    day = wish.effective_on
    if day is None or not clock.today() < day <= clock.today() + FARTHEST:
        raise InvalidInput("effective_on", _("Kies een dag na vandaag, binnen vijf jaar."))
    for plan in ledger.waiting_plans(session, component):
        if plan.effective_on == day or plan.new is wish.new:
            raise InvalidInput(
                "effective_on",
                _("Per %(day)s is al “%(status)s” aangekondigd. Trek dat eerst in.")
                % {"day": long_date(plan.effective_on), "status": plan.new.label},
            )
    old = expected_status(session, component, day)
    check_facts(session, component, wish, old=old, on=day)
    return day


def announce(
    session: Session, component: Component, wish: StatusWish, *, decided_by: str, is_approved: bool
) -> PlannedChange:
    """Announce the wish for the day in ``wish.effective_on``; phasing out announces the end too.

    Raises StepRefused or InvalidInput; see ``check_announcement``. StepRefused too when a redacteur
    must agree with the step and none did (``is_approved``).
    """
    service.hold(session, component)
    day = check_announcement(session, component, wish)
    old = expected_status(session, component, day)
    if step(old, wish.new).needs_editor and not is_approved:
        raise StepRefused(_("Over deze stap beslist een redacteur."))
    plan = plans.enter_plan(
        session,
        component,
        plans.Announcement(
            new=wish.new,
            effective_on=day,
            decided_by=decided_by,
            is_approved=is_approved,
            reason=wish.reason,
            evidence_url=wish.evidence_url,
            end_date=wish.end_date,
            successor=_successor(session, wish),
        ),
    )
    if plan.new is Status.PHASING_OUT:
        plans.announce_end(session, component, _announcement_of(session, plan))
    return plan


def withdraw(session: Session, plan: PlannedChange, *, reason: str, decided_by: str) -> LedgerLine:
    """Say that it will not happen, and why. Raises Conflict when it waits no longer."""
    service.hold(session, plan.component)
    session.refresh(plan)
    if plan.state is not PlanState.WAITING:
        raise Conflict(_("Deze wijziging wacht niet meer: die is al uitgevoerd of ingetrokken."))
    if not reason.strip():
        raise InvalidInput("reason", _("Leg uit waarom het niet doorgaat."))
    return plans.close_plan(
        session, plan, PlanState.WITHDRAWN, decided_by=decided_by, reason=reason
    )


def carry_out_due(make_session: Callable[[], Session]) -> int:
    """Carry out each plan whose day is here, in a transaction of its own; return how many.

    What cannot happen is closed and says why; what another worker holds is left to it. Trouble
    with one plan is logged, and that plan waits for the next time.
    """
    settled = 0
    with make_session() as session:
        for plan_id in ledger.due_plans(session, clock.today()):
            try:
                with transaction(session):
                    settled += _settle(session, plan_id)
            except Exception:  # noqa: BLE001  # the plans of other components go on
                _log.exception("plan_trouble", plan=plan_id)
    return settled


def overdue(session: Session) -> Sequence[PlannedChange]:
    """Return the plans that a worker should have carried out by now, the earliest first."""
    day = (clock.now() - _LATE).astimezone(clock.AMSTERDAM).date()
    ids = ledger.due_plans(session, day)
    return [plan for plan_id in ids if (plan := session.get(PlannedChange, plan_id))]


def _settle(session: Session, plan_id: int) -> bool:
    """Carry out the plan, or close it as failed; False when it is not for us."""
    holds = session.scalar(
        select(Component.id)
        .join(PlannedChange, PlannedChange.component_id == Component.id)
        .where(PlannedChange.id == plan_id)
        .with_for_update(of=Component, skip_locked=True, key_share=True)
    )
    plan = session.get(PlannedChange, plan_id, populate_existing=True)
    if holds is None or plan is None or plan.state is not PlanState.WAITING:
        return False
    session.refresh(plan.component)
    try:
        _carry_out(session, plan)
    except DomainError as refusal:
        plans.close_plan(session, plan, PlanState.FAILED, decided_by=PORTAL, reason=refusal.message)
    return True


def _carry_out(session: Session, plan: PlannedChange) -> None:
    """Change the status as was announced. Raises DomainError before anything has changed."""
    component = plan.component
    if not component.is_public:
        raise StepRefused(_("Het component staat niet meer in de catalogus."))
    if step(component.status, plan.new).needs_editor and not plan.is_approved:
        raise StepRefused(_("Over deze stap beslist een redacteur."))
    latest = ledger.latest_move(session, component)
    changing.change_status(
        session,
        component,
        StatusWish(
            new=plan.new,
            reason=plan.reason,
            evidence_url=plan.evidence_url,
            end_date=plan.end_date,
            successor_slug=_slug_of_successor(plan),
            # A change that somebody made after that day, while no worker ran, came before it.
            effective_on=max(plan.effective_on, latest.effective_on)
            if latest
            else plan.effective_on,
        ),
        decided_by=plan.decided_by,
        about=plan.line_number,
    )
    plan.state = PlanState.CARRIED_OUT
    plan.settled_at = clock.now()
    session.flush()


def _announcement_of(session: Session, plan: PlannedChange) -> LedgerLine:
    return session.scalars(select(LedgerLine).where(LedgerLine.number == plan.line_number)).one()


def _successor(session: Session, wish: StatusWish) -> Component | None:
    return queries.component_by_slug(session, wish.successor_slug) if wish.successor_slug else None


def _slug_of_successor(plan: PlannedChange) -> str | None:
    """Return the successor that was announced, unless it is out of view now: the change goes on."""
    successor = plan.successor
    return successor.slug if successor and successor.is_public else None
