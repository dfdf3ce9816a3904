"""The pages around the upkeep of a component, ready to be shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from govhub.catalogue.ledger.looking_back import LookBack
from govhub.catalogue.ledger.models import LedgerLine
from govhub.catalogue.models import Component
from govhub.catalogue.queries import Neighbour
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import RelationType
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


def _other(name: str, slug: str, status: Status) -> Other:
    return Other(name, url_for("catalogue.show", slug=slug), status)
