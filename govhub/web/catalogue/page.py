"""The page of one component: everything it says, ready to be shown.

``component_page`` makes it for a component that everybody sees and for a draft alike.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from urllib.parse import quote

from flask import url_for
from markupsafe import Markup

from govhub.accounts.organisations import full_name
from govhub.catalogue import confirming, contact
from govhub.catalogue.ledger.history import Standing, standing
from govhub.catalogue.ledger.looking_back import LookBack
from govhub.catalogue.ledger.models import LedgerLine, PlannedChange
from govhub.catalogue.ledger.timeline import EndingNeed
from govhub.catalogue.models import Component
from govhub.catalogue.queries import Neighbour
from govhub.catalogue.serving import detail_of
from govhub.catalogue.status import Status
from govhub.guidance.text.headings import Heading
from govhub.platform.language import gettext as _
from govhub.reuse.models import Reuse
from govhub.web.catalogue import ending
from govhub.web.catalogue.ending import Ending, Need
from govhub.web.catalogue.facts import Fact, Mention, facts_of
from govhub.web.catalogue.timeline import Step, timeline


@dataclass(frozen=True)
class Coming:
    """A status that was announced."""

    status: Status
    on: date


@dataclass(frozen=True, kw_only=True)
class Usability:
    """The answer to "mag ik dit gebruiken?", and what it rests on."""

    status: Status | None
    """None on a day on which there was no status yet."""
    since: date | None
    reason: str | None
    conditions: str | None
    confirmed_on: date | None = None
    """None also when the status needs no confirmation."""
    overdue_since: date | None = None
    """The day by which the owner should have said that the status is still true."""


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
    is_hidden: bool = False
    """It went out of view: its page only says why."""


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
    phases: tuple[str, ...]
    part: Mention | None
    """The part of its text to which it belongs."""


@dataclass(frozen=True, kw_only=True)
class ComponentPage:
    """What the templates ``catalogue/_component.html`` and ``catalogue/show.html`` show."""

    name: str
    slug: str
    status: Status | None
    """Of the day that is asked; None when there was none yet."""
    summary: str
    aliases: tuple[str, ...]
    owner: Mention | None
    on_behalf_of: str | None
    """The owner, when it was registered by somebody who does not work there."""
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
    history: tuple[Step, ...]
    """The ledger, the newest line first; empty for a draft."""
    coming: tuple[Coming, ...]
    """What was announced, the earliest first."""
    ending: Ending | None
    needs: tuple[Need, ...]
    """What it requires and cannot be counted on."""
    back: LookBack | None
    """The day in the past that is shown; None for today."""
    status_now: Status
    source_url: str | None
    """Where the source code is."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of a component beside its own facts. Of a draft nothing is."""

    history: Sequence[LedgerLine] = ()
    """The ledger, the newest line first."""
    plans: Sequence[PlannedChange] = ()
    """What was announced and waits."""
    neighbours: Sequence[Neighbour] = ()
    needs: Sequence[EndingNeed] = ()
    uses: Sequence[Reuse] = ()
    """Who uses it, as everybody may see."""
    headings: Mapping[str, Sequence[Heading]] = field(default_factory=dict)
    """Of the text of the principles that it serves, by their keys."""

    @property
    def standing(self) -> Standing | None:
        """Return what the ledger says today."""
        return standing(self.history)


_NOTHING = Known()


def component_page(
    component: Component, known: Known = _NOTHING, back: LookBack | None = None
) -> ComponentPage:
    """Return the page of the component, with the status of the day of ``back`` or of today."""
    categories = [
        category_mention(category.key, category.name) for category in component.categories
    ]
    now = known.standing
    use = _usability_then(component, back) if back else _usability(component, now)
    return ComponentPage(
        name=component.name,
        slug=component.slug,
        status=use.status,
        summary=component.summary,
        aliases=tuple(alias.name for alias in component.aliases),
        owner=_owner(component),
        on_behalf_of=component.owner.name if component.is_on_behalf and component.owner else None,
        category=categories[0] if categories else None,
        description=_description(component),
        purposes=tuple(component.purposes),
        usability=use,
        links=tuple(_links(component)),
        contact_email=contact.shown_address(component),
        facts=tuple(facts_of(component, categories)),
        sources=tuple(map(_source, component.sources)),
        related=tuple(_related(known.neighbours)),
        principles=tuple(_principles(component, known.headings)),
        history=timeline(known.history, known.plans, back.standing if back else now),
        coming=() if back else tuple(Coming(plan.new, plan.effective_on) for plan in known.plans),
        ending=None if back else ending_of(component, known),
        needs=() if back else needs_of(component, known),
        back=back,
        status_now=component.status,
        source_url=component.repository_url,
    )


def ending_of(component: Component, known: Known) -> Ending | None:
    """Return how the component stops; None when it does not, as far as we know."""
    return ending.ending(
        component, now=known.standing, plans=known.plans, neighbours=known.neighbours
    )


def needs_of(component: Component, known: Known) -> tuple[Need, ...]:
    """Return what the component requires and that stops, or else cannot be used."""
    stopping = ending.needs(known.needs)
    told = {each.url for each in stopping}
    waiting = ending.not_ready(component, known.neighbours)
    return stopping + tuple(each for each in waiting if each.url not in told)


def category_mention(key: str, name: str) -> Mention:
    """Return a category that leads to its components."""
    return Mention(name, url_for("catalogue.index", categorie=key))


def _owner(component: Component) -> Mention | None:
    owner = component.owner
    return (
        Mention(full_name(owner), url_for("organisations.show", slug=owner.slug)) if owner else None
    )


def _description(component: Component) -> Markup:
    """Return the description, unless it only says the summary again."""
    if component.description.strip() == component.summary.strip():
        return Markup()
    return Markup(component.description_html)  # noqa: S704  # sanitised when it was written


def _usability(component: Component, now: Standing | None) -> Usability:
    return Usability(
        status=component.status,
        since=component.status_since,
        reason=now.line.reason if now else None,
        conditions=component.conditions,
        confirmed_on=component.confirmed_on if component.confirm_by else None,
        overdue_since=component.confirm_by if confirming.is_overdue(component) else None,
    )


def _usability_then(component: Component, back: LookBack) -> Usability:
    then = back.standing
    return Usability(
        status=then.status if then else None,
        since=then.since if then else None,
        reason=then.line.reason if then else None,
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


def _source(source: str) -> Mention:
    is_address = source.startswith("https://")
    return Mention(source.removeprefix("https://"), source if is_address else None)


def _related(neighbours: Iterable[Neighbour]) -> Iterable[RelatedGroup]:
    """Give the groups by how they read; what was written from both sides stands there once."""
    for label, group in groupby(neighbours, key=lambda neighbour: str(neighbour.label)):
        related = dict.fromkeys(
            Related(
                name=neighbour.name,
                url=url_for("catalogue.show", slug=neighbour.slug),
                status=neighbour.status,
                reason=neighbour.reason,
                is_hidden=neighbour.is_hidden,
            )
            for neighbour in sorted(group, key=lambda neighbour: neighbour.name.lower())
        )
        yield RelatedGroup(label, tuple(related))


def _principles(
    component: Component, headings: Mapping[str, Sequence[Heading]]
) -> Iterable[ServedPrinciple]:
    for link in sorted(component.principle_links, key=lambda link: link.principle.number):
        principle = link.principle
        url = url_for("principles.show", key=principle.key)
        part = next((h for h in headings.get(principle.key, ()) if h.anchor == link.anchor), None)
        yield ServedPrinciple(
            number=principle.number,
            title=principle.title,
            url=url,
            guidance_url=principle.url,
            motivation=link.motivation,
            phases=tuple(phase.label.lower() for phase in detail_of(link).phases),
            part=Mention(part.title, f"{url}#{quote(part.anchor)}") if part else None,
        )
