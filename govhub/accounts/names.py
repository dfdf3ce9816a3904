"""How people look for an organisation: by its name or its short name, also when misspelt. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from govhub.kernel.slug import fold

_WORD = re.compile(r"[^\W_]+")
_EQUAL, _BEGINS, _HOLDS, _MISSPELT = 0, 1, 3, 6
_SHORTEST_INSIDE = 3
"""Fewer letters inside a word say nothing: "en" is in half of all names."""
_LENIENT = ((4, 1), (8, 2))
"""(letters that a word must have, slips that it may have then)."""
_MOST_WORDS = 8
_REMEMBERED = 4096


@dataclass(frozen=True, kw_only=True)
class Name:
    """An organisation as it is looked for."""

    slug: str
    name: str
    short_name: str | None = None
    kind: str | None = None
    has_ended: bool = False
    """It does not exist any more."""
    into: str | None = None
    """The name of what it was merged into."""
    number: int = 0
    """How many public components it owns."""


def named(names: Iterable[Name], text: str) -> Name | None:
    """Return the organisation that is written out: its slug, its name or its short name.

    None when there is no such name, or more than one organisation that exists has it.
    """
    wanted = fold(" ".join(text.split()))
    if not wanted:
        return None
    found = [each for each in names if wanted in _written(each.slug, each.name, each.short_name)]
    exact = [each for each in found if wanted in (each.slug, fold(each.name))]
    alive = [each for each in exact or found if not each.has_ended]
    chosen = alive or exact or found
    return chosen[0] if len(chosen) == 1 else None


def matching(names: Iterable[Name], text: str) -> list[Name]:
    """Return the organisations that somebody may mean, the likeliest first.

    Every word must be in the name or the short name, or begin a word of it. When none has all of
    them, a slip in a longer word is overlooked. Without words everything matches, by name.
    """
    words = _WORD.findall(fold(text))[:_MOST_WORDS]
    names = list(names)
    found = _ranked(names, words, _distance) or _ranked(names, words, _lenient_distance)
    return [name for _score, name in found]


def _ranked(
    names: Iterable[Name], words: list[str], distance: "_Distance"
) -> list[tuple[tuple[object, ...], Name]]:
    found = []
    for each in names:
        score = _score(words, _words_of(each.name, each.short_name), distance)
        if score is not None:
            order = (score, each.has_ended, not each.number, fold(each.name), each.slug)
            found.append((order, each))
    return sorted(found, key=lambda pair: pair[0])


def _score(words: list[str], candidates: tuple[str, ...], distance: "_Distance") -> int | None:
    """Return how far the words are from the name; None when one of them is not in it."""
    total = 0
    for word in words:
        nearest = min((distance(word, other) for other in candidates), default=None)
        if nearest is None or nearest > _MISSPELT:
            return None
        total += nearest
    return total


class _Distance:
    """How far a word that was typed is from a word of a name."""

    def __init__(self, *, is_lenient: bool) -> None:
        self._is_lenient = is_lenient

    def __call__(self, word: str, other: str) -> int:
        if word == other:
            return _EQUAL
        if other.startswith(word):
            return _BEGINS
        if len(word) >= _SHORTEST_INSIDE and word in other:
            return _HOLDS
        slips = max((number for letters, number in _LENIENT if len(word) >= letters), default=0)
        if self._is_lenient and slips and OSA.distance(word, other, score_cutoff=slips) <= slips:
            return _MISSPELT
        return _MISSPELT + 1


_distance = _Distance(is_lenient=False)
_lenient_distance = _Distance(is_lenient=True)


@lru_cache(maxsize=_REMEMBERED)
def _words_of(name: str, short_name: str | None) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(f"{name} {short_name or ''}")))


@lru_cache(maxsize=_REMEMBERED)
def _written(slug: str, name: str, short_name: str | None) -> frozenset[str]:
    """Return every way to write it out."""
    return frozenset({slug, fold(name), *([fold(short_name)] if short_name else [])})
