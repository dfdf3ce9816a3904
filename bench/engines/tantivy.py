"""tantivy, the engine in Rust that is made like Lucene, with Dutch stems."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Filter, Occur, Query, SnippetGenerator, TextAnalyzerBuilder, Tokenizer

from bench.engines import FIELDS, PAGE, text_of
from bench.questions import Question
from govhub.search.engine import FACETS, Document

_MOST_VALUES = 500
_Filters = Mapping[str, tuple[str, ...]]


class Tantivy:
    """An index in a folder; facets are fast fields, counted by aggregations."""

    name = "tantivy"
    kinds = frozenset({"term", "and", "or", "prefix", "facets", "browse"})

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        builder = tantivy.SchemaBuilder()
        for field in FIELDS:
            builder.add_text_field(field, stored=True, tokenizer_name="dutch")
        builder.add_text_field("words", tokenizer_name="words")
        for facet in FACETS:
            builder.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
        builder.add_integer_field("changed_at", fast=True)
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, str(folder))
        simple = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase())
        words = simple.filter(Filter.ascii_fold()).build()
        self._index.register_tokenizer("words", words)
        simple = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase())
        dutch = simple.filter(Filter.ascii_fold()).filter(Filter.stemmer("dutch")).build()
        self._index.register_tokenizer("dutch", dutch)

    def build(self, documents: Iterable[Document]) -> None:
        """Make the index, in one segment."""
        writer = self._index.writer(256_000_000, num_threads=1)
        for document in documents:
            made = tantivy.Document()
            for field in FIELDS:
                made.add_text(field, text_of(document, field))
            made.add_text("words", document.name)
            made.add_integer("changed_at", document.changed_at)
            for facet in FACETS:
                for value in document.facets.get(facet, ()):
                    made.add_text(facet, value)
            writer.add_document(made)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def answer(self, question: Question) -> int:
        """Answer a question."""
        query = self._query(question)
        if question.kind not in ("facets", "browse"):
            return len(self._searcher.search(query, PAGE).hits)
        wanted = self._filtered(query, question.filters)
        order = {} if question.words else {"order_by_field": "changed_at"}
        found = self._searcher.search(wanted, PAGE, **order)
        self._facets(query, question.filters)
        if question.words:
            self._highlight(query, [address for _score, address in found.hits])
        return len(found.hits)

    def _query(self, question: Question) -> Query:
        if question.kind == "prefix":
            return Query.regex_query(self._schema, "words", f"{re.escape(question.text)}.*")
        if not question.words:
            return Query.all_query()
        return self._index.parse_query(
            question.text,
            list(FIELDS),
            field_boosts=dict(FIELDS),
            conjunction_by_default=question.kind == "and",
        )

    def _filtered(self, query: Query, filters: _Filters) -> Query:
        if not filters:
            return query
        clauses = [
            (
                Occur.Must,
                Query.const_score_query(
                    Query.term_set_query(self._schema, facet, list(values)), 0.0
                ),
            )
            for facet, values in filters.items()
        ]
        return Query.boolean_query([(Occur.Must, query), *clauses])

    def _facets(self, query: Query, filters: _Filters) -> None:
        """Count the facets without a filter at once, and each other one without its own."""
        free = [facet for facet in FACETS if facet not in filters]
        self._searcher.aggregate(self._filtered(query, filters), _counting(free))
        for facet in filters:
            others = {each: values for each, values in filters.items() if each != facet}
            self._searcher.aggregate(self._filtered(query, others), _counting([facet]))

    def _highlight(self, query: Query, addresses: list[Any]) -> None:
        generators = [
            SnippetGenerator.create(self._searcher, query, self._schema, field)
            for field in ("name", "summary", "purposes", "description")
        ]
        for address in addresses:
            document = self._searcher.doc(address)
            for generator in generators:
                generator.snippet_from_doc(document).to_html()


def _counting(facets: Iterable[str]) -> dict[str, Any]:
    return {facet: {"terms": {"field": facet, "size": _MOST_VALUES}} for facet in facets}
