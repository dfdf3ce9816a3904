"""Everything that one commit of the index holds, and how a query runs over it. Never changes.

Whoosh's own searcher is not used: see docs/adr/0004. What was deleted counts nowhere, so an answer
does not depend on how the index came to be.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from govhub.kernel.slug import fold
from govhub.search.completion import Completion
from govhub.search.engine import FACETS, FacetValue, Hit, Query, Results, Sort
from govhub.search.engines.whoosh.cache import Cache
from govhub.search.engines.whoosh.schema import Row
from govhub.search.engines.whoosh.segment import Column, Floats, Numbers, Segment
from govhub.search.ranking import COORDINATION, DECIMALS, LENGTH, SATURATION, WEIGHTS, idf
from govhub.search.spelling import Spelling
from govhub.search.understanding import Asked, understand

Mask = NDArray[np.bool_]

_CACHED_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class Scored:
    """The documents that have a term, and what it adds to the score of each."""

    documents: Numbers
    scores: Floats


class Generation:
    """The documents of all segments in one row of numbers, the deleted ones marked."""

    def __init__(self, segments: Sequence[Segment], deleted: Sequence[Iterable[int]]) -> None:
        """Take the segments, and for each the numbers of its deleted documents."""
        self._segments = segments
        self._offsets = np.cumsum([0, *(segment.size for segment in segments)])
        self._live = np.ones(self._offsets[-1], np.bool_)
        for offset, gone in zip(self._offsets, deleted, strict=False):
            self._live[np.fromiter(gone, np.int64) + offset] = False
        self._number = int(self._live.sum())
        self._rows = [row for segment in segments for row in segment.rows]
        self._changed_at = _joined([segment.changed_at for segment in segments], np.int64)
        self._norms = self._length_norms()
        self._columns = {facet: self._column(facet) for facet in FACETS}
        self._scored: Cache[str, Scored] = Cache(_CACHED_BYTES)

    @cached_property
    def fingerprints(self) -> Mapping[str, str]:
        """Return id → fingerprint."""
        return {row.id: row.fingerprint for row in self._live_rows}

    @cached_property
    def completion(self) -> Completion:
        """Return what can be suggested."""
        return Completion(phrase for row in self._live_rows for phrase in row.suggestions)

    @cached_property
    def spelling(self) -> Spelling:
        """Return the words that a typing error is compared with."""
        return Spelling(word for segment in self._segments for word in segment.words)

    def frequency(self, term: str) -> int:
        """Return how many documents have this term."""
        return len(self._term(term).documents)

    def search(self, query: Query) -> Results:
        """Answer a query."""
        found, scores = self._matches(query.text)
        masks = {
            facet: self._having(facet, values) for facet, values in query.filters.items() if values
        }
        wanted = np.flatnonzero(_all(found, masks.values()))
        page = self._page(wanted, scores, query)
        return Results(
            hits=tuple(Hit(self._rows[place].id, float(scores[place])) for place in page),
            total=len(wanted),
            facets={facet: self._counts(facet, found, masks) for facet in query.facets},
        )

    def _matches(self, text: str) -> tuple[Mask, Floats]:
        """Return which documents have a word of the query, and the scores of all documents."""
        scores = np.zeros(len(self._live))
        if not text.strip():
            return self._live, scores
        asked = understand(text, self)
        met = np.zeros(len(self._live), np.int64)
        for word in asked:
            met += self._add(word, scores)
        scores *= (met / max(1, len(asked))) ** COORDINATION
        return met > 0, np.round(scores, DECIMALS)

    def _add(self, word: Asked, scores: Floats) -> Mask:
        """Add what a word of the query is worth; return which documents have it."""
        has_word = np.zeros(len(self._live), np.bool_)
        for alternative in word.alternatives:
            term = self._term(alternative.term)
            scores[term.documents] += alternative.weight * term.scores
            has_word[term.documents] = True
        return has_word

    def _term(self, term: str) -> Scored:
        scored = self._scored.get(term)
        if scored is None:
            scored = self._score(term)
            self._scored.put(term, scored, scored.documents.nbytes + scored.scores.nbytes)
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
        mask = np.zeros(len(self._live), np.bool_)
        column = self._columns.get(facet)
        if column is not None:
            numbers = [number for number, value in enumerate(column.values) if value in values]
            mask[column.documents[np.isin(column.numbers, numbers)]] = True
        return mask

    def _counts(self, facet: str, found: Mask, masks: Mapping[str, Mask]) -> tuple[FacetValue, ...]:
        column = self._columns.get(facet)
        if column is None:
            return ()
        counted = _all(found, (mask for each, mask in masks.items() if each != facet))
        counts = np.bincount(
            column.numbers[counted[column.documents]], minlength=len(column.values)
        )
        return tuple(
            FacetValue(column.values[number], int(counts[number]))
            for number in np.argsort(-counts, kind="stable")
            if counts[number]
        )

    @property
    def _live_rows(self) -> Iterable[Row]:
        return (self._rows[place] for place in np.flatnonzero(self._live))

    @cached_property
    def _places_by_name(self) -> Numbers:
        """Return for each document its place when all are ordered by name."""
        by_name = sorted(
            range(len(self._rows)), key=lambda at: (fold(self._rows[at].name), self._rows[at].id)
        )
        places = np.empty(len(by_name), np.int64)
        places[by_name] = np.arange(len(by_name))
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

    def _column(self, facet: str) -> Column:
        """Return a facet of all segments together, its values in alphabetical order."""
        columns = [segment.columns[facet] for segment in self._segments]
        values = sorted({value for column in columns for value in column.values})
        numbers = {value: number for number, value in enumerate(values)}
        documents, renumbered = [], []
        for column, offset in zip(columns, self._offsets, strict=False):
            new = np.array([numbers[value] for value in column.values], np.int64)
            documents.append(column.documents + offset)
            renumbered.append(new[column.numbers])
        return Column(tuple(values), _joined(documents, np.int64), _joined(renumbered, np.int64))


def _all(first: Mask, others: Iterable[Mask]) -> Mask:
    mask = first
    for other in others:
        mask = mask & other
    return mask


def _joined(arrays: Sequence[Numbers], kind: type[np.int64]) -> Numbers:
    return np.concatenate(arrays) if arrays else np.zeros(0, kind)
