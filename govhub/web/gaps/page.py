"""What there is per guideline, phase and category, and what people look for in vain."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue import queries as catalogue
from govhub.catalogue import supply
from govhub.catalogue.status import Status
from govhub.catalogue.supply import COMING, Offered, Supply
from govhub.guidance import queries as guidance
from govhub.guidance.models import Phase, Principle
from govhub.reuse import wishes
from govhub.search import fallback
from govhub.search import queries as search
from govhub.search.anonymous import anonymous
from govhub.search.engine import Hit, Kinship, Match, Query, SearchEngine
from govhub.search.models import Outcome, SearchMiss
from govhub.web.wanted import Wanted, wanted

MOST_MISSES = 20
MOST_WISHES = 20
FEWEST_TIMES = 5
"""What was searched for less often says nothing yet, and may be about one person."""
_LOOKED_AT = 10
_MOST_FILLING = 2
_ALIKE = {Kinship.SAME, Kinship.SYNONYM, Kinship.NARROWER}
_LONGEST_SMALL_WORD = 3
"""Letters of words such as van, het and een, that say nothing of what is looked for."""
_LONGEST_BETWEEN = 2
"""Letters between the parts of a word: reservering-s-systeem, groep-en-indeling."""
_NOTHING = Supply()


@dataclass(frozen=True, kw_only=True)
class Line:
    """What there is of something."""

    name: str
    url: str
    supply: Supply
    available_url: str
    coming_url: str


@dataclass(frozen=True, kw_only=True)
class PrincipleLine:
    """What there is for a guideline, and in which phases of a project."""

    line: Line
    phases: tuple[tuple[Phase, Supply], ...]
    undivided: Supply
    """Of this nobody said in which phases it helps."""

    @property
    def is_divided(self) -> bool:
        """Tell whether anybody said to which phase something belongs."""
        return any(found.total for _phase, found in self.phases)

    @property
    def without(self) -> tuple[Phase, ...]:
        """Return the phases for which nothing can be used; none while that cannot be said."""
        if self.undivided.available:
            return ()
        return tuple(phase for phase, found in self.phases if found.is_gap)


@dataclass(frozen=True, kw_only=True)
class Filling:
    """A component that may fill a gap."""

    name: str
    url: str
    status: Status


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What many people searched for in vain, or what organisations look for."""

    text: str
    count: int
    """How often; 0 when an organisation said it without searching."""
    search_url: str
    filling: tuple[Filling, ...]
    wanted: Wanted


@dataclass(frozen=True, kw_only=True)
class GapsPage:
    """Everything."""

    sought: tuple[Sought, ...]
    principles: tuple[PrincipleLine, ...]
    categories: tuple[Line, ...]


def gaps_page(session: Session, engine: SearchEngine, user: User | None) -> GapsPage:
    """Return the page for this reader."""
    per_category = supply.per_category(session)
    return GapsPage(
        sought=_sought(session, engine, user),
        principles=principle_lines(session, guidance.principles(session)),
        categories=tuple(
            _line(
                each.name,
                url_for("catalogue.index", categorie=each.key),
                per_category.get(each.id, _NOTHING),
                {"categorie": each.key},
            )
            for each in catalogue.categories(session)
        ),
    )


def principle_lines(session: Session, principles: Iterable[Principle]) -> tuple[PrincipleLine, ...]:
    """Return what there is for each of these guidelines."""
    principles = list(principles)
    per_principle = supply.per_principle(session)
    per_phase = supply.per_phase(session, [each.id for each in principles])
    return tuple(
        PrincipleLine(
            line=_line(
                f"{each.number}. {each.title}",
                url_for("principles.show", key=each.key),
                per_principle.get(each.id, _NOTHING),
                {"principe": each.key},
            ),
            phases=tuple((phase, per_phase.get((each.id, phase), _NOTHING)) for phase in Phase),
            undivided=per_phase.get((each.id, None), _NOTHING),
        )
        for each in principles
        if each.ended_on is None
    )


def _line(name: str, url: str, found: Supply, about: Mapping[str, Any]) -> Line:
    def listed(statuses: Collection[Status]) -> str:
        return url_for("catalogue.index", **about, status=[each.value for each in statuses])

    return Line(
        name=name,
        url=url,
        supply=found,
        available_url=listed([Status.AVAILABLE]),
        coming_url=listed(COMING),
    )


def _sought(session: Session, engine: SearchEngine, user: User | None) -> tuple[Sought, ...]:
    """Return what was missed most, and after that what organisations said that they look for."""
    misses = [
        each
        for outcome in Outcome
        for each in search.misses(session, outcome, limit=5 * MOST_MISSES)
        if _may_be_shown(each)
    ]
    misses = sorted(misses, key=lambda each: (-each.count, each.text))[:MOST_MISSES]
    times = {each.text: each.count for each in misses}
    wished = wishes.newest_texts(session, limit=MOST_WISHES)
    texts = list(dict.fromkeys([*times, *wished]))
    looking = wishes.of_texts(session, texts)
    filling = _filling(session, engine, texts)
    return tuple(
        Sought(
            text=text,
            count=times.get(text, 0),
            search_url=url_for("catalogue.index", q=text),
            filling=filling[text],
            wanted=wanted(looking.get(text, ()), user, tekst=text),
        )
        for text in texts
    )


def _may_be_shown(miss: SearchMiss) -> bool:
    """Tell whether everybody may read what was searched for.

    Nobody is counted, so one person who tries again and again, with the name of a neighbour, looks
    like many. It must have been asked often, and on more than one day. That it holds no address or
    number was seen to when it was noted; here a postcode in small letters is no word either.
    """
    is_of_many = miss.count >= FEWEST_TIMES and miss.first_on < miss.last_on
    return is_of_many and anonymous(miss.text.upper()) == miss.text


def _filling(
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
