"""The day in ``?op=2026-03-01``: read from the address so that nothing can fail."""

import re
from dataclasses import dataclass
from datetime import date

from govhub.kernel import clock
from govhub.platform.language import gettext as _
from govhub.platform.language import long_date

PARAMETER = "op"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class AskedDay:
    """A day in the past; None for today, with what was wrong with the question."""

    day: date | None = None
    trouble: str | None = None


def read_day(text: str) -> AskedDay:
    """Return the day that is asked; today, with a sentence, when that cannot be."""
    text = text.strip()
    if not text:
        return AskedDay()
    day = parse_day(text)
    if day is None:
        return AskedDay(
            trouble=_("Deze datum begrijpen we niet. Schrijf een datum als 2026-03-01.")
        )
    if day > clock.today():
        return AskedDay(
            trouble=_("%(day)s moet nog komen. Kies een dag in het verleden.")
            % {"day": long_date(day)}
        )
    return AskedDay(day if day < clock.today() else None)


def parse_day(text: str) -> date | None:
    """Return the day in the text, ``2026-03-01``; None when it names no day."""
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
