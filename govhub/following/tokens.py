"""What the links in a mail give into somebody's hand: tokens that work without signing in."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from govhub.following import queries
from govhub.following.models import Rhythm, Subscriber, Subscription
from govhub.platform.links import LinkRefused, Signer

STOP = "stoppen"
"""Purpose of the token that stops or changes; it works as long as the subscription exists."""
MANAGE = "beheren"
"""Purpose of the token that shows all that an address follows."""


def stop_token(signer: Signer, subscription: Subscription) -> str:
    """Return the token that stops or changes this subscription, for in every mail about it."""
    return signer.token(STOP, str(subscription.public_id))


def manage_token(signer: Signer, subscriber: Subscriber, rhythm: Rhythm | None = None) -> str:
    """Return the token that shows all that an address follows.

    For a digest, with its ``rhythm``: to stop with this token stops what that digest tells of.
    """
    return signer.token(MANAGE, f"{subscriber.public_id}/{rhythm.value if rhythm else ''}")


@dataclass(frozen=True, kw_only=True)
class Held:
    """What somebody may change who holds a token of a mail."""

    subscriber: Subscriber
    subscription: Subscription | None = None
    """What the mail was about; None for a mail about more …"""
    rhythm: Rhythm | None = None
    """… which is, for a digest, all in this rhythm."""


def held(session: Session, signer: Signer, token: str) -> Held | None:
    """Return what the token gives into somebody's hand; None when that was stopped before.

    Raises LinkRefused when it is no token of ours.
    """
    try:
        public_id, rhythm = signer.value(MANAGE, token).split("/")
    except LinkRefused:
        subscription = to_stop(session, signer, token)
        if subscription is None:
            return None
        return Held(subscriber=subscription.subscriber, subscription=subscription)
    subscriber = queries.subscriber_by_public_id(session, public_id)
    if subscriber is None:
        return None
    return Held(subscriber=subscriber, rhythm=Rhythm(rhythm) if rhythm else None)


def to_stop(session: Session, signer: Signer, token: str) -> Subscription | None:
    """Return what the token stops; None when it was stopped before. Raises LinkRefused."""
    return queries.subscription_by_public_id(session, signer.identifier(STOP, token))
