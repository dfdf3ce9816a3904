"""What may be in the catalogue already: the same repository, nearly the same name, or a text alike.

Repositories are found with an index; names are compared as two narrow columns, not as components;
which texts are alike, the search engine says through ``Alike``. ``bench/lookalikes.py`` measures
what that takes among 10,000 components.
"""

import re
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA
from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from govhub.accounts import memberships
from govhub.accounts.models import MembershipRole, User
from govhub.catalogue.facts import Facts
from govhub.catalogue.models import Component, ComponentAlias, ComponentRole
from govhub.catalogue.queries import IS_PUBLIC
from govhub.catalogue.repository import repository_key
from govhub.catalogue.vocabulary import OrganisationRole, Publication
from govhub.kernel.slug import slugify
from govhub.platform.language import lazy_gettext as _l

MOST = 8
"""More than this nobody compares; the surest are kept."""
_NEAR = 90
"""Of 100; "Objecten API" and "Objecttypen API" are 88."""
_SLIPS = 1
"""Letters too many, too few, wrong, or in the wrong order: one in a name is a slip."""
_SHORTEST_FOR_NEAR = 5
"""Letters; between shorter names one letter is the whole difference: "BRP" and "BRK"."""
_NUMBER = re.compile(r"\d+")
_NAMES_TO_REMEMBER = 50_000

Alike = Callable[[str], Collection[str]]
"""Gives the public ids of the components that are described in nearly the words of a summary."""


def nothing_alike(_text: str) -> Collection[str]:
    """Compare no texts: only repositories and names."""
    return ()


class Likeness(StrEnum):
    """Why a component may be the same as another; the surest reason first."""

    REPOSITORY = "broncode"
    NAME = "naam"
    NEAR_NAME = "bijna dezelfde naam"
    TEXT = "omschrijving"

    @property
    def label(self) -> str:
        """Return the reason for people."""
        return _LABELS[self]


_LABELS = {
    Likeness.REPOSITORY: _l("dezelfde broncode"),
    Likeness.NAME: _l("dezelfde naam"),
    Likeness.NEAR_NAME: _l("bijna dezelfde naam"),
    Likeness.TEXT: _l("bijna dezelfde omschrijving"),
}
_ORDER = list(Likeness)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody registers, as far as it is known."""

    name: str
    aliases: tuple[str, ...] = ()
    summary: str = ""
    repository_url: str | None = None
    component_id: int | None = None
    """Its own, when it was kept before."""

    @classmethod
    def of(cls, component: Component) -> "Wanted":
        """Return what is compared of a component that was kept."""
        return cls(
            name=component.name,
            aliases=tuple(alias.name for alias in component.aliases),
            summary=component.summary,
            repository_url=component.repository_url,
            component_id=component.id,
        )

    def rewritten(self, facts: Facts) -> "Wanted":
        """Return what is compared of the same component when these are its facts."""
        return Wanted(
            name=facts.name,
            aliases=facts.aliases,
            summary=facts.summary,
            repository_url=facts.repository_url,
            component_id=self.component_id,
        )

    def without_text(self) -> "Wanted":
        """Return the same with only its names and its repository."""
        return replace(self, summary="")


@dataclass(frozen=True)
class Duplicate:
    """A component that may be the same, and why."""

    component: Component
    likeness: Likeness


def possible_duplicates(
    session: Session, component: Component, viewer: User, alike: Alike = nothing_alike
) -> list[Duplicate]:
    """Return what this person may see and what looks like this component, the surest first."""
    return lookalikes(session, Wanted.of(component), viewer, alike)


def lookalikes(
    session: Session, wanted: Wanted, viewer: User, alike: Alike = nothing_alike
) -> list[Duplicate]:
    """Return what this person may see and what looks the same, the surest first."""
    seen = and_(_is_visible_to(viewer), Component.id != (wanted.component_id or 0))
    reasons: dict[int, Likeness] = {}
    for found, likeness in (
        (_same_repository(session, wanted, seen), Likeness.REPOSITORY),
        *_by_name(session, wanted, seen),
        (_same_text(session, wanted, seen, alike), Likeness.TEXT),
    ):
        for key in found:
            reasons.setdefault(key, likeness)
    kept = sorted(reasons, key=lambda key: _ORDER.index(reasons[key]))[:MOST]
    components = session.scalars(select(Component).where(Component.id.in_(kept)))
    duplicates = [Duplicate(component, reasons[component.id]) for component in components]
    return sorted(duplicates, key=lambda each: (_ORDER.index(each.likeness), each.component.name))


def new_lookalikes(
    session: Session, before: Wanted, after: Wanted, viewer: User
) -> list[Duplicate]:
    """Return what has the repository or nearly the name that a component got, and had not yet."""
    if before.without_text() == after.without_text():
        return []
    known = {each.component.id for each in lookalikes(session, before.without_text(), viewer)}
    found = lookalikes(session, after.without_text(), viewer)
    return [each for each in found if each.component.id not in known]


def waiting_ids(session: Session, viewer: User, *, most: int) -> list[str]:
    """Return public ids of what waits for the redactie, which no index has; none for others."""
    if not viewer.is_editor:
        return []
    waits = Component.publication == Publication.SUBMITTED
    query = select(Component.public_id).where(waits).order_by(Component.submitted_at.desc())
    return [str(each) for each in session.scalars(query.limit(most))]


def _is_visible_to(viewer: User) -> ColumnElement[bool]:
    """Return the condition: public, one's own, or submitted and one may follow that along.

    What others still write is nobody's business, and a double that was merged is no lookalike.
    """
    mine = Component.submitted_by_id == viewer.id
    others = (
        Component.publication != Publication.DRAFT
        if viewer.is_editor
        else _is_of_organisation_of(viewer)
    )
    return and_(or_(IS_PUBLIC, mine, others), Component.merged_into_id.is_(None))


def _is_of_organisation_of(viewer: User) -> ColumnElement[bool]:
    mine = [each.id for each in memberships.organisations_of(viewer, MembershipRole.READER)]
    return and_(
        Component.publication.not_in((Publication.HIDDEN, Publication.DRAFT)),
        exists().where(
            ComponentRole.component_id == Component.id,
            ComponentRole.role.in_((OrganisationRole.OWNER, OrganisationRole.CO_OWNER)),
            ComponentRole.organisation_id.in_(mine),
        ),
    )


def _same_repository(
    session: Session, wanted: Wanted, seen: ColumnElement[bool]
) -> Collection[int]:
    key = repository_key(wanted.repository_url)
    if key is None:
        return ()
    return session.scalars(select(Component.id).where(Component.repository_key == key, seen)).all()


def _by_name(
    session: Session, wanted: Wanted, seen: ColumnElement[bool]
) -> Iterator[tuple[Collection[int], Likeness]]:
    mine = {folded(name) for name in (wanted.name, *wanted.aliases)} - {""}
    theirs = [(key, folded(name)) for key, name in _names(session, seen)] if mine else []
    yield [key for key, name in theirs if name in mine], Likeness.NAME
    yield list(_near(mine, theirs)), Likeness.NEAR_NAME


def _names(session: Session, seen: ColumnElement[bool]) -> Iterator[tuple[int, str]]:
    """Give every name and other name, with whose it is."""
    for query in (
        select(Component.id, Component.name).where(seen),
        select(Component.id, ComponentAlias.name).join(ComponentAlias).where(seen),
    ):
        yield from ((key, name) for key, name in session.execute(query))


def _near(mine: Iterable[str], theirs: list[tuple[int, str]]) -> Iterator[int]:
    long_enough = [(key, name) for key, name in theirs if len(name) >= _SHORTEST_FOR_NEAR]
    names = [name for _key, name in long_enough]
    for name in mine:
        if len(name) < _SHORTEST_FOR_NEAR:
            continue
        for scorer, cutoff in ((fuzz.ratio, _NEAR), (OSA.distance, _SLIPS)):
            found = process.extract(name, names, scorer=scorer, score_cutoff=cutoff, limit=None)
            yield from (
                long_enough[place][0] for other, _score, place in found if _may_be(name, other)
            )


def _may_be(one: str, other: str) -> bool:
    """Tell whether no number keeps them apart, as "ADR 1" and "ADR 2" are."""
    numbers = _NUMBER.findall(one), _NUMBER.findall(other)
    return numbers[0] == numbers[1] or not all(numbers)


def _same_text(
    session: Session, wanted: Wanted, seen: ColumnElement[bool], alike: Alike
) -> Collection[int]:
    if not wanted.summary:
        return ()
    found = [uuid.UUID(each) for each in alike(wanted.summary)]
    return session.scalars(select(Component.id).where(Component.public_id.in_(found), seen)).all()


@lru_cache(maxsize=_NAMES_TO_REMEMBER)
def folded(name: str) -> str:
    """Return a name as letters and digits only: "Open-Formulieren" is "Open Formulieren"."""
    return slugify(name).replace("-", "")
