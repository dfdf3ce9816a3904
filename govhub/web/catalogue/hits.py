"""A component in the list, and why it is there."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from flask import url_for
from markupsafe import Markup

from govhub.accounts.organisations import full_name
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.kernel.slug import fold
from govhub.search.dutch import terms
from govhub.search.engine import Hit, Kinship, Match
from govhub.search.highlight import Highlighter, Segment

_OBVIOUS = {Kinship.SAME, Kinship.REPAIRED}
"""The same word is marked in the text; a repaired word is told once, above the list."""
_MOST_REASONS = 4

_Matches = tuple[Match, ...]
_Highlighters = Callable[[_Matches], Highlighter]


@dataclass(frozen=True)
class Reason:
    """For this word of the question, that was found: "betalen → iDEAL"."""

    asked: str
    found: str


@dataclass(frozen=True, kw_only=True)
class Item:
    """A component in the list."""

    name: str
    marked_name: tuple[Segment, ...]
    url: str
    status: Status
    since: date | None
    summary: tuple[Segment, ...]
    because: tuple[Segment, ...]
    """Another piece of text that has more of the words; empty when the summary says enough."""
    reasons: tuple[Reason, ...]
    """What was found instead of the words themselves."""
    owner: str | None
    category: str | None
    licence: str | None


def items(text: str, components: Sequence[Component], hits: Sequence[Hit]) -> tuple[Item, ...]:
    """Return the components of the hits, in order, as the question finds them."""
    matches = {hit.id: hit.matches for hit in hits}
    highlighter_for = _highlighters(text)
    return tuple(
        _item(component, matches[str(component.public_id)], highlighter_for)
        for component in components
    )


def _item(component: Component, matches: _Matches, highlighter_for: _Highlighters) -> Item:
    highlighter = highlighter_for(matches)
    because = _because(component, highlighter)
    return Item(
        name=component.name,
        marked_name=highlighter.segments(component.name),
        url=url_for("catalogue.show", slug=component.slug),
        status=component.status,
        since=component.status_since,
        summary=highlighter.segments(component.summary),
        because=highlighter.segments(because),
        reasons=_reasons(matches, shown=f"{component.name} {component.summary} {because}"),
        owner=full_name(component.owner) if component.owner else None,
        category=component.categories[0].name if component.categories else None,
        licence=component.licence,
    )


def _highlighters(text: str) -> _Highlighters:
    """Return what makes a highlighter that also marks what stands for the words of the question."""
    marked = cache(lambda words: Highlighter.of(words).terms)
    return lambda matches: Highlighter(
        marked(text).union(*(marked(match.found) for match in matches))
    )


def _reasons(matches: _Matches, *, shown: str) -> tuple[Reason, ...]:
    """Return what to tell: not of a word that is in the text that is shown.

    Words of the question that found the same are told together.
    """
    present = set(terms(shown))
    told: dict[str, list[str]] = {}
    for match in matches:
        is_same = match.kinship in _OBVIOUS or fold(match.asked) == fold(match.found)
        if not is_same and not present.issuperset(terms(match.asked)):
            told.setdefault(match.found, []).append(match.asked)
    reasons = (Reason(" ".join(dict.fromkeys(asked)), found) for found, asked in told.items())
    return tuple(reasons)[:_MOST_REASONS]


def _because(component: Component, highlighter: Highlighter) -> str:
    """Return what else shows why the component was found: a sentence, or else a search term."""
    summary = component.summary
    description = Markup(component.description_html).striptags()  # noqa: S704  # text comes out
    sentence = highlighter.best(summary, *component.purposes, description)
    if sentence != summary:
        return sentence
    if any(segment.is_match for segment in highlighter.segments(f"{component.name} {summary}")):
        return ""
    return highlighter.best("", *_terms(component))


def _terms(component: Component) -> Iterator[str]:
    """Give the short texts that are searched and that the list does not show."""
    yield from (alias.name for alias in component.aliases)
    yield from component.keywords
    yield from (standard.name for standard in component.standards)
    for category in component.categories:
        yield category.name
        yield from category.synonyms
    yield from (role.organisation.name for role in component.roles)
