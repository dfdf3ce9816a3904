"""Completing what somebody is typing, from the names and the search terms of the catalogue."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from govhub.kernel.slug import fold
from govhub.search.dutch import normal, tokens, words
from govhub.search.engine import MAX_QUERY_LENGTH, Document, Suggestion

COMPONENT = "component"
KEYWORD = "trefwoord"
_MOST_LOOKED_AT = 500


@dataclass(frozen=True, order=True)
class _Entry:
    """A phrase from one of its words on, so that what is typed can start at any word."""

    key: str
    place: int
    """0 for the start of the phrase."""
    kind: str
    text: str


class Completion:
    """Phrases, ready to be found by how one of their words begins."""

    def __init__(self, phrases: Iterable[Suggestion]) -> None:
        """Take the phrases; the same one twice counts once."""
        self._entries = sorted(
            entry for phrase in set(phrases) for entry in _entries(phrase) if entry.key
        )

    def complete(self, text: str, limit: int) -> tuple[Suggestion, ...]:
        """Return the phrases with a word that begins like this: components first."""
        typed = " ".join(tokens(text[:MAX_QUERY_LENGTH]))
        if not typed:
            return ()
        start = bisect_left(self._entries, typed, key=lambda entry: entry.key)
        found = []
        for entry in self._entries[start : start + _MOST_LOOKED_AT]:
            if not entry.key.startswith(typed):
                break
            found.append(entry)
        found.sort(key=lambda entry: (entry.kind, entry.place > 0, entry.key, entry.text))
        unique: dict[str, Suggestion] = {}
        for entry in found:
            unique.setdefault(fold(entry.text), Suggestion(entry.text, entry.kind))
        return tuple(unique.values())[:limit]


def phrases(document: Document) -> list[Suggestion]:
    """Return what may be suggested because of this document."""
    names = (document.name, *document.aliases)
    return [
        *(Suggestion(name, COMPONENT) for name in names),
        *(Suggestion(keyword, KEYWORD) for keyword in document.keywords),
    ]


def _entries(phrase: Suggestion) -> Iterable[_Entry]:
    folded = [word.folded for word in words(normal(phrase.text))]
    for place in range(len(folded)):
        yield _Entry(" ".join(folded[place:]), place, phrase.kind, phrase.text)
