"""PostgreSQL's full text search: a tsvector with weights and a GIN index, facets as arrays."""

from collections.abc import Iterable, Mapping
from typing import Any

import psycopg

from bench.engines import FIELDS, PAGE, text_of
from bench.questions import Question
from govhub.search.engine import FACETS, Document

_LETTERS = {4.0: "A", 2.0: "B", 1.5: "C", 1.0: "D"}


class Postgresql:
    """The Dutch configuration: Snowball stems and stop words."""

    name = "postgresql"
    kinds = frozenset({"term", "and", "or", "prefix", "facets", "browse"})

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url, autocommit=True, prepare_threshold=1)

    def build(self, documents: Iterable[Document]) -> None:
        """Make the table."""
        run = self._connection.execute
        vector = " || ".join(
            f"setweight(to_tsvector('dutch', {field}), '{_LETTERS[weight]}')"
            for field, weight in FIELDS.items()
        )
        columns = ", ".join(f"{field} text" for field in FIELDS)
        facets = ", ".join(f"{facet} text[]" for facet in FACETS)
        run(
            f"CREATE TABLE component (id int PRIMARY KEY, changed_at bigint, {columns}, {facets}, "
            f"search tsvector GENERATED ALWAYS AS ({vector}) STORED, "
            "names tsvector GENERATED ALWAYS AS (to_tsvector('simple', name)) STORED)"
        )
        names = ", ".join(["id", "changed_at", *FIELDS, *FACETS])
        with (
            self._connection.cursor() as cursor,
            cursor.copy(f"COPY component ({names}) FROM STDIN") as rows,
        ):
            for number, document in enumerate(documents):
                texts = [text_of(document, field) for field in FIELDS]
                values = [list(document.facets.get(facet, ())) for facet in FACETS]
                rows.write_row([number, document.changed_at, *texts, *values])
        run("CREATE INDEX ON component USING gin (search)")
        run("CREATE INDEX ON component USING gin (names)")
        run("CREATE INDEX ON component (changed_at)")
        for facet in FACETS:
            run(f"CREATE INDEX ON component USING gin ({facet})")
        run("VACUUM ANALYZE component")

    def answer(self, question: Question) -> int:
        """Answer a question."""
        arguments: dict[str, Any] = {"asked": _expression(question), **question.filters}
        if question.kind not in ("facets", "browse"):
            return len(self._hits(question, arguments))
        self._facets(question, arguments)
        hits = self._hits(question, arguments)
        if question.words:
            self._highlight([row[0] for row in hits], arguments)
        return len(hits)

    def _hits(self, question: Question, arguments: Mapping[str, Any]) -> list[Any]:
        order = "ts_rank(search, asked.query) DESC" if question.words else "changed_at DESC"
        return self._connection.execute(
            f"SELECT id FROM {_found(question)}{_filters(question.filters)} "
            f"ORDER BY {order} LIMIT {PAGE}",
            _lists(arguments),
        ).fetchall()

    def _facets(self, question: Question, arguments: Mapping[str, Any]) -> None:
        """Count every facet in one query, its own filter left aside."""
        counts = []
        for facet in FACETS:
            others = {each: values for each, values in question.filters.items() if each != facet}
            counts.append(
                f"SELECT '{facet}', value, count(*) FROM found, unnest({facet}) AS value "
                f"WHERE true{_filters(others)} GROUP BY value"
            )
        self._connection.execute(
            f"WITH found AS MATERIALIZED (SELECT {', '.join(FACETS)} FROM {_found(question)}) "
            f"{' UNION ALL '.join(counts)}",
            _lists(arguments),
        ).fetchall()

    def _highlight(self, ids: list[int], arguments: Mapping[str, Any]) -> None:
        headlines = ", ".join(
            f"ts_headline('dutch', {field}, to_tsquery('dutch', %(asked)s))"
            for field in ("name", "summary", "purposes", "description")
        )
        self._connection.execute(
            f"SELECT {headlines} FROM component WHERE id = ANY(%(ids)s)",
            {**_lists(arguments), "ids": ids},
        ).fetchall()


def _expression(question: Question) -> str:
    if question.kind == "prefix":
        return f"{question.text}:*"
    return (" & " if question.kind == "and" else " | ").join(question.words)


def _found(question: Question) -> str:
    if not question.words:
        return "component WHERE true"
    if question.kind == "prefix":
        return (
            "component, to_tsquery('simple', %(asked)s) AS asked(query) WHERE names @@ asked.query"
        )
    return "component, to_tsquery('dutch', %(asked)s) AS asked(query) WHERE search @@ asked.query"


def _filters(filters: Mapping[str, tuple[str, ...]]) -> str:
    return "".join(f" AND {facet} && %({facet})s" for facet in filters)


def _lists(arguments: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: list(value) if isinstance(value, tuple) else value for key, value in arguments.items()
    }
