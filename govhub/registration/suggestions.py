"""Lines that somebody may have forgotten: what people use it for, and words that they search for.

From what similar components say, the synonyms of the category, the thesaurus and the telling words
of the text. ``tests/integration/registration/test_suggestions.py`` holds what the seed gave.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from govhub.catalogue.models import Category, Component
from govhub.kernel.slug import fold
from govhub.registration import similar as similar_components

MOST_PURPOSES = 6
MOST_KEYWORDS = 10
_ABBREVIATION = re.compile(r"(?<![\w-])(?:[A-Z][A-Z0-9]{1,7}|[A-Z]+[a-z]+[A-Z]\w*)(?![\w-])")
"""BSN, SAML, OpenID: words that people search for as they are."""
_LONGEST_KEYWORD = 40
_PER_EXAMPLE = 2
"""Purposes of one component: more would make this one a copy."""
_PER_WORD = 2
"""Other words for one that nobody uses as a keyword."""
_TOO_ALIKE = 0.6
"""Share of its words by which a purpose says what another says already."""
_NEAR_ENOUGH = 0.06
"""Share of the telling words, the rare ones counting more, that a purpose must have in common."""


@dataclass(frozen=True)
class OtherWord:
    """Another word for something in a text."""

    for_terms: tuple[str, ...]
    """The stems of the words in the text."""
    phrase: str
    is_same: bool
    """It means the same; else it is broader."""


class Words(Protocol):
    """What is known of the words of the language."""

    def terms(self, text: str) -> Collection[str]:
        """Return the stems of the telling words, and of the parts of compounds."""
        ...

    def other_words(self, text: str) -> Iterable[OtherWord]:
        """Give how else the words of the text are called."""
        ...


@dataclass(frozen=True, kw_only=True)
class About:
    """The component that lines are sought for, as far as it is known."""

    id: int | None
    name: str
    summary: str
    description: str
    purposes: tuple[str, ...]
    keywords: tuple[str, ...]
    aliases: tuple[str, ...]
    categories: tuple[Category, ...]

    @classmethod
    def of(cls, component: Component) -> "About":
        """Return what is known about this component."""
        return cls(
            id=component.id,
            name=component.name,
            summary=component.summary,
            description=component.description,
            purposes=tuple(component.purposes),
            keywords=tuple(component.keywords),
            aliases=tuple(each.name for each in component.aliases),
            categories=tuple(component.categories),
        )


@dataclass(frozen=True)
class Example:
    """What another component says."""

    text: str
    purposes: tuple[str, ...]
    keywords: tuple[str, ...]


@dataclass(frozen=True)
class Suggestions:
    """Lines to choose from, the likeliest first."""

    purposes: tuple[str, ...]
    keywords: tuple[str, ...]


def suggestions(
    session: Session, about: About, words: Words, similar: Collection[str] = ()
) -> Suggestions:
    """Return lines that may fit; none that the component has.

    ``similar`` are public ids of components that are described alike, in whatever category.
    """
    sought = _Sought(about, _examples(session, about, similar), words)
    return Suggestions(tuple(sought.purposes()), tuple(sought.keywords()))


def _examples(session: Session, about: About, similar: Collection[str]) -> list[Example]:
    """Return what public components in the same categories say, and those that are similar."""
    found = session.execute(
        similar_components.first(
            select(Component.name, Component.summary, Component.purposes, Component.keywords),
            besides=about.id,
            categories=about.categories,
            described_alike=similar,
        )
    )
    return [
        Example(f"{row.name} {row.summary}", tuple(row.purposes), tuple(row.keywords))
        for row in found
    ]


class _Sought:
    """Weighs what others say by how much it has in common with the text of one component."""

    def __init__(self, about: About, examples: Sequence[Example], words: Words) -> None:
        self._about = about
        self._examples = examples
        self._words = words

    def purposes(self) -> list[str]:
        present = [frozenset(self._words.terms(each)) for each in self._about.purposes]
        ranked = sorted(
            (
                (self._nearness(self._terms(purpose)) * (1 + near), example, purpose)
                for example, near in zip(self._examples, self._near, strict=True)
                for purpose in example.purposes
            ),
            key=lambda each: -each[0],
        )
        chosen: list[str] = []
        taken: Counter[Example] = Counter()
        for weight, example, purpose in ranked:
            if weight < _NEAR_ENOUGH or len(chosen) == MOST_PURPOSES:
                break
            terms = self._terms(purpose)
            if taken[example] < _PER_EXAMPLE and not any(_alike(terms, each) for each in present):
                chosen.append(purpose)
                present.append(terms)
                taken[example] += 1
        return chosen

    def keywords(self) -> list[str]:
        weights: dict[str, float] = defaultdict(float)
        spelling: dict[str, str] = {}
        for word, weight in self._candidates():
            key = fold(word).casefold()
            spelling.setdefault(key, word)
            weights[key] += weight
        chosen: list[str] = []
        names = (self._about.name, *self._about.aliases)
        present = [frozenset(), *map(self._terms, (*self._about.keywords, *names))]
        for key in sorted(weights, key=lambda key: (-weights[key], key)):
            terms = self._terms(spelling[key])
            is_known = any(_says_nothing_new(terms, each) for each in present)
            if is_known or len(key) > _LONGEST_KEYWORD:
                continue
            chosen.append(spelling[key])
            present.append(terms)
            if len(chosen) == MOST_KEYWORDS:
                break
        return chosen

    def _candidates(self) -> Iterator[tuple[str, float]]:
        for found in _ABBREVIATION.findall(self._text):
            yield found, 1.2
        yield from self._other_words()
        for category in self._about.categories[:1]:
            for synonym in category.synonyms:
                yield synonym, 0.5 + self._nearness(self._terms(synonym))
        nearest = max(self._near, default=0) or 1
        for example, near in zip(self._examples, self._near, strict=True):
            for keyword in example.keywords:
                common = self._nearness(self._terms(keyword))
                yield keyword, (near / nearest) ** 2 * (0.35 + common)

    def _other_words(self) -> Iterator[tuple[str, float]]:
        """Give a few other words for what stands at the beginning, fewer for what comes later."""
        about = self._about
        used = {fold(word).casefold() for each in self._examples for word in each.keywords}
        first = "\n".join([about.name, about.summary, *about.purposes])
        for text, weight in ((first, 1.0), (about.description, 0.4)):
            given: Counter[tuple[str, ...]] = Counter()
            for each in dict.fromkeys(self._words.other_words(text)):
                is_used = fold(each.phrase).casefold() in used
                if not is_used and given[each.for_terms] == _PER_WORD:
                    continue
                given[each.for_terms] += 1
                yield (
                    each.phrase,
                    weight * (0.8 if each.is_same else 0.4) * (1.5 if is_used else 0.4),
                )

    @cached_property
    def _text(self) -> str:
        about = self._about
        return "\n".join([about.name, about.summary, *about.purposes, about.description])

    @cached_property
    def _own(self) -> frozenset[str]:
        return frozenset(self._words.terms(self._text))

    @cached_property
    def _near(self) -> list[float]:
        """How much each example has in common with the text."""
        return [
            self._nearness(frozenset(self._words.terms(f"{each.text} {' '.join(each.purposes)}")))
            for each in self._examples
        ]

    @cached_property
    def _rarity(self) -> dict[str, float]:
        """How telling a word is: less so as more components have it."""
        counted = Counter(
            term
            for each in self._examples
            for term in set(self._words.terms(f"{each.text} {' '.join(each.purposes)}"))
        )
        number = len(self._examples) + 1
        return {term: log(1 + number / times) for term, times in counted.items()}

    def _nearness(self, terms: Collection[str]) -> float:
        """Return the share of these words that the text has too, the rare ones counting more."""
        usual = log(2 + len(self._examples))
        weights = {term: self._rarity.get(term, usual) for term in terms}
        total = sum(weights.values())
        return sum(weights[term] for term in terms if term in self._own) / total if total else 0.0

    def _terms(self, text: str) -> frozenset[str]:
        return frozenset(self._words.terms(text))


def _says_nothing_new(keyword: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether a keyword is in another, or nearly is it: "x openbare ruimte (MOR)"."""
    are_phrases = min(len(keyword), len(other)) > 1
    return keyword <= other or (are_phrases and _alike(keyword, other))


def _alike(one: Collection[str], other: Collection[str]) -> bool:
    common = len(set(one) & set(other))
    return common >= _TOO_ALIKE * max(1, min(len(one), len(other)))
