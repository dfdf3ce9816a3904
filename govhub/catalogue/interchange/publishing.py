"""A component of the catalogue as a publiccode.yml."""

from typing import Any

from govhub.catalogue.contact import shown_address
from govhub.catalogue.interchange.publiccode import categories
from govhub.catalogue.interchange.publiccode.export import export
from govhub.catalogue.interchange.publiccode.facts import facts_in
from govhub.catalogue.interchange.publiccode.publication import Contact, Owner, Publication
from govhub.catalogue.models import Component

_PEOPLE = frozenset({"contacts"})
"""Key under which a file names who to write to; what the component says takes its place."""
_LANGUAGE = "nl"
"""The catalogue describes in Dutch."""


def publiccode_of(component: Component) -> str:
    """Return the file; what an imported file said beside our facts stays in it."""
    kept = _without_addresses(component.publiccode, shown_address(component))
    return export(publication_of(component), kept)


def publication_of(component: Component) -> Publication:
    """Return what the file says. A contact goes along once its owner said it may be shown."""
    kept = facts_in(component.publiccode or {})
    owner = component.owner
    mapping = {each.key: each.publiccode_categories for each in component.categories}
    address = shown_address(component)
    return Publication(
        name=component.name,
        language=kept.language or _LANGUAGE,
        summary=component.summary or None,
        description=component.description or None,
        features=tuple(component.purposes),
        repository_url=component.repository_url,
        website_url=component.website_url,
        documentation_url=component.documentation_url,
        api_docs_url=component.api_docs_url,
        roadmap_url=component.roadmap_url,
        licence=component.licence,
        software_version=component.software_version,
        released_on=component.released_on,
        status=component.status,
        kind=component.kind,
        maintenance=component.maintenance,
        platforms=tuple(component.platforms),
        languages=tuple(component.languages),
        contacts=(Contact(email=address),) if address else (),
        owner=Owner(name=owner.name, uri=owner.tooi_uri) if owner else None,
        categories=categories.theirs(mapping, mapping),
        supports=_supported(component, kept),
        layer=component.layer,
        # For these the catalogue has no place.
        aliases=kept.aliases,
        suite=kept.suite,
        is_localisable=kept.is_localisable,
        based_on=kept.based_on,
        used_by=kept.used_by,
    )


def _without_addresses(tree: Any, shown: str | None) -> Any:
    """Return what a file said without any address of a person that nobody confirmed here."""
    if isinstance(tree, list):
        return [_without_addresses(item, shown) for item in tree]
    if not isinstance(tree, dict):
        return tree
    return {
        key: _without_addresses(value, shown)
        for key, value in tree.items()
        if not (key.lower() == "email" and value != shown) and key.lower() not in _PEOPLE
    }


def _supported(component: Component, kept: Publication) -> tuple[str, ...]:
    """Return the standards of the imported file, and those that the catalogue knows besides."""
    ours = (standard.uri for standard in component.standards if standard.uri)
    return tuple(dict.fromkeys([*kept.supports, *ours]))
