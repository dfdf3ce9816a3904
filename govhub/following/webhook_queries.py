"""Questions about webhooks: whose they are, what they follow and what was sent. Changes nothing."""

import uuid
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.following.models import Subscription, Webhook
from govhub.platform.outbox import Delivery, DeliveryState, RecordedEvent


def of_user(session: Session, user: User) -> Sequence[Webhook]:
    """Return the webhooks of this person, the oldest first."""
    return session.scalars(
        sa.select(Webhook).where(Webhook.user_id == user.id).order_by(Webhook.id)
    ).all()


def by_public_id(
    session: Session, public_id: str | uuid.UUID, *, to_change: bool = False
) -> Webhook | None:
    """Return the webhook; None once it was deleted.

    With ``to_change`` nobody else can change it before this transaction ends.
    """
    found = sa.select(Webhook).where(Webhook.public_id == uuid.UUID(str(public_id)))
    if to_change:
        found = found.with_for_update(of=Webhook).execution_options(populate_existing=True)
    return session.scalar(found)


def subscriptions_of(session: Session, webhook: Webhook) -> Sequence[Subscription]:
    """Return what the webhook follows, the oldest first."""
    return session.scalars(
        sa.select(Subscription)
        .where(Subscription.webhook_id == webhook.id, Subscription.confirmed_at.is_not(None))
        .order_by(Subscription.id)
    ).all()


def number_of_deliveries(session: Session, webhook: Webhook) -> int:
    """Return how many messages are in the log."""
    counted = sa.select(sa.func.count()).select_from(Delivery).where(_is_of(webhook))
    return session.scalar(counted) or 0


def deliveries_of(
    session: Session, webhook: Webhook, *, limit: int, offset: int = 0
) -> Sequence[Delivery]:
    """Return messages that were sent or wait, the newest first."""
    return session.scalars(
        sa.select(Delivery)
        .where(_is_of(webhook))
        .order_by(Delivery.id.desc())
        .limit(limit)
        .offset(offset)
    ).all()


def failing_since(session: Session, webhook: Webhook) -> datetime | None:
    """Return when the oldest message was recorded that did not arrive, since the last that did."""
    arrived = session.scalar(
        sa.select(sa.func.max(Delivery.settled_at)).where(
            _is_of(webhook), Delivery.state == DeliveryState.DONE
        )
    )
    start = max((each for each in (arrived, webhook.verified_at) if each), default=None)
    failing = (
        sa.select(sa.func.min(RecordedEvent.occurred_at))
        .select_from(Delivery)
        .join(RecordedEvent, RecordedEvent.id == Delivery.event_id)
        .where(_is_of(webhook), Delivery.state != DeliveryState.DONE, Delivery.attempts > 0)
    )
    if start is not None:
        failing = failing.where(RecordedEvent.occurred_at > start)
    return session.scalar(failing)


def _is_of(webhook: Webhook) -> ColumnElement[bool]:
    """Use the index on the receiver: a public id is of one thing only."""
    return Delivery.receiver == str(webhook.public_id)
