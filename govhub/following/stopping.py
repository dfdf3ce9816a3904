"""Stopping: what is followed no more is deleted, and an address that follows nothing forgotten."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy import ColumnElement, delete, exists
from sqlalchemy.orm import Session

from govhub.following import digests, rows
from govhub.following.models import Rhythm, Subscriber, Subscription
from govhub.following.wishes import ASKED


def stop(session: Session, subscription: Subscription, *, everything: bool = False) -> bool:
    """Delete the subscription, or ``everything`` of its address.

    An address that follows nothing any more is forgotten: return whether that happened.
    """
    if everything:
        return stop_all(session, subscription.subscriber)
    same = (subscription.target, subscription.target + ASKED)
    return _delete(session, subscription.subscriber, Subscription.target.in_(same))


def stop_all(session: Session, subscriber: Subscriber) -> bool:
    """Delete all that an address follows; return whether it was forgotten."""
    return _delete(session, subscriber, sa.true())


def stop_rhythm(session: Session, subscriber: Subscriber, rhythm: Rhythm) -> bool:
    """Delete all that is told by mail in this rhythm; otherwise as ``stop``."""
    return _delete(
        session,
        subscriber,
        sa.and_(
            Subscription.rhythm == rhythm,
            Subscription.webhook_id.is_(None),
            Subscription.confirmed_at.is_not(None),
        ),
    )


def forget_addresses(session: Session, subscriber_ids: Sequence[int]) -> bool:
    """Delete the addresses among these that follow nothing; tell whether there were any.

    The caller holds them, so that nobody starts to follow something at this very moment.
    """
    follows = exists().where(Subscription.subscriber_id == Subscriber.id)
    idle = delete(Subscriber).where(Subscriber.id.in_(subscriber_ids), ~follows)
    return bool(session.scalars(idle.returning(Subscriber.id)).all())


def _delete(session: Session, subscriber: Subscriber, which: ColumnElement[bool]) -> bool:
    """Delete these subscriptions of the address; return whether it follows nothing any more."""
    rows.hold(session, subscriber.id)
    session.execute(
        delete(Subscription)
        .where(Subscription.subscriber_id == subscriber.id, which)
        .execution_options(synchronize_session=False)
    )
    if forget_addresses(session, [subscriber.id]):
        return True
    if session.get(Subscriber, subscriber.id, populate_existing=True) is not None:
        digests.keep(session, subscriber)
    return False
