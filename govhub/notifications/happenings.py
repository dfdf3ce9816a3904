"""What of the ledger is told to followers, as the ledger is at this moment.

Between a line and its mail time passes, and things happen: a component is hidden, a plan withdrawn,
a mistake corrected. What is no longer true is not told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from govhub.catalogue import queries as catalogue
from govhub.catalogue.events import ChangePlanned, PlanWithdrawn, StatusChanged
from govhub.catalogue.ledger import queries as ledger
from govhub.catalogue.ledger.models import PORTAL, LedgerLine, LineKind, PlannedChange, PlanState
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.following.telling import News
from govhub.kernel import clock
from govhub.kernel.events import Event
from govhub.notifications import queries

EVENTS: frozenset[type[Event]] = frozenset({StatusChanged, ChangePlanned, PlanWithdrawn})
"""What may be told."""
RECENT = timedelta(days=14)
"""A change that took effect longer before it was written is history: nobody is told."""
_KINDS = {
    StatusChanged: LineKind.CHANGE,
    ChangePlanned: LineKind.PLAN,
    PlanWithdrawn: LineKind.WITHDRAWAL,
}


@dataclass(frozen=True, kw_only=True)
class Happening:
    """A line of the ledger that is told."""

    component: Component
    line: LedgerLine
    plan: PlannedChange | None = None
    """What was announced or withdrawn."""

    @property
    def is_withdrawal(self) -> bool:
        """Tell whether it says that something will not happen."""
        return self.line.kind is LineKind.WITHDRAWAL

    @property
    def news(self) -> News:
        """Return it as followers choose by."""
        return News(
            new=self.line.new,
            is_plan=self.is_withdrawal or self.line.kind is LineKind.PLAN,
            is_first=self.line.kind is LineKind.CHANGE and self.line.old is None,
        )

    @property
    def statuses(self) -> set[Status]:
        """Return the statuses under which a saved search may find the component."""
        return {self.line.new, self.line.old or self.line.new}


def happening(session: Session, event: Event) -> Happening | None:
    """Return what there is to tell of this event; None when nobody need hear of it."""
    component = catalogue.component_by_public_id(session, event.subject)
    if component is None or not component.is_public or not getattr(event, "is_news", True):
        return None
    lines = ledger.status_history(session, component)
    line = next((line for line in lines if _is_of(line, event)), None)
    return _Told(session, component, lines).of(line) if line else None


def happenings(session: Session, lines: Sequence[LedgerLine]) -> list[Happening]:
    """Return what there is to tell of these lines of one component, in their order."""
    component = lines[0].component
    if not component.is_public:
        return []
    told = _Told(session, component, ledger.status_history(session, component))
    found = (told.of(line) for line in lines)
    return [each for each in found if each is not None]


class _Told:
    """Chooses from the lines of one component."""

    def __init__(self, session: Session, component: Component, lines: Sequence[LedgerLine]) -> None:
        self._component = component
        self._lines = {line.number: line for line in lines}
        self._plans = {plan.line_number: plan for plan in queries.plans(session, component)}

    def of(self, line: LedgerLine) -> Happening | None:
        """Return the happening; None when it is not told."""
        plan = None
        match line.kind:
            case LineKind.CHANGE:
                is_told = self._is_recent(line) and self._still_counts(line)
            case LineKind.PLAN:
                plan = self._plans.get(line.number)
                is_told = self._still_waits(plan) and not self._follows_from_what_is_told(line)
            case LineKind.WITHDRAWAL:
                plan = self._plans.get(line.about or 0)
                is_told = self._is_withdrawal_told(line, plan)
            case _:
                is_told = False
        if not is_told:
            return None
        return Happening(component=self._component, line=line, plan=plan)

    def _is_recent(self, line: LedgerLine) -> bool:
        """Tell whether it was written in time; what was announced always is."""
        written = line.recorded_at.astimezone(clock.AMSTERDAM).date()
        return line.about is not None or line.effective_on >= written - RECENT

    def _still_counts(self, line: LedgerLine) -> bool:
        """Tell whether it was not corrected, or the correction was a mistake itself."""
        corrections = {
            each.about: each for each in self._lines.values() if each.kind is LineKind.CORRECTION
        }
        last = line
        while last.number in corrections:
            last = corrections[last.number]
        return last.new is line.new

    def _still_waits(self, plan: PlannedChange | None) -> bool:
        return plan is not None and plan.state is PlanState.WAITING

    def _follows_from_what_is_told(self, line: LedgerLine) -> bool:
        """Tell whether the end was announced with the phasing out, which names the date."""
        cause = self._lines.get(line.about or 0)
        return cause is not None and cause.kind in {LineKind.CHANGE, LineKind.PLAN}

    def _is_withdrawal_told(self, line: LedgerLine, plan: PlannedChange | None) -> bool:
        """Tell whether a person withdrew it, it failed, or nothing else says that it lapsed."""
        if plan is None:
            return False
        if line.decided_by != PORTAL or plan.state is PlanState.FAILED:
            return True
        return not self._went_with_another(plan) and self._lapsed_by_correction(line)

    def _went_with_another(self, plan: PlannedChange) -> bool:
        announcement = self._lines.get(plan.line_number)
        cause = announcement.about if announcement else None
        return cause is not None and any(
            line.kind is LineKind.WITHDRAWAL and line.about == cause
            for line in self._lines.values()
        )

    def _lapsed_by_correction(self, line: LedgerLine) -> bool:
        """Tell whether a correction, of which nobody is told, made it lapse."""
        before = [
            other
            for other in self._lines.values()
            if other.number < line.number and other.kind is not LineKind.WITHDRAWAL
        ]
        cause = max(before, key=lambda other: other.number, default=None)
        return cause is not None and cause.kind is LineKind.CORRECTION


def _is_of(line: LedgerLine, event: Event) -> bool:
    """Tell whether this line says what the event says."""
    said = event.payload()
    old = line.old.value if line.old else None
    return (
        line.kind is _KINDS[type(event)]
        and line.new.value == said["new"]
        and line.effective_on.isoformat() == said["effective_on"]
        and line.decided_by == said["decided_by"]
        and line.reason == said["reason"]
        and said.get("old", old) == old
    )
