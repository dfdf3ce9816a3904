"""Mail about who uses what."""

from dataclasses import dataclass
from datetime import date

from govhub.notifications.mails.base import Link, Mail


@dataclass(frozen=True, kw_only=True)
class ReuseWaits(Mail):
    """Whether it is true that an organisation uses a component."""

    template = "reuse-waits"

    component: Link
    organisation: str
    is_of_organisation: bool
    """The organisation said it; else who answers for the component did."""
    phase: str
    version: str | None
    since: str | None
    """A month."""
    experience: str | None
    answer_url: str
    days: int | None
    """How long the link works; None for who signs in."""


@dataclass(frozen=True, kw_only=True)
class ReuseIsConfirmed(Mail):
    """The other side says so too."""

    template = "reuse-confirmed"

    component: Link
    organisation: str
    until: date | None
    """Until when it counts."""
    page_url: str


@dataclass(frozen=True, kw_only=True)
class ReuseIsRefused(Mail):
    """Somebody says that an organisation does not use a component."""

    template = "reuse-refused"

    component: Link
    organisation: str
    by: str
    """Value of a ``Side``."""
    reason: str
    page_url: str


@dataclass(frozen=True, kw_only=True)
class ReuseEnds(Mail):
    """Whether your organisation still uses a component."""

    template = "reuse-expires"

    component: Link
    organisation: str
    phase: str
    confirmed_on: date
    until: date
    """The first day on which it does not count any more."""
    is_over: bool
    answer_url: str
    works_until: date
    """The last day on which the link works."""
    change_url: str | None
    """Where something else is told; None for who has no account."""


@dataclass(frozen=True, kw_only=True)
class ReusePhaseHasChanged(Mail):
    """An organisation is further with your component, or stopped."""

    template = "reuse-phase"

    component: Link
    organisation: str
    old: str
    new: str
    is_over: bool
    """It stopped."""
    page_url: str
