"""Which status held when, worked out from the lines of one component. Touches no database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from govhub.catalogue.ledger.models import LedgerLine, LineKind
from govhub.catalogue.status import Status


@dataclass(frozen=True)
class Standing:
    """A status that holds, since when, and the line that set it."""

    status: Status
    since: date
    line: LedgerLine


def standing(lines: Iterable[LedgerLine], on: date | None = None) -> Standing | None:
    """Return what the lines of one component say now, or say about the day ``on``.

    The order of ``lines`` does not matter, and lines that do not set the status are passed over.
    A correction undoes the line it corrects, also for the days in between: we know better now.
    None when there was no status yet.
    """
    known = [line for line in lines if line.kind.moves and (on is None or line.effective_on <= on)]
    now: Standing | None = None
    before: dict[int, tuple[Standing, ...]] = {}
    for line in sorted(known, key=lambda each: each.number):
        undone = _undone(line, before)
        before[line.number] = (now, *undone) if now else undone
        now = _return(line, undone) or Standing(line.new, line.effective_on, line)
    return now


def corrected(lines: Iterable[LedgerLine]) -> set[int]:
    """Return the numbers of the lines that a later line corrected."""
    return {line.about for line in lines if _is_correction(line) and line.about is not None}


def _undone(line: LedgerLine, before: Mapping[int, tuple[Standing, ...]]) -> tuple[Standing, ...]:
    """Return what stood before the line that this one corrects, the latest first.

    More than one when that was a correction too: this one may return to before either of them.
    """
    return before.get(line.about, ()) if _is_correction(line) and line.about is not None else ()


def _return(line: LedgerLine, undone: tuple[Standing, ...]) -> Standing | None:
    """Return what a correction brings back; None when it brings something else."""
    return next((each for each in undone if each.status is line.new), None)


def _is_correction(line: LedgerLine) -> bool:
    return line.kind is LineKind.CORRECTION
