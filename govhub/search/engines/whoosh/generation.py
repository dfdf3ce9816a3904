"""Everything that one commit of the index holds, and how a query runs over it. Never changes.

Whoosh's own searcher is not used: see docs/adr/0004. What was deleted counts nowhere, so an answer
does not depend on how the index came to be.
"""

import weakref
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np

from govhub.search import repairing
from govhub.search.catalogue_words import CatalogueWords
from govhub.search.completion import Completion
from govhub.search.engine import FACETS, FacetValue, Hit, Query, Results, Sort
from govhub.search.engines.whoosh.cache import Cache
from govhub.search.engines.whoosh.columns import Column, Mask, Numbers, column, in_bits
from govhub.search.engines.whoosh.scoring import Floats, Scored, Scoring
from govhub.search.engines.whoosh.segment import Segment
from govhub.search.interpreting import Interpreter
from govhub.search.ranking import CATEGORY, ENOUGH, LENGTH, SATURATION, WEIGHTS, idf
from govhub.search.thesaurus import Thesaurus
from govhub.search.understanding import Understanding

_PREPARED = 300
"""Terms of recent questions that are scored beforehand."""


class Generation:
    """The documents of all segments in one row of numbers, the deleted ones marked."""

    def __init__(
        self, segments: Sequence[Segment], deleted: Sequence[Iterable[int]], cache: Cache
    ) -> None:
        """Take the segments, for each the numbers of its deleted documents, and where to keep."""
        self._segments = segments
        self._offsets = np.cumsum([0, *(segment.size for segment in segments)])
        self._live = np.ones(self._offsets[-1], np.bool_)
        for offset, gone in zip(self._offsets, deleted, strict=False):
            self._live[np.fromiter(gone, np.int64) + offset] = False
        self._number = int(self._live.sum())
        self._ids = [key for segment in segments for key in segment.ids]
        self._changed_at = _joined([segment.changed_at for segment in segments], np.int64)
        self._norms = self._length_norms()
        self._columns: dict[str, Column] = {
            facet: column(
                [segment.columns[facet] for segment in segments],
                self._offsets.tolist(),
                len(self._live),
            )
            for facet in FACETS
        }
        self._places_by_name = self._by_name()
        self.completion = Completion(
            (segment.phrases, self._live[offset : offset + segment.size])
            for segment, offset in zip(segments, self._offsets, strict=False)
        )
        """What can be suggested."""
        self._cache = cache
        self._mine = object()
        self._scoring = Scoring(
            self._term, self._live, self._category_rows(), self._places_by_name, cache
        )
        weakref.finalize(self, cache.forget, self._mine)

    def prepare(self, before: "Generation | None") -> None:
        """Work out beforehand what the first question would wait for."""
        if before is not None:
            words = frozenset().union(*(segment.words for segment in self._segments))
            if before.words.are(words):
                self.words = before.words
            for term in before.recent_terms(_PREPARED):
                self._term(term)
        self.words.prepare()
        repairing.prepare()

    def recent_terms(self, most: int) -> list[str]:
        """Return the terms that were asked for last."""
        return self._cache.keys(self._mine)[:most]

    @cached_property
    def fingerprints(self) -> Mapping[str, str]:
        """Return id → fingerprint."""
        every = (each for segment in self._segments for each in segment.fingerprints)
        return {
            key: fingerprint
            for key, fingerprint, is_live in zip(self._ids, every, self._live, strict=True)
            if is_live
        }

    @cached_property
    def words(self) -> CatalogueWords:
        """Return the words of the catalogue as they were written."""
        return CatalogueWords(word for segment in self._segments for word in segment.words)

    def frequency(self, term: str) -> int:
        """Return how many documents have this term."""
        return len(self._term(term).documents)

    def search(self, query: Query, thesaurus: Thesaurus) -> Results:
        """Answer a query."""
        asked, found, scores = self._answer(query, thesaurus)
        masks = {
            facet: self._having(facet, values) for facet, values in query.filters.items() if values
        }
        wanted = np.flatnonzero(_all(found, masks.values()))
        page = self._page(wanted, scores, query)
        return Results(
            hits=tuple(
                Hit(self._ids[place], score, matches)
                for place, score, matches in zip(
                    page.tolist(),
                    scores[page].tolist(),
                    self._scoring.reasons(page, asked),
                    strict=True,
                )
            ),
            total=len(wanted),
            facets=self._counts(query.facets, found, masks),
            repairs=asked.repairs,
            is_relaxed=asked.is_relaxed,
        )

    def _answer(self, query: Query, thesaurus: Thesaurus) -> tuple[Understanding, Mask, Floats]:
        """Return what is asked, which documents have a word of it, and the scores of all."""
        if not query.text.strip():
            return Understanding(), self._live, np.zeros(len(self._live))
        interpreter = Interpreter(self, thesaurus)
        asked = interpreter.read(query.text, is_literal=query.is_literal)
        found, scores = self._scoring.scores(asked)
        number = np.count_nonzero(found)
        if number < ENOUGH:
            wider = interpreter.read(query.text, is_literal=query.is_literal, is_relaxed=True)
            more, wider_scores = self._scoring.scores(wider)
            if np.count_nonzero(more) > number:
                return wider, more, wider_scores
        return asked, found, scores

    def _term(self, term: str) -> Scored:
        scored: Scored | None = self._cache.get(self._mine, term)
        if scored is None:
            scored = self._score(term)
            self._cache.put(self._mine, term, scored, scored.size)
        return scored

    def _score(self, term: str) -> Scored:
        """Return the score of one term, by BM25F."""
        frequency = np.zeros(len(self._live))
        for place, (field, weight) in enumerate(WEIGHTS.items()):
            for segment, offset in zip(self._segments, self._offsets, strict=False):
                postings = segment.postings(field, term)
                documents = postings.documents + offset
                frequency[documents] += weight * postings.counts / self._norms[place][documents]
        documents = np.flatnonzero((frequency > 0) & self._live)
        frequency = frequency[documents]
        telling = idf(self._number, len(documents))
        return Scored(documents, telling * frequency * (SATURATION + 1) / (SATURATION + frequency))

    def _page(self, wanted: Numbers, scores: Floats, query: Query) -> Numbers:
        """Return the documents of the page that is asked for, in order."""
        end = min(query.page * query.per_page, len(wanted))
        start = (query.page - 1) * query.per_page
        if start >= end:
            return wanted[:0]
        keys = self._keys(wanted, scores, query.sort)
        if end < len(wanted):
            last = np.partition(keys, end - 1)[end - 1]
            is_near = keys <= last
            wanted, keys = wanted[is_near], keys[is_near]
        order = np.lexsort((self._places_by_name[wanted], keys))
        return wanted[order[start:end]]

    def _keys(self, wanted: Numbers, scores: Floats, sort: Sort) -> Floats:
        match sort:
            case Sort.RELEVANCE:
                return -scores[wanted]
            case Sort.CHANGED:
                return -self._changed_at[wanted].astype(np.float64)
            case Sort.NAME:
                return self._places_by_name[wanted].astype(np.float64)

    def _having(self, facet: str, values: Iterable[str]) -> Mask:
        """Return which documents have one of the values."""
        known = self._columns.get(facet)
        return known.having(values) if known else np.zeros(len(self._live), np.bool_)

    def _counts(
        self, facets: Iterable[str], found: Mask, masks: Mapping[str, Mask]
    ) -> dict[str, tuple[FacetValue, ...]]:
        """Return facet → values with how many have it, its own filter left aside."""
        wanted = _all(found, masks.values())
        bits = in_bits(wanted)
        counts: dict[str, tuple[FacetValue, ...]] = {}
        for facet in facets:
            known = self._columns.get(facet)
            if known is None:
                counts[facet] = ()
            elif facet in masks:
                others = _all(found, (mask for each, mask in masks.items() if each != facet))
                counts[facet] = _ordered(known.values, known.count(others, in_bits(others)))
            else:
                counts[facet] = _ordered(known.values, known.count(wanted, bits))
        return counts

    def _category_rows(self) -> Mask:
        """Return a row for each category: which documents are in it."""
        column = self._columns[CATEGORY]
        rows = np.zeros((len(column.values), len(self._live)), np.bool_)
        for number, value in enumerate(column.values):
            rows[number] = column.having((value,))
        return rows

    def _by_name(self) -> Numbers:
        """Return for each document its place when all are ordered by name."""
        names = [name for segment in self._segments for name in segment.names]
        order = [
            place + offset
            for segment, offset in zip(self._segments, self._offsets.tolist(), strict=False)
            for place in segment.by_name
        ]
        order.sort(key=lambda place: (names[place], self._ids[place]))  # rows in order: a merge
        places = np.empty(len(order), np.int64)
        places[order] = np.arange(len(order))
        return places

    def _length_norms(self) -> Floats:
        """Return for each field and document how much longer than usual the text is."""
        lengths = np.concatenate(
            [
                np.zeros((len(WEIGHTS), 0)),
                *(segment.lengths.reshape(len(WEIGHTS), -1) for segment in self._segments),
            ],
            axis=1,
        )
        averages = lengths[:, self._live].sum(axis=1, keepdims=True) / max(1, self._number)
        averages[averages == 0] = 1
        norms: Floats = 1 - LENGTH + LENGTH * lengths / averages
        return norms


def _all(first: Mask, others: Iterable[Mask]) -> Mask:
    mask = first
    for other in others:
        mask = mask & other
    return mask


def _ordered(values: Sequence[str], counts: Numbers) -> tuple[FacetValue, ...]:
    """Return the values that occur, the most frequent first."""
    order = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)]
    return tuple(
        FacetValue(values[number], count)
        for number, count in zip(order.tolist(), counts[order].tolist(), strict=True)
    )


def _joined(arrays: Sequence[Numbers], kind: type[np.int64]) -> Numbers:
    return np.concatenate(arrays) if arrays else np.zeros(0, kind)
