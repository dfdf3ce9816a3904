"""The list of owners from A to Z, what was looked for, and the page of one organisation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import url_for

from govhub.accounts.models import Organisation
from govhub.accounts.names import Name, matching
from govhub.accounts.organisations import ended_since, full_name, has_ended, successor
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import OrganisationRole
from govhub.kernel.pagination import Pages
from govhub.kernel.slug import fold
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l
from govhub.platform.language import long_date
from govhub.web.catalogue import words

_KINDS: Mapping[str, str] = {
    "ministerie": _l("Ministerie"),
    "uitvoeringsorganisatie": _l("Uitvoeringsorganisatie"),
    "zbo": _l("Zelfstandig bestuursorgaan"),
    "onderzoeksinstelling": _l("Onderzoeksinstelling"),
    "gemeente": _l("Gemeente"),
    "provincie": _l("Provincie"),
    "waterschap": _l("Waterschap"),
    "openbaar-lichaam": _l("Openbaar lichaam"),
    "rijk": _l("Rijksoverheid"),
    "overheidsorganisatie": _l("Overheidsorganisatie"),
    "koepel": _l("Koepelorganisatie"),
    "samenwerkingsverband": _l("Samenwerkingsverband"),
    "stichting": _l("Stichting"),
    "gemeenschap": _l("Gemeenschap"),
    "leverancier": _l("Leverancier"),
    "buitenlandse-overheid": _l("Buitenlandse overheid"),
    "internationale-organisatie": _l("Internationale organisatie"),
}
_NO_LETTER = "0-9"
ALL = "alle"
"""Value of ``toon`` that asks for every organisation."""


@dataclass(frozen=True)
class Owner:
    """An organisation in the list."""

    name: str
    url: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What somebody looks for in the list of all organisations."""

    text: str = ""
    kind: str = ""
    page: int = 1
    is_all: bool = False
    """Also without words: all there are."""

    @property
    def is_search(self) -> bool:
        """Tell whether something was asked; else the page shows who owns a component."""
        return bool(self.text or self.kind or self.is_all)

    def url(self, page: int = 1) -> str:
        """Return the address of this question, at a page of the answer."""
        return url_for(
            "organisations.index",
            q=self.text or None,
            soort=self.kind or None,
            toon=ALL if self.is_all and not (self.text or self.kind) else None,
            pagina=page if page > 1 else None,
        )


@dataclass(frozen=True, kw_only=True)
class Found:
    """An organisation in the answer."""

    name: str
    url: str
    kind: str | None
    short_name: str | None
    count: int
    ended: str | None
    """That it does not exist any more, since when and what became of it."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What was found."""

    asked: Asked
    found: tuple[Found, ...]
    pages: Pages
    kinds: tuple[tuple[str, str], ...]
    """What sorts there are, with the word for people."""


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
    ended: str | None
    """That it does not exist any more, and since when."""
    came_from: str | None
    """That the reader came from an organisation that was merged into this one."""
    before: tuple["Before", ...]
    """What was merged into it, with what that owned."""


@dataclass(frozen=True)
class Before:
    """An organisation that was merged into another."""

    name: str
    ended: str | None
    roles: tuple[InRole, ...]


_Components = Sequence[tuple[Component, OrganisationRole]]


def search(names: Iterable[Name], asked: Asked) -> list[Name]:
    """Return what was asked, the likeliest first."""
    found = [each for each in names if not asked.kind or each.kind == asked.kind]
    return matching(found, asked.text)


def kinds(names: Iterable[Name]) -> tuple[tuple[str, str], ...]:
    """Return what sorts of organisation there are, with the word for people, by that word."""
    found = {each.kind for each in names if each.kind}
    return tuple(sorted(((key, kind(key) or key) for key in found), key=lambda row: fold(row[1])))


def answer(
    asked: Asked,
    here: Iterable[Name],
    organisations: Mapping[str, Organisation],
    pages: Pages,
    kinds: tuple[tuple[str, str], ...],
) -> Answer:
    """Return the page with the names that are on it; ``organisations`` are those, by slug."""
    return Answer(
        asked=asked,
        found=tuple(
            _found(each, organisations[each.slug]) for each in here if each.slug in organisations
        ),
        pages=pages,
        kinds=kinds,
    )


def ended(organisation: Organisation) -> str | None:
    """Return that it does not exist any more, since when and what became of it."""
    if not has_ended(organisation):
        return None
    since, into = ended_since(organisation), successor(organisation)
    said = (
        _("Bestaat niet meer sinds %(day)s") % {"day": long_date(since)}
        if since
        else _("Bestaat niet meer")
    )
    return _("%(said)s, opgegaan in %(name)s") % {"said": said, "name": into.name} if into else said


def letters(owners: Iterable[tuple[Organisation, int]]) -> tuple[Letter, ...]:
    """Return the owners by their first letter."""
    ordered = sorted(owners, key=lambda row: fold(row[0].name))
    return tuple(
        Letter(letter, tuple(_owner(organisation, count) for organisation, count in rows))
        for letter, rows in groupby(ordered, key=lambda row: _letter(row[0].name))
    )


def organisation_page(
    organisation: Organisation,
    components: _Components,
    *,
    before: Iterable[tuple[Organisation, _Components]] = (),
    came_from: Organisation | None = None,
) -> OrganisationPage:
    """Return the page of an organisation with its components, what it owns first.

    ``before`` is what was merged into it, ``came_from`` of which of those the reader asked.
    """
    owns = any(role is OrganisationRole.OWNER for _component, role in components)
    return OrganisationPage(
        name=organisation.name,
        slug=organisation.slug,
        short_name=_short(organisation.name, organisation.short_name),
        kind=kind(organisation.kind),
        country=_country(organisation.country),
        tooi_uri=organisation.tooi_uri,
        list_url=url_for("catalogue.index", organisatie=organisation.slug) if owns else None,
        roles=tuple(_roles(components)),
        ended=ended(organisation),
        came_from=_came_from(came_from, organisation),
        before=tuple(Before(each.name, ended(each), tuple(_roles(its))) for each, its in before),
    )


def kind(word: str | None) -> str | None:
    """Return what sort of organisation it is, for people; an unknown word as it is."""
    return str(_KINDS.get(word, word)) if word else None


def _came_from(asked: Organisation | None, here: Organisation) -> str | None:
    if asked is None:
        return None
    since = ended_since(asked)
    said = {"name": asked.name, "into": here.name, "day": long_date(since) if since else ""}
    if since is None:
        return _("%(name)s is opgegaan in %(into)s. Dit is de pagina van %(into)s.") % said
    return _("%(name)s is op %(day)s opgegaan in %(into)s. Dit is de pagina van %(into)s.") % said


def _found(each: Name, organisation: Organisation) -> Found:
    return Found(
        name=each.name,
        url=url_for("organisations.show", slug=each.slug),
        kind=kind(each.kind),
        short_name=_short(each.name, each.short_name),
        count=each.number,
        ended=ended(organisation),
    )


def _short(name: str, short: str | None) -> str | None:
    """Return the short name, unless the name says it already: "Utrecht" of "Gemeente Utrecht"."""
    return short if short and fold(short) not in fold(name) else None


def _owner(organisation: Organisation, count: int) -> Owner:
    url = url_for("organisations.show", slug=organisation.slug)
    return Owner(full_name(organisation), url, count)


def _letter(name: str) -> str:
    first = fold(name)[:1].upper()
    return first if first.isascii() and first.isalpha() else _NO_LETTER


def _country(code: str | None) -> str | None:
    return words.country(code) if code and code != "NL" else None


def _roles(components: _Components) -> Iterable[InRole]:
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
