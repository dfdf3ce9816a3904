"""The languages that a component speaks: codes of BCP 47, however somebody writes them."""

from functools import cache

import langcodes
from babel import Locale

_NAMED_IN = ("nl", "en", "fy", "de", "fr", "es")
"""In which languages the name of a language is understood."""


def language_tag(text: str) -> str | None:
    """Return the language as BCP 47 writes it: ``NL_nl`` is ``nl-NL``, Fries is ``fy``; or None."""
    tag = text.strip()
    try:
        if langcodes.tag_is_valid(tag):
            return str(langcodes.standardize_tag(tag))
    except ValueError:
        pass
    return _language_names().get(tag.casefold())


@cache
def _language_names() -> dict[str, str]:
    """Return name → code; the Dutch names count first."""
    names: dict[str, str] = {}
    for locale in _NAMED_IN:
        for code, name in Locale(locale).languages.items():
            if "_" not in code:
                names.setdefault(name.casefold(), code)
    return names
