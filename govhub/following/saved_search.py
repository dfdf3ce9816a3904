"""A search that somebody follows: what is asked, in one fixed way to write it down.

Two addresses of the list that ask the same are one saved search, whatever the order of their
parameters. The order of the list and the page are no part of it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l

TEXT, LITERAL, YES = "q", "letterlijk", "ja"
"""Parameters of ``/componenten`` that are no filter, and the one value of the second."""
_NAMES = "namen"
"""Where the words for people are stored, beside the parameters."""
_HASH_LENGTH = 16
_LONGEST_SENTENCE = 160

_PHRASES: Mapping[str, str] = {
    "categorie": _l("in %(values)s"),
    "status": _l("met status %(values)s"),
    "organisatie": _l("van %(values)s"),
    "soort": _l("van de soort %(values)s"),
    "licentie": _l("met licentie %(values)s"),
    "standaard": _l("met standaard %(values)s"),
    "principe": _l("bij de richtlijn %(values)s"),
}
"""Filters, in the order in which the sentence names them."""


@dataclass(frozen=True, kw_only=True)
class SavedSearch:
    """The words and the filters; make one with ``of``, so that it is written in the fixed way."""

    text: str
    filters: Mapping[str, tuple[str, ...]]
    is_literal: bool
    names: Mapping[str, tuple[str, ...]]
    """For each filter the words for people, in the order of its values."""

    @classmethod
    def of(
        cls,
        text: str,
        filters: Mapping[str, Iterable[str]],
        labels: Mapping[str, Mapping[str, str]],
        *,
        is_literal: bool = False,
    ) -> Self:
        """Return the search; a filter or value that ``labels`` does not know is left out."""
        text = " ".join(text.split())
        known = {
            facet: tuple(sorted({value for value in values if value in labels.get(facet, {})}))
            for facet, values in sorted(filters.items())
        }
        filled = {facet: values for facet, values in known.items() if values}
        return cls(
            text=text,
            filters=filled,
            is_literal=is_literal and bool(text),
            names={
                facet: tuple(str(labels[facet][value]) for value in values)
                for facet, values in filled.items()
            },
        )

    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> Self:
        """Return the search that ``stored`` wrote down."""
        parameters = dict(stored)
        names = parameters.pop(_NAMES, {})
        text, literal = parameters.pop(TEXT, [""]), parameters.pop(LITERAL, [])
        return cls(
            text=text[0],
            filters={facet: tuple(values) for facet, values in sorted(parameters.items())},
            is_literal=YES in literal,
            names={facet: tuple(words) for facet, words in names.items()},
        )

    def stored(self) -> dict[str, Any]:
        """Return it as the database keeps it: parameters with their values, and the names."""
        return {**self.parameters, _NAMES: {key: list(self.names[key]) for key in self.filters}}

    @property
    def parameters(self) -> dict[str, list[str]]:
        """Return what the address of the list asks, in a fixed order."""
        words = {TEXT: [self.text]} if self.text else {}
        literal = {LITERAL: [YES]} if self.is_literal else {}
        return {**words, **literal, **{key: list(self.filters[key]) for key in self.filters}}

    @property
    def is_empty(self) -> bool:
        """Tell whether it asks nothing, so that it is the whole catalogue."""
        return not self.text and not self.filters

    @property
    def key(self) -> str:
        """Return the same short word for every way to ask the same."""
        asked = {**self.parameters, TEXT: [self.text.casefold()]}
        text = json.dumps(asked, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:_HASH_LENGTH]

    @property
    def sentence(self) -> str:
        """Return what is asked, as in "u volgt de zoekopdracht ‘betalen’ in Financiën"."""
        phrases = [
            str(_PHRASES[facet]) % {"values": _either(self.names.get(facet, self.filters[facet]))}
            for facet in _PHRASES
            if facet in self.filters
        ]
        sentence = " ".join([self._words(), ", ".join(phrases)]).rstrip()
        if len(sentence) <= _LONGEST_SENTENCE:
            return sentence
        return sentence[: _LONGEST_SENTENCE - 1].rstrip(" ,") + "…"

    def _words(self) -> str:
        if not self.text:
            return _("de componenten")
        words = _("precies ‘%(text)s’") if self.is_literal else _("‘%(text)s’")
        return _("de zoekopdracht %(words)s") % {"words": words % {"text": self.text}}


def _either(words: Sequence[str]) -> str:
    return f" {_('of')} ".join(words)
