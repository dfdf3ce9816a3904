"""The page of one component: everything it says, ready to be shown.

``component_page`` makes it for a component that everybody sees and for a draft alike.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask import url_for
from markupsafe import Markup

from govhub.catalogue.ledger.models import LedgerLine
from govhub.catalogue.models import Component
from govhub.catalogue.queries import Neighbour
from govhub.catalogue.status import Status
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


@dataclass(frozen=True, kw_only=True)
class Usability:
    """The answer to "mag ik dit gebruiken?", and what it rests on."""

    status: Status
    since: date | None
    reason: str | None
    end_date: date | None
    successors: tuple[Mention, ...]
    conditions: str | None

    @property
    def needs_successor(self) -> bool:
        """Tell whether a reader now wants to know what to use instead."""
        return self.status in (Status.PHASING_OUT, Status.ENDED)


@dataclass(frozen=True, kw_only=True)
class OutwardLink:
    """An address elsewhere that belongs to the component."""

    text: str
    url: str
    icon: str


@dataclass(frozen=True, kw_only=True)
class Related:
    """Another component, and why it stands here."""

    name: str
    url: str
    status: Status
    reason: str | None


@dataclass(frozen=True)
class RelatedGroup:
    """Components that stand in the same relation."""

    label: str
    components: tuple[Related, ...]


@dataclass(frozen=True, kw_only=True)
class ServedPrinciple:
    """A principle that the component serves."""

    number: int
    title: str
    url: str
    guidance_url: str | None
    motivation: str | None


@dataclass(frozen=True, kw_only=True)
class ComponentPage:
    """What the templates ``catalogue/_component.html`` and ``catalogue/show.html`` show."""

    name: str
    slug: str
    status: Status
    summary: str
    aliases: tuple[str, ...]
    owner: Mention | None
    category: Mention | None
    description: Markup
    purposes: tuple[str, ...]
    usability: Usability
    links: tuple[OutwardLink, ...]
    contact_email: str | None
    facts: tuple[Fact, ...]
    sources: tuple[Mention, ...]
    related: tuple[RelatedGroup, ...]
    principles: tuple[ServedPrinciple, ...]
    history: tuple[LedgerLine, ...]
    """The ledger, the newest line first; empty for a draft."""
    source_url: str | None
    """Where the source code is."""


def component_page(
    component: Component,
    *,
    history: Sequence[LedgerLine] = (),
    neighbours: Sequence[Neighbour] = (),
) -> ComponentPage:
    """Return the page of the component. A draft has no history and no neighbours yet."""
    categories = [
        category_mention(category.key, category.name) for category in component.categories
    ]
    return ComponentPage(
        name=component.name,
        slug=component.slug,
        status=component.status,
        summary=component.summary,
        aliases=tuple(alias.name for alias in component.aliases),
        owner=_owner(component),
        category=categories[0] if categories else None,
        description=_description(component),
        purposes=tuple(component.purposes),
        usability=_usability(component, history, neighbours),
        links=tuple(_links(component)),
        contact_email=component.contact_email,
        facts=tuple(_facts(component, categories)),
        sources=tuple(map(_source, component.sources)),
        related=tuple(_related(neighbours)),
        principles=tuple(_principles(component)),
        history=tuple(history),
        source_url=component.repository_url,
    )


def category_mention(key: str, name: str) -> Mention:
    """Return a category that leads to its components."""
    return Mention(name, url_for("catalogue.index", categorie=key))


def _owner(component: Component) -> Mention | None:
    owner = component.owner
    return Mention(owner.name, url_for("organisations.show", slug=owner.slug)) if owner else None


def _description(component: Component) -> Markup:
    """Return the description, unless it only says the summary again."""
    if component.description.strip() == component.summary.strip():
        return Markup()
    return Markup(component.description_html)  # noqa: S704  # sanitised when it was written


def _usability(
    component: Component, history: Sequence[LedgerLine], neighbours: Iterable[Neighbour]
) -> Usability:
    return Usability(
        status=component.status,
        since=component.status_since,
        reason=history[0].reason if history else None,
        end_date=component.end_date if component.status is Status.PHASING_OUT else None,
        successors=tuple(
            Mention(neighbour.name, url_for("catalogue.show", slug=neighbour.slug))
            for neighbour in neighbours
            if neighbour.is_successor
        ),
        conditions=component.conditions,
    )


def _links(component: Component) -> Iterable[OutwardLink]:
    for url, text, icon in (
        (component.repository_url, _("Broncode"), "git-branch"),
        (component.website_url, _("Website"), "world"),
        (component.documentation_url, _("Documentatie"), "book-2"),
        (component.api_docs_url, _("API-documentatie"), "code"),
        (component.demo_url, _("Demo"), "player-play"),
        (component.roadmap_url, _("Roadmap"), "map-2"),
    ):
        if url:
            yield OutwardLink(text=text, url=url, icon=icon)


def _facts(component: Component, categories: Sequence[Mention]) -> Iterable[Fact]:
    """Give the facts; those that a reader looks for also when they are unknown."""
    yield Fact(_("Soort"), (Mention(component.kind.label),))
    yield Fact(_("Categorie"), tuple(categories))
    yield from _roles(component)
    yield Fact(_("Licentie"), tuple(_licence(component)))
    yield Fact(_("Documentatie"), _address(component.documentation_url))
    yield Fact(_("Contact"), _mailbox(component.contact_email))
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
                link.organisation.name, url_for("organisations.show", slug=link.organisation.slug)
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


def _source(source: str) -> Mention:
    is_address = source.startswith("https://")
    return Mention(source.removeprefix("https://"), source if is_address else None)


def _related(neighbours: Iterable[Neighbour]) -> Iterable[RelatedGroup]:
    for label, group in groupby(neighbours, key=lambda neighbour: str(neighbour.label)):
        related = (
            Related(
                name=neighbour.name,
                url=url_for("catalogue.show", slug=neighbour.slug),
                status=neighbour.status,
                reason=neighbour.reason,
            )
            for neighbour in group
        )
        yield RelatedGroup(label, tuple(related))


def _principles(component: Component) -> Iterable[ServedPrinciple]:
    for link in sorted(component.principle_links, key=lambda link: link.principle.number):
        principle = link.principle
        yield ServedPrinciple(
            number=principle.number,
            title=principle.title,
            url=url_for("principles.show", key=principle.key),
            guidance_url=principle.url,
            motivation=link.motivation,
        )
