"""What may be in the catalogue already: the same repository, or a name that is nearly the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from rapidfuzz import fuzz
from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, lazyload, load_only, selectinload

from govhub.accounts.models import User
from govhub.catalogue.models import Component
from govhub.catalogue.queries import IS_PUBLIC
from govhub.catalogue.vocabulary import Publication
from govhub.kernel.slug import slugify
from govhub.platform.language import lazy_gettext as _l
from govhub.registration.validation import same_repository

_NEAR = 90
"""Of 100; "Objecten API" and "Objecttypen API" are 88."""
_SHORTEST_FOR_NEAR = 5
"""Letters; between shorter names one letter is the whole difference: "BRP" and "BRK"."""


class Likeness(StrEnum):
    """Why a component may be the same as another."""

    REPOSITORY = "broncode"
    NAME = "naam"
    NEAR_NAME = "bijna dezelfde naam"

    @property
    def label(self) -> str:
        """Return the reason for people."""
        return _LABELS[self]


_LABELS = {
    Likeness.REPOSITORY: _l("dezelfde broncode"),
    Likeness.NAME: _l("dezelfde naam"),
    Likeness.NEAR_NAME: _l("bijna dezelfde naam"),
}


@dataclass(frozen=True)
class Duplicate:
    """A component that may be the same, and why."""

    component: Component
    likeness: Likeness


def possible_duplicates(session: Session, component: Component, viewer: User) -> list[Duplicate]:
    """Return what this person may see and what looks the same, the surest first."""
    order = list(Likeness)
    found = (
        Duplicate(other, likeness)
        for other in _candidates(session, component, viewer)
        if (likeness := _likeness(component, other)) is not None
    )
    return sorted(found, key=lambda each: (order.index(each.likeness), each.component.name))


def _candidates(session: Session, component: Component, viewer: User) -> Iterable[Component]:
    """Return the others, with the few columns that are compared."""
    return session.scalars(
        select(Component)
        .where(Component.id != component.id, _is_visible_to(viewer))
        .options(
            lazyload("*"),
            load_only(
                Component.name,
                Component.slug,
                Component.status,
                Component.publication,
                Component.repository_url,
            ),
            selectinload(Component.aliases),
        )
    )


def _is_visible_to(viewer: User) -> ColumnElement[bool]:
    mine = Component.submitted_by_id == viewer.id
    if viewer.is_editor:
        return or_(IS_PUBLIC, mine, Component.publication != Publication.DRAFT)
    return or_(IS_PUBLIC, mine)


def _likeness(one: Component, other: Component) -> Likeness | None:
    repositories = _repository(one), _repository(other)
    if repositories[0] and repositories[0] == repositories[1]:
        return Likeness.REPOSITORY
    pairs = list(product(_names(one), _names(other)))
    if any(mine == theirs for mine, theirs in pairs):
        return Likeness.NAME
    return Likeness.NEAR_NAME if any(map(_is_near, pairs)) else None


def _is_near(pair: tuple[str, str]) -> bool:
    return min(map(len, pair)) >= _SHORTEST_FOR_NEAR and fuzz.ratio(*pair) >= _NEAR


def _names(component: Component) -> set[str]:
    """Return the names as letters and digits only: "Open-Formulieren" is "Open Formulieren"."""
    names = [component.name, *(alias.name for alias in component.aliases)]
    return {slugify(name).replace("-", "") for name in names} - {""}


def _repository(component: Component) -> str | None:
    """Return what is compared; a bare host ("https://github.com") belongs to everybody."""
    address = same_repository(component.repository_url or "")
    return address if "/" in address else None
