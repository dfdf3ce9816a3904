"""SQLite FTS5, in a file, with the facets in tables of their own."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bench.engines import FIELDS, PAGE, text_of
from bench.questions import Question
from govhub.search.engine import FACETS, Document

_WEIGHTS = ", ".join(str(weight) for weight in FIELDS.values())


class SqliteFts:
    """No Dutch stems: FTS5 has an English stemmer only, so words are compared without accents."""

    name = "sqlite-fts5"
    kinds = frozenset({"term", "and", "or", "prefix", "facets", "browse"})

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(file, isolation_level=None)
        self._connection.execute("PRAGMA cache_size = -262144")
        self._connection.execute("PRAGMA temp_store = MEMORY")

    def build(self, documents: Iterable[Document]) -> None:
        """Make the tables."""
        run = self._connection.execute
        run(
            f"CREATE VIRTUAL TABLE doc USING fts5({', '.join(FIELDS)}, "
            "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4')"
        )
        run("CREATE TABLE component (id INTEGER PRIMARY KEY, changed_at INTEGER)")
        for facet in FACETS:
            columns = "id INTEGER, value TEXT, PRIMARY KEY (id, value)"
            run(f"CREATE TABLE {facet} ({columns}) WITHOUT ROWID")
        run("BEGIN")
        marks = ", ".join("?" * (len(FIELDS) + 1))
        for number, document in enumerate(documents, 1):
            texts = [text_of(document, field) for field in FIELDS]
            run(f"INSERT INTO doc (rowid, {', '.join(FIELDS)}) VALUES ({marks})", [number, *texts])
            run("INSERT INTO component VALUES (?, ?)", [number, document.changed_at])
            for facet in FACETS:
                for value in document.facets.get(facet, ()):
                    run(f"INSERT INTO {facet} VALUES (?, ?)", [number, value])
        run("COMMIT")
        for facet in FACETS:
            run(f"CREATE INDEX {facet}_value ON {facet} (value, id)")
        run("CREATE INDEX component_changed ON component (changed_at)")
        run("INSERT INTO doc (doc) VALUES ('optimize')")
        run("ANALYZE")

    def answer(self, question: Question) -> int:
        """Answer a question."""
        matching = _expression(question)
        if question.kind not in ("facets", "browse"):
            return len(self._hits(matching, {}))
        self._facets(matching, question.filters)
        hits = self._hits(matching, question.filters)
        if matching:
            self._highlight(matching, hits)
        return len(hits)

    def _hits(self, matching: str, filters: Mapping[str, tuple[str, ...]]) -> list[int]:
        """Return the ids of the best, or of the newest when nothing is asked."""
        conditions, values = _conditions(filters)
        if matching:
            rows = self._connection.execute(
                f"SELECT rowid FROM doc WHERE doc MATCH ? {_and(conditions, 'rowid')} "
                f"ORDER BY bm25(doc, {_WEIGHTS}) LIMIT {PAGE}",
                [matching, *values],
            )
        else:
            rows = self._connection.execute(
                f"SELECT id FROM component WHERE 1 {_and(conditions, 'id')} "
                f"ORDER BY changed_at DESC LIMIT {PAGE}",
                values,
            )
        return [row[0] for row in rows]

    def _facets(self, matching: str, filters: Mapping[str, tuple[str, ...]]) -> None:
        """Count every facet in one query, its own filter left aside."""
        found = (
            "SELECT rowid AS id FROM doc WHERE doc MATCH ?"
            if matching
            else "SELECT id FROM component"
        )
        arguments = [matching] if matching else []
        counts = []
        for facet in FACETS:
            others = {each: values for each, values in filters.items() if each != facet}
            conditions, values = _conditions(others)
            counts.append(
                f"SELECT '{facet}', value, count(*) FROM found JOIN {facet} USING (id) "
                f"WHERE 1 {_and(conditions, 'id')} GROUP BY value"
            )
            arguments += values
        self._connection.execute(
            f"WITH found AS MATERIALIZED ({found}) {' UNION ALL '.join(counts)}", arguments
        ).fetchall()

    def _highlight(self, matching: str, hits: list[int]) -> None:
        self._connection.execute(
            "SELECT highlight(doc, 0, '<b>', '</b>'), highlight(doc, 1, '<b>', '</b>'), "
            "snippet(doc, -1, '<b>', '</b>', '…', 30) FROM doc "
            f"WHERE doc MATCH ? AND rowid IN ({', '.join(map(str, hits)) or 'NULL'})",
            [matching],
        ).fetchall()


def _expression(question: Question) -> str:
    words = [f'"{word}"' for word in question.words]
    if question.kind == "prefix":
        return f"name : {words[0]} *"
    return (" AND " if question.kind == "and" else " OR ").join(words)


def _conditions(filters: Mapping[str, tuple[str, ...]]) -> tuple[list[str], list[str]]:
    conditions = [
        f"IN (SELECT id FROM {facet} WHERE value IN ({', '.join('?' * len(values))}))"
        for facet, values in filters.items()
    ]
    return conditions, list(_flat(filters.values()))


def _and(conditions: list[str], column: str) -> str:
    return "".join(f" AND {column} {condition}" for condition in conditions)


def _flat(several: Iterable[Iterable[str]]) -> Iterator[str]:
    for values in several:
        yield from values
