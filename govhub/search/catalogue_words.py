"""The words of the catalogue as they were written: what errors and families are compared with."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from govhub.search.families import root
from govhub.search.spelling import Spelling


class CatalogueWords:
    """Folded words; what follows from them is worked out when it is first needed."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take every word; the same one twice counts once."""
        self._words = frozenset(words)

    def __contains__(self, word: object) -> bool:
        """Tell whether this word is in the catalogue."""
        return word in self._words

    def are(self, words: frozenset[str]) -> bool:
        """Tell whether these are all the words."""
        return self._words == words

    def prepare(self) -> None:
        """Work everything out now."""
        _ = self.spelling, self._families

    @cached_property
    def spelling(self) -> Spelling:
        """Return the words that a typing error is compared with."""
        return Spelling(self._words)

    def relatives(self, word: str) -> tuple[str, ...]:
        """Return the other words with the same root, in alphabetical order."""
        family = self._families.get(root(word), ())
        return tuple(each for each in family if each != word)

    @cached_property
    def _families(self) -> dict[str, tuple[str, ...]]:
        families = defaultdict(list)
        for word in sorted(self._words):
            families[root(word)].append(word)
        families.pop("", None)
        return {key: tuple(family) for key, family in families.items()}
