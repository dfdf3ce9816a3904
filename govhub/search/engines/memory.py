"""The engine for tests: computes what ``govhub.search.ranking`` says, word for word, in memory.

It is also the measure for the other engines: they must give the same answers.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from threading import Lock

import numpy as np

from govhub.kernel.slug import fold
from govhub.search.completion import Completion, Phrases, phrases
from govhub.search.dutch import terms
from govhub.search.engine import (
    Document,
    FacetValue,
    Hit,
    Query,
    Results,
    SearchUnavailable,
    Sort,
    Suggestion,
)
from govhub.search.ranking import (
    COORDINATION,
    DECIMALS,
    LENGTH,
    SATURATION,
    WEIGHTS,
    idf,
    texts,
    told,
)
from govhub.search.spelling import Spelling
from govhub.search.thesaurus import ThesaurusSource, no_thesaurus
from govhub.search.understanding import Asked, understand


class MemoryEngine:
    """Keeps its documents in this process."""

    def __init__(self, thesaurus: ThesaurusSource = no_thesaurus) -> None:
        """Begin without documents."""
        self._thesaurus = thesaurus
        self.is_available = True
        """False makes every call raise SearchUnavailable, as a lost index does."""
        self._corpus = _Corpus({})
        self._lock = Lock()

    def search(self, query: Query) -> Results:
        """Answer a query."""
        return self._available().search(query)

    def suggest(self, text: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Complete what somebody is typing."""
        return self._available().completion.complete(text, limit)

    def index(self, documents: Iterable[Document]) -> None:
        """Add or replace these documents."""
        with self._lock:
            present = self._available().documents
            new = {document.id: document for document in documents}
            self._corpus = _Corpus({**present, **new})

    def delete(self, ids: Iterable[str]) -> None:
        """Forget these documents."""
        with self._lock:
            gone = set(ids)
            present = self._available().documents
            self._corpus = _Corpus({key: doc for key, doc in present.items() if key not in gone})

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Replace everything."""
        with self._lock:
            self._corpus = _Corpus({document.id: document for document in documents})
            return len(self._corpus.documents)

    def fingerprints(self) -> Mapping[str, str]:
        """Return id → fingerprint."""
        documents = self._available().documents
        return {key: document.fingerprint for key, document in documents.items()}

    def _available(self) -> "_Corpus":
        if not self.is_available:
            raise SearchUnavailable("this engine was told to be unavailable")
        return self._corpus


class _Corpus:
    """Documents that never change, and what follows from them."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self.documents = documents

    @cached_property
    def completion(self) -> Completion:
        told = Phrases(map(phrases, self.documents.values()))
        return Completion([(told, np.ones(len(self.documents), np.bool_))])

    @cached_property
    def spelling(self) -> Spelling:
        return Spelling(word for document in self.documents.values() for word in told(document))

    @cached_property
    def _terms(self) -> dict[str, dict[str, Counter[str]]]:
        return {
            key: {field: Counter(terms(text)) for field, text in texts(document).items()}
            for key, document in self.documents.items()
        }

    @cached_property
    def _average_lengths(self) -> dict[str, float]:
        number = len(self.documents) or 1
        return {
            field: sum(counts[field].total() for counts in self._terms.values()) / number
            for field in WEIGHTS
        }

    @cached_property
    def _containing(self) -> Counter[str]:
        """Term → how many documents have it."""
        return Counter(
            term for counts in self._terms.values() for term in set().union(*counts.values())
        )

    def frequency(self, term: str) -> int:
        return self._containing[term]

    def search(self, query: Query) -> Results:
        scores = self._scores(query.text)
        found = [key for key in scores if self._passes(key, query, leaving=None)]
        found.sort(key=lambda key: self._order(key, scores[key], query))
        start = (query.page - 1) * query.per_page
        page = found[start : start + query.per_page]
        return Results(
            hits=tuple(Hit(key, scores[key]) for key in page),
            total=len(found),
            facets={facet: self._counts(facet, scores, query) for facet in query.facets},
        )

    def _scores(self, text: str) -> dict[str, float]:
        """Return id → score of what the words of the query find; everything without a query."""
        if not text.strip():
            return dict.fromkeys(self.documents, 0.0)
        asked = understand(text, self)
        scores = {}
        for key in self.documents:
            each = [self._score_of_word(key, word) for word in asked]
            met = sum(score > 0 for score in each)
            if met:
                share = float((met / len(asked)) ** COORDINATION)
                scores[key] = round(sum(each) * share, DECIMALS)
        return scores

    def _score_of_word(self, key: str, word: Asked) -> float:
        return sum(each.weight * self._score_of_term(key, each.term) for each in word.alternatives)

    def _score_of_term(self, key: str, term: str) -> float:
        frequency = 0.0
        for field, counts in self._terms[key].items():
            if term in counts:
                length = counts.total() / self._average_lengths[field]
                frequency += WEIGHTS[field] * counts[term] / (1 - LENGTH + LENGTH * length)
        telling = idf(len(self.documents), self._containing[term])
        return telling * frequency * (SATURATION + 1) / (SATURATION + frequency)

    def _order(self, key: str, score: float, query: Query) -> tuple[float, str, str]:
        document = self.documents[key]
        first = 0.0
        if query.sort is Sort.CHANGED:
            first = -document.changed_at
        elif query.sort is Sort.RELEVANCE:
            first = -score
        return first, fold(document.name), key

    def _passes(self, key: str, query: Query, *, leaving: str | None) -> bool:
        """Tell whether a document passes the filters, that of the facet ``leaving`` aside."""
        values = self.documents[key].facets
        return all(
            set(wanted) & set(values.get(facet, ()))
            for facet, wanted in query.filters.items()
            if wanted and facet != leaving
        )

    def _counts(self, facet: str, found: Iterable[str], query: Query) -> tuple[FacetValue, ...]:
        counts = Counter(
            value
            for key in found
            if self._passes(key, query, leaving=facet)
            for value in set(self.documents[key].facets.get(facet, ()))
        )
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return tuple(FacetValue(value, count) for value, count in ordered)
