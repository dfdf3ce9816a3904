"""What the pages about the status of a component show to who may change it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for

from govhub.catalogue import confirming, correcting
from govhub.catalogue.gate import Missing, is_without_code
from govhub.catalogue.ledger.models import LedgerLine, PlannedChange
from govhub.catalogue.ledger.plans import why_it_lapses
from govhub.catalogue.link_check import FIELDS
from govhub.catalogue.models import Component
from govhub.catalogue.queries import Neighbour
from govhub.catalogue.status import Status, Step, next_steps
from govhub.catalogue.vocabulary import RelationType
from govhub.platform.language import gettext as _
from govhub.platform.language import long_date
from govhub.registration.models import ProposalState, StatusProposal
from govhub.web.registration.page import ToDo, to_dos


@dataclass(frozen=True, kw_only=True)
class Announced:
    """A change for a day to come."""

    new: Status
    on: date
    decided_by: str
    reason: str | None
    withdraw_url: str

    @property
    def in_words(self) -> str:
        """Return ``Beëindigd per 1 maart 2027``."""
        return _("%(status)s per %(day)s") % {"status": self.new.label, "day": long_date(self.on)}


@dataclass(frozen=True)
class Other:
    """Another component, which this one needs or which needs this one."""

    name: str
    url: str
    status: Status


@dataclass(frozen=True, kw_only=True)
class StatusNow:
    """The status, and whether somebody looked lately."""

    name: str
    slug: str
    status: Status
    since: date | None
    confirmed_on: date | None
    confirm_by: date | None
    is_asked: bool
    """It is time to say whether the status is still true."""
    is_overdue: bool


@dataclass(frozen=True, kw_only=True)
class StatusPage:
    """The page to change the status."""

    now: StatusNow
    hints: dict[str, str]
    """Status value → what it means, what the step asks, and what it ends."""
    announced: tuple[Announced, ...]
    needed_by: tuple[Other, ...]
    number_missing: int
    """How much is still missing for ``beschikbaar``."""
    proposal: StatusProposal | None
    """The wish that waits, or the last one when it was refused."""
    mistake: LedgerLine | None
    """The last change, while it can be corrected."""

    @property
    def correct_until(self) -> datetime | None:
        """Return until when that is."""
        return self.mistake.recorded_at + correcting.PERIOD if self.mistake else None


def status_page(  # noqa: PLR0913  # everything that was read for it
    component: Component,
    *,
    is_editor: bool,
    plans: Iterable[PlannedChange],
    neighbours: Iterable[Neighbour],
    missing: Sequence[Missing],
    waiting: StatusProposal | None,
    latest: StatusProposal | None,
    mistake: LedgerLine | None,
) -> StatusPage:
    """Return the page for this person."""
    announced_changes = announced(component, plans)
    refused = latest if latest and latest.state is ProposalState.REFUSED else None
    return StatusPage(
        now=status_now(component),
        hints=step_hints(component.status, announced_changes, is_editor=is_editor),
        announced=announced_changes,
        needed_by=others(neighbours, is_target=False),
        number_missing=0 if component.status is Status.AVAILABLE else len(missing),
        proposal=waiting or refused,
        mistake=mistake,
    )


def status_now(component: Component) -> StatusNow:
    """Return the status as it stands."""
    return StatusNow(
        name=component.name,
        slug=component.slug,
        status=component.status,
        since=component.status_since,
        confirmed_on=component.confirmed_on,
        confirm_by=component.confirm_by,
        is_asked=confirming.is_asked(component),
        is_overdue=confirming.is_overdue(component),
    )


def announced(component: Component, plans: Iterable[PlannedChange]) -> tuple[Announced, ...]:
    """Return what was announced, each with the page to withdraw it."""
    return tuple(
        Announced(
            new=plan.new,
            on=plan.effective_on,
            decided_by=plan.decided_by,
            reason=plan.reason,
            withdraw_url=url_for("status.withdraw", slug=component.slug, key=plan.public_id),
        )
        for plan in plans
    )


def others(neighbours: Iterable[Neighbour], *, is_target: bool) -> tuple[Other, ...]:
    """Return what the component needs (``is_target``), or what needs the component."""
    return tuple(
        Other(each.name, url_for("catalogue.show", slug=each.slug), each.status)
        for each in neighbours
        if each.relation is RelationType.REQUIRES and each.is_target is is_target
    )


def step_hints(old: Status, plans: Iterable[Announced], *, is_editor: bool) -> dict[str, str]:
    """Return status value → what it means, what the step to it asks, and what it ends."""
    known = tuple(plans)
    return {
        new.value: " ".join(
            [str(new.meaning), *_asks(step, is_editor=is_editor), *_ends(old, new, known)]
        )
        for new, step in next_steps(old).items()
    }


def correction_hints(line: LedgerLine) -> dict[str, str]:
    """Return status value → what it means; of the status before the mistake that it was that."""
    before = _("Dit was de status voor de wijziging.")
    return {
        new.value: f"{before} {new.meaning}" if new is line.old else str(new.meaning)
        for new in Status
    }


def _asks(step: Step, *, is_editor: bool) -> Sequence[str]:
    asked = [
        (step.needs_reason, _("Leg uit waarom.")),
        (step.needs_end_date, _("Vul een einddatum in.")),
        (step.needs_editor and not is_editor, _("Een redacteur kijkt eerst mee.")),
    ]
    return [sentence for is_asked, sentence in asked if is_asked]


def _ends(old: Status, new: Status, plans: Sequence[Announced]) -> Sequence[str]:
    lapsing = [plan.in_words for plan in plans if why_it_lapses(plan.new, old=old, now=new)]
    if not lapsing:
        return []
    return [
        _("Gaat dit vandaag in? Dan vervalt wat is aangekondigd: %(plans)s.")
        % {"plans": ", ".join(lapsing)}
    ]


@dataclass(frozen=True, kw_only=True)
class Condition:
    """Something that ``beschikbaar`` asks."""

    title: str
    known: str
    """What is filled in, or how it stands."""
    to_do: tuple[ToDo, ...]

    @property
    def is_met(self) -> bool:
        """Tell whether nothing is missing."""
        return not self.to_do


@dataclass(frozen=True, kw_only=True)
class GatePage:
    """Whether the component may be called ``beschikbaar``, condition by condition."""

    now: StatusNow
    conditions: tuple[Condition, ...]
    needs: tuple[Other, ...]
    """What the component requires, available or not."""
    announced: Announced | None
    """``beschikbaar`` for a day to come."""
    proposal: StatusProposal | None
    """The wish for ``beschikbaar`` that waits."""

    @property
    def is_open(self) -> bool:
        """Tell whether nothing is missing."""
        return all(condition.is_met for condition in self.conditions)

    @property
    def number_missing(self) -> int:
        """Return how much is missing."""
        return sum(len(condition.to_do) for condition in self.conditions)

    @property
    def may_ask(self) -> bool:
        """Tell whether asking for ``beschikbaar`` makes sense now."""
        return self.is_open and self.now.status is not Status.AVAILABLE and self.proposal is None


def gate_page(
    component: Component,
    *,
    missing: Sequence[Missing],
    neighbours: Sequence[Neighbour],
    plans: Iterable[PlannedChange],
    waiting: StatusProposal | None,
) -> GatePage:
    """Return the page about ``beschikbaar``."""
    changes = announced(component, plans)
    is_wish = waiting is not None and waiting.new is Status.AVAILABLE
    return GatePage(
        now=status_now(component),
        conditions=tuple(_conditions(component, missing)),
        needs=others(neighbours, is_target=True),
        announced=next((each for each in changes if each.new is Status.AVAILABLE), None),
        proposal=waiting if is_wish else None,
    )


def _conditions(component: Component, missing: Sequence[Missing]) -> Iterable[Condition]:
    """Give every condition of the gate; what is missing stands with its own."""
    dead = [each for each in missing if each.field in FIELDS and getattr(component, each.field)]
    absent = [each for each in missing if each not in dead]
    for title, field, known in _facts(component):
        mine = [each for each in absent if each.field == field]
        yield Condition(title=title, known=known, to_do=to_dos(component, mine))
    yield Condition(
        title=_("De links werken"),
        known=_("We kijken geregeld of de adressen hierboven nog bestaan."),
        to_do=to_dos(component, dead),
    )
    yield Condition(
        title=_("Wat het nodig heeft, is beschikbaar"),
        known=_("Alle componenten die dit component nodig heeft, zijn beschikbaar."),
        to_do=to_dos(component, [each for each in absent if each.field == "relations"]),
    )


def _facts(component: Component) -> Iterable[tuple[str, str, str]]:
    """Give the name of each fact, the field in which it is missed, and what is known."""
    owner = component.owner
    closed = component.closed_reason
    allowed = component.licence or (
        _("Niet open: %(reason)s") % {"reason": closed} if closed else ""
    )
    if is_without_code(component.kind, component.repository_url):
        yield _("Waar iemand erbij komt"), "website_url", component.website_url or ""
        yield _("Voorwaarden"), "conditions", component.conditions or allowed
    else:
        found = component.repository_url or component.website_url
        yield _("Broncode of website"), "repository_url", found or ""
        yield _("Licentie"), "licence", allowed
    yield _("Documentatie"), "documentation_url", component.documentation_url or ""
    yield _("E-mailadres voor vragen"), "contact_email", component.contact_email or ""
    yield _("Organisatie die eigenaar is"), "owner_slug", owner.name if owner else ""
