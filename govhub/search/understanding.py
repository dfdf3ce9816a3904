"""What a query asks for: each of its words, with everything that this word may stand for.

Every engine gets this, and computes what ``govhub.search.ranking`` says of it. The parts of a
compound, synonyms, relatives and what was likely meant are all *alternatives* of a word; how much
each counts is in ``govhub.search.recipe``.
"""

from dataclasses import dataclass, field

from govhub.search.engine import Kinship, Match, Repair

MAX_WORDS = 12
"""Words of a query that are looked at (RELIABILITY: hostile input)."""


@dataclass(frozen=True)
class Term:
    """A term of the index, and how much it counts."""

    text: str
    weight: float = 1.0


Need = tuple[Term, ...]
"""Terms of which a document must have one; what it has of them is added up."""


@dataclass(frozen=True)
class Alternative:
    """A way to find a word of the query: a document must meet every need."""

    needs: tuple[Need, ...]
    weight: float
    found: str
    """What this looks for, in words for people."""
    kinship: Kinship

    @classmethod
    def of(cls, term: str, weight: float, found: str, kinship: Kinship) -> "Alternative":
        """Return the way that needs one term."""
        return cls(((Term(term),),), weight, found, kinship)


@dataclass
class Asked:
    """One word of the query; it is found in a document that has any of the alternatives."""

    typed: str
    """As it was typed."""
    word: str
    """The folded word."""
    weight: float = 1.0
    """How much the word tells, beside other words."""
    ways: dict[tuple[Need, ...], Alternative] = field(default_factory=dict)

    def add(self, way: Alternative) -> None:
        """Add a way to find the word; of two that need the same, the one that counts more stays."""
        present = self.ways.get(way.needs)
        if way.weight > 0 and (present is None or present.weight < way.weight):
            self.ways[way.needs] = way

    def leave_out(self, kinship: Kinship) -> None:
        """Forget the ways to find the word that are related to it like this."""
        self.ways = {needs: way for needs, way in self.ways.items() if way.kinship is not kinship}

    @property
    def alternatives(self) -> tuple[Alternative, ...]:
        """Return the ways to find the word; the word itself first."""
        return tuple(self.ways.values())

    def match(self, way: Alternative) -> Match:
        """Return why a document is there that was found this way."""
        return Match(self.typed, way.found, way.kinship)


@dataclass(frozen=True)
class Understanding:
    """What a query asks for."""

    asked: tuple[Asked, ...] = ()
    repairs: tuple[Repair, ...] = ()
    is_relaxed: bool = False
