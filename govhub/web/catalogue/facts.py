"""The properties of a component, as a list for people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import url_for

from govhub.accounts.organisations import full_name
from govhub.catalogue.contact import shown_address
from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import OrganisationRole
from govhub.platform.language import gettext as _
from govhub.platform.language import long_date
from govhub.web.catalogue import words


@dataclass(frozen=True)
class Mention:
    """A piece of text; a link when it has an address."""

    text: str
    url: str | None = None


@dataclass(frozen=True)
class Fact:
    """A property and what is known about it: nothing at all is said too."""

    label: str
    mentions: tuple[Mention, ...] = ()


def facts_of(component: Component, categories: Sequence[Mention]) -> Iterable[Fact]:
    """Give the facts; those that a reader looks for also when they are unknown."""
    yield Fact(_("Soort"), (Mention(component.kind.label),))
    yield Fact(_("Categorie"), tuple(categories))
    yield from _roles(component)
    yield Fact(_("Licentie"), tuple(_licence(component)))
    yield Fact(_("Documentatie"), _address(component.documentation_url))
    yield Fact(_("Contact"), _mailbox(shown_address(component)))
    yield from filter(_is_known, _details(component))


def _details(component: Component) -> Iterable[Fact]:
    yield Fact(_("Standaarden"), tuple(_standards(component)))
    yield Fact(_("Versie"), tuple(_version(component)))
    yield Fact(_("Onderhoud"), _text(component.maintenance and component.maintenance.label))
    yield Fact(_("Laag van Common Ground"), _text(component.layer and words.layer(component.layer)))
    yield Fact(_("Platform"), tuple(map(Mention, component.platforms)))
    yield Fact(_("Talen"), tuple(Mention(words.language_name(tag)) for tag in component.languages))
    if component.country != "NL":
        yield Fact(_("Land"), _text(component.country and words.country(component.country)))


def _is_known(fact: Fact) -> bool:
    return bool(fact.mentions)


def _text(text: str | None) -> tuple[Mention, ...]:
    return (Mention(text),) if text else ()


def _address(url: str | None) -> tuple[Mention, ...]:
    return (Mention(url.removeprefix("https://").rstrip("/"), url),) if url else ()


def _mailbox(address: str | None) -> tuple[Mention, ...]:
    return (Mention(address, f"mailto:{address}"),) if address else ()


def _roles(component: Component) -> Iterable[Fact]:
    """Give a fact for each role that an organisation has; the owner first, known or not."""
    for role in OrganisationRole:
        mentions = tuple(
            Mention(
                full_name(link.organisation),
                url_for("organisations.show", slug=link.organisation.slug),
            )
            for link in component.roles
            if link.role is role
        )
        if mentions or role is OrganisationRole.OWNER:
            yield Fact(role.label, mentions)


def _licence(component: Component) -> Iterable[Mention]:
    if component.licence:
        yield Mention(component.licence)
    if component.closed_reason:
        yield Mention(_("Niet open: %(reason)s") % {"reason": component.closed_reason})


def _standards(component: Component) -> Iterable[Mention]:
    for standard in component.standards:
        yield Mention(standard.name, url_for("catalogue.index", standaard=standard.key))


def _version(component: Component) -> Iterable[Mention]:
    if component.software_version and component.released_on:
        yield Mention(
            _("%(version)s, van %(date)s")
            % {"version": component.software_version, "date": long_date(component.released_on)}
        )
    elif component.software_version:
        yield Mention(component.software_version)
