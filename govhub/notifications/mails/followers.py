"""Mail to followers."""

from dataclasses import dataclass
from datetime import date

from govhub.notifications.mails.base import Link, Mail


@dataclass(frozen=True, kw_only=True)
class ConfirmFollow(Mail):
    """Whether you really want this mail."""

    template = "confirm-follow"

    subjects: tuple[str, ...]
    """What waits for an answer, as in "u volgt …"."""
    others: int
    """How much more waits."""
    confirm_url: str
    days: int
    """How long the link works."""


@dataclass(frozen=True, kw_only=True)
class AlreadyFollowing(Mail):
    """You asked to follow what you follow already."""

    template = "already-following"

    subjects: tuple[str, ...]
    """What the address follows, as in "u volgt …"."""
    others: int
    """How much more it follows."""
    manage_url: str


@dataclass(frozen=True, kw_only=True)
class News(Mail):
    """Something that a follower wants to know about a component."""

    subject: str
    """What the reader follows: the reason for this mail."""
    manage_url: str
    component: Link
    formerly: str | None = None
    """What it was called until not long ago, when the reader knows it by that name."""


@dataclass(frozen=True, kw_only=True)
class ComponentIsNew(News):
    """A component was added to the catalogue."""

    template = "component-new"

    summary: str
    owner: str | None
    status: str
    answer: str
    """To "mag ik dit gebruiken?"."""
    meaning: str


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What was decided about the status of a component."""

    answer: str
    """To "mag ik dit gebruiken?", with the status that it is about."""
    meaning: str
    decided_by: str
    reason: str | None
    evidence_url: str | None
    end_date: date | None
    """Until when it works, when it is being phased out."""
    successors: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class StatusHasChanged(News):
    """A component got another status."""

    template = "status-changed"

    old: str
    new: str
    effective_on: date
    decision: Decision


@dataclass(frozen=True, kw_only=True)
class ChangeIsPlanned(News):
    """A component will get another status on a day to come."""

    template = "change-planned"

    will_be: str
    """As in "Open Zaak wordt per 1 januari 2027 uitgefaseerd"; without the name."""
    now: str
    """The status of today."""
    effective_on: date
    decision: Decision


@dataclass(frozen=True, kw_only=True)
class PlanIsWithdrawn(News):
    """What was announced will not happen, or could not."""

    template = "plan-withdrawn"

    will_not_be: str
    """As in "Open Zaak wordt per 1 januari 2027 toch niet uitgefaseerd"; without the name."""
    is_failed: bool
    """On the day itself something was missing."""
    now: str
    """The status of today."""
    answer: str
    meaning: str
    decided_by: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """One thing that happened, in a digest."""

    sentence: str
    decided_by: str
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class Story:
    """All that happened to one component, in a digest."""

    component: Link
    told: tuple[Told, ...]
    """In the order in which it happened."""
    now: str
    """The status of today."""
    answer: str


@dataclass(frozen=True, kw_only=True)
class Digest(Mail):
    """What happened in a day or a week to all that somebody follows."""

    template = "digest"

    number: int
    """Of changes."""
    stories: tuple[Story, ...]
    others: int
    """Components that are not told of here."""
    changes_url: str
    """Where all changes are."""
    rhythm: str
    """Value of a ``Rhythm``."""
    subjects: tuple[str, ...]
    """What is followed in this rhythm, as in "u volgt …"."""
    other_subjects: int
    """How much more is followed."""
    manage_url: str
