"""Everything that was asked, said and decided about a component, in the order it happened."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l
from govhub.platform.outbox import RecordedEvent
from govhub.registration import comments, fact_words, queries
from govhub.registration.events import SubmissionReceived
from govhub.registration.models import EditProposal, ProposalState, StatusProposal


class Side(StrEnum):
    """On whose behalf something was said or done."""

    EDITORS = "redactie"
    REGISTRANT = "aanmelder"
    KEEPER = "eigenaar"
    OTHER = "bezoeker"
    NOBODY = "govhub"

    @property
    def label(self) -> str:
        """Return the words for people; never a name."""
        return _SIDES[self]


_SIDES = {
    Side.EDITORS: _l("De redactie"),
    Side.REGISTRANT: _l("De aanmelder"),
    Side.KEEPER: _l("Wie dit component beheert"),
    Side.OTHER: _l("Iemand anders"),
    Side.NOBODY: _l("GovHub"),
}


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One thing that happened."""

    at: datetime
    side: Side
    what: str
    """As in "Wijziging gevraagd"."""
    text: str | None = None
    """What was said, or why."""
    is_comment: bool = False
    author: User | None = None
    """Only the redactie may see who it was."""


def history(session: Session, component: Component) -> Sequence[Moment]:
    """Return what happened, the oldest first; what a visitor proposed is not among it."""
    moments = [
        *_submissions(session, component),
        *_verdicts(session, component),
        *_comments(session, component),
        *_statuses(session, component),
        *_edits(session, component),
    ]
    people = _people(session, {each.author_id for each in moments if each.author_id})
    told = [each.moment(people) for each in moments]
    return sorted(told, key=lambda moment: moment.at)


@dataclass(frozen=True, kw_only=True)
class _Found:
    """A moment before it is known who its author is."""

    at: datetime
    side: Side
    what: str
    text: str | None = None
    is_comment: bool = False
    author_id: int | None = None

    def moment(self, people: Mapping[int, User]) -> Moment:
        """Return it with its author."""
        return Moment(
            at=self.at,
            side=self.side,
            what=self.what,
            text=self.text,
            is_comment=self.is_comment,
            author=people.get(self.author_id) if self.author_id else None,
        )


def _people(session: Session, ids: set[int]) -> Mapping[int, User]:
    found = session.scalars(select(User).where(User.id.in_(ids))) if ids else ()
    return {each.id: each for each in found}


def _submissions(session: Session, component: Component) -> Iterator[_Found]:
    times = session.scalars(
        select(RecordedEvent.occurred_at)
        .where(
            RecordedEvent.name == SubmissionReceived.name,
            RecordedEvent.subject == str(component.public_id),
        )
        .order_by(RecordedEvent.id)
    ).all()
    for number, at in enumerate(times):
        what = _("Opnieuw ingediend") if number else _("Ingediend")
        yield _Found(at=at, side=Side.REGISTRANT, what=what)


def _verdicts(session: Session, component: Component) -> Iterator[_Found]:
    for each in queries.reviews(session, component):
        yield _Found(
            at=each.decided_at,
            side=Side.EDITORS,
            what=str(each.verdict.label),
            text=each.reason,
            author_id=each.editor_id,
        )


def _comments(session: Session, component: Component) -> Iterator[_Found]:
    for each in comments.all_of(session, component):
        yield _Found(
            at=each.written_at,
            side=Side.EDITORS if each.is_of_editors else Side.REGISTRANT,
            what=_("Opmerking"),
            text=each.text,
            is_comment=True,
            author_id=each.author_id,
        )


def _statuses(session: Session, component: Component) -> Iterator[_Found]:
    for each in queries.status_proposals_of(session, component):
        yield _Found(
            at=each.proposed_at,
            side=Side.KEEPER,
            what=_("Status %(status)s voorgesteld") % {"status": Status(each.new).label},
            text=each.reason,
            author_id=each.proposed_by_id,
        )
        named = _("status %(status)s") % {"status": Status(each.new).label}
        yield from _closed(each, named)


def _edits(session: Session, component: Component) -> Iterator[_Found]:
    for each in queries.edits_of_keepers(session, component):
        names = ", ".join(each.lower() for each in fact_words.labels(each.facts))
        yield _Found(
            at=each.proposed_at,
            side=Side.KEEPER,
            what=_("Wijziging voorgesteld: %(names)s") % {"names": names},
            author_id=each.proposed_by_id,
        )
        yield from _closed(each, names)


def _closed(proposal: StatusProposal | EditProposal, named: str) -> Iterator[_Found]:
    """Give how it ended, when it did."""
    if proposal.decided_at is None or proposal.state is ProposalState.WAITING:
        return
    side, what = {
        ProposalState.APPROVED: (Side.EDITORS, _("Goedgekeurd: %(what)s")),
        ProposalState.REFUSED: (Side.EDITORS, _("Afgewezen: %(what)s")),
        ProposalState.OVERTAKEN: (Side.NOBODY, _("Vervallen, intussen anders: %(what)s")),
        ProposalState.WITHDRAWN: (Side.KEEPER, _("Ingetrokken: %(what)s")),
    }[proposal.state]
    yield _Found(
        at=proposal.decided_at,
        side=side,
        what=what % {"what": named},
        text=proposal.answer,
        author_id=proposal.decided_by_id,
    )
