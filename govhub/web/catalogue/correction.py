"""What was searched for beside words that nobody knows, "Bedoelde u …?", and the way back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from govhub.platform.language import gettext as _
from govhub.search.engine import MAX_QUERY_LENGTH, Query, Repair
from govhub.web.catalogue.asked import address


@dataclass(frozen=True, kw_only=True)
class Correction:
    """The question in the words that were likely meant."""

    text: str
    """The whole question, corrected."""
    url: str
    """Where it is asked."""
    sentence: str
    """What was searched for beside what."""
    literal_text: str
    """The words that were repaired, as they were typed."""
    literal_url: str
    """Where only what was typed is searched for."""


def correction(query: Query, repairs: Sequence[Repair]) -> Correction | None:
    """Return what to say about the repairs; None when there are none."""
    meant: dict[str, list[str]] = {}
    for repair in repairs:
        meant.setdefault(repair.typed, []).append(repair.meant)
    if not meant:
        return None
    corrected = query.text
    for typed, found in meant.items():
        corrected = _replaced(corrected, typed, found[0])
    return Correction(
        text=corrected,
        url=address(replace(query, text=corrected[:MAX_QUERY_LENGTH])),
        sentence=_sentence(meant),
        literal_text=f" {_('en')} ".join(f"‘{typed}’" for typed in meant),
        literal_url=address(replace(query, is_literal=True)),
    )


def _sentence(meant: dict[str, list[str]]) -> str:
    """Say "We zochten ook naar ‘betaling’ in plaats van ‘betaaling’."."""
    told = (
        _("%(meant)s in plaats van ‘%(typed)s’")
        % {"meant": f" {_('of')} ".join(f"‘{word}’" for word in found), "typed": typed}
        for typed, found in meant.items()
    )
    return _("We zochten ook naar %(words)s.") % {"words": f" {_('en')} ".join(told)}


def _replaced(text: str, typed: str, meant: str) -> str:
    word = rf"(?<!\w){re.escape(typed)}(?!\w)"
    return re.sub(word, lambda _found: meant, text, flags=re.IGNORECASE)
