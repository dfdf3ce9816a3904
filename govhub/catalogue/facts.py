"""What people say about a component: one frozen set of facts, and how it gets into the tables.

The form, the seed and later the importers all make ``Facts``; only ``describe`` writes them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from govhub.accounts.models import Organisation
from govhub.catalogue.models import (
    Category,
    Component,
    ComponentAlias,
    ComponentCategory,
    ComponentPrinciple,
    ComponentRole,
    ComponentStandard,
    Standard,
)
from govhub.catalogue.repository import repository_key
from govhub.catalogue.serving import PrincipleDetail, details_of, write_details
from govhub.catalogue.vocabulary import Kind, Maintenance, OrganisationRole
from govhub.guidance.models import Principle
from govhub.platform import markdown


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Everything about a component that its owner may write; keys point to other tables."""

    name: str
    summary: str = ""
    description: str = ""
    purposes: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    kind: Kind = Kind.SOFTWARE
    repository_url: str | None = None
    website_url: str | None = None
    documentation_url: str | None = None
    api_docs_url: str | None = None
    demo_url: str | None = None
    roadmap_url: str | None = None
    licence: str | None = None
    closed_reason: str | None = None
    software_version: str | None = None
    released_on: date | None = None
    maintenance: Maintenance | None = None
    conditions: str | None = None
    contact_email: str | None = None
    category_keys: tuple[str, ...] = ()
    """The main one first."""
    standard_keys: tuple[str, ...] = ()
    principle_keys: tuple[str, ...] = ()
    principle_details: Mapping[str, PrincipleDetail] = field(default_factory=dict)
    """How it serves a principle, by the key of the principle; only those that say something."""
    owner_slug: str | None = None
    aliases: tuple[str, ...] = ()
    """Other names by which people know it."""
    platforms: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    """Codes of BCP 47: "nl", "fy"."""


_LINKED = {
    "category_keys",
    "standard_keys",
    "principle_keys",
    "principle_details",
    "owner_slug",
    "aliases",
}


def facts_of(component: Component) -> Facts:
    """Return what is known about a component, as it would be written."""
    plain = {
        each.name: _frozen(getattr(component, each.name))
        for each in fields(Facts)
        if each.name not in _LINKED
    }
    return Facts(
        **plain,
        category_keys=tuple(category.key for category in component.categories),
        standard_keys=tuple(standard.key for standard in component.standards),
        principle_keys=tuple(sorted(link.principle.key for link in component.principle_links)),
        principle_details=details_of(component),
        owner_slug=component.owner.slug if component.owner else None,
        aliases=tuple(sorted(alias.name for alias in component.aliases)),
    )


def describe(session: Session, component: Component, facts: Facts) -> None:
    """Write the facts to the component. Keys that no table knows are left out.

    Another address for questions must be confirmed again before it is shown.
    """
    if component.contact_email != facts.contact_email:
        component.contact_confirmed_at = None
    for each in fields(Facts):
        if each.name not in _LINKED:
            _set(component, each.name, getattr(facts, each.name))
    _set(component, "repository_key", repository_key(facts.repository_url))
    html = markdown.render(facts.description)
    if component.description_html != html:
        component.description_html = html
    _link_categories(session, component, facts.category_keys)
    _link_standards(session, component, facts.standard_keys)
    _link_principles(session, component, facts.principle_keys)
    write_details(component, facts.principle_details)
    _link_owner(session, component, facts.owner_slug)
    _link_aliases(component, facts.aliases)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _set(component: Component, name: str, value: object) -> None:
    stored = list(value) if isinstance(value, tuple) else value
    if getattr(component, name) != stored:
        setattr(component, name, stored)


def _link_categories(session: Session, component: Component, keys: tuple[str, ...]) -> None:
    if tuple(category.key for category in component.categories) == keys:
        return
    found = {c.key: c for c in session.scalars(select(Category).where(Category.key.in_(keys)))}
    present = {link.category_id: link for link in component.category_links}
    links = []
    for position, category in enumerate(found[key] for key in keys if key in found):
        link = present.get(category.id) or ComponentCategory(category=category)
        link.position = position
        links.append(link)
    component.category_links = links


def _link_standards(session: Session, component: Component, keys: tuple[str, ...]) -> None:
    present = {link.standard.key: link for link in component.standard_links}
    if set(present) == set(keys):
        return
    found = session.scalars(select(Standard).where(Standard.key.in_(keys)))
    component.standard_links = [
        present.get(standard.key) or ComponentStandard(standard=standard) for standard in found
    ]


def _link_principles(session: Session, component: Component, keys: tuple[str, ...]) -> None:
    present = {link.principle.key: link for link in component.principle_links}
    if set(present) == set(keys):
        return
    found = session.scalars(select(Principle).where(Principle.key.in_(keys)))
    component.principle_links = [
        present.get(principle.key) or ComponentPrinciple(principle=principle) for principle in found
    ]


def _link_aliases(component: Component, names: tuple[str, ...]) -> None:
    present = {alias.name: alias for alias in component.aliases}
    if set(present) != set(names):
        component.aliases = [present.get(name) or ComponentAlias(name=name) for name in names]


def _link_owner(session: Session, component: Component, slug: str | None) -> None:
    if (component.owner.slug if component.owner else None) == slug:
        return
    others = [role for role in component.roles if role.role is not OrganisationRole.OWNER]
    owner = session.scalar(select(Organisation).where(Organisation.slug == slug))
    if owner is not None:
        others.insert(0, ComponentRole(organisation=owner, role=OrganisationRole.OWNER))
    component.roles = others
