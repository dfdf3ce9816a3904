"""How components are ranked. An engine may compute it as fast as it can; this is the meaning.

- A *term* scores by BM25F over the weighted fields (Robertson and Zaragoza, The Probabilistic
  Relevance Framework, 2009, §3.6).
- A *need* of an alternative scores the sum of its terms, each times its weight.
- An *alternative* scores the sum of its needs when a document meets all of them, and else 0.
- A *word* of the query scores the sum of its alternatives, each times its weight, all times what
  the word tells.
- A *document* scores the sum of the words, times the share of the information in the query that it
  has: what a word tells is its weight times the square root of the idf of everything that has it.
- Last, the best answers say which categories the query is about: documents in those get a bonus
  (the cluster hypothesis: Van Rijsbergen, Information Retrieval, 1979, chapter 3).

Scores are rounded before they are compared.
"""

from collections.abc import Mapping
from math import log, sqrt

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

SATURATION = 4.0
"""k1: how soon more of the same word stops adding; high, as a word in a name counts four times."""
LENGTH = 0.75
"""b: how much a word in a long text counts less."""
BEST_ANSWERS = 5
"""How many of the best answers say which categories the query is about."""
CATEGORY = "categorie"
"""The facet with the categories."""
ENOUGH = 8
"""With fewer answers than this, what is only near to the query is looked for too."""
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


def information(documents: int, containing: int, weight: float) -> float:
    """Return how much a word of a query tells, when so many documents have it in some way."""
    return weight * sqrt(idf(documents, containing))


def _joined(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "\n".join(value)
