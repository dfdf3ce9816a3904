"""One segment of the index on disk, as arrays: what was written together and never changes."""

import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.base import Segment as StoredSegment
from whoosh.fields import Schema
from whoosh.filedb.filestore import Storage
from whoosh.matching import Matcher
from whoosh.reading import SegmentReader, TermNotFound

from govhub.kernel.slug import fold
from govhub.search.completion import Phrases
from govhub.search.engine import FACETS
from govhub.search.engines.whoosh.cache import Cache
from govhub.search.engines.whoosh.columns import Numbers, Pairs
from govhub.search.engines.whoosh.schema import Row

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Postings:
    """The documents of a segment that have a term in a field, and how often."""

    documents: Numbers
    counts: Floats

    @property
    def size(self) -> int:
        """Return how many bytes this takes."""
        return self.documents.nbytes + self.counts.nbytes


_NO_POSTINGS = Postings(np.zeros(0, np.int64), np.zeros(0))


class Segment:
    """The rows of a segment, and its postings when they are asked for."""

    def __init__(
        self, storage: Storage, schema: Schema, stored: StoredSegment, cache: Cache
    ) -> None:
        """Read the rows. Raises whatever Whoosh and the disk raise when they are not right."""
        self.size: int = stored.doc_count_all()
        self._schema = schema
        self._reader = SegmentReader(storage, schema, stored)
        weakref.finalize(self, self._reader.close)
        self._reading = Lock()
        """A reader keeps its place in a file, so one thread at a time."""
        self._cache = cache
        self._mine = object()
        weakref.finalize(self, cache.forget, self._mine)
        rows = [self._row(number) for number in range(self.size)]
        self.ids = [row.id for row in rows]
        self.fingerprints = [row.fingerprint for row in rows]
        self.names = [fold(row.name) for row in rows]
        self.by_name = sorted(range(self.size), key=lambda at: (self.names[at], self.ids[at]))
        self.lengths = np.array([row.lengths for row in rows], np.float64).T
        self.changed_at = np.array([row.changed_at for row in rows], np.int64)
        self.columns = {facet: _pairs(rows, facet) for facet in FACETS}
        self.words = {word for row in rows for word in row.words.split()}
        """The words as they were written, of deleted documents too."""
        self.phrases = Phrases(row.phrases for row in rows)

    def postings(self, field: str, term: str) -> Postings:
        """Return who has the term in the field, deleted documents too."""
        key = (field, term)
        found: Postings | None = self._cache.get(self._mine, key)
        if found is None:
            found = self._read(field, term)
            self._cache.put(self._mine, key, found, found.size)
        return found

    def _row(self, number: int) -> Row:
        return Row(*self._reader.stored_fields(number)["row"])

    def _read(self, field: str, term: str) -> Postings:
        with self._reading:
            try:
                matcher = self._reader._terms.matcher(  # noqa: SLF001  # postings() leaves out some
                    field, term.encode(), self._schema[field].format
                )
            except TermNotFound:
                return _NO_POSTINGS
            blocks = list(_blocks(matcher))
        documents, counts = zip(*blocks, strict=True)
        return Postings(np.concatenate(documents), np.concatenate(counts))


def _blocks(matcher: Matcher) -> Iterator[tuple[Numbers, Floats]]:
    """Give the postings as they lie on disk: a block of documents and counts at a time.

    The steps of Whoosh's own matcher, without its loop over every single posting.
    """
    while True:
        matcher._read_data()  # noqa: SLF001
        steps, weights, _values = matcher._data  # noqa: SLF001
        documents = np.cumsum(np.array(steps, np.int64))
        counts = np.ones(len(documents))
        if weights is not None:
            counts[:] = weights
        yield documents, counts
        if matcher._lastblock:  # noqa: SLF001
            return
        matcher._goto(matcher._nextoffset)  # noqa: SLF001


def _pairs(rows: list[Row], facet: str) -> Pairs:
    numbers: dict[str, int] = {}
    pairs = [
        (document, numbers.setdefault(value, len(numbers)))
        for document, row in enumerate(rows)
        for value in set(row.facets.get(facet, ()))
    ]
    both = np.array(pairs, np.int64).reshape(-1, 2)
    return Pairs(values=tuple(numbers), documents=both[:, 0], numbers=both[:, 1])
