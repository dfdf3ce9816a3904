"""What a query asks for: each of its words, with everything that this word may stand for.

The next sources of alternatives (parts of compounds, synonyms) belong here too, so that every
engine gets them.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from govhub.search.dutch import informative, stem, tokens
from govhub.search.engine import MAX_QUERY_LENGTH
from govhub.search.spelling import Spelling

MAX_WORDS = 12
"""Words of a query that are looked at (RELIABILITY: hostile input)."""
_JOINED = 0.8
_REPAIRED = 0.8


@dataclass(frozen=True)
class Alternative:
    """A term to look for, and how much it counts beside what was literally asked."""

    term: str
    weight: float = 1.0


@dataclass(frozen=True)
class Asked:
    """One word of the query; it is found in a document that has any of the alternatives."""

    alternatives: tuple[Alternative, ...]


class Vocabulary(Protocol):
    """What an engine knows about the words that are in its index."""

    @property
    def spelling(self) -> Spelling:
        """Return the words that a typing error is compared with."""
        ...

    def frequency(self, term: str) -> int:
        """Return how many documents have this term."""
        ...


def understand(text: str, vocabulary: Vocabulary) -> tuple[Asked, ...]:
    """Return the words of a query; nothing when there are none in the text."""
    told = tokens(text[:MAX_QUERY_LENGTH])
    asked = list(dict.fromkeys(informative(told)))[:MAX_WORDS]
    joined = _joined(told, vocabulary)
    return tuple(Asked(_alternatives(word, joined.get(word, ()), vocabulary)) for word in asked)


def _alternatives(
    word: str, joined: tuple[str, ...], vocabulary: Vocabulary
) -> tuple[Alternative, ...]:
    """Return the term of the word, of the words it is half of, or of what was likely meant."""
    weights = {stem(word): 1.0}
    for term in joined:
        weights.setdefault(term, _JOINED)
    if not any(map(vocabulary.frequency, weights)):
        for near in vocabulary.spelling.near(word, lambda known: vocabulary.frequency(stem(known))):
            weights.setdefault(stem(near), _REPAIRED)
    return tuple(Alternative(term, weight) for term, weight in weights.items())


def _joined(told: list[str], vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Return word → the known terms that it makes with its neighbour: ``dig id`` is digid."""
    joined: dict[str, tuple[str, ...]] = {}
    for left, right in pairwise(told[: 4 * MAX_WORDS]):
        term = stem(left + right)
        if vocabulary.frequency(term):
            for word in (left, right):
                joined[word] = (*joined.get(word, ()), term)
    return joined
