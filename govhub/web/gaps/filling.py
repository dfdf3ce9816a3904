"""Which components that are coming may be what people look for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from sqlalchemy.orm import Session

from govhub.catalogue import supply
from govhub.catalogue.status import Status
from govhub.catalogue.supply import COMING, Offered
from govhub.search import fallback
from govhub.search.engine import Hit, Kinship, Match, Query, SearchEngine

_LOOKED_AT = 10
_MOST_FILLING = 2
_ALIKE = {Kinship.SAME, Kinship.SYNONYM, Kinship.NARROWER}
_LONGEST_SMALL_WORD = 3
"""Letters of words such as van, het and een, that say nothing of what is looked for."""
_LONGEST_BETWEEN = 2
"""Letters between the parts of a word: reservering-s-systeem, groep-en-indeling."""


@dataclass(frozen=True, kw_only=True)
class Filling:
    """A component that may fill a gap."""

    name: str
    url: str
    status: Status


def filling(
    session: Session, engine: SearchEngine, texts: Sequence[str]
) -> Mapping[str, tuple[Filling, ...]]:
    """Return for each text the components that are coming and that have all of what it asks."""
    hits = {text: _coming(session, engine, text) for text in texts}
    every = {key for keys in hits.values() for key in keys}
    components = supply.offered(session, every)
    return {
        text: tuple(_as_filling(components[key]) for key in keys if key in components)
        for text, keys in hits.items()
    }


def _coming(session: Session, engine: SearchEngine, text: str) -> list[str]:
    query = Query(
        text=text,
        filters={"status": tuple(each.value for each in COMING)},
        per_page=_LOOKED_AT,
        facets=(),
        is_literal=True,
    )
    found = fallback.search(session, engine, query).results
    if found.is_relaxed:
        return []
    return [each.id for each in found.hits if _is_meant(text, each)][:_MOST_FILLING]


def _is_meant(text: str, hit: Hit) -> bool:
    """Tell whether a component has all of what was asked: a system is no system for bookings."""
    met = {word for each in hit.matches if _is_whole(each) for word in each.asked.lower().split()}
    return bool(met) and all(
        word in met for word in text.lower().split() if len(word) > _LONGEST_SMALL_WORD
    )


def _is_whole(match: Match) -> bool:
    """Tell whether a word was found as a whole, also when it was found by all of its parts."""
    if match.kinship is not Kinship.PART:
        return match.kinship in _ALIKE
    found = sum(sign.isalpha() for sign in match.found)
    return found >= len(match.asked) - _LONGEST_BETWEEN


def _as_filling(component: Offered) -> Filling:
    return Filling(
        name=component.name,
        url=url_for("catalogue.show", slug=component.slug),
        status=component.status,
    )
