"""What is in the index on disk, and how a document gets there.

Whoosh keeps for each field which documents have a term and how often. Everything else about a
document is one stored row: it is read once, into arrays.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import ID, STORED, FieldType, Schema
from whoosh.formats import Existence
from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from govhub.search.completion import Phrase, phrases
from govhub.search.decompound import indexed
from govhub.search.engine import Document
from govhub.search.ranking import WEIGHTS, texts, told

FORMAT = 4
"""Goes up when an index of before cannot be used: other fields, or another analysis of words."""

_SORTED_IN_MEMORY = 512
"""Megabytes of postings that a writer sorts without help of the disk."""
_BLOCK = 4096
"""Postings that are read at once: we read all that a term has, so large blocks are fastest."""


class Row(NamedTuple):
    """What is kept of a document beside its terms."""

    id: str
    name: str
    changed_at: int
    fingerprint: str
    lengths: tuple[int, ...]
    """Number of words in each field of ``WEIGHTS``, in that order."""
    facets: dict[str, tuple[str, ...]]
    words: str
    """The folded words as they were written: what a typing error is compared with."""
    phrases: tuple[Phrase, ...]
    """What may be suggested because of it."""


class _Terms(FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field whose terms are given: how often each occurs is the weight of its posting.

    How long the text is stands in the row, so Whoosh need not keep it.
    """

    def __init__(self) -> None:
        super().__init__(format=Existence(), analyzer=None)

    def index(
        self, value: Sequence[str], **_options: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Give for each term what Whoosh asks: bytes, frequency, weight and nothing else."""
        for term, count in Counter(value).items():
            yield term.encode(), count, count, b""


class _Codec(W3Codec):  # type: ignore[misc]
    """The format of Whoosh on disk, without statistics that only its own searcher reads."""

    length_stats = False

    def __init__(self) -> None:
        super().__init__(blocklimit=_BLOCK, compression=0)


def schema() -> Schema:
    """Return the fields of the index."""
    return Schema(id=ID(unique=True), row=STORED, **{field: _Terms() for field in WEIGHTS})


def open_writer(index: FileIndex) -> SegmentWriter:
    """Return what adds documents to the index: all at once, when its block ends."""
    return index.writer(codec=_Codec(), limitmb=_SORTED_IN_MEMORY)


def fields_of(document: Document) -> Mapping[str, Any]:
    """Return what Whoosh is given: the terms of each field, and the row."""
    found = {field: indexed(text) for field, text in texts(document).items()}
    row = Row(
        id=document.id,
        name=document.name,
        changed_at=document.changed_at,
        fingerprint=document.fingerprint,
        lengths=tuple(len(found[field][0]) for field in WEIGHTS),
        facets={facet: tuple(values) for facet, values in document.facets.items()},
        words=" ".join(told(document)),
        phrases=tuple(phrases(document)),
    )
    return {
        "id": document.id,
        "row": tuple(row),
        **{field: [*whole, *parts] for field, (whole, parts) in found.items()},
    }
