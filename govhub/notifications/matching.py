"""Which saved searches find a component: many searches, one component.

The list shows whatever has a word of the question, the best first. Who is told by mail sees no
order, so here a component must have more than half of what is asked, and neither half a compound
nor a wider meaning is enough. Of the judged queries on the seed (docs/zoekkwaliteit.md) that keeps
four in five of the good answers, and leaves out nine in ten of the components that were not asked
for. Errors are repaired towards ordinary words only: who sees one component cannot know which odd
word is the name of another.

What it costs: 1 ms for the component and 0.16 ms for each different search, so 0.2 s for 1,000 of
them; once per event, in the worker.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cached_property
from itertools import chain

from rapidfuzz.distance import OSA
from sqlalchemy.orm import Session

from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.following import telling
from govhub.following.saved_search import SavedSearch
from govhub.search.catalogue_words import CatalogueWords
from govhub.search.decompound import indexed
from govhub.search.document import document_of
from govhub.search.dutch import stem
from govhub.search.engine import Document
from govhub.search.interpreting import Interpreter
from govhub.search.lexicon import lexicon
from govhub.search.ranking import texts, told
from govhub.search.recipe import Recipe
from govhub.search.spelling import Spelling
from govhub.search.thesaurus import Thesaurus
from govhub.search.understanding import Asked

ENOUGH = 0.5
"""More than this share of what is asked must be there."""
_RECIPE = Recipe(single_part=0.0, broader=0.0)
_SHORTEST_ERROR = 6
"""A shorter word that nobody knows is a name or an abbreviation."""
_STATUS = "status"


def searches_that_find(
    session: Session, component: Component, thesaurus: Thesaurus, *, statuses: Collection[Status]
) -> set[int]:
    """Return the ids of the subscriptions to a saved search that finds the component.

    A search for a status finds it with any of ``statuses``: the one before the change and the one
    after.
    """
    same: dict[str, list[int]] = defaultdict(list)
    asked: dict[str, SavedSearch] = {}
    for number, stored in telling.saved_searches(session):
        key = json.dumps(stored, sort_keys=True)
        same[key].append(number)
        if key not in asked:
            asked[key] = SavedSearch.load(stored)
    if not asked:
        return set()
    found = Finder(document_of(component), thesaurus, statuses)
    return {number for key in asked if found.by(asked[key]) for number in same[key]}


class Finder:
    """One component, to ask of many searches whether they find it."""

    def __init__(
        self, document: Document, thesaurus: Thesaurus, statuses: Collection[Status]
    ) -> None:
        """Take the component as the search sees it, and the statuses that it counts as having."""
        self._values = {**document.facets, _STATUS: tuple(status.value for status in statuses)}
        self._words = _WordsOfOne(document, thesaurus)

    def by(self, search: SavedSearch) -> bool:
        """Tell whether this search finds the component."""
        return self._passes(search.filters) and (
            not search.text or self._words.answer(search.text, is_literal=search.is_literal)
        )

    def _passes(self, filters: Mapping[str, tuple[str, ...]]) -> bool:
        return all(
            set(wanted) & set(self._values.get(facet, ())) for facet, wanted in filters.items()
        )


class _WordsOfOne:
    """The words of one component; a ``Vocabulary`` for who reads a query."""

    def __init__(self, document: Document, thesaurus: Thesaurus) -> None:
        self._told = told(document)
        self.words = CatalogueWords(self._told)
        self._thesaurus = thesaurus
        self._terms = frozenset(
            term for text in texts(document).values() for term in chain(*indexed(text))
        )
        self._interpreter = Interpreter(self, thesaurus, _RECIPE)

    def frequency(self, term: str) -> int:
        return int(term in self._terms)

    def answer(self, text: str, *, is_literal: bool) -> bool:
        """Tell whether enough of the words is there; a text without words finds nothing."""
        asked = self._interpreter.read(text, is_literal=True).asked
        there = sum(word.weight for word in asked if self._has(word, is_literal=is_literal))
        return there > ENOUGH * sum(word.weight for word in asked)

    def _has(self, asked: Asked, *, is_literal: bool) -> bool:
        return self._is_told(asked) or (
            not is_literal
            and (bool(self.words.relatives(asked.word)) or self._is_error(asked.word))
        )

    def _is_told(self, asked: Asked) -> bool:
        return any(
            all(any(map(self.frequency, (term.text for term in need))) for need in way.needs)
            for way in asked.alternatives
        )

    def _is_error(self, word: str) -> bool:
        """Tell whether this is an ordinary word of the component with one error in it."""
        if len(word) < _SHORTEST_ERROR or self._is_ordinary(word):
            return False
        near = self._ordinary.near(word, bool)
        return any(OSA.distance(word, each) == 1 for each in near)

    @cached_property
    def _ordinary(self) -> Spelling:
        return Spelling(filter(self._is_ordinary, self._told))

    def _is_ordinary(self, word: str) -> bool:
        return word in lexicon() or stem(word) in self._thesaurus.stems
