"""Mail about what is out of view, back, or one with another."""

from dataclasses import dataclass

from govhub.notifications.mails.base import Link, Mail
from govhub.notifications.mails.followers import News


@dataclass(frozen=True, kw_only=True)
class ComponentIsHidden(News):
    """What you follow is not in the catalogue any more."""

    template = "component-hidden"

    reason: str | None
    instead: tuple[Link, ...]
    """What may be used instead."""


@dataclass(frozen=True, kw_only=True)
class ComponentIsBack(News):
    """What you follow is in the catalogue again."""

    template = "component-back"

    status: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class ComponentIsMerged(News):
    """What you follow is the same as another component, which you follow from now on."""

    template = "component-merged"

    old_name: str
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class YoursIsHidden(Mail):
    """The redactie took out of the catalogue what you answer for."""

    template = "own-hidden"

    component: Link
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class YoursIsBack(Mail):
    """What you answer for is in the catalogue again."""

    template = "own-back"

    component: Link


@dataclass(frozen=True, kw_only=True)
class YoursIsMerged(Mail):
    """Of two components that were the same, of which you answer for one, there is one now."""

    template = "own-merged"

    old_name: str
    component: Link
    """The one that stays."""
    reason: str | None
    history_url: str
    """Where the ledger of the double can be read."""


@dataclass(frozen=True, kw_only=True)
class HidingWaits(Mail):
    """Who keeps a component asks to hide it; the redactie decides."""

    template = "hiding-waits"

    component: Link
    reason: str
    decide_url: str


@dataclass(frozen=True, kw_only=True)
class HidingIsRefused(Mail):
    """The redactie leaves the component where it is."""

    template = "hiding-refused"

    component: Link
    reason: str
