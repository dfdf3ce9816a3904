"""Every mail that GovHub sends: what its texts in ``templates/mail/<template>`` may say."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A mail before it is rendered."""

    template: ClassVar[str]

    to: str
    stop_url: str | None = None
    """Where one click ends this kind of mail; only for mail to followers."""


@dataclass(frozen=True, kw_only=True)
class SignIn(Mail):
    """The link that you asked for to sign in."""

    template = "sign-in"

    sign_in_url: str
    minutes: int
    """How long the link works."""


@dataclass(frozen=True, kw_only=True)
class ConfirmFollow(Mail):
    """Whether you really want this mail."""

    template = "confirm-follow"

    subject: str
    """What is followed, as in "u volgt …"."""
    confirm_url: str
    days: int
    """How long the link works."""


@dataclass(frozen=True, kw_only=True)
class AlreadyFollowing(Mail):
    """You asked to follow what you follow already."""

    template = "already-following"

    subject: str


@dataclass(frozen=True)
class Link:
    """A name and where it leads."""

    name: str
    url: str


@dataclass(frozen=True, kw_only=True)
class ComponentIsNew(Mail):
    """A component was added to the catalogue."""

    template = "component-new"

    subject: str
    """What the reader follows: the reason for this mail."""
    component: Link
    summary: str
    owner: str | None
    status: str
    answer: str
    """To "mag ik dit gebruiken?"."""
    meaning: str


@dataclass(frozen=True, kw_only=True)
class StatusHasChanged(Mail):
    """A component got another status."""

    template = "status-changed"

    subject: str
    """What the reader follows: the reason for this mail."""
    component: Link
    old: str
    new: str
    answer: str
    """To "mag ik dit gebruiken?", with the new status."""
    meaning: str
    effective_on: date
    decided_by: str
    reason: str | None
    evidence_url: str | None
    end_date: date | None
    """Until when it works, when it is being phased out."""
    successors: tuple[Link, ...]


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
    reason: str | None
