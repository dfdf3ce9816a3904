"""That a component stops: until when, why, what to use instead, and whom it touches.

On the page as a banner, and as headers of HTTP for programs (RFC 9745, RFC 8594, RFC 5829).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from flask import url_for
from werkzeug.datastructures import Headers
from werkzeug.http import http_date

from govhub.catalogue.ledger.history import Standing
from govhub.catalogue.ledger.models import PlannedChange
from govhub.catalogue.ledger.timeline import ENDINGS, EndingNeed
from govhub.catalogue.models import Component
from govhub.catalogue.queries import Neighbour
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import RelationType
from govhub.kernel.clock import AMSTERDAM
from govhub.platform.language import gettext as _
from govhub.platform.language import long_date


@dataclass(frozen=True, kw_only=True)
class Other:
    """Another component, with its badge."""

    name: str
    url: str
    status: Status


@dataclass(frozen=True, kw_only=True)
class Ending:
    """A component is being phased out, has ended, or will."""

    name: str
    sentence: str
    """What happens when."""
    reason: str | None
    evidence_url: str | None
    decided_by: str | None
    deprecated_on: date | None
    """From when nobody should begin with it …"""
    ends_on: date | None
    """… and from when it no longer works."""
    successors: tuple[Other, ...]
    needed_by: tuple[Other, ...]
    """The components that require it."""
    is_over: bool
    """It has ended already."""
    has_plan: bool
    """A part of it was announced, so that it can be put in a calendar."""


@dataclass(frozen=True, kw_only=True)
class Need:
    """A component that this one requires, and that cannot be counted on."""

    name: str
    url: str
    status: Status | None
    """None when it is hidden."""
    sentence: str
    successors: tuple[Other, ...] = ()
    stops: bool = False
    """It stops, so something else must take its place."""


def ending(
    component: Component,
    *,
    now: Standing | None,
    plans: Sequence[PlannedChange],
    neighbours: Sequence[Neighbour],
) -> Ending | None:
    """Return how the component stops; None when it does not, as far as we know."""
    coming = [plan for plan in plans if plan.new in ENDINGS]
    if component.status not in ENDINGS and not coming:
        return None
    line = now.line if now else None
    source = line if component.status in ENDINGS else coming[0]
    return Ending(
        name=component.name,
        sentence=_sentence(component, plans),
        reason=source.reason if source else None,
        evidence_url=source.evidence_url if source else None,
        decided_by=source.decided_by if source else None,
        deprecated_on=_deprecated_on(component, coming),
        ends_on=_ends_on(component, plans),
        successors=tuple(_all_successors(neighbours, plans)),
        needed_by=tuple(_needed_by(neighbours)),
        is_over=component.status is Status.ENDED,
        has_plan=bool(coming) or _ends_on(component, plans) is not None,
    )


def needs(ending_needs: Iterable[EndingNeed]) -> tuple[Need, ...]:
    """Return the components that this one requires and that stop."""
    return tuple(
        Need(
            name=each.component.name,
            url=_url(each.component.slug),
            status=each.component.status,
            sentence=_sentence(each.component, each.plans),
            successors=_once([*map(_other, each.successors), *_announced(each.plans)]),
            stops=True,
        )
        for each in ending_needs
    )


def not_ready(component: Component, neighbours: Iterable[Neighbour]) -> tuple[Need, ...]:
    """Return what something ``beschikbaar`` requires while nobody can use it yet, or any more."""
    if component.status is not Status.AVAILABLE:
        return ()
    return tuple(
        Need(
            name=each.name,
            url=_url(each.slug),
            status=None if each.is_hidden else each.status,
            sentence=_("Dat staat niet meer in de catalogus.")
            if each.is_hidden
            else _("Dat is nog niet beschikbaar."),
        )
        for each in neighbours
        if each.relation is RelationType.REQUIRES
        and each.is_target
        and (each.is_hidden or each.status not in {Status.AVAILABLE, *ENDINGS})
    )


def add_headers(headers: Headers, found: Ending, absolute: Callable[[str], str]) -> None:
    """Say it to programs: since when, until when, and what comes instead."""
    if found.deprecated_on:
        moment = _midnight(found.deprecated_on)
        headers["Deprecation"] = f"@{int(moment.timestamp())}"
    if found.ends_on:
        headers["Sunset"] = http_date(_midnight(found.ends_on))
    for successor in found.successors:
        headers.add("Link", f'<{absolute(successor.url)}>; rel="successor-version"')


def _sentence(component: Component, plans: Sequence[PlannedChange]) -> str:
    """Return what happens to the component, like "X stopt op 1 maart 2027"."""
    until = _ends_on(component, plans)
    named = {"name": component.name, "until": long_date(until) if until else ""}
    if component.status is Status.ENDED:
        return _("%(name)s is gestopt op %(until)s.") % named if until else _ended(named)
    if component.status is Status.PHASING_OUT:
        says = _("%(name)s stopt op %(until)s.") if until else _("%(name)s wordt uitgefaseerd.")
        return says % named
    first = next(plan for plan in plans if plan.new in ENDINGS)
    if first.new is Status.ENDED:
        return _("%(name)s stopt op %(until)s.") % named
    named["day"] = long_date(first.effective_on)
    if until is None:
        return _("%(name)s wordt uitgefaseerd per %(day)s.") % named
    return _("%(name)s wordt uitgefaseerd per %(day)s en stopt op %(until)s.") % named


def _ended(named: dict[str, str]) -> str:
    return _("%(name)s is gestopt.") % named


def _deprecated_on(component: Component, coming: Sequence[PlannedChange]) -> date | None:
    if component.status in ENDINGS:
        return component.status_since
    return coming[0].effective_on


def _ends_on(component: Component, plans: Iterable[PlannedChange]) -> date | None:
    """Return the day from which it no longer works: what was announced last says it best."""
    if component.status is Status.ENDED:
        return component.status_since
    announced = [plan.effective_on for plan in plans if plan.new is Status.ENDED]
    if announced:
        return announced[-1]
    if component.status is Status.PHASING_OUT:
        return component.end_date
    return next((plan.end_date for plan in plans if plan.end_date), None)


def _all_successors(
    neighbours: Iterable[Neighbour], plans: Iterable[PlannedChange]
) -> Iterator[Other]:
    known = (_neighbour(each) for each in neighbours if each.is_successor)
    yield from _once([*known, *_announced(plans)])


def _needed_by(neighbours: Iterable[Neighbour]) -> Iterator[Other]:
    for each in neighbours:
        if each.relation is RelationType.REQUIRES and not each.is_target:
            yield _neighbour(each)


def _announced(plans: Iterable[PlannedChange]) -> Iterator[Other]:
    """Give the successors that are named for a day to come."""
    for plan in plans:
        if plan.successor is not None and plan.successor.is_public:
            yield _other(plan.successor)


def _once(found: Iterable[Other]) -> tuple[Other, ...]:
    return tuple(dict.fromkeys(found))


def _neighbour(neighbour: Neighbour) -> Other:
    return Other(name=neighbour.name, url=_url(neighbour.slug), status=neighbour.status)


def _other(component: Component) -> Other:
    return Other(name=component.name, url=_url(component.slug), status=component.status)


def _url(slug: str) -> str:
    return url_for("catalogue.show", slug=slug)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), AMSTERDAM)
