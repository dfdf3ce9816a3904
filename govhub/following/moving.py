"""Who follows a double follows what it became, once, and is told so. Never commits.

Whoever follows both keeps the choices that they made for the other. Held are first the addresses
and then what they follow, in the order in which everybody here does.
"""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from govhub.catalogue.models import Component
from govhub.following import digests
from govhub.following.events import FollowersMoved
from govhub.following.models import Scope, Subscriber, Subscription
from govhub.platform.language import ngettext
from govhub.platform.outbox import record

AT_A_TIME = 500
"""Subscriptions that one event names."""


def preview(session: Session, double: Component, into: Component) -> Sequence[str]:
    """Return how many follow the double."""
    number = session.scalar(
        select(func.count(Subscription.subscriber_id.distinct())).where(
            Subscription.component_id == double.id, Subscription.confirmed_at.is_not(None)
        )
    )
    if not number:
        return []
    told = ngettext(
        "%(num)s volger volgt voortaan %(into)s, en krijgt daarover een mail.",
        "%(num)s volgers volgen voortaan %(into)s, en krijgen daarover een mail.",
        number,
    )
    return [told % {"num": number, "into": into.name}]


def move(session: Session, double: Component, into: Component) -> Sequence[str]:
    """Let who follows ``double`` follow ``into``. Nothing is lost."""
    addresses = _hold_followers(session, double)
    told = []
    for subscription in _subscriptions(session, double):
        kept = _move_one(session, subscription, double, into)
        if kept.confirmed_at is not None and kept.webhook_id is None:
            told.append(str(kept.public_id))
    session.flush()
    for subscriber in addresses:
        digests.keep(session, subscriber)
    told = list(dict.fromkeys(told))
    for start in range(0, len(told), AT_A_TIME):
        record(
            session,
            FollowersMoved(
                subject=str(double.public_id),
                into=str(into.public_id),
                subscriptions=told[start : start + AT_A_TIME],
            ),
        )
    return []


def _hold_followers(session: Session, double: Component) -> Sequence[Subscriber]:
    followers = select(Subscription.subscriber_id).where(Subscription.component_id == double.id)
    return session.scalars(
        select(Subscriber)
        .where(Subscriber.id.in_(followers))
        .order_by(Subscriber.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def _subscriptions(session: Session, double: Component) -> Sequence[Subscription]:
    return session.scalars(
        select(Subscription)
        .where(Subscription.component_id == double.id)
        .order_by(Subscription.id)
        .execution_options(populate_existing=True)
    ).all()


def _move_one(
    session: Session, subscription: Subscription, double: Component, into: Component
) -> Subscription:
    """Return how the address follows ``into`` from now on."""
    target = _target(subscription.target, double, into)
    present = session.scalar(
        select(Subscription).where(
            Subscription.subscriber_id == subscription.subscriber_id,
            Subscription.target == target,
        )
    )
    if present is None:
        subscription.component = into
        subscription.target = target
        session.flush()
        return subscription
    if present.confirmed_at is None and subscription.confirmed_at is not None:
        present.interest = subscription.interest
        present.with_plans = subscription.with_plans
        present.rhythm = subscription.rhythm
        present.confirmed_at = subscription.confirmed_at
    session.delete(subscription)
    session.flush()
    return present


def _target(target: str, double: Component, into: Component) -> str:
    """Return the target with the other component; what stands behind its number stays."""
    old, new = f"{Scope.COMPONENT.value}:{double.id}", f"{Scope.COMPONENT.value}:{into.id}"
    return new + target.removeprefix(old)
