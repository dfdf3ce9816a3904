"""The engines that are measured, each as somebody who knows it well would use it."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from bench.questions import Question
from govhub.search.engine import Document

PAGE = 20
"""Hits on a page."""
FIELDS: Mapping[str, float] = {
    "name": 4.0,
    "summary": 2.0,
    "keywords": 2.0,
    "purposes": 2.0,
    "organisation": 1.5,
    "description": 1.0,
}
"""The texts that every engine searches, and what a word in each counts."""


class Engine(Protocol):
    """Something that finds components."""

    name: str
    kinds: frozenset[str]
    """The kinds of question that it can be asked."""

    def build(self, documents: Iterable[Document]) -> None:
        """Make the index."""
        ...

    def answer(self, question: Question) -> int:
        """Answer completely, and return how many hits there are on the page."""
        ...


def text_of(document: Document, field: str) -> str:
    """Return the text of a field."""
    value = getattr(document, field)
    return value if isinstance(value, str) else "\n".join(value)
