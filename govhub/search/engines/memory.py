"""The engine for tests: computes what ``govhub.search.ranking`` says, word for word, in memory.

It is also the measure for the other engines: they must give the same answers.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from threading import Lock

import numpy as np

from govhub.kernel.slug import fold
from govhub.search.catalogue_words import CatalogueWords
from govhub.search.completion import Completion, Phrases, phrases
from govhub.search.decompound import indexed
from govhub.search.engine import (
    Document,
    FacetValue,
    Hit,
    Match,
    Place,
    Query,
    Results,
    SearchUnavailable,
    Sort,
    Suggestion,
)
from govhub.search.interpreting import Interpreter
from govhub.search.ranking import (
    BEST_ANSWERS,
    CATEGORY,
    DECIMALS,
    ENOUGH,
    LENGTH,
    SATURATION,
    WEIGHTS,
    idf,
    information,
    texts,
    told,
)
from govhub.search.recipe import RECIPE, Recipe
from govhub.search.thesaurus import Thesaurus, ThesaurusSource, no_thesaurus
from govhub.search.understanding import Alternative, Asked, Understanding


class MemoryEngine:
    """Keeps its documents in this process."""

    def __init__(self, thesaurus: ThesaurusSource = no_thesaurus, recipe: Recipe = RECIPE) -> None:
        """Begin without documents."""
        self._thesaurus = thesaurus
        self._recipe = recipe
        self.is_available = True
        """False makes every call raise SearchUnavailable, as a lost index does."""
        self._corpus = _Corpus({})
        self._lock = Lock()
        self._place: Place | None = None

    def search(self, query: Query) -> Results:
        """Answer a query."""
        return self._available().search(query, self._thesaurus(), self._recipe)

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
            self._place = None
            self._corpus = _Corpus({document.id: document for document in documents})
            return len(self._corpus.documents)

    def fingerprints(self) -> Mapping[str, str]:
        """Return id → fingerprint."""
        documents = self._available().documents
        return {key: document.fingerprint for key, document in documents.items()}

    def refresh(self) -> None:
        """Do nothing: no other process can write here."""

    def only_follower(self) -> AbstractContextManager[bool]:
        """Tell that there is no other process."""
        return nullcontext(True)  # noqa: FBT003  # the value of the block

    def place(self) -> Place | None:
        """Return what was kept since the last rebuild."""
        self._available()
        return self._place

    def keep_place(self, place: Place) -> None:
        """Keep how far the index is."""
        self._place = place

    def _available(self) -> "_Corpus":
        if not self.is_available:
            raise SearchUnavailable("this engine was told to be unavailable")
        return self._corpus


@dataclass(frozen=True)
class _Answer:
    """What a query was taken to ask, and the score of each document that answers it."""

    understanding: Understanding
    scores: dict[str, float]


class _Corpus:
    """Documents that never change, and what follows from them."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self.documents = documents

    @cached_property
    def completion(self) -> Completion:
        told = Phrases(map(phrases, self.documents.values()))
        return Completion([(told, np.ones(len(self.documents), np.bool_))])

    @cached_property
    def words(self) -> CatalogueWords:
        return CatalogueWords(word for doc in self.documents.values() for word in told(doc))

    @cached_property
    def _terms(self) -> dict[str, dict[str, Counter[str]]]:
        """Document → field → term → how often."""
        return {
            key: {field: Counter(chain(*indexed(text))) for field, text in texts(document).items()}
            for key, document in self.documents.items()
        }

    @cached_property
    def _lengths(self) -> dict[str, dict[str, int]]:
        """Document → field → number of words."""
        return {
            key: {field: len(indexed(text)[0]) for field, text in texts(document).items()}
            for key, document in self.documents.items()
        }

    @cached_property
    def _average_lengths(self) -> dict[str, float]:
        number = len(self.documents) or 1
        return {
            field: sum(lengths[field] for lengths in self._lengths.values()) / number
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

    def search(self, query: Query, thesaurus: Thesaurus, recipe: Recipe) -> Results:
        answer = self._answer(query, Interpreter(self, thesaurus, recipe))
        scores = answer.scores
        found = [key for key in scores if self._passes(key, query, leaving=None)]
        found.sort(key=lambda key: self._order(key, scores[key], query))
        start = (query.page - 1) * query.per_page
        page = found[start : start + query.per_page]
        return Results(
            hits=tuple(
                Hit(key, scores[key], self._reasons(key, answer.understanding)) for key in page
            ),
            total=len(found),
            facets={facet: self._counts(facet, scores, query) for facet in query.facets},
            repairs=answer.understanding.repairs,
            is_relaxed=answer.understanding.is_relaxed,
        )

    def _answer(self, query: Query, interpreter: Interpreter) -> _Answer:
        """Return the scores of what the query finds; of everything when nothing is asked."""
        if not query.text.strip():
            return _Answer(Understanding(), dict.fromkeys(self.documents, 0.0))
        recipe = interpreter.recipe
        strict = interpreter.read(query.text, is_literal=query.is_literal)
        answer = _Answer(strict, self._scores(strict, recipe))
        if len(answer.scores) < ENOUGH:
            wider = interpreter.read(query.text, is_literal=query.is_literal, is_relaxed=True)
            relaxed = _Answer(wider, self._scores(wider, recipe))
            if len(relaxed.scores) > len(answer.scores):
                return relaxed
        return answer

    def _scores(self, understanding: Understanding, recipe: Recipe) -> dict[str, float]:
        """Return id → score of every document that has a word of the query."""
        asked = understanding.asked
        each = {key: [self._score_of_word(key, word) for word in asked] for key in self.documents}
        met = {key: [score > 0 for score in scores] for key, scores in each.items()}
        telling = [
            information(len(self.documents), sum(met[key][place] for key in met), word.weight)
            for place, word in enumerate(asked)
        ]
        scores = {}
        for key in self.documents:
            if any(met[key]):
                had = sum(tells for tells, is_met in zip(telling, met[key], strict=True) if is_met)
                share = float((had / sum(telling)) ** recipe.coordination)
                scores[key] = round(sum(each[key]) * share, DECIMALS)
        return self._coherent(scores, recipe)

    def _coherent(self, scores: dict[str, float], recipe: Recipe) -> dict[str, float]:
        """Return the scores with a bonus for the categories of the best answers."""
        best = sorted(scores, key=lambda key: (-scores[key], *self._by_name(key)))[:BEST_ANSWERS]
        total = sum(scores[key] for key in best)
        weights: dict[str, float] = defaultdict(float)
        for key in best:
            for category in sorted(self._categories(key)):
                weights[category] += recipe.coherence * scores[best[0]] * scores[key] / total
        return {
            key: round(
                score + sum(weights[each] for each in sorted(self._categories(key) & set(weights))),
                DECIMALS,
            )
            for key, score in scores.items()
        }

    def _categories(self, key: str) -> set[str]:
        return set(self.documents[key].facets.get(CATEGORY, ()))

    def _reasons(self, key: str, understanding: Understanding) -> tuple[Match, ...]:
        """Return for each word why the document is there: the alternative that adds most."""
        reasons = []
        for word in understanding.asked:
            worth = {
                way: round(way.weight * self._score_of_alternative(key, way), DECIMALS)
                for way in word.alternatives
            }
            best = max(worth, key=worth.__getitem__, default=None)
            if best is not None and worth[best] > 0:
                reasons.append(word.match(best))
        return tuple(reasons)

    def _score_of_word(self, key: str, word: Asked) -> float:
        return word.weight * sum(
            way.weight * self._score_of_alternative(key, way) for way in word.alternatives
        )

    def _score_of_alternative(self, key: str, way: Alternative) -> float:
        needs = [
            sum(term.weight * self._score_of_term(key, term.text) for term in need)
            for need in way.needs
        ]
        return sum(needs) if all(needs) else 0.0

    def _score_of_term(self, key: str, term: str) -> float:
        frequency = 0.0
        for field, counts in self._terms[key].items():
            if term in counts:
                length = self._lengths[key][field] / self._average_lengths[field]
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
        return first, *self._by_name(key)

    def _by_name(self, key: str) -> tuple[str, str]:
        return fold(self.documents[key].name), key

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
