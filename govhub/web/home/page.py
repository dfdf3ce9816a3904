"""The front page: where to begin, and what is new. Every number on it is counted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from govhub.catalogue.ledger.models import LedgerLine
from govhub.catalogue.models import Category
from govhub.catalogue.queries import Numbers
from govhub.guidance.models import Principle

EXAMPLES = ("DigiD", "iDEAL", "zaaksysteem", "formulieren")
"""Words that show what somebody can search for."""


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A category, to go to."""

    name: str
    text: str
    icon: str
    url: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Home:
    """What the template ``home/index.html`` shows."""

    numbers: Numbers
    number_of_categories: int
    tiles: tuple[Topic, ...]
    """The categories that the principle names."""
    others: tuple[Topic, ...]
    """The other categories that hold a component."""
    changes: Sequence[LedgerLine]
    principle: Principle | None
    """The one that the catalogue belongs to."""
    examples: tuple[tuple[str, str], ...]
    """Words and where they lead."""


def home(
    *,
    numbers: Numbers,
    categories: Sequence[Category],
    counts: Mapping[int, int],
    changes: Sequence[LedgerLine],
    principle: Principle | None,
) -> Home:
    """Put the page together."""
    topics = tuple(_topics(categories, counts))
    tiles = tuple(topic for category, topic in topics if category.is_of_principle)
    others = tuple(topic for category, topic in topics if not category.is_of_principle)
    filled = tuple(topic for topic in others if topic.count)
    return Home(
        numbers=numbers,
        number_of_categories=sum(bool(topic.count) for _category, topic in topics),
        tiles=tiles,
        others=filled,
        changes=changes,
        principle=principle,
        examples=tuple((word, url_for("catalogue.index", q=word)) for word in EXAMPLES),
    )


def _topics(
    categories: Sequence[Category], counts: Mapping[int, int]
) -> Iterable[tuple[Category, Topic]]:
    for category in categories:
        topic = Topic(
            name=category.name,
            text=category.description,
            icon=category.icon,
            url=url_for("catalogue.index", categorie=category.key),
            count=counts.get(category.id, 0),
        )
        yield category, topic
