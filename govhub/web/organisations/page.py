"""The list of owners from A to Z, and the page of one organisation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import url_for

from govhub.accounts.models import Organisation
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import OrganisationRole
from govhub.kernel.slug import fold
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l
from govhub.web.catalogue import words

_KINDS: Mapping[str, str] = {
    "ministerie": _l("Ministerie"),
    "uitvoeringsorganisatie": _l("Uitvoeringsorganisatie"),
    "zbo": _l("Zelfstandig bestuursorgaan"),
    "onderzoeksinstelling": _l("Onderzoeksinstelling"),
    "gemeente": _l("Gemeente"),
    "koepel": _l("Koepelorganisatie"),
    "samenwerkingsverband": _l("Samenwerkingsverband"),
    "stichting": _l("Stichting"),
    "gemeenschap": _l("Gemeenschap"),
    "leverancier": _l("Leverancier"),
    "buitenlandse-overheid": _l("Buitenlandse overheid"),
    "internationale-organisatie": _l("Internationale organisatie"),
}
_NO_LETTER = "0-9"


@dataclass(frozen=True)
class Owner:
    """An organisation in the list."""

    name: str
    url: str
    count: int


@dataclass(frozen=True)
class Letter:
    """The organisations whose names begin with the same letter."""

    letter: str
    owners: tuple[Owner, ...]


@dataclass(frozen=True, kw_only=True)
class Shared:
    """A component of an organisation."""

    name: str
    url: str
    status: Status
    summary: str


@dataclass(frozen=True)
class InRole:
    """The components to which an organisation is the same thing."""

    role: str
    components: tuple[Shared, ...]


@dataclass(frozen=True, kw_only=True)
class OrganisationPage:
    """What the page of an organisation shows."""

    name: str
    slug: str
    short_name: str | None
    kind: str | None
    country: str | None
    """None for the Netherlands, which goes without saying."""
    tooi_uri: str | None
    list_url: str | None
    """The list of what it owns, to filter; None when it owns nothing."""
    roles: tuple[InRole, ...]


def letters(owners: Iterable[tuple[Organisation, int]]) -> tuple[Letter, ...]:
    """Return the owners by their first letter."""
    ordered = sorted(owners, key=lambda row: fold(row[0].name))
    return tuple(
        Letter(letter, tuple(_owner(organisation, count) for organisation, count in rows))
        for letter, rows in groupby(ordered, key=lambda row: _letter(row[0].name))
    )


def organisation_page(
    organisation: Organisation, components: Sequence[tuple[Component, OrganisationRole]]
) -> OrganisationPage:
    """Return the page of an organisation with its components, what it owns first."""
    owns = any(role is OrganisationRole.OWNER for _component, role in components)
    return OrganisationPage(
        name=organisation.name,
        slug=organisation.slug,
        short_name=organisation.short_name,
        kind=kind(organisation.kind),
        country=_country(organisation.country),
        tooi_uri=organisation.tooi_uri,
        list_url=url_for("catalogue.index", organisatie=organisation.slug) if owns else None,
        roles=tuple(_roles(components)),
    )


def kind(word: str | None) -> str | None:
    """Return what sort of organisation it is, for people; an unknown word as it is."""
    return str(_KINDS.get(word, word)) if word else None


def _owner(organisation: Organisation, count: int) -> Owner:
    url = url_for("organisations.show", slug=organisation.slug)
    return Owner(organisation.name, url, count)


def _letter(name: str) -> str:
    first = fold(name)[:1].upper()
    return first if first.isascii() and first.isalpha() else _NO_LETTER


def _country(code: str | None) -> str | None:
    return words.country(code) if code and code != "NL" else None


def _roles(components: Sequence[tuple[Component, OrganisationRole]]) -> Iterable[InRole]:
    for role in OrganisationRole:
        shared = tuple(_shared(component) for component, its in components if its is role)
        if shared:
            yield InRole(_("%(role)s van") % {"role": role.label}, shared)


def _shared(component: Component) -> Shared:
    return Shared(
        name=component.name,
        url=url_for("catalogue.show", slug=component.slug),
        status=component.status,
        summary=component.summary,
    )
