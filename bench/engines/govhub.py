"""GovHub's own engine, as the portal calls it: the whole Dutch pipeline."""

from collections.abc import Iterable
from pathlib import Path

from bench.engines import PAGE
from bench.questions import KINDS, Question
from govhub.search.engine import FACETS, Document, Query, Sort
from govhub.search.engines.whoosh import WhooshEngine
from govhub.search.highlight import Highlighter

_WITH_FACETS = frozenset({"facets", "browse", "dutch", "hostile"})


class GovHub:
    """An index in a folder.

    There is no AND: who has more of the words comes first. So "and" is two words, ranked like that.
    """

    name = "govhub"
    kinds = frozenset(KINDS)

    def __init__(self, folder: Path) -> None:
        self._engine = WhooshEngine(folder)
        self._documents: dict[str, Document] = {}

    def build(self, documents: Iterable[Document]) -> None:
        """Make the index; the texts are kept too, as the database has them in the portal."""
        self._documents = {document.id: document for document in documents}
        self._engine.rebuild(self._documents.values())
        self._engine.fingerprints()

    def answer(self, question: Question) -> int:
        """Answer a question."""
        if question.kind in ("prefix", "suggest"):
            return len(
                self._engine.suggest(question.text, PAGE if question.kind == "prefix" else 8)
            )
        has_facets = question.kind in _WITH_FACETS
        results = self._engine.search(
            Query(
                text=question.text,
                filters=question.filters,
                facets=FACETS if has_facets else (),
                sort=Sort.RELEVANCE if question.words else Sort.CHANGED,
            )
        )
        if has_facets and question.words:
            self._highlight(question, [self._documents[hit.id] for hit in results.hits])
        return len(results.hits)

    def _highlight(self, question: Question, documents: Iterable[Document]) -> None:
        highlighter = Highlighter.of(question.text)
        for document in documents:
            highlighter.segments(document.name)
            highlighter.segments(document.summary)
            best = highlighter.best(document.summary, *document.purposes, document.description)
            if best != document.summary:
                highlighter.segments(best)
