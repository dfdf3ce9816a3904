"""Where to look when nothing was found: the categories that come nearest to the words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from govhub.catalogue.models import Category
from govhub.search.dutch import terms
from govhub.search.thesaurus import Thesaurus

NEAREST = 6
"""How many categories are offered."""
_SHORTEST_BEGINNING = 4
"""Letters of a stem that must be equal for two words to look alike: ``betaal`` and ``betaling``."""
_LONGEST_PHRASE = 4
_SAME, _RELATED = 2, 1


@dataclass(frozen=True, kw_only=True)
class Nearby:
    """A category that may hold what was not found."""

    name: str
    url: str
    count: int


def nearest(
    text: str, categories: Sequence[Category], counts: Mapping[int, int], thesaurus: Thesaurus
) -> tuple[Nearby, ...]:
    """Return the categories that share a word or a meaning, then those of the principle."""
    asked = terms(text)
    related = _related(asked, thesaurus)

    def order(category: Category) -> tuple[int, bool, int]:
        described = set(terms(" ".join([category.name, category.description, *category.synonyms])))
        same, alike = (_number_alike(each, described) for each in (asked, related))
        score = _SAME * same + _RELATED * alike
        return -score, not category.is_of_principle, category.position

    filled = (category for category in categories if counts.get(category.id))
    return tuple(
        Nearby(
            name=category.name,
            url=url_for("catalogue.index", categorie=category.key),
            count=counts[category.id],
        )
        for category in sorted(filled, key=order)[:NEAREST]
    )


def _related(asked: Sequence[str], thesaurus: Thesaurus) -> set[str]:
    """Return the stems of what the words, and the phrases that they make, may stand for."""
    longest = min(thesaurus.longest, _LONGEST_PHRASE, len(asked))
    phrases = (
        tuple(asked[start : start + length])
        for length in range(1, longest + 1)
        for start in range(len(asked) - length + 1)
    )
    return {term for phrase in phrases for each in thesaurus.related(phrase) for term in each.terms}


def _number_alike(asked: Iterable[str], described: set[str]) -> int:
    return sum(any(_is_alike(term, other) for other in described) for term in asked)


def _is_alike(one: str, other: str) -> bool:
    shared = min(len(one), len(other))
    if shared < _SHORTEST_BEGINNING:
        return one == other
    return one.startswith(other) or other.startswith(one)
