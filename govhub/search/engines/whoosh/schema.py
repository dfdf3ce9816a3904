"""What is in the index on disk, and how a document gets there.

Whoosh keeps for each field which documents have a term and how often. Everything else about a
document is one stored row: it is read once, into arrays.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, KEYWORD, STORED, TEXT, Schema

from govhub.search.completion import phrases
from govhub.search.dutch import terms
from govhub.search.engine import Document, Suggestion
from govhub.search.ranking import WEIGHTS, texts, told

FORMAT = 1
"""Goes up when an index of before cannot be used: other fields, or another analysis of words."""

WORDS = "words"
"""The folded words as they were written: what a typing error is compared with."""


class Row(NamedTuple):
    """What is kept of a document beside its terms."""

    id: str
    name: str
    changed_at: int
    fingerprint: str
    lengths: tuple[int, ...]
    """Number of terms in each field of ``WEIGHTS``, in that order."""
    facets: dict[str, tuple[str, ...]]
    phrases: tuple[tuple[str, str], ...]
    """Text and kind of what may be suggested."""

    @property
    def suggestions(self) -> list[Suggestion]:
        """Return what may be suggested because of this document."""
        return [Suggestion(text, kind) for text, kind in self.phrases]


def schema() -> Schema:
    """Return the fields of the index."""
    searched = {field: TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False) for field in WEIGHTS}
    return Schema(id=ID(unique=True), row=STORED, **{WORDS: KEYWORD(scorable=False)}, **searched)


def fields_of(document: Document) -> Mapping[str, Any]:
    """Return what Whoosh is given: terms with a space between them."""
    found = {field: terms(text) for field, text in texts(document).items()}
    row = Row(
        id=document.id,
        name=document.name,
        changed_at=document.changed_at,
        fingerprint=document.fingerprint,
        lengths=tuple(len(found[field]) for field in WEIGHTS),
        facets={facet: tuple(values) for facet, values in document.facets.items()},
        phrases=tuple((phrase.text, phrase.kind) for phrase in phrases(document)),
    )
    return {
        "id": document.id,
        "row": tuple(row),
        WORDS: " ".join(sorted(told(document))),
        **{field: " ".join(each) for field, each in found.items()},
    }
