"""Questions about the catalogue. Never changes anything."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from govhub.accounts.models import Organisation
from govhub.catalogue.models import (
    Category,
    Component,
    ComponentCategory,
    ComponentPrinciple,
    ComponentRole,
    OldSlug,
    Relation,
    Standard,
)
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import OrganisationRole, Publication, RelationType
from govhub.guidance.models import Principle

_PAGES = {
    "leveringen",
    "lijkt-op",
    "logboek",
    "nieuw",
    "organisaties",
    "publiccode",
    "verborgen",
    "volgen",
    "zoeken",
}
"""Slugs that would hide behind a page of our own, like ``/componenten/volgen``."""
IS_PUBLIC = Component.publication == Publication.PUBLISHED
"""Condition: everybody may see the component."""
WAS_PUBLIC = Component.publication.in_((Publication.PUBLISHED, Publication.HIDDEN))
"""Condition: everybody may see it, or could until it was hidden: what happened to it stays."""


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """A component that stands in a relation to another, and how to say so."""

    name: str
    slug: str
    status: Status
    relation: RelationType
    is_target: bool
    """The relation points to this neighbour, not from it."""
    reason: str | None
    is_hidden: bool = False
    """It went out of view: its page only says why. Only of what the relation points to."""

    @property
    def label(self) -> str:
        """Return how the relation reads on the page of the other component."""
        return self.relation.label if self.is_target else self.relation.inverse_label

    @property
    def is_successor(self) -> bool:
        """Tell whether this neighbour replaces the other component."""
        return self.relation is RelationType.REPLACES and not self.is_target


def component_by_slug(session: Session, slug: str) -> Component | None:
    """Return the component at this address, public or not."""
    return session.scalar(select(Component).where(Component.slug == slug))


def component_by_old_slug(session: Session, slug: str) -> Component | None:
    """Return the component that had this address before, public or not."""
    return session.scalar(
        select(Component)
        .join(OldSlug, OldSlug.component_id == Component.id)
        .where(OldSlug.slug == slug)
    )


def components_by_address(session: Session) -> dict[str, Component]:
    """Return every address that a component has or had, with what stands there or moved away.

    A double counts as itself.
    """
    before = session.execute(
        select(OldSlug.slug, Component).join(Component, Component.id == OldSlug.component_id)
    )
    found = {slug: component for slug, component in before}  # noqa: C416  # rows, not tuples
    return found | {component.slug: component for component in session.scalars(select(Component))}


def component_at(session: Session, slug: str) -> Component | None:
    """Return what stands at this address or moved away from it; of a double what it became."""
    found = component_by_slug(session, slug) or component_by_old_slug(session, slug)
    return survivor(session, found) if found is not None else None


def survivor(session: Session, component: Component) -> Component:
    """Return what everything of a double moved to; any other component itself."""
    seen = {component.id}
    while component.merged_into_id is not None and component.merged_into_id not in seen:
        seen.add(component.merged_into_id)
        component = session.get_one(Component, component.merged_into_id)
    return component


def component_by_public_id(session: Session, public_id: str | uuid.UUID) -> Component | None:
    """Return the component with this public id, public or not."""
    return session.scalar(select(Component).where(Component.public_id == uuid.UUID(str(public_id))))


def public_components(session: Session) -> Sequence[Component]:
    """Return every public component, by name."""
    return session.scalars(
        select(Component).where(IS_PUBLIC).order_by(func.lower(Component.name), Component.id)
    ).all()


def names_of_public_components(session: Session) -> list[tuple[str, str]]:
    """Return the slug and the name of every public component, by name."""
    rows = session.execute(
        select(Component.slug, Component.name)
        .where(IS_PUBLIC)
        .order_by(func.lower(Component.name), Component.id)
    )
    return [(slug, name) for slug, name in rows]


def public_ids(session: Session) -> Sequence[uuid.UUID]:
    """Return the public id of every public component."""
    return session.scalars(
        select(Component.public_id).where(IS_PUBLIC).order_by(Component.id)
    ).all()


def components_by_public_id(session: Session, ids: Sequence[str]) -> list[Component]:
    """Return the public components with these ids, in the order of the ids."""
    wanted = [uuid.UUID(text) for text in ids]
    # Whether they are public is asked here: a database may take that as the way to find them.
    found = session.scalars(select(Component).where(Component.public_id.in_(wanted)))
    by_id = {component.public_id: component for component in found if component.is_public}
    return [by_id[key] for key in wanted if key in by_id]


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """How large the catalogue is."""

    components: int
    available: int
    """Components that may be used in production today."""
    organisations: int
    """Organisations that own a public component."""


def numbers(session: Session) -> Numbers:
    """Count what everybody can see."""
    available = func.count().filter(Component.status == Status.AVAILABLE)
    components, ready = session.execute(select(func.count(), available).where(IS_PUBLIC)).one()
    owners = (
        select(func.count(ComponentRole.organisation_id.distinct()))
        .join(Component, Component.id == ComponentRole.component_id)
        .where(IS_PUBLIC, ComponentRole.role == OrganisationRole.OWNER)
    )
    return Numbers(
        components=components, available=ready, organisations=session.scalar(owners) or 0
    )


def is_slug_taken(session: Session, slug: str, *, of: Component | None = None) -> bool:
    """Tell whether a component, now or before, or a page of the portal stands at this address.

    What ``of`` has or had itself does not count: it may have that again.
    """
    if slug in _PAGES:
        return True
    holders = (
        select(Component.id)
        .where(Component.slug == slug)
        .union_all(select(OldSlug.component_id).where(OldSlug.slug == slug))
    )
    return any(holder != (of.id if of else None) for holder in session.scalars(holders))


def neighbours(session: Session, component: Component) -> list[Neighbour]:
    """Return the components around this one: by kind of relation, then by name.

    Public ones, and what this one points to and was hidden: a reader must know of that.
    """
    is_target = Relation.from_id == component.id
    is_source = Relation.to_id == component.id
    rows = session.execute(
        select(Component.name, Component.slug, Component.status, Component.publication, Relation)
        .join(
            Relation,
            or_(
                and_(is_target, Relation.to_id == Component.id, WAS_PUBLIC),
                and_(is_source, Relation.from_id == Component.id, IS_PUBLIC),
            ),
        )
        .order_by(func.lower(Component.name), Relation.id)
    )
    found = [
        Neighbour(
            name=name,
            slug=slug,
            status=status,
            relation=relation.type,
            is_target=relation.from_id == component.id,
            reason=relation.reason,
            is_hidden=publication is Publication.HIDDEN,
        )
        for name, slug, status, publication, relation in rows
    ]
    order = list(RelationType)
    return sorted(found, key=lambda n: (order.index(n.relation), not n.is_target))


def successors(session: Session, component: Component) -> Sequence[Component]:
    """Return the public components that replace this one."""
    return session.scalars(
        select(Component)
        .join(Relation, Relation.from_id == Component.id)
        .where(Relation.to_id == component.id, Relation.type == RelationType.REPLACES, IS_PUBLIC)
        .order_by(Component.name)
    ).all()


def requirements_below_available(session: Session, component: Component) -> Sequence[Component]:
    """Return what this one requires and nobody can use: not ``beschikbaar``, or out of view."""
    return session.scalars(
        select(Component)
        .join(Relation, Relation.to_id == Component.id)
        .where(
            Relation.from_id == component.id,
            Relation.type == RelationType.REQUIRES,
            or_(Component.status != Status.AVAILABLE, Component.publication == Publication.HIDDEN),
        )
        .order_by(Component.name)
    ).all()


# --- what describes components -------------------------------------------------------------


def categories(session: Session) -> Sequence[Category]:
    """Return all categories; those of the principle first."""
    return session.scalars(select(Category).order_by(Category.position)).all()


def category_by_key(session: Session, key: str) -> Category | None:
    """Return the category with this key."""
    return session.scalar(select(Category).where(Category.key == key))


def components_per_category(session: Session) -> Mapping[int, int]:
    """Return category id → how many public components are in it."""
    rows = session.execute(
        select(ComponentCategory.category_id, func.count())
        .join(Component, Component.id == ComponentCategory.component_id)
        .where(IS_PUBLIC)
        .group_by(ComponentCategory.category_id)
    )
    return {category: number for category, number in rows}  # noqa: C416  # rows, not tuples


def standards(session: Session) -> Sequence[Standard]:
    """Return all standards, by name."""
    return session.scalars(select(Standard).order_by(func.lower(Standard.name))).all()


# --- organisations and principles, seen from the catalogue ---------------------------------


def organisations_with_components(session: Session) -> Sequence[tuple[Organisation, int]]:
    """Return the organisations that own a public component, by name, with how many."""
    rows = session.execute(
        select(Organisation, func.count(Component.id))
        .join(ComponentRole, ComponentRole.organisation_id == Organisation.id)
        .join(Component, Component.id == ComponentRole.component_id)
        .where(IS_PUBLIC, ComponentRole.role == OrganisationRole.OWNER)
        .group_by(Organisation.id)
        .order_by(func.lower(Organisation.name))
    )
    return [(organisation, number) for organisation, number in rows]


def components_per_owner(session: Session) -> Mapping[str, int]:
    """Return slug of the organisation → how many public components it owns."""
    rows = session.execute(
        select(Organisation.slug, func.count(Component.id))
        .join(ComponentRole, ComponentRole.organisation_id == Organisation.id)
        .join(Component, Component.id == ComponentRole.component_id)
        .where(IS_PUBLIC, ComponentRole.role == OrganisationRole.OWNER)
        .group_by(Organisation.slug)
    )
    return {slug: number for slug, number in rows}  # noqa: C416  # rows, not tuples


def components_of_organisation(
    session: Session, organisation: Organisation
) -> Sequence[tuple[Component, OrganisationRole]]:
    """Return the public components of an organisation and what it is to each, by name."""
    rows = session.execute(
        select(Component, ComponentRole.role)
        .join(ComponentRole, ComponentRole.component_id == Component.id)
        .where(IS_PUBLIC, ComponentRole.organisation_id == organisation.id)
        .order_by(func.lower(Component.name))
    )
    return [(component, role) for component, role in rows]


def first_of_principle(
    session: Session, principle: Principle, *, limit: int
) -> Sequence[Component]:
    """Return the first public components that serve a principle: what is ready, and by name."""
    ready = case((Component.status == Status.AVAILABLE, 0), else_=1)
    return session.scalars(
        select(Component)
        .join(ComponentPrinciple, ComponentPrinciple.component_id == Component.id)
        .where(IS_PUBLIC, ComponentPrinciple.principle_id == principle.id)
        .order_by(ready, func.lower(Component.name), Component.id)
        .limit(limit)
    ).all()


def components_per_principle(session: Session) -> Mapping[int, int]:
    """Return principle id → how many public components serve it."""
    rows = session.execute(
        select(ComponentPrinciple.principle_id, func.count())
        .join(Component, Component.id == ComponentPrinciple.component_id)
        .where(IS_PUBLIC)
        .group_by(ComponentPrinciple.principle_id)
    )
    return {principle: number for principle, number in rows}  # noqa: C416  # rows, not tuples
