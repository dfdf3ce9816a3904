"""The list of principles, and what the page of one shows above its text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.guidance.models import Principle, Role
from govhub.platform.language import lazy_gettext as _l

_WEIGHTS: Mapping[str, str] = {
    "high": _l("Heel belangrijk"),
    "medium": _l("Belangrijk"),
    "low": _l("Minder belangrijk"),
}

MOST_SHOWN = 8
"""How many components the page of a principle shows; the list has them all."""


@dataclass(frozen=True, kw_only=True)
class PrincipleLink:
    """A principle, to go to."""

    number: int
    title: str
    url: str
    summary: str
    count: int = 0
    """Public components that serve it."""


@dataclass(frozen=True)
class RoleWeight:
    """How much the principle matters to somebody in a role."""

    role: str
    weight: str


@dataclass(frozen=True, kw_only=True)
class Serving:
    """A component that serves the principle."""

    name: str
    url: str
    status: Status
    owner: str | None
    motivation: str | None


@dataclass(frozen=True, kw_only=True)
class PrinciplePage:
    """What the page of a principle shows above its text."""

    key: str
    number: int
    title: str
    summary: str
    guidance_url: str | None
    weights: tuple[RoleWeight, ...]
    related: tuple[PrincipleLink, ...]
    components: tuple[Serving, ...]
    """The first ones, those that are ready for use before the others."""
    number_of_components: int
    list_url: str
    """The same components as a list to filter."""
    ended_on: date | None
    """When the guidance no longer had it."""


def principle_links(
    principles: Sequence[Principle], counts: Mapping[int, int]
) -> tuple[PrincipleLink, ...]:
    """Return the principles with how many components serve each."""
    return tuple(_link(principle, counts.get(principle.id, 0)) for principle in principles)


def principle_page(
    principle: Principle, others: Sequence[Principle], first: Sequence[Component], number: int
) -> PrinciplePage:
    """Return the page of a principle.

    ``others`` are all principles, to find the related ones; ``first`` are the components to show,
    of ``number`` in all.
    """
    return PrinciplePage(
        key=principle.key,
        number=principle.number,
        title=principle.title,
        summary=principle.summary,
        guidance_url=principle.url,
        weights=tuple(_weights(principle)),
        related=tuple(_link(other) for other in others if other.key in principle.related_keys),
        components=tuple(_serving(component, principle) for component in first),
        number_of_components=number,
        list_url=url_for("catalogue.index", principe=principle.key),
        ended_on=principle.ended_on,
    )


def _link(principle: Principle, count: int = 0) -> PrincipleLink:
    return PrincipleLink(
        number=principle.number,
        title=principle.title,
        url=url_for("principles.show", key=principle.key),
        summary=principle.summary,
        count=count,
    )


def _weights(principle: Principle) -> list[RoleWeight]:
    """Return the roles to whom it matters most first."""
    known = [
        (weight, role)
        for weight in _WEIGHTS
        for role in Role
        if principle.role_weights.get(role.value) == weight
    ]
    return [RoleWeight(role.label, str(_WEIGHTS[weight])) for weight, role in known]


def _serving(component: Component, principle: Principle) -> Serving:
    return Serving(
        name=component.name,
        url=url_for("catalogue.show", slug=component.slug),
        status=component.status,
        owner=component.owner.name if component.owner else None,
        motivation=next(
            (
                link.motivation
                for link in component.principle_links
                if link.principle_id == principle.id
            ),
            None,
        ),
    )
