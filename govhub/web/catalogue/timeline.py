"""The ledger of one component as a timeline: what is to come on top, then the newest first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from govhub.catalogue.ledger.history import Standing
from govhub.catalogue.ledger.models import LedgerLine, LineKind, PlannedChange
from govhub.catalogue.status import Status
from govhub.platform.language import gettext as _
from govhub.platform.language import long_date


@dataclass(frozen=True, kw_only=True)
class Step:
    """A line of the ledger, or an announced change that waits."""

    kind: LineKind
    status: Status
    day: date
    """From which it holds, or would have; of a confirmation the day itself."""
    written_at: datetime
    decided_by: str
    reason: str | None = None
    evidence_url: str | None = None
    end_date: date | None = None
    note: str | None = None
    """What it has to do with another line."""
    is_now: bool = False
    """It set the status that holds."""
    is_to_come: bool = False
    is_undone: bool = False
    """A mistake: a later line corrected it."""
    earlier: tuple["Step", ...] = ()
    """The confirmations just before this one, the newest first."""

    @property
    def sets_status(self) -> bool:
        """Tell whether the status became another, or will."""
        return self.kind.moves or self.is_to_come


def timeline(
    lines: Sequence[LedgerLine], plans: Sequence[PlannedChange], now: Standing | None
) -> tuple[Step, ...]:
    """Return the steps; ``lines`` are those of one component, the newest first."""
    by_number = {line.number: line for line in lines}
    waiting = {plan.line_number for plan in plans}
    to_come = [_to_come(plan, by_number) for plan in reversed(plans)]
    done = (_step(line, lines, by_number, now) for line in lines if line.number not in waiting)
    return (*to_come, *_folded(done))


def _to_come(plan: PlannedChange, by_number: dict[int, LedgerLine]) -> Step:
    line = by_number[plan.line_number]
    return replace(
        _plain(line),
        is_to_come=True,
        note=_("Aangekondigd op %(day)s.") % {"day": long_date(line.recorded_at)},
    )


def _step(
    line: LedgerLine,
    lines: Sequence[LedgerLine],
    by_number: dict[int, LedgerLine],
    now: Standing | None,
) -> Step:
    later = [other for other in lines if other.about == line.number]
    correction = next((each for each in later if each.kind is LineKind.CORRECTION), None)
    about = by_number.get(line.about) if line.about else None
    return replace(
        _plain(line),
        note=_note(line, about, later),
        is_now=now is not None and now.line is line,
        is_undone=correction is not None,
    )


def _note(line: LedgerLine, about: LedgerLine | None, later: Sequence[LedgerLine]) -> str | None:
    correction = next((each for each in later if each.kind is LineKind.CORRECTION), None)
    if correction is not None:
        return _("Dit was niet juist. Gecorrigeerd op %(day)s.") % {
            "day": long_date(correction.recorded_at)
        }
    if line.kind is LineKind.PLAN:
        return _what_became_of_it(later)
    if about is None:
        return None
    match line.kind:
        case LineKind.CORRECTION:
            return _("Komt in de plaats van ‘%(status)s’ per %(day)s.") % {
                "status": about.new.label,
                "day": long_date(about.effective_on),
            }
        case LineKind.CHANGE | LineKind.WITHDRAWAL if about.kind is LineKind.PLAN:
            return _("Aangekondigd op %(day)s.") % {"day": long_date(about.recorded_at)}
        case _:
            return None


def _what_became_of_it(later: Sequence[LedgerLine]) -> str | None:
    if any(each.kind is LineKind.WITHDRAWAL for each in later):
        return _("Dit is niet doorgegaan.")
    if any(each.kind is LineKind.CHANGE for each in later):
        return _("Dit is gebeurd.")
    return None


def _plain(line: LedgerLine) -> Step:
    return Step(
        kind=line.kind,
        status=line.new,
        day=line.effective_on,
        written_at=line.recorded_at,
        decided_by=line.decided_by,
        reason=line.reason,
        evidence_url=line.evidence_url,
        end_date=line.end_date,
    )


def _folded(steps: Iterable[Step]) -> Iterator[Step]:
    """Put confirmations that follow each other together in the newest one."""
    run: list[Step] = []
    for step in steps:
        if step.kind is LineKind.CONFIRMATION:
            run.append(step)
            continue
        yield from _together(run)
        run = []
        yield step
    yield from _together(run)


def _together(run: Sequence[Step]) -> Iterator[Step]:
    if run:
        yield replace(run[0], earlier=tuple(run[1:]))
