"""What can happen to a subscription. Events are kept for ever, so none holds an address."""

from dataclasses import dataclass

from govhub.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class FollowRequested(Event, name="following.follow_requested"):
    """Somebody asked to follow something; the owner of the address must confirm it by mail."""

    link_id: str | None
    """The one-time link that confirms it; None when the address follows this already."""
