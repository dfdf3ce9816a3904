"""Reads the facts out of a file as plain data, whatever is wrong in it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from govhub.catalogue.interchange.publiccode import rules
from govhub.catalogue.interchange.publiccode.looking import (
    Tree,
    boolean,
    find,
    one_line,
    sections,
    text,
    texts,
)
from govhub.catalogue.interchange.publiccode.publication import Contact, Owner, Publication
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Kind, Maintenance

TEXTS = {
    "name": ("name",),
    "suite": ("applicationSuite",),
    "repository_url": ("url",),
    "website_url": ("landingURL",),
    "roadmap_url": ("roadmap",),
    "software_version": ("softwareVersion",),
    "licence": ("legal", "license"),
}
"""Facts that are one text, and where they stand."""

TEXTS_BY_LANGUAGE = {
    "summary": "shortDescription",
    "description": "longDescription",
    "documentation_url": "documentation",
    "api_docs_url": "apiDocumentation",
}
"""Facts that are one text in the description of a language."""

LISTS = {
    "platforms": ("platforms",),
    "languages": ("localisation", "availableLanguages"),
    "categories": ("categories",),
    "based_on": ("isBasedOn",),
    "used_by": ("usedBy",),
}
"""Facts that are a list of texts, and where they stand."""

LAYER = ("nl", "commonground", "layerType")

STATUSES = {
    "concept": Status.CONCEPT,
    "development": Status.DEVELOPMENT,
    "beta": Status.DEMO,
    "stable": Status.AVAILABLE,
    "obsolete": Status.ENDED,
}
"""What a developmentStatus proposes (DESIGN §4)."""

KINDS = {
    "library": Kind.LIBRARY,
    "addon": Kind.MODULE,
    "configurationFiles": Kind.SOURCE_CODE,
}
"""What a softwareType says about the kind; the others are software."""

LAYERS = {
    "interface": "interactie",
    "process": "proces",
    "integration": "integratie",
    "service": "services",
    "data": "data",
}
"""The layers of Common Ground, as a file and as we name them."""

_DESCRIPTIVE = {"localisedName", "shortDescription", "longDescription", "features", "genericName"}


def facts_in(tree: Tree) -> Publication:
    """Return every fact that can be read."""
    language, described = chosen_description(tree)
    values: dict[str, Any] = {name: text(find(tree, *path)) for name, path in TEXTS.items()}
    values |= {name: text(find(described, key)) for name, key in TEXTS_BY_LANGUAGE.items()}
    values = {
        name: value if name == "description" else one_line(value) for name, value in values.items()
    }
    values |= {name: texts(find(tree, *path)) for name, path in LISTS.items()}
    return Publication(
        **values,
        language=language,
        features=texts(find(described, "features")),
        aliases=tuple(_other_names(tree)),
        released_on=day(text(find(tree, "releaseDate"))),
        status=STATUSES.get(text(find(tree, "developmentStatus")) or ""),
        kind=kind(text(find(tree, "softwareType"))),
        maintenance=maintenance(text(find(tree, "maintenance", "type"))),
        is_localisable=boolean(find(tree, "localisation", "localisationReady")),
        contacts=contacts_in(find(tree, "maintenance", "contacts") or find(tree, "contacts")),
        owner=_owner(tree),
        supports=tuple(_supported(tree)),
        layer=layer(text(find(tree, *LAYER))),
    )


def day(written: str | None) -> date | None:
    """Return a day; None for what is no day, such as the start of 1970 when nothing was known."""
    if written is None or not rules.is_date(written) or written.startswith(("0000", "1970-01-01")):
        return None
    return date.fromisoformat(written)


def kind(software_type: str | None) -> Kind | None:
    """Return what sort of thing it is; None for what the standard does not know."""
    if software_type is not None and software_type.startswith("standalone/"):
        return Kind.SOFTWARE
    return KINDS.get(software_type or "")


def layer(written: str | None) -> str | None:
    """Return the Common Ground layer in Dutch; what is unknown stays as it is."""
    return None if written is None else LAYERS.get(written.lower(), written)


def maintenance(written: str | None) -> Maintenance | None:
    """Return who keeps it going; None for what the standard does not know."""
    return Maintenance(written) if written in set(Maintenance) else None


def chosen_description(tree: Tree) -> tuple[str | None, Tree]:
    """Return the description that people here read best: Dutch, else English, else the first."""
    descriptions = find(tree, "description")
    if not isinstance(descriptions, dict):
        return None, {}
    if _DESCRIPTIVE & descriptions.keys():
        return None, descriptions  # without the level of the language
    found = {tag: texts for tag, texts in descriptions.items() if isinstance(texts, dict)}
    for wanted in ("nl", "en"):
        for tag, described in found.items():
            if tag.lower().replace("_", "-").partition("-")[0] == wanted:
                return tag, described
    return next(iter(found.items()), (None, {}))


def _other_names(tree: Tree) -> Iterator[str]:
    """Give the names in the languages, but not the name itself."""
    seen = {text(find(tree, "name"))}
    descriptions = find(tree, "description")
    for described in (descriptions, *_values(descriptions)):
        name = text(find(described, "localisedName"))
        if name and name not in seen:
            seen.add(name)
            yield name


def _values(tree: Any) -> tuple[Any, ...]:
    return tuple(tree.values()) if isinstance(tree, dict) else ()


def contacts_in(value: Any) -> tuple[Contact, ...]:
    """Return the people to write to; an address that is none is left out."""
    found = []
    for section in sections(value):
        address = text(find(section, "email"))
        contact = Contact(
            name=text(find(section, "name")),
            email=address if address and rules.is_email_address(address) else None,
            affiliation=text(find(section, "affiliation")),
        )
        if contact.name or contact.email:
            found.append(contact)
    return tuple(found)


def owner_in(value: Any) -> Owner | None:
    """Return an organisation; None when neither its name nor its address is known."""
    owner = Owner(name=text(find(value, "name")), uri=text(find(value, "uri")))
    return owner if owner.name or owner.uri else None


def _owner(tree: Tree) -> Owner | None:
    """Return the organisation; the files of before 0.5 have it among the legal facts."""
    owner = owner_in(find(tree, "organisation"))
    if owner is not None:
        return owner
    name = text(find(tree, "legal", "repoOwner"))
    return Owner(name=name) if name else None


def _supported(tree: Tree) -> Iterator[str]:
    """Give the standards that are named in a way that the standard allows."""
    ids = [find(section, "id") or find(section, "name") for section in _supports(tree)]
    for name in texts([ids, find(tree, "conformsTo"), find(tree, "nl", "conformsTo")]):
        if rules.something_supported(name, {}) is None:
            yield name


def _supports(tree: Tree) -> list[Tree]:
    return sections(find(tree, "supports"))
