"""What can happen to a subscription. Events are kept for ever, so none holds an address."""

from dataclasses import dataclass

from govhub.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class FollowRequested(Event, name="following.follow_requested"):
    """Somebody asked to follow something; the owner of the address must confirm it by mail."""

    link_id: str | None
    """The one-time link that confirms it; None when the address follows this already."""


@dataclass(frozen=True, kw_only=True)
class FollowersMoved(Event, name="following.followers_moved"):
    """Who followed a double follows what it became; ``subject`` is the double."""

    into: str
    """Public id of the component that they follow now."""
    subscriptions: list[str]
    """Public ids."""


@dataclass(frozen=True, kw_only=True)
class DigestDue(Event, name="following.digest_due"):
    """It is time for the daily or weekly mail to an address; ``subject`` is the subscriber."""

    rhythm: str
    after: int
    """Number of the last line of the ledger that the address was told of …"""
    until: int
    """… and of the last line that this mail is about."""


@dataclass(frozen=True, kw_only=True)
class WebhookDisabled(Event, name="following.webhook_disabled"):
    """A webhook gets no messages any more. For its owner; ``subject`` is the webhook."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class WebhookTested(Event, name="following.webhook_tested"):
    """The owner of a webhook asks for a message to try it; ``subject`` is the webhook."""
