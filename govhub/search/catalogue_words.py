"""The words of the catalogue as they were written: what errors and families are compared with."""

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from govhub.search.decompound import parts, split
from govhub.search.families import root
from govhub.search.lexicon import lexicon
from govhub.search.spelling import Spelling

_REMEMBERED = 2_000
"""Asked words whose parts are remembered."""


@dataclass(frozen=True)
class _Either:
    """What is in one of two collections."""

    first: Container[str]
    second: Container[str]

    def __contains__(self, word: object) -> bool:
        return word in self.first or word in self.second


class CatalogueWords:
    """Folded words; what follows from them is worked out when it is first needed."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take every word; the same one twice counts once."""
        self._words = frozenset(words)
        self._parts = lru_cache(maxsize=_REMEMBERED)(self._split)

    def __contains__(self, word: object) -> bool:
        """Tell whether this word is in the catalogue."""
        return word in self._words

    def are(self, words: frozenset[str]) -> bool:
        """Tell whether these are all the words."""
        return self._words == words

    def prepare(self) -> None:
        """Work everything out now."""
        self.spelling.prepare()
        _ = self._families

    @cached_property
    def spelling(self) -> Spelling:
        """Return the words that a typing error is compared with."""
        return Spelling(self._words)

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the parts of a compound that somebody asks, which may be names: digidkoppeling."""
        return self._parts(word)

    def relatives(self, word: str) -> tuple[str, ...]:
        """Return the other words with the same root, in alphabetical order."""
        family = self._families.get(root(word), ())
        return tuple(each for each in family if each != word)

    def _split(self, word: str) -> tuple[str, ...]:
        return parts(word) or split(word, _Either(lexicon().parts, self._words))

    @cached_property
    def _families(self) -> dict[str, tuple[str, ...]]:
        families = defaultdict(list)
        for word in sorted(self._words):
            families[root(word)].append(word)
        families.pop("", None)
        return {key: tuple(family) for key, family in families.items()}
