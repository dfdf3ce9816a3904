"""What each document scores, in arrays: as ``govhub.search.ranking`` says.

All arrays of one generation are as long as it has documents, the deleted ones too. What a term, and
what an alternative of a word, adds is worked out once and kept as long as there is room.
"""

import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govhub.search.engine import Match
from govhub.search.engines.whoosh.cache import Cache
from govhub.search.engines.whoosh.columns import Mask, Numbers
from govhub.search.ranking import BEST_ANSWERS, DECIMALS, information
from govhub.search.recipe import RECIPE
from govhub.search.understanding import Alternative, Asked, Need, Understanding

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Scored:
    """The documents that have something, in order, and what it adds to the score of each."""

    documents: Numbers
    scores: Floats

    @property
    def size(self) -> int:
        """Return how many bytes this takes."""
        return self.documents.nbytes + self.scores.nbytes


class Scoring:
    """Adds up what the words of a query are worth."""

    def __init__(
        self,
        term: Callable[[str], Scored],
        live: Mask,
        categories: Mask,
        places_by_name: Numbers,
        cache: Cache,
    ) -> None:
        """Take how a term scores, which documents live, and which have each category.

        ``categories`` has a row for each category and a column for each document.
        """
        self._term = term
        self._live = live
        self._number = int(live.sum())
        self._categories = categories
        self._places_by_name = places_by_name
        self._cache = cache
        self._mine = object()
        weakref.finalize(self, cache.forget, self._mine)

    def scores(self, understanding: Understanding) -> tuple[Mask, Floats]:
        """Return which documents have a word of the query, and the scores of all documents."""
        size = len(self._live)
        scores, had, asked = np.zeros(size), np.zeros(size), 0.0
        for word in understanding.asked:
            worth, has_word = self._word(word)
            tells = information(self._number, int(np.count_nonzero(has_word)), word.weight)
            scores += worth
            had += tells * has_word
            asked += tells
        found = np.flatnonzero(had)
        share = (had[found] / asked) ** RECIPE.coordination
        scores[found] = self._coherent(found, np.round(scores[found] * share, DECIMALS))
        return had > 0, scores

    def reasons(self, documents: Numbers, understanding: Understanding) -> list[tuple[Match, ...]]:
        """Return for each document, and each word, why it is there: what adds most."""
        reasons: list[list[Match]] = [[] for _ in documents]
        for word in understanding.asked:
            worth = np.array([self._worth(way, documents) for way in word.alternatives])
            for place, best in enumerate(worth.argmax(axis=0).tolist()):
                if worth[best, place]:
                    reasons[place].append(word.match(word.alternatives[best]))
        return [tuple(each) for each in reasons]

    def _word(self, word: Asked) -> tuple[Floats, Mask]:
        """Return what a word of the query adds to each document, and which have it."""
        worth = np.zeros(len(self._live))
        for way in word.alternatives:
            found = self._alternative(way.needs)
            worth[found.documents] += way.weight * found.scores
        return worth * word.weight, worth > 0

    def _worth(self, way: Alternative, documents: Numbers) -> Floats:
        """Return what an alternative adds to each of these documents."""
        found = self._alternative(way.needs)
        if not len(found.documents):
            return np.zeros(len(documents))
        places = np.searchsorted(found.documents, documents).clip(max=len(found.documents) - 1)
        is_found = found.documents[places] == documents
        worth: Floats = np.round(way.weight * found.scores[places] * is_found, DECIMALS)
        return worth

    def _alternative(self, needs: tuple[Need, ...]) -> Scored:
        """Return what the documents score that meet every need."""
        if len(needs) == len(needs[0]) == 1 and needs[0][0].weight == 1:
            return self._term(needs[0][0].text)
        scored: Scored | None = self._cache.get(self._mine, needs)
        if scored is None:
            scored = self._together(needs)
            self._cache.put(self._mine, needs, scored, scored.size)
        return scored

    def _together(self, needs: Sequence[Need]) -> Scored:
        total = np.zeros(len(self._live))
        met = np.zeros(len(self._live), np.int64)
        for need in needs:
            each = np.zeros(len(self._live))
            for term in need:
                found = self._term(term.text)
                each[found.documents] += term.weight * found.scores
            met += each > 0
            total += each
        documents = np.flatnonzero(met == len(needs))
        return Scored(documents, total[documents])

    def _coherent(self, found: Numbers, scores: Floats) -> Floats:
        """Return the scores of the found documents with a bonus for the best categories."""
        best = self._best(found, scores)
        if not len(best):
            return scores
        shares = RECIPE.coherence * scores[best[0]] * scores[best] / scores[best].sum()
        weights = self._categories[:, found[best]] @ shares
        are_met = np.flatnonzero(weights)
        bonus: Floats = weights[are_met] @ self._categories[np.ix_(are_met, found)]
        return np.round(scores + bonus, DECIMALS)

    def _best(self, found: Numbers, scores: Floats) -> Numbers:
        """Return where the best answers stand among the found documents, the best one first."""
        near = np.arange(len(found))
        if len(found) > BEST_ANSWERS:
            near = np.flatnonzero(scores >= np.partition(scores, -BEST_ANSWERS)[-BEST_ANSWERS])
        order = np.lexsort((self._places_by_name[found[near]], -scores[near]))
        return near[order[:BEST_ANSWERS]]
