"""Questions about who follows what. Never changes anything."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from govhub.accounts.models import User
from govhub.catalogue.models import Component
from govhub.catalogue.queries import IS_PUBLIC
from govhub.following.events import DigestDue
from govhub.following.models import Subscriber, Subscription, Webhook, WebhookState
from govhub.following.wishes import FollowWish
from govhub.kernel import clock
from govhub.platform.outbox import Delivery, RecordedEvent

LOG_IS_KEPT = timedelta(days=90)
"""So long somebody can see what was sent."""
MOST_DELIVERIES = 100


def subscriber_by_email(session: Session, email: str) -> Subscriber | None:
    """Return the subscriber with this address, whatever its capitals."""
    return session.scalar(select(Subscriber).where(Subscriber.email == email.strip().lower()))


def subscriber_by_public_id(
    session: Session, public_id: str | uuid.UUID, *, to_change: bool = False
) -> Subscriber | None:
    """Return the subscriber; None once the address was forgotten.

    With ``to_change`` nobody else can change it before this transaction ends.
    """
    found = select(Subscriber).where(Subscriber.public_id == uuid.UUID(str(public_id)))
    if to_change:
        found = found.with_for_update().execution_options(populate_existing=True)
    return session.scalar(found)


def subscription_by_public_id(
    session: Session, public_id: str | uuid.UUID, *, to_change: bool = False
) -> Subscription | None:
    """Return the subscription; None once it was stopped.

    With ``to_change`` nobody else can change or stop it before this transaction ends.
    """
    found = select(Subscription).where(Subscription.public_id == uuid.UUID(str(public_id)))
    if to_change:
        found = found.with_for_update(of=Subscription).execution_options(populate_existing=True)
    return session.scalar(found)


def followed_by(session: Session, subscriber: Subscriber) -> Sequence[Subscription]:
    """Return what this address follows, the oldest first."""
    return _of(session, subscriber, is_confirmed=True)


def waiting(session: Session, subscriber: Subscriber) -> Sequence[Subscription]:
    """Return what the owner of this address has yet to confirm, the oldest first."""
    return _of(session, subscriber, is_confirmed=False)


def followed_as(session: Session, email: str, wish: FollowWish) -> Subscription | None:
    """Return how this address follows what is wished, when it does."""
    return session.scalar(
        select(Subscription)
        .join(Subscription.subscriber)
        .where(
            Subscriber.email == email,
            Subscription.target == wish.target,
            Subscription.confirmed_at.is_not(None),
        )
    )


def active_webhooks(session: Session, user: User) -> Sequence[Webhook]:
    """Return where this person may have news sent instead of by mail, the oldest first."""
    return session.scalars(
        select(Webhook)
        .where(Webhook.user_id == user.id, Webhook.state == WebhookState.ACTIVE)
        .order_by(Webhook.id)
    ).all()


def deliveries_about(session: Session, subscription: Subscription) -> Sequence[Delivery]:
    """Return what was sent because of this subscription, or was not, the newest first.

    A digest counts for everything that its address follows in that rhythm.
    """
    is_digest = RecordedEvent.name == DigestDue.name
    is_mine = or_(
        Delivery.receiver == str(subscription.public_id),
        and_(Delivery.receiver == str(subscription.subscriber.public_id), is_digest),
    )
    found = session.scalars(
        select(Delivery)
        .join(Delivery.event)
        .where(is_mine, RecordedEvent.occurred_at >= _first_moment(subscription))
        .order_by(Delivery.id.desc())
        .limit(MOST_DELIVERIES)
        .options(contains_eager(Delivery.event))
    )
    rhythm = subscription.rhythm.value
    return [each for each in found if each.event.payload.get("rhythm", rhythm) == rhythm]


def names_of_components(session: Session, public_ids: Collection[str]) -> Mapping[str, str]:
    """Return public id → name, of the public components among these."""
    rows = session.execute(
        select(Component.public_id, Component.name).where(
            IS_PUBLIC, Component.public_id.in_([uuid.UUID(each) for each in public_ids])
        )
    )
    return {str(public_id): name for public_id, name in rows}


def _first_moment(subscription: Subscription) -> datetime:
    return max(subscription.created_at, clock.now() - LOG_IS_KEPT)


def _of(session: Session, subscriber: Subscriber, *, is_confirmed: bool) -> Sequence[Subscription]:
    confirmed = Subscription.confirmed_at.is_not(None)
    return session.scalars(
        select(Subscription)
        .where(
            Subscription.subscriber_id == subscriber.id,
            confirmed if is_confirmed else ~confirmed,
        )
        .order_by(Subscription.id)
        .options(
            joinedload(Subscription.component).lazyload("*"),
            joinedload(Subscription.category),
            joinedload(Subscription.organisation),
            joinedload(Subscription.principle),
            joinedload(Subscription.webhook).lazyload("*"),
        )
    ).all()
