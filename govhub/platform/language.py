"""Dutch and, later, English: gettext, dates and numbers for people.

The source language is Dutch: the Dutch sentence is the key, and a catalogue is only needed for
another language. ``use`` chooses the language of this request or mail.
"""

from collections.abc import Sequence
from contextvars import ContextVar
from datetime import date, datetime
from gettext import NullTranslations

from babel.dates import format_date as _format_date
from babel.dates import format_datetime as _format_datetime
from babel.lists import format_list
from babel.support import LazyProxy

from govhub.kernel import clock
from govhub.kernel.clock import AMSTERDAM

DEFAULT = "nl"

_language: ContextVar[str] = ContextVar("language", default=DEFAULT)
_translations: dict[str, NullTranslations] = {DEFAULT: NullTranslations()}


def language() -> str:
    """Return the language now in use, as a BCP 47 tag."""
    return _language.get()


def gettext(message: str) -> str:
    """Return the sentence in the language now in use."""
    return _translations[language()].gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """Return the sentence for this number of things; ``%(num)s`` in it is not filled in."""
    return _translations[language()].ngettext(one, many, number)


def lazy_gettext(message: str) -> str:
    """Return a sentence that is looked up when it is shown: for labels that are made at import."""
    return LazyProxy(gettext, message, enable_cache=False)  # type: ignore[return-value]


def long_date(moment: date | datetime) -> str:
    """Return ``1 november 2026``, the date in the Netherlands."""
    if isinstance(moment, datetime):
        moment = moment.astimezone(AMSTERDAM).date()
    return _format_date(moment, "d MMMM y", locale=language())


def month_and_year(day: date) -> str:
    """Return ``november 2026``."""
    return _format_date(day, "MMMM y", locale=language())


def day_and_date(day: date) -> str:
    """Return ``vrijdag 4 december``, with the year when that is another one than today's."""
    pattern = "EEEE d MMMM" if day.year == clock.today().year else "EEEE d MMMM y"
    return _format_date(day, pattern, locale=language())


def long_datetime(moment: datetime) -> str:
    """Return ``1 november 2026 om 14:05``, the time in the Netherlands."""
    return _format_datetime(moment, "d MMMM y 'om' HH:mm", tzinfo=AMSTERDAM, locale=language())


def listed(words: Sequence[str]) -> str:
    """Return the words as people sum them up: "a, b en c"."""
    return format_list(words, locale=language())
