"""What can happen to a registration. Events are kept for ever, so none holds an address."""

from dataclasses import dataclass

from govhub.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class SubmissionReceived(Event, name="registration.submission_received"):
    """A submitter asks the redactie to publish a component. For the editors."""

    is_again: bool = False
    """The redactie looked at it before, and asked for a change."""


@dataclass(frozen=True, kw_only=True)
class ReviewDecided(Event, name="registration.review_decided"):
    """A redacteur decided about a submission. For the submitter."""

    review_id: int
    verdict: str
    """Value of a ``Verdict``."""
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class StatusProposed(Event, name="registration.status_proposed"):
    """An owner asks for a status that a redacteur decides about. For the editors."""

    proposal_id: int
    old: str
    new: str
    reason: str | None = None
    effective_on: str | None = None
    """ISO date of a day to come on which it must happen; None means once it is approved."""


@dataclass(frozen=True, kw_only=True)
class ProposalDecided(Event, name="registration.proposal_decided"):
    """A wish for a status was approved, refused or overtaken. For who proposed it."""

    proposal_id: int
    new: str
    """The status that was asked for."""
    state: str
    """Value of a ``ProposalState``."""
    reason: str | None = None
    """Why it was refused."""
    effective_on: str | None = None
    """ISO date for which an approved wish was announced; None when it was carried out at once."""


@dataclass(frozen=True, kw_only=True)
class EditProposed(Event, name="registration.edit_proposed"):
    """An edit of a public component waits. For the editors, and for who may decide about it."""

    proposal_id: int
    is_again: bool = False
    """It waited already, and says something else now."""


@dataclass(frozen=True, kw_only=True)
class EditDecided(Event, name="registration.edit_decided"):
    """An edit was approved, refused, overtaken or withdrawn by another. For who proposed it."""

    proposal_id: int
    state: str
    """Value of a ``ProposalState``."""
    reason: str | None = None
    """Why it was refused."""
    others_wait: bool = False
    """What it says about other facts still waits."""


@dataclass(frozen=True, kw_only=True)
class CommentWritten(Event, name="registration.comment_written"):
    """A registrant or the redactie said something. For the other side."""

    comment_id: int
    is_of_editors: bool


@dataclass(frozen=True, kw_only=True)
class WorkIsLate(Event, name="registration.work_is_late"):
    """The redactie did not answer in time. For the editors, once a day."""

    number: int
    """Of things that are late."""


@dataclass(frozen=True, kw_only=True)
class ClaimMade(Event, name="registration.claim_made"):
    """A component may go to another organisation. For who decides about that."""

    claim_id: int


@dataclass(frozen=True, kw_only=True)
class ClaimDecided(Event, name="registration.claim_decided"):
    """A component went to another organisation, or did not. For both sides."""

    claim_id: int
    state: str
    """Value of a ``ProposalState``."""
    reason: str | None = None
    """Why it was refused."""
    old_owner: str | None = None
    """Slug of the organisation that owned the component."""
    old_keeper: str | None = None
    """Public id of who answered for it until now, when that is somebody else."""
