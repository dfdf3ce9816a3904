"""What the pages of the redactie show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for

from govhub.catalogue.ledger.models import PlannedChange
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.kernel.clock import AMSTERDAM
from govhub.platform.language import gettext as _
from govhub.platform.language import long_date, ngettext
from govhub.registration.models import ProposalState, Review, StatusProposal, Verdict
from govhub.web.registration.page import CheckPage


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Something that waits for a redacteur."""

    name: str
    url: str
    summary: str
    owner: str | None
    status: Status
    proposed: Status | None
    """The status that an owner asks for; None for a submission."""
    effective_on: date | None
    """A day to come on which it must happen; None means once it is approved."""
    since: datetime
    age: str


@dataclass(frozen=True)
class Decision:
    """What was decided before."""

    verdict: Verdict
    reason: str | None
    decided_at: datetime


@dataclass(frozen=True, kw_only=True)
class ReviewPage:
    """A submission or a wish, and what a redacteur must know to decide."""

    check: CheckPage
    submitter: str | None
    submitted_at: datetime | None
    decisions: tuple[Decision, ...]
    proposal: StatusProposal | None
    """The wish that waits."""

    @property
    def is_submission(self) -> bool:
        """Tell whether this is about the whole component, not only its status."""
        return self.check.publication is Publication.SUBMITTED


def submissions(components: Iterable[Component]) -> list[Waiting]:
    """Return the queue."""
    return [
        _waiting(component, since=component.submitted_at or component.changed_at)
        for component in components
    ]


def proposals(found: Iterable[StatusProposal]) -> list[Waiting]:
    """Return the wishes that wait."""
    return [
        _waiting(
            each.component,
            since=each.proposed_at,
            proposed=each.new,
            effective_on=each.effective_on,
        )
        for each in found
    ]


@dataclass(frozen=True, kw_only=True)
class Overdue:
    """A component whose status nobody confirmed in time."""

    name: str
    url: str
    status_url: str
    status: Status
    owner: str | None
    confirm_by: date
    late: str
    has_submitter: bool
    """Somebody is asked by mail."""
    asked_at: datetime | None


def overdue(components: Iterable[Component]) -> list[Overdue]:
    """Return what must be confirmed."""
    return [
        Overdue(
            name=each.name,
            url=url_for("catalogue.show", slug=each.slug),
            status_url=url_for("status.change", slug=each.slug),
            status=each.status,
            owner=each.owner.name if each.owner else None,
            confirm_by=each.confirm_by,
            late=days_late(each.confirm_by),
            has_submitter=each.submitted_by_id is not None,
            asked_at=each.asked_to_confirm_at,
        )
        for each in components
        if each.confirm_by is not None
    ]


@dataclass(frozen=True, kw_only=True)
class Announced:
    """A change for a day to come."""

    name: str
    url: str
    status: Status
    new: Status
    on: date
    decided_by: str
    reason: str | None
    withdraw_url: str


def announced(plans: Iterable[PlannedChange]) -> list[Announced]:
    """Return what was announced."""
    return [
        Announced(
            name=each.component.name,
            url=url_for("catalogue.show", slug=each.component.slug),
            status=each.component.status,
            new=each.new,
            on=each.effective_on,
            decided_by=each.decided_by,
            reason=each.reason,
            withdraw_url=url_for("status.withdraw", slug=each.component.slug, key=each.public_id),
        )
        for each in plans
    ]


@dataclass(frozen=True)
class Beginning:
    """The first of a longer list, and how long it is."""

    shown: Sequence[Overdue] | Sequence[Announced]
    total: int

    @property
    def has_more(self) -> bool:
        """Tell whether the list goes on, on a page of its own."""
        return self.total > len(self.shown)


def decisions(reviews: Sequence[Review]) -> tuple[Decision, ...]:
    """Return what was decided, the newest first."""
    return tuple(Decision(each.verdict, each.reason, each.decided_at) for each in reviews)


def decided(component: Component) -> str:
    """Say what a redacteur just did with a submission."""
    sentence = {
        Publication.PUBLISHED: _("%(name)s staat nu in de catalogus."),
        Publication.CHANGES_ASKED: _("U vroeg om een wijziging van %(name)s."),
        Publication.REFUSED: _("U wees %(name)s af."),
    }[component.publication]
    return f"{sentence % {'name': component.name}} {_('De aanmelder krijgt een mail.')}"


def answered(proposal: StatusProposal) -> str:
    """Say what a redacteur just did with a wish for a status."""
    names = {"name": proposal.component.name, "status": proposal.new.label}
    if proposal.state is not ProposalState.APPROVED:
        sentence = _("U wees de status %(status)s voor %(name)s af.")
    elif proposal.effective_on and proposal.effective_on > clock.today():
        sentence = _("Aangekondigd: %(name)s krijgt per %(day)s de status %(status)s.")
        names["day"] = long_date(proposal.effective_on)
    else:
        sentence = _("De status van %(name)s is nu %(status)s.")
    return f"{sentence % names} {_('Wie het voorstelde, krijgt een mail.')}"


def age(since: datetime) -> str:
    """Return how long ago that was, in days as people count them."""
    days = (clock.today() - since.astimezone(AMSTERDAM).date()).days
    if days < 1:
        return _("vandaag")
    return ngettext("%(num)s dag geleden", "%(num)s dagen geleden", days) % {"num": days}


def days_late(day: date) -> str:
    """Return how many days after ``day`` it is."""
    days = (clock.today() - day).days
    return ngettext("%(num)s dag te laat", "%(num)s dagen te laat", days) % {"num": days}


def _waiting(
    component: Component,
    *,
    since: datetime,
    proposed: Status | None = None,
    effective_on: date | None = None,
) -> Waiting:
    return Waiting(
        name=component.name,
        url=url_for("review.show", slug=component.slug),
        summary=component.summary,
        owner=component.owner.name if component.owner else None,
        status=component.status,
        proposed=proposed,
        effective_on=effective_on,
        since=since,
        age=age(since),
    )
