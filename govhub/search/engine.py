"""The seam: what GovHub asks of a search engine, in the engine's own neutral words."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

FACETS = ("status", "categorie", "organisatie", "licentie", "soort", "standaard", "principe")
"""Names of the facets; the same words are the parameters of the address."""

MAX_QUERY_LENGTH = 200
"""Characters of a query that are looked at; the rest is ignored (RELIABILITY: hostile input)."""


class Sort(StrEnum):
    """Orders a list of components can have."""

    RELEVANCE = "relevantie"
    CHANGED = "nieuwste"
    NAME = "naam"


@dataclass(frozen=True, kw_only=True)
class Document:
    """One component as the engine sees it: texts to search and values to count."""

    id: str
    name: str
    summary: str
    description: str = ""
    organisation: str = ""
    owners: tuple[str, ...] = ()
    """Names of the organisations that own it, to suggest; they are searched in ``organisation``."""
    purposes: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    """Names of its categories, and other words for those."""
    category_names: tuple[str, ...] = ()
    """The names only, to suggest."""
    standards: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    changed_at: int = 0
    """Seconds since 1970 of the last change that a reader would call news."""

    @property
    def fingerprint(self) -> str:
        """Return a short text that is another one when anything in the document is."""
        content = json.dumps(vars(self), sort_keys=True, default=dict).encode()
        return hashlib.blake2b(content, digest_size=12).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Query:
    """What somebody asks: words, filters (or in a facet, and between facets), order and page."""

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    per_page: int = 20
    facets: tuple[str, ...] = FACETS
    is_literal: bool = False
    """Look for the words as they were typed: repair no errors, and bring in no relatives."""


class Kinship(StrEnum):
    """How the word that was found is related to the word that was asked."""

    SAME = "zelfde woord"
    PART = "deel van het woord"
    SYNONYM = "zelfde betekenis"
    NARROWER = "smallere betekenis"
    BROADER = "bredere betekenis"
    FAMILY = "verwant woord"
    REPAIRED = "bedoeld woord"


@dataclass(frozen=True)
class Match:
    """Why a component is there: for this word of the query, this was found."""

    asked: str
    """As it was typed."""
    found: str
    """In words for people: another word, or a phrase."""
    kinship: Kinship = Kinship.SAME


@dataclass(frozen=True)
class Hit:
    """A component that answers the query."""

    id: str
    score: float = 0.0
    matches: tuple[Match, ...] = ()
    """For each word of the query the best reason, in the order of the query."""


@dataclass(frozen=True)
class Repair:
    """A word that nobody knows, and what was looked for too: "Bedoelde u …?"."""

    typed: str
    meant: str


@dataclass(frozen=True)
class FacetValue:
    """A value of a facet and how many components have it, its own facet's filter left aside."""

    value: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Results:
    """One page of hits, in order, with the total and the facet counts."""

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    repairs: tuple[Repair, ...] = ()
    is_relaxed: bool = False
    """Too little was found, so that parts of words were looked for as well."""


@dataclass(frozen=True)
class Suggestion:
    """A line under the search box: what to search for, and what kind of thing it is."""

    text: str
    kind: str


@dataclass(frozen=True)
class Place:
    """How far an index is: kept with the index itself, and gone when it is built anew."""

    event: int
    """Number of the last event up to which everything was brought in."""
    compared_at: datetime
    """When the whole index was last compared with the database."""


class SearchUnavailable(Exception):
    """The engine has no index or cannot read it; the caller shows the plain list instead."""


class SearchEngine(Protocol):
    """Finds components. Holds a copy that can be thrown away and built again at any time."""

    def search(self, query: Query) -> Results:
        """Answer a query. Raises SearchUnavailable when there is no usable index."""
        ...

    def suggest(self, text: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Complete what somebody is typing. Raises SearchUnavailable."""
        ...

    def index(self, documents: Iterable[Document]) -> None:
        """Add or replace these documents; the last one wins when an id occurs twice."""
        ...

    def delete(self, ids: Iterable[str]) -> None:
        """Forget these documents; unknown ids are no error."""
        ...

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Build a new index beside the old one and swap it in; return how many documents it has."""
        ...

    def fingerprints(self) -> Mapping[str, str]:
        """Return id → fingerprint of every indexed document, to compare with the database."""
        ...

    # --- for who keeps the index equal to the database (govhub.search.follower) ---

    def refresh(self) -> None:
        """Take up what other processes committed, so that no question has to wait for that."""
        ...

    def only_follower(self) -> AbstractContextManager[bool]:
        """Tell whether no other process follows this index; none can while the block lasts."""
        ...

    def place(self) -> Place | None:
        """Return how far the index is; None when nobody knows. Raises SearchUnavailable."""
        ...

    def keep_place(self, place: Place) -> None:
        """Keep how far the index is. Raises SearchUnavailable."""
        ...
