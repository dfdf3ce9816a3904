"""Questions about who follows what. Never changes anything."""

import uuid
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from govhub.catalogue.models import Component
from govhub.following.models import Scope, Subscriber, Subscription
from govhub.platform.outbox import RecordedEvent


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


def other_subscriptions(session: Session, subscription: Subscription) -> Sequence[Subscription]:
    """Return what else this address follows, the oldest first."""
    found = followed_by(session, subscription.subscriber)
    return [each for each in found if each.id != subscription.id]


def _of(session: Session, subscriber: Subscriber, *, is_confirmed: bool) -> Sequence[Subscription]:
    confirmed = Subscription.confirmed_at.is_not(None)
    return session.scalars(
        select(Subscription)
        .where(
            Subscription.subscriber_id == subscriber.id,
            confirmed if is_confirmed else ~confirmed,
        )
        .order_by(Subscription.id)
        .execution_options(populate_existing=True)
    ).all()


def followers(
    session: Session, component: Component, *, also_itself: bool = True
) -> Sequence[Subscription]:
    """Return one confirmed subscription for each address that wants news of this component.

    An address that follows the component in several ways gets the narrowest: the component itself,
    else a category, else everything. Without ``also_itself`` only categories and everything count:
    those followers hear of a component that is new.
    """
    wanted: list[ColumnElement[bool]] = [
        Subscription.scope == Scope.EVERYTHING,
        Subscription.category_id.in_([category.id for category in component.categories]),
    ]
    if also_itself:
        wanted.append(Subscription.component_id == component.id)
    found = session.scalars(
        select(Subscription)
        .where(Subscription.confirmed_at.is_not(None), or_(*wanted))
        .order_by(Subscription.id)
    ).all()
    narrowest: dict[int, Subscription] = {}
    for subscription in sorted(found, key=lambda each: _NARROW_FIRST.index(each.scope)):
        narrowest.setdefault(subscription.subscriber_id, subscription)
    return list(narrowest.values())


_NARROW_FIRST = [Scope.COMPONENT, Scope.CATEGORY, Scope.EVERYTHING]


def event_keys(session: Session, event_ids: Sequence[int]) -> Mapping[int, uuid.UUID]:
    """Return event id → its key, which is the permanent id of the entry in a feed."""
    rows = session.execute(
        select(RecordedEvent.id, RecordedEvent.key).where(RecordedEvent.id.in_(event_ids))
    )
    return {number: key for number, key in rows}  # noqa: C416  # rows, not tuples
