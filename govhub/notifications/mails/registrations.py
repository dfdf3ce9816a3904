"""Mail about registrations and edits, to who made them and to the redactie."""

from dataclasses import dataclass
from datetime import date

from govhub.notifications.mails.base import Link, Mail


@dataclass(frozen=True, kw_only=True)
class SubmissionWaits(Mail):
    """A registration waits for a redacteur."""

    template = "submission-waits"

    component: Link
    """Leads to where it is decided about."""
    summary: str
    owner: str | None
    status: str
    is_again: bool
    """It was submitted before, and a change was asked."""


@dataclass(frozen=True, kw_only=True)
class ProposalWaits(Mail):
    """A wish for another status waits for a redacteur."""

    template = "proposal-waits"

    component: Link
    """Leads to where it is decided about."""
    old: str
    new: str
    effective_on: date | None
    """The day to come on which it must happen."""
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class SubmissionDecided(Mail):
    """What the redactie decided about your registration."""

    template = "submission-decided"

    component: Link
    """Leads to the public page, or to the registration."""
    verdict: str
    """Value of a ``Verdict``."""
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class ProposalAnswered(Mail):
    """What became of the status that you asked for."""

    template = "proposal-answered"

    component: Link
    """Leads to where the status is changed."""
    new: str
    """The status that was asked for."""
    state: str
    """Value of a ``ProposalState``."""
    effective_on: date | None
    """The day to come for which it was announced."""
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class SubmissionIsReceived(Mail):
    """We have your registration, and say by when you hear of it."""

    template = "submission-received"

    component: Link
    """Leads to the registration."""
    answer_by: date
    is_again: bool


@dataclass(frozen=True, kw_only=True)
class CommentIsWritten(Mail):
    """The other side said something about a registration or an edit."""

    template = "comment"

    component: Link
    """Leads to where it is answered."""
    is_to_editors: bool
    comments: tuple[str, ...]
    """What was said since the reader's side last spoke."""


@dataclass(frozen=True, kw_only=True)
class EditWaits(Mail):
    """An edit of a public component waits, and you may decide about it."""

    template = "edit-waits"

    component: Link
    """Leads to where it is decided about."""
    is_to_editors: bool
    is_of_keeper: bool
    changed: tuple[str, ...]
    """What it changes, as in "Licentie"."""
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class EditIsReceived(Mail):
    """We have your edit, and say by when you hear of it."""

    template = "edit-received"

    component: Link
    """Leads to the edits of the component."""
    changed: tuple[str, ...]
    answer_by: date


@dataclass(frozen=True, kw_only=True)
class EditAnswered(Mail):
    """What became of your edit."""

    template = "edit-answered"

    component: Link
    """Leads to the component or its edits."""
    changed: tuple[str, ...]
    state: str
    """Value of a ``ProposalState``."""
    reason: str | None
    others_wait: bool
    """What it said about other facts still waits."""


@dataclass(frozen=True)
class Late:
    """Something that the redactie should have answered by now."""

    component: Link
    kind: str
    """As in "Aanmelding"."""
    answer_by: date


@dataclass(frozen=True, kw_only=True)
class WorkForEditorsIsLate(Mail):
    """What the redactie promised and did not do yet."""

    template = "work-late"

    number: int
    late: tuple[Late, ...]
    others: int
    """What is late and not named here."""
    queue_url: str
