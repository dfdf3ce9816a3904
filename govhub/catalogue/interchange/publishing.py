"""A component of the catalogue as a publiccode.yml."""

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from govhub.catalogue.contact import shown_address
from govhub.catalogue.facts import Facts, facts_of
from govhub.catalogue.interchange.publiccode import categories
from govhub.catalogue.interchange.publiccode.export import export
from govhub.catalogue.interchange.publiccode.facts import facts_in
from govhub.catalogue.interchange.publiccode.publication import Contact, Owner, Publication
from govhub.catalogue.interchange.taking_over import is_same_owner, standards_in, taken
from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import Maintenance
from govhub.kernel.slug import fold

_PEOPLE = frozenset({"contacts"})
"""Key under which a file names who to write to; what the component says takes its place."""
_ADDRESS = re.compile(r"[^@\s:/]+@[^@\s:/]+\.[^@\s:/]+")
"""An e-mail address; "git@github.com:naam/naam.git" is the address of a repository."""
_LANGUAGE = "nl"
"""The catalogue describes in Dutch."""
_NEED_A_CONTACT = frozenset({Maintenance.INTERNAL, Maintenance.CONTRACT, Maintenance.COMMUNITY})
"""For these the standard asks who to write to; ``export`` may make ``internal`` of a contract."""
_OF_FACT = {
    "name": "name",
    "summary": "summary",
    "description": "description",
    "features": "purposes",
    "repository_url": "repository_url",
    "website_url": "website_url",
    "documentation_url": "documentation_url",
    "api_docs_url": "api_docs_url",
    "roadmap_url": "roadmap_url",
    "licence": "licence",
    "software_version": "software_version",
    "released_on": "released_on",
    "kind": "kind",
    "maintenance": "maintenance",
    "platforms": "platforms",
    "languages": "languages",
    "categories": "category_keys",
    "supports": "standard_keys",
}
"""What a file says, and the fact of a component that it becomes."""


def publiccode_of(session: Session, component: Component, *, used_by: Iterable[str] = ()) -> str:
    """Return the file; what an imported file said beside our facts stays in it.

    ``used_by`` are the names of organisations that are known to use it.
    """
    kept = _without_addresses(component.publiccode, shown_address(component))
    return export(publication_of(session, component, used_by=used_by), kept)


def publication_of(
    session: Session, component: Component, *, used_by: Iterable[str] = ()
) -> Publication:
    """Return what the file says. A contact goes along once its owner said it may be shown.

    What nobody changed since it was imported is said in the words of the file, which may be longer
    or more than the catalogue has a place for.
    """
    kept = facts_in(component.publiccode or {})
    facts = facts_of(component)
    ours = _said(session, component, facts, kept)
    if component.publiccode:
        told = taken(session, kept)
        for name, fact in _OF_FACT.items():
            if getattr(told.facts, fact) == getattr(facts, fact):
                ours[name] = getattr(kept, name)
        if told.layer == component.layer:
            ours["layer"] = kept.layer
    owner = _owner(component, kept.owner)
    return Publication(
        **ours,
        language=kept.language or _LANGUAGE,
        status=component.status,
        contacts=_contacts(component, owner),
        owner=owner,
        # For these the catalogue has no place.
        aliases=kept.aliases,
        suite=kept.suite,
        is_localisable=kept.is_localisable,
        based_on=kept.based_on,
        used_by=_with(kept.used_by, used_by),
    )


def _with(names: tuple[str, ...], others: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the file, and those that it does not name, whatever their capitals."""
    present = {fold(name) for name in names}
    return (*names, *(other for other in others if fold(other) not in present))


def _said(
    session: Session, component: Component, facts: Facts, kept: Publication
) -> dict[str, Any]:
    """Return what the component says, as a file says it."""
    mapping = {each.key: each.publiccode_categories for each in component.categories}
    return {
        **{name: getattr(facts, fact) for name, fact in _OF_FACT.items()},
        "summary": facts.summary or None,
        "description": facts.description or None,
        "categories": categories.theirs(mapping, mapping),
        "supports": _supported(session, component, kept),
        "layer": component.layer,
    }


def _contacts(component: Component, owner: Owner | None) -> tuple[Contact, ...]:
    """Return who to write to: the address that may be shown, or else the organisation by name."""
    address = shown_address(component)
    if address:
        return (Contact(email=address),)
    is_asked = component.maintenance in _NEED_A_CONTACT
    return (Contact(name=owner.name),) if owner and owner.name and is_asked else ()


def _owner(component: Component, kept: Owner | None) -> Owner | None:
    owner = component.owner
    if owner is None or (kept is not None and is_same_owner(kept, owner)):
        return kept
    return Owner(name=owner.name, uri=owner.tooi_uri)


def _without_addresses(tree: Any, shown: str | None) -> Any:
    """Return what a file said without any address of a person that nobody confirmed here."""
    if isinstance(tree, list):
        return [_without_addresses(item, shown) for item in tree if not _is_hidden(item, shown)]
    if not isinstance(tree, dict):
        return tree
    return {
        key: _without_addresses(value, shown)
        for key, value in tree.items()
        if not (key.lower() == "email" and value != shown)
        and key.lower() not in _PEOPLE
        and not _is_hidden(value, shown)
    }


def _is_hidden(value: Any, shown: str | None) -> bool:
    """Tell whether this is an address of a person under whatever key, and not the one shown."""
    is_address = isinstance(value, str) and _ADDRESS.fullmatch(value.strip()) is not None
    return is_address and value.strip() != shown


def _supported(session: Session, component: Component, kept: Publication) -> tuple[str, ...]:
    """Return the standards of the component, with those of the file that the catalogue lacks."""
    now = {standard.key for standard in component.standards}
    theirs = [name for name in kept.supports if set(standards_in(session, (name,))) <= now]
    ours = (standard.uri for standard in component.standards if standard.uri)
    return tuple(dict.fromkeys([*theirs, *ours]))
