"""The status on a day in the past, by what we know now. Touches no database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from govhub.catalogue.ledger.history import Standing, standing
from govhub.catalogue.ledger.models import LedgerLine, LineKind
from govhub.catalogue.status import Status
from govhub.kernel.clock import AMSTERDAM


@dataclass(frozen=True, kw_only=True)
class LookBack:
    """What held on a day."""

    day: date
    standing: Standing | None
    """The status, since when, and the line that set it; None when there was none yet."""
    was_listed: bool
    """The component stood in the catalogue."""
    correction: LedgerLine | None
    """The line that later said that the status of that day was another …"""
    was_shown: Status | None
    """… than was shown on that day."""

    @property
    def status(self) -> Status | None:
        """Return the status of that day."""
        return self.standing.status if self.standing else None


def look_back(lines: Sequence[LedgerLine], day: date, *, listed_on: date | None) -> LookBack:
    """Return what the lines of one component say about the day.

    ``listed_on`` is the day on which the component came in the catalogue.
    """
    then = standing(lines, day)
    shown = standing([line for line in lines if _written_on(line) <= day], day)
    corrections = [
        line
        for line in sorted(lines, key=lambda each: each.number)
        if line.kind is LineKind.CORRECTION and line.effective_on <= day < _written_on(line)
    ]
    differs = shown is not None and then is not None and shown.status is not then.status
    is_corrected = bool(differs and corrections)
    return LookBack(
        day=day,
        standing=then,
        was_listed=listed_on is not None and listed_on <= day,
        correction=corrections[-1] if is_corrected else None,
        was_shown=shown.status if shown and is_corrected else None,
    )


def _written_on(line: LedgerLine) -> date:
    return line.recorded_at.astimezone(AMSTERDAM).date()
