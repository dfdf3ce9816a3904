"""The pages around the upkeep of a component, ready to be shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from govhub.catalogue import merging
from govhub.catalogue.facts import Facts, facts_of
from govhub.catalogue.ledger.looking_back import LookBack
from govhub.catalogue.ledger.models import LedgerLine
from govhub.catalogue.merging import Choice
from govhub.catalogue.models import Component
from govhub.catalogue.queries import Neighbour
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import RelationType
from govhub.platform.language import gettext as _
from govhub.registration import fact_words
from govhub.web.catalogue.facts import Mention
from govhub.web.catalogue.timeline import Step, timeline

_INSTEAD = {RelationType.ALTERNATIVE, RelationType.VARIANT}


@dataclass(frozen=True)
class Other:
    """A component that somebody may want instead."""

    name: str
    url: str
    status: Status


@dataclass(frozen=True, kw_only=True)
class GonePage:
    """Why a component is out of view, and where to look instead."""

    name: str
    slug: str
    reason: str | None
    since: datetime | None
    owner: Mention | None
    survivor: Other | None
    """What it was merged into."""
    others: tuple[Other, ...]
    """What replaces it or is like it, the successors first."""

    @property
    def instead(self) -> tuple[Other, ...]:
        """Return everything that somebody may use instead."""
        return (self.survivor, *self.others) if self.survivor else self.others


@dataclass(frozen=True, kw_only=True)
class HistoryPage:
    """The ledger of what went out of view."""

    name: str
    slug: str
    since: datetime | None
    survivor: Other | None
    history: tuple[Step, ...]
    """The newest first."""
    back: LookBack | None
    """The day that is asked."""


def history_page(
    component: Component,
    lines: Sequence[LedgerLine],
    *,
    since: datetime | None,
    survivor: Component | None,
    back: LookBack | None,
) -> HistoryPage:
    """Return the page with the lines of a component that is hidden."""
    return HistoryPage(
        name=component.name,
        slug=component.slug,
        since=since,
        survivor=_other(survivor.name, survivor.slug, survivor.status) if survivor else None,
        history=timeline(lines, (), back.standing if back else None),
        back=back,
    )


def gone_page(
    component: Component,
    *,
    since: datetime | None,
    survivor: Component | None,
    neighbours: Iterable[Neighbour],
) -> GonePage:
    """Return the page in the place of a component that is hidden."""
    owner = component.owner
    helping = [
        each
        for each in neighbours
        if not each.is_hidden and (each.is_successor or each.relation in _INSTEAD)
    ]
    return GonePage(
        name=component.name,
        slug=component.slug,
        reason=component.hidden_reason,
        since=since,
        owner=Mention(owner.name, url_for("organisations.show", slug=owner.slug))
        if owner
        else None,
        survivor=_other(survivor.name, survivor.slug, survivor.status) if survivor else None,
        others=tuple(
            _other(each.name, each.slug, each.status)
            for each in sorted(helping, key=lambda each: not each.is_successor)
        ),
    )


@dataclass(frozen=True, kw_only=True)
class Offer:
    """Something of the double that may come along, and what the other says of it."""

    field: str
    label: str
    theirs: str
    ours: str
    does: str
    """What becomes of it when it is chosen."""


def offers(session: Session, double: Component, into: Component) -> tuple[Offer, ...]:
    """Return what the redactie can choose, in words."""
    theirs, ours = facts_of(double), facts_of(into)
    return tuple(_offer(session, each, theirs, ours) for each in merging.choices(double, into))


def _offer(session: Session, choice: Choice, theirs: Facts, ours: Facts) -> Offer:
    is_fact = choice.field != merging.ORGANISATIONS
    both = (
        (fact_words.text(session, facts, choice.field) for facts in (theirs, ours))
        if is_fact
        else ("\n".join(choice.theirs), "\n".join(choice.ours))
    )
    their, our = both
    return Offer(
        field=choice.field,
        label=str(fact_words.LABELS[choice.field]) if is_fact else _("Organisaties"),
        theirs=their,
        ours=our or _("(niets)"),
        does=_("komt erbij")
        if choice.is_addition or choice.fills_a_gap
        else _("komt ervoor in de plaats"),
    )


def _other(name: str, slug: str, status: Status) -> Other:
    return Other(name, url_for("catalogue.show", slug=slug), status)
