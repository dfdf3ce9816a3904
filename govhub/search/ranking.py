"""How components are ranked: BM25F over weighted fields, times the share of the query that is met.

An engine may compute it as fast as it can, but these are the numbers and this is the meaning
(Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, §3.6).
"""

from collections.abc import Mapping
from math import log

from govhub.search.dutch import tokens
from govhub.search.engine import Document

WEIGHTS: Mapping[str, float] = {
    "name": 4.0,
    "summary": 2.0,
    "keywords": 2.0,
    "purposes": 2.0,
    "aliases": 2.0,
    "organisation": 1.5,
    "description": 1.0,
    "categories": 1.0,
    "standards": 1.0,
}
"""The fields that are searched, and how much a word in each counts."""

SATURATION = 1.2
"""k1: how soon more of the same word stops adding."""
LENGTH = 0.75
"""b: how much a word in a long text counts less."""
COORDINATION = 0.9
"""Power of the share of the query's words that were found."""
DECIMALS = 6
"""Scores that are equal to this precision are equal; then the name decides."""


def texts(document: Document) -> dict[str, str]:
    """Return field → text, for every field of ``WEIGHTS``."""
    return {field: _joined(getattr(document, field)) for field in WEIGHTS}


def told(document: Document) -> set[str]:
    """Return the words of a document as they were written, folded: to compare errors with."""
    return {word for text in texts(document).values() for word in tokens(text)}


def idf(documents: int, containing: int) -> float:
    """Return how telling a term is: the rarer, the higher; never below zero."""
    return log(1 + (documents - containing + 0.5) / (containing + 0.5))


def _joined(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "\n".join(value)
