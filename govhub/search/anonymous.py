"""What may be kept of what somebody typed: short plain words, nothing that points to a person."""

import re
import unicodedata

from govhub.search.models import LONGEST_TEXT

_MOST_WORDS = 8
_PERSONAL = re.compile(
    r"""
    \S+\s*[(\[]\s*(?:at|apenstaartje)\s*[)\]]\s*\S+      # jan (at) voorbeeld.nl
    | \S*@\S*                                            # jan@voorbeeld.nl, @jan
    | \S*\d(?:[\s.()/+-]*\d){5,}\S*                       # a number of six digits or more
    | \b[1-9]\d{3}(?:\s?[A-Z]{2}|[a-z]{2})\b(?:\s*\d+\w?)?  # a postcode, with a house number
    """,
    re.VERBOSE,
)
"""Six digits or more: every BSN, telephone number, account, card and date of birth is that long."""
_AROUND_WORDS = " ().,;:!?\"'‘’“”«»…-/&+"
_PLAIN = re.compile(r"[a-z0-9à-öø-ÿ '.&+/-]+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_NOT_TYPED_BY_PEOPLE = ("../", "//")


def anonymous(text: str) -> str | None:
    """Return the words as they may be kept, in lower case; None when nothing may.

    What is too long, no Dutch or no language at all is of no use to the redactie.
    """
    without = _PERSONAL.sub(" ", unicodedata.normalize("NFKC", text))
    if any(sign in without for sign in _NOT_TYPED_BY_PEOPLE):
        return None
    words = (word.strip(_AROUND_WORDS) for word in without.lower().split())
    kept = " ".join(filter(None, words))
    return kept if _is_language(kept) else None


def _is_language(text: str) -> bool:
    return (
        len(text) <= LONGEST_TEXT
        and text.count(" ") < _MOST_WORDS
        and bool(_PLAIN.fullmatch(text) and _WORD.search(text))
    )
