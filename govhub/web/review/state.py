"""Where a registration or an edit stands, for who waits for it: the promise, and what was said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from flask import url_for
from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue import contact
from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.platform.language import gettext as _
from govhub.registration import comments, queries, waiting_edits
from govhub.registration.history import Moment, history
from govhub.registration.models import EditProposal, ProposalState
from govhub.registration.permissions import is_keeper
from govhub.registration.promise import answer_by
from govhub.registration.waiting_edits import Change
from govhub.web.review.forms import CommentForm
from govhub.web.text_diff import Piece, difference

_LONG = 80
"""Signs from which a text is compared word by word."""


@dataclass(frozen=True, kw_only=True)
class Promise:
    """By when somebody hears of what they asked."""

    day: date

    @property
    def is_late(self) -> bool:
        """Tell whether the day is past."""
        return self.day < clock.today()

    @classmethod
    def of(cls, since: datetime, working_days: int) -> "Promise":
        """Return the promise about what waits since this moment."""
        return cls(day=answer_by(since, working_days))


@dataclass(frozen=True, kw_only=True)
class State:
    """Where a registration stands, for who registered it."""

    publication: Publication
    is_taken: bool
    """A redacteur looks at it."""
    promise: Promise | None
    history: Sequence[Moment]
    talk_url: str | None
    """Where something is said about it; None when there is nothing to talk about."""
    form: CommentForm | None

    @property
    def step(self) -> int:
        """Return how far it is: 1 draft, 2 submitted, 3 being looked at, 4 decided."""
        match self.publication:
            case Publication.DRAFT | Publication.CHANGES_ASKED:
                return 1
            case Publication.SUBMITTED:
                return 3 if self.is_taken else 2
            case _:
                return 4


@dataclass(frozen=True, kw_only=True)
class ShownChange:
    """One fact that an edit changes, as it is read."""

    label: str
    published: str
    proposed: str
    was: str | None
    pieces: tuple[Piece, ...] | None
    """Of a long text: what differs in it."""

    @classmethod
    def of(cls, change: Change) -> "ShownChange":
        """Return the change; a long text is compared word by word."""
        is_long = "\n" in change.published + change.proposed or (
            max(len(change.published), len(change.proposed)) > _LONG
        )
        compared = is_long and change.published and change.proposed
        return cls(
            label=change.label,
            published=change.published,
            proposed=change.proposed,
            was=change.was,
            pieces=difference(change.published, change.proposed) if compared else None,
        )


@dataclass(frozen=True, kw_only=True)
class ShownEdit:
    """An edit that waits or was decided."""

    key: int
    changes: tuple[ShownChange, ...]
    state: ProposalState
    is_of_keeper: bool
    is_mine: bool
    reason: str | None
    answer: str | None
    proposed_at: datetime
    decided_at: datetime | None
    promise: Promise | None
    """When it waits."""
    may_decide: bool
    may_withdraw: bool
    for_editors: bool
    """Only the redactie may decide about it."""
    fingerprint: str
    proposed_by: str | None
    """Address of who proposed it; only for the redactie."""

    @property
    def is_waiting(self) -> bool:
        """Tell whether nobody decided yet."""
        return self.state is ProposalState.WAITING

    @property
    def names(self) -> str:
        """Return what it changes, as in "licentie en naam"."""
        return ", ".join(each.label.lower().rstrip("?") for each in self.changes)

    @property
    def moved(self) -> bool:
        """Tell whether something of it was changed since it was proposed."""
        return any(each.was is not None for each in self.changes)


def shown_edit(proposal: EditProposal, user: User, review_days: int) -> ShownEdit:
    """Return the edit for this person."""
    is_waiting = proposal.state is ProposalState.WAITING
    promise = Promise.of(proposal.proposed_at, review_days) if is_waiting else None
    return ShownEdit(
        key=proposal.id,
        changes=tuple(ShownChange.of(each) for each in _changes(proposal, user)),
        state=proposal.state,
        is_of_keeper=proposal.is_of_keeper,
        is_mine=proposal.proposed_by_id == user.id,
        reason=proposal.reason,
        answer=proposal.answer,
        proposed_at=proposal.proposed_at,
        decided_at=proposal.decided_at,
        promise=promise,
        may_decide=is_waiting and waiting_edits.may_decide(user, proposal),
        may_withdraw=is_waiting and waiting_edits.may_withdraw(user, proposal),
        for_editors=waiting_edits.is_sensitive(proposal),
        fingerprint=waiting_edits.fingerprint(proposal),
        proposed_by=proposal.proposed_by.email if user.is_editor else None,
    )


def _changes(proposal: EditProposal, user: User) -> Iterator[Change]:
    """Give what it changes; an address that nobody confirmed is only for who keeps it."""
    component = proposal.component
    hides = (
        proposal.state is ProposalState.WAITING
        and component.contact_email is not None
        and not contact.is_shown(component)
        and not (user.is_editor or is_keeper(user, component))
    )
    for each in waiting_edits.changes(proposal):
        is_hidden = hides and each.field == "contact_email"
        yield replace(each, published=_("Een ander adres")) if is_hidden else each


def state_of(session: Session, component: Component, user: User, review_days: int) -> State:
    """Return where the registration stands."""
    is_submitted = component.publication is Publication.SUBMITTED
    since = component.submitted_at if is_submitted else None
    may_talk = comments.is_open(session, component) and is_keeper(user, component)
    return State(
        publication=component.publication,
        is_taken=is_submitted and queries.case_of(session, component) is not None,
        promise=Promise.of(since, review_days) if since else None,
        history=history(session, component),
        talk_url=url_for("review.talk", slug=component.slug) if may_talk else None,
        form=CommentForm(formdata=None) if may_talk else None,
    )
