"""What a publiccode.yml says that the catalogue has a place for."""

from dataclasses import dataclass
from datetime import date

from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Kind, Maintenance


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Somebody to write to. Telephone numbers are never taken over."""

    name: str | None = None
    email: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True, kw_only=True)
class Owner:
    """The organisation that the software is of."""

    name: str | None = None
    uri: str | None = None


@dataclass(frozen=True, kw_only=True)
class Publication:
    """The facts about a component, as a publiccode.yml can say them."""

    name: str | None = None
    language: str | None = None
    """The language of the texts; None when the file does not say."""
    summary: str | None = None
    description: str | None = None
    """Markdown."""
    features: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    """The names in other languages."""
    suite: str | None = None
    repository_url: str | None = None
    website_url: str | None = None
    documentation_url: str | None = None
    api_docs_url: str | None = None
    roadmap_url: str | None = None
    licence: str | None = None
    """SPDX expression, or whatever the file says."""
    software_version: str | None = None
    released_on: date | None = None
    status: Status | None = None
    """What the file proposes: a person decides."""
    kind: Kind | None = None
    maintenance: Maintenance | None = None
    platforms: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    is_localisable: bool | None = None
    contacts: tuple[Contact, ...] = ()
    """Not to be shown before a person confirms them."""
    owner: Owner | None = None
    categories: tuple[str, ...] = ()
    """The categories of the standard; ``categories.ours`` gives those of the catalogue."""
    supports: tuple[str, ...] = ()
    """Standards and laws: an alias of the standard, an address or a URN."""
    layer: str | None = None
    """Common Ground layer (``nl.commonground.layerType``)."""
    based_on: tuple[str, ...] = ()
    used_by: tuple[str, ...] = ()
