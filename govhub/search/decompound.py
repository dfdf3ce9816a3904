"""Splitting compounds: ``zaaksysteem`` is also ``zaak`` and ``systeem``.

The cheapest way to cut a word into parts of the lexicon, by dynamic programming over the places in
the word. Letters that only link two parts (``verkiezing-s-uitslag``) are left out.
"""

from collections.abc import Container
from functools import lru_cache
from typing import NamedTuple

from govhub.search.dutch import folded, informative, stem, tokens
from govhub.search.field_words import FIELD_WORDS
from govhub.search.lexicon import lexicon

MARK = "~"
"""Stands before a term that is a part of a word: no word begins with it."""

_MIN_WORD = 7
_MIN_PART = 4
_SHORTEST = 3
"""Letters of the shortest part, which must be a word of our own field."""
_MAX_PARTS = 4
_LONG_PART = 8
"""From this length a part may be a compound itself."""
_LINKS = ("", "s", "en", "n", "e")

_PART = 1.0
_LINK = 0.3
_SHORT = 0.25
"""For each letter that a part has less than six."""
_OF_OUR_FIELD = -0.4

_NEVER = """
    aan aar aars able aal achtig achter alen aantal aties atie baar bare baren binnen boven buiten
    daar dat den der des die dom door eerd eens eel eert elen ende enden ender ere erde eren erig
    erij even gaan ging gingen haar heden heid hier hoog inge ingen isch ische ist isten iteit ium
    iums kende laag laat lijk lijke lijken ling loos loze maar matig matige mede mis naar niet
    niveau onder over rende ring ringen samen sche schap schappen ster sters tegen terug tiek tie
    ties toe toen tot tussen uit ver voor waar waard waarde weder weer zaam zame
"""
_NEVER_A_PART = frozenset(_NEVER.split())
"""Endings and small words that are in the lexicon, but are no part of a compound's meaning."""


class _Cut(NamedTuple):
    """The cheapest way to split the beginning of a word."""

    cost: float
    parts: tuple[str, ...]


def split(word: str, known: Container[str]) -> tuple[str, ...]:
    """Return the parts of a folded word in order, of the known ones; nothing for no compound."""
    if len(word) < _MIN_WORD or not word.isalpha():
        return ()
    best: dict[int, _Cut] = {0: _Cut(0.0, ())}
    for start in range(len(word) - _SHORTEST + 1):
        if start not in best:
            continue
        cost, parts = best[start]
        for end in range(start + _SHORTEST, len(word) + 1):
            part = word[start:end]
            if end - start == len(word) or not _is_part(part, known):
                continue
            for link in _LINKS:
                _consider(best, word, end, link, _Cut(cost + _cost(part), (*parts, part)))
    found = best.get(len(word), _Cut(0.0, ()))
    return found.parts if len(found.parts) > 1 else ()


def _consider(best: dict[int, _Cut], word: str, end: int, link: str, cut: _Cut) -> None:
    """Keep the cut when it is the cheapest that comes to the place behind the link."""
    place = end + len(link)
    if not word.startswith(link, end) or len(cut.parts) > _MAX_PARTS:
        return
    if link:
        rest = len(word) - place
        if rest < _SHORTEST or (link == "n" and not cut.parts[-1].endswith("e")):
            return
        cut = _Cut(cut.cost + _LINK, cut.parts)
    if place not in best or cut.cost < best[place].cost:
        best[place] = cut


def _is_part(part: str, known: Container[str]) -> bool:
    if part in FIELD_WORDS:
        return True
    return len(part) >= _MIN_PART and part in known and part not in _NEVER_A_PART


def _cost(part: str) -> float:
    cost = _PART + _SHORT * max(0, 6 - len(part))
    return cost + _OF_OUR_FIELD if part in FIELD_WORDS else cost


@lru_cache(maxsize=50_000)
def parts(word: str) -> tuple[str, ...]:
    """Return the parts of a folded word, by the lexicon that comes with GovHub."""
    return split(word, lexicon().parts)


@lru_cache(maxsize=50_000)
def part_terms(word: str) -> tuple[str, ...]:
    """Return the terms that a word in a text gives beside its own: its parts, and theirs."""
    found = parts(word)
    smaller = (each for part in found if len(part) >= _LONG_PART for each in parts(part))
    return tuple(dict.fromkeys(part_term(stem(part)) for part in (*found, *smaller)))


@lru_cache(maxsize=50_000)
def stems_and_parts(piece: str) -> frozenset[str]:
    """Return the stems of a word as it is written, and those of its parts: all it may match."""
    told = folded(piece)
    return frozenset((*map(stem, told), *(stem(part) for word in told for part in parts(word))))


def indexed(text: str) -> tuple[list[str], list[str]]:
    """Return the terms of a text: those of its words, and those of the parts of its words."""
    told = informative(tokens(text))
    return [stem(word) for word in told], [term for word in told for term in part_terms(word)]


def part_term(stem: str) -> str:
    """Return the term of a stem that is a part of a word."""
    return MARK + stem
