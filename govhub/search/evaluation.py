"""How well the engine answers queries that people judged.

A grade says how well a document answers: 3 is exactly it, 2 is good, 1 is related. The measures are
those of information retrieval research, at a depth of ten: the first page that people look at.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import log2
from pathlib import Path
from statistics import mean
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from govhub.kernel.errors import DomainError
from govhub.platform.language import gettext as _
from govhub.search.engine import Document, Query, SearchEngine

DEPTH = 10
_GOOD = 2
"""The grade from which a document is an answer."""
_DECIMALS = 3

_Read = TypeVar("_Read")


class EvaluationRefused(DomainError):
    """A file cannot be used; the message names it."""


class Judged(BaseModel):
    """A query, what kind it is, and the grade of every document that somebody judged."""

    model_config = ConfigDict(frozen=True)

    id: str
    q: str
    type: str
    rel: Annotated[dict[str, Annotated[int, Field(ge=1, le=3)]], Field(min_length=1)]


class Record(BaseModel):
    """A component of a test collection, as a file has it."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    tagline: str
    description: str = ""
    category: str = ""
    organisation: str = ""
    status: str = ""
    licence: str = ""
    standards: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def document(self, categories: Mapping[str, tuple[str, ...]]) -> Document:
        """Return it as the engine sees it; ``categories`` has the words of each category."""
        facets = {"categorie": self.category, "status": self.status, "licentie": self.licence}
        return Document(
            id=self.id,
            name=self.name,
            summary=self.tagline,
            description=self.description,
            organisation=self.organisation,
            keywords=self.tags,
            categories=categories.get(self.category, (self.category,)),
            standards=self.standards,
            facets={facet: (value,) for facet, value in facets.items() if value},
        )


@dataclass(frozen=True)
class Score:
    """How well all queries together were answered."""

    n: int
    ndcg10: float
    mrr: float
    recall10: float
    zero: int
    """Queries without a result."""
    per_type: dict[str, float]
    """Kind of query → nDCG@10."""

    def __str__(self) -> str:
        """Return the scores for a person."""
        lines = [
            _("%(n)s vragen, %(zero)s zonder resultaat") % {"n": self.n, "zero": self.zero},
            f"nDCG@10   {self.ndcg10:.3f}",
            f"MRR       {self.mrr:.3f}",
            f"recall@10 {self.recall10:.3f}",
            _("nDCG@10 per soort vraag:"),
            *(f"  {kind:<12}{value:.3f}" for kind, value in self.per_type.items()),
        ]
        return "\n".join(lines)

    def as_json(self) -> str:
        """Return the scores for a program."""
        return json.dumps(asdict(self), ensure_ascii=False)


def judged_queries(path: Path) -> tuple[Judged, ...]:
    """Read judged queries. Raises EvaluationRefused."""
    return _read(path, TypeAdapter(tuple[Judged, ...]))


def records(path: Path) -> tuple[Record, ...]:
    """Read the components of a test collection. Raises EvaluationRefused."""
    return _read(path, TypeAdapter(tuple[Record, ...]))


def answers(
    engine: SearchEngine, queries: Iterable[Judged], names: Mapping[str, str] | None = None
) -> dict[str, list[str]]:
    """Return query id → what is found first; ``names`` has the id that the judges used."""
    found = {}
    for each in queries:
        hits = engine.search(Query(text=each.q, per_page=DEPTH, facets=())).hits
        found[each.id] = [names[hit.id] if names else hit.id for hit in hits]
    return found


def score(queries: Sequence[Judged], found: Mapping[str, Sequence[str]]) -> Score:
    """Return how well the queries were answered."""
    gains = [ndcg(found[each.id], each.rel) for each in queries]
    by_type = defaultdict(list)
    for each, gain in zip(queries, gains, strict=True):
        by_type[each.type].append(gain)
    return Score(
        n=len(queries),
        ndcg10=_mean(gains),
        mrr=_mean([reciprocal_rank(found[each.id], each.rel) for each in queries]),
        recall10=_mean([recall(found[each.id], each.rel) for each in queries]),
        zero=sum(not found[each.id] for each in queries),
        per_type={kind: _mean(each) for kind, each in sorted(by_type.items())},
    )


def ndcg(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """Return 1.0 for the best order there is.

    Gain 2^grade - 1, discount log2 of the place (Burges et al., 2005).
    """
    ideal = sorted(grades.values(), reverse=True)
    return _dcg([grades.get(key, 0) for key in found[:DEPTH]]) / _dcg(ideal[:DEPTH])


def reciprocal_rank(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """Return 1 for a good answer in the first place, a half for the second, and so on."""
    places = (place for place, key in enumerate(found[:DEPTH], 1) if grades.get(key, 0) >= _GOOD)
    return 1 / next(places, float("inf"))


def recall(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """Return which share of the good answers is there, of those that fit; 1 without any."""
    good = {key for key, grade in grades.items() if grade >= _GOOD}
    return len(good.intersection(found[:DEPTH])) / min(len(good), DEPTH) if good else 1.0


def _dcg(grades: Sequence[int]) -> float:
    return float(sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades)))


def _mean(values: Sequence[float]) -> float:
    return round(mean(values), _DECIMALS) if values else 0.0


def _read(path: Path, shape: TypeAdapter[_Read]) -> _Read:
    try:
        return shape.validate_json(path.read_bytes())
    except OSError as error:
        raise EvaluationRefused(_("Het bestand %(path)s is er niet.") % {"path": path}) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = " → ".join(map(str, first["loc"]))
        said = {"path": path, "where": where, "why": first["msg"]}
        raise EvaluationRefused(_("In %(path)s klopt %(where)s niet: %(why)s") % said) from error
