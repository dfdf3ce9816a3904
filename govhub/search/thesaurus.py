"""What words mean in the language of government: equal, narrower and broader terms.

A thesaurus never changes. Whoever has more synonyms (those that the redactie added) makes a new one
with ``with_groups`` and gives it through a ``ThesaurusSource``: an engine asks for the thesaurus at
every query, so what was added counts at the next query.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from govhub.search.dutch import informative, stem, tokens
from govhub.search.engine import Kinship
from govhub.search.spelling import Spelling

Key = tuple[str, ...]
"""The stems of a phrase, in order."""


@dataclass(frozen=True)
class Group:
    """Phrases that mean the same to somebody who searches, and what lies below and above."""

    same: tuple[str, ...]
    narrower: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()


@dataclass(frozen=True)
class Related:
    """A phrase to look for as well."""

    phrase: str
    """As people write it."""
    terms: Key
    """The stems of its telling words: a document must have them all."""
    kinship: Kinship


class Thesaurus:
    """Phrases by the stems of their words."""

    def __init__(
        self,
        groups: Iterable[Group] = (),
        ignored: Iterable[str] = (),
        minor: Iterable[str] = (),
    ) -> None:
        """Take the groups, and the words that tell nothing or little of what somebody wants."""
        self.groups = tuple(groups)
        self.ignored = frozenset(word for each in ignored for word in tokens(each))
        """Folded words that carry no information in a question."""
        self.minor = frozenset(word for each in minor for word in tokens(each))
        """Folded words that carry little."""
        related: dict[Key, dict[Key, Related]] = defaultdict(dict)
        for group in self.groups:
            for key, found in _relations(group):
                if found.terms and found.terms != key:
                    related[key].setdefault(found.terms, found)
        self._related = {key: tuple(found.values()) for key, found in related.items()}
        self.longest = max(map(len, self._related), default=1)
        """Words of the longest phrase."""
        self.stems = frozenset(term for key in self._related for term in key)
        """Stems that are in a phrase."""

    def with_groups(self, groups: Iterable[Group]) -> "Thesaurus":
        """Return a thesaurus that has these groups too."""
        return Thesaurus((*self.groups, *groups), self.ignored, self.minor)

    @cached_property
    def spelling(self) -> Spelling:
        """Return the words that a typing error is compared with."""
        phrases = (
            phrase
            for group in self.groups
            for phrase in (*group.same, *group.narrower, *group.broader)
        )
        return Spelling(word for phrase in phrases for word in tokens(phrase))

    def related(self, key: Key) -> tuple[Related, ...]:
        """Return what a phrase with these stems may stand for; equals first."""
        return self._related.get(key, ())


class ThesaurusSource(Protocol):
    """Gives the thesaurus as it is now; called at every query, so it must be quick.

    As long as nothing changed it gives the same object: engines keep what they worked out by it.
    """

    def __call__(self) -> Thesaurus:
        """Return the thesaurus that counts at this moment."""
        ...


def no_thesaurus() -> Thesaurus:
    """Give the thesaurus that knows nothing: a source for when there is no other."""
    return _EMPTY


def _relations(group: Group) -> Iterator[tuple[Key, Related]]:
    """Give what each phrase of a group leads to."""
    kinships = (
        (group.same, group.same, Kinship.SYNONYM),
        (group.same, group.narrower, Kinship.NARROWER),
        (group.broader, group.same, Kinship.NARROWER),
        (group.same, group.broader, Kinship.BROADER),
        (group.narrower, group.same, Kinship.BROADER),
    )
    for asked, meant, kinship in kinships:
        found = [Related(phrase, _terms(phrase), kinship) for phrase in meant]
        for phrase in asked:
            for key in _keys(phrase):
                yield from ((key, each) for each in found if each.phrase != phrase)


def _keys(phrase: str) -> set[Key]:
    """Return how a phrase can be asked: with and without the words that tell nothing."""
    every = tuple(map(stem, tokens(phrase)))
    telling = _terms(phrase)
    return {key for key in (every, telling) if key}


def _terms(phrase: str) -> Key:
    """Return the stems of the telling words; none when too little of the phrase is left.

    Of "log in" only "log" would be left, and that means something else.
    """
    every = tokens(phrase)
    telling = informative(every)
    if len(telling) == 1 < len(every):
        return ()
    return tuple(map(stem, telling))


_EMPTY = Thesaurus()
