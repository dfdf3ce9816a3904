"""Which component an action of the guidance is about: its address says so first, then its name."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, lazyload, load_only, selectinload

from govhub.catalogue.models import Component, ComponentAlias, ComponentRole
from govhub.catalogue.queries import IS_PUBLIC
from govhub.catalogue.repository import repository_key

Named = tuple[str, str | None]
"""The name of an action and where it goes."""
SHORT = (load_only(Component.name, Component.status, Component.publication), lazyload("*"))
"""What tells where a component stands among others."""
SLIM = (
    load_only(
        Component.name,
        Component.slug,
        Component.summary,
        Component.status,
        Component.publication,
        Component.website_url,
        Component.repository_url,
        Component.repository_key,
        Component.documentation_url,
        Component.demo_url,
    ),
    selectinload(Component.roles).joinedload(ComponentRole.organisation),
    selectinload(Component.aliases),
    *(lazyload(each) for each in (Component.category_links, Component.standard_links)),
    lazyload(Component.principle_links),
)
"""What a card shows, and no more."""


def component_for(session: Session, facts: Mapping[str, Any]) -> Component | None:
    """Return the public component that an action of the registry is about, if that is clear."""
    named = (str(facts.get("name") or ""), str(facts.get("source") or "") or None)
    return components_for(session, [named]).get(0)


def components_for(session: Session, wanted: Sequence[Named]) -> Mapping[int, Component]:
    """Return place → the public component that the action at that place is about."""
    if not wanted:
        return {}
    names = {name.strip().lower() for name, _url in wanted}
    addresses = {form for _name, url in wanted if url for form in _forms(url)}
    repositories = {key for _name, url in wanted if (key := repository_key(url))}
    aliases = select(ComponentAlias.component_id).where(func.lower(ComponentAlias.name).in_(names))
    about: list[ColumnElement[bool]] = [
        func.lower(Component.name).in_(names),
        Component.id.in_(aliases),
        Component.website_url.in_(addresses),
        Component.repository_key.in_(repositories),
    ]
    candidates = session.scalars(
        select(Component).where(IS_PUBLIC, or_(*about)).options(*SLIM).order_by(Component.id)
    ).all()
    by_name = _by_name(candidates)
    return {
        place: component
        for place, (name, url) in enumerate(wanted)
        if (component := _at(candidates, name, url) or by_name.get(name.strip().lower()))
    }


def is_at(component: Component, address: str) -> bool:
    """Tell whether an address of an action is one of the component."""
    theirs = (
        component.website_url,
        component.documentation_url,
        component.demo_url,
        component.repository_url,
    )
    key = repository_key(address)
    return not {form for each in theirs if each for form in _forms(each)}.isdisjoint(
        _forms(address)
    ) or (key is not None and key == component.repository_key)


def _at(candidates: Iterable[Component], name: str, url: str | None) -> Component | None:
    """Return the component with this address: the one of this name, or the only one."""
    if not url:
        return None
    forms, key = set(_forms(url)), repository_key(url)
    found = [
        each
        for each in candidates
        if each.website_url in forms or (key and key == each.repository_key)
    ]
    same = [each for each in found if each.name.lower() == name.strip().lower()]
    return (same or found)[0] if len(same or found) == 1 else None


def _by_name(candidates: Iterable[Component]) -> dict[str, Component]:
    """Return name → component; the name of one goes before another name of another."""
    found = {alias.name.lower(): each for each in candidates for alias in each.aliases}
    return found | {each.name.lower(): each for each in candidates}


def _forms(address: str) -> tuple[str, ...]:
    """Return an address as people write it: with a slash at the end or not, with www or not."""
    bare = address.rstrip("/")
    other = (
        bare.replace("://www.", "://", 1)
        if "://www." in bare
        else bare.replace("://", "://www.", 1)
    )
    return tuple(form for each in (bare, other) for form in (each, f"{each}/"))
