"""A month as people type it: 3-2025, 2025-03, maart 2025."""

import re
from datetime import date

from babel.dates import get_month_names

_NUMBERS = re.compile(r"(?:\d{1,2}[-/. ])?(\d{1,2})[-/. ](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})(?:[-/. ]\d{1,2})?")
_WORD = re.compile(r"(?:\d{1,2} )?([a-z]{3,9})\.?[- ](\d{4})")


def month(written: str | None) -> date | None:
    """Return the first day of the month; None when it is no month."""
    text = " ".join((written or "").lower().split())
    if found := _NUMBERS.fullmatch(text):
        return _first_day(found[2], int(found[1]))
    if found := _YEAR_FIRST.fullmatch(text):
        return _first_day(found[1], int(found[2]))
    if found := _WORD.fullmatch(text):
        return _first_day(found[2], _named(found[1]))
    return None


def written_month(value: date | None) -> str:
    """Return the month as somebody types it."""
    return f"{value.month}-{value.year}" if value else ""


def _first_day(year: str, number: int) -> date | None:
    try:
        return date(int(year), number, 1)
    except ValueError:
        return None


def _named(word: str) -> int:
    """Return the number of the month with this name or its first letters; 0 for none."""
    short = {"mrt": 3, "okt": 10}
    names = get_month_names("wide", locale="nl").items()
    return next((n for n, name in names if name.startswith(word)), short.get(word, 0))
