"""What the pages of the redactie show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.kernel.clock import AMSTERDAM
from govhub.platform.language import gettext as _
from govhub.platform.language import ngettext
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
    return [_waiting(each.component, since=each.proposed_at, proposed=each.new) for each in found]


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
    if proposal.state is ProposalState.APPROVED:
        sentence = _("De status van %(name)s is nu %(status)s.")
    else:
        sentence = _("U wees de status %(status)s voor %(name)s af.")
    names = {"name": proposal.component.name, "status": proposal.new.label}
    return f"{sentence % names} {_('Wie het voorstelde, krijgt een mail.')}"


def age(since: datetime) -> str:
    """Return how long ago that was, in days as people count them."""
    days = (clock.today() - since.astimezone(AMSTERDAM).date()).days
    if days < 1:
        return _("vandaag")
    return ngettext("%(num)s dag geleden", "%(num)s dagen geleden", days) % {"num": days}


def _waiting(component: Component, *, since: datetime, proposed: Status | None = None) -> Waiting:
    return Waiting(
        name=component.name,
        url=url_for("review.show", slug=component.slug),
        summary=component.summary,
        owner=component.owner.name if component.owner else None,
        status=component.status,
        proposed=proposed,
        since=since,
        age=age(since),
    )
