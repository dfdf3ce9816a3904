"""Asking to follow and confirming it. Never commits or sends: it records what has to be mailed.

An address is asked to confirm at most once an hour, whoever fills it in. What waits for the owner
is a subscription that is not confirmed; a wish to follow the same in another way waits beside the
one that counts (``wishes.ASKED``).

Whatever an address follows, ``follow`` does the same work and the same number of statements, so
that nobody learns it from the time an answer takes.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from govhub.catalogue import queries as catalogue
from govhub.catalogue.models import Component
from govhub.following import bounces, digests, queries, rows
from govhub.following.batches import AT_A_TIME, in_batches
from govhub.following.events import FollowRequested
from govhub.following.models import Interest, Rhythm, Subscriber, Subscription
from govhub.following.wishes import ASKED, FollowWish
from govhub.kernel import clock
from govhub.platform import links
from govhub.platform.email_address import email_address
from govhub.platform.language import gettext as _
from govhub.platform.links import LinkRefused, LinkUsed, Signer
from govhub.platform.outbox import record

CONFIRM = "volgen"
"""Purpose of the one-time link that confirms."""
TIME_TO_CONFIRM = timedelta(days=7)
BETWEEN_CONFIRMATIONS = timedelta(hours=1)
"""Nobody gets two mails to confirm within this time."""

MOST_WAITING = 50
"""Things that may wait for the owner of one address to confirm."""


@dataclass(frozen=True, kw_only=True)
class Requested:
    """What the owner of an address is asked to confirm."""

    subscriber: Subscriber
    waiting: Sequence[Subscription]
    """At least one."""


def follow(session: Session, email: str, wish: FollowWish, *, is_own: bool = False) -> Subscription:
    """Ask for news; with ``is_own`` the owner of the address asks, so that it counts at once.

    Otherwise it counts once the owner confirms by mail, also when the address follows the same in
    another way already. Raises InvalidInput when it is no address.
    """
    address, wish = email_address(email), _of_what_it_became(session, wish)
    subscriber = rows.subscriber_of(session, address)
    if not is_own:
        subscription = _ask(session, subscriber, wish)
        _have_confirmed(session, subscriber)
        return subscription
    subscription = rows.write(session, subscriber, wish, wish.target, confirmed_at=clock.now())
    bounces.restart(session, subscriber)
    digests.keep(session, subscriber)
    return subscription


def follow_by_default(session: Session, email: str, component: Component) -> None:
    """Follow a component because one registered it, unless the address follows it already."""
    wish = _of_what_it_became(session, FollowWish(subject=component))
    subscriber = rows.subscriber_of(session, email)
    if rows.counting(session, subscriber, wish) is None:
        rows.write(session, subscriber, wish, wish.target, confirmed_at=clock.now())


def requested(session: Session, signer: Signer, token: str) -> Requested:
    """Return what the link would confirm, without doing so. Raises LinkRefused."""
    try:
        link = links.look_at(session, signer, purpose=CONFIRM, token=token)
    except LinkUsed as used:
        raise _confirmed_before(session, used) from used
    return _requested(session, link.subject)


def confirm(
    session: Session,
    signer: Signer,
    token: str,
    *,
    wanted: Collection[str] | None = None,
    shown: Collection[str] = (),
) -> Sequence[Subscription]:
    """Start what the owner wants, by public id (None: all), and forget what was shown beside it.

    Return what is followed now because of it. The address works, so mail to it starts again when
    it was stopped. Raises LinkRefused when the link was used, lapsed or is of nothing any more.
    """
    try:
        subject = links.redeem(session, signer, purpose=CONFIRM, token=token)
    except LinkUsed as used:
        raise _confirmed_before(session, used) from used
    request = _requested(session, subject, to_change=True)
    chosen = [each for each in request.waiting if wanted is None or str(each.public_id) in wanted]
    if not chosen:
        raise _gone()
    for each in request.waiting:
        if each not in chosen and str(each.public_id) in shown:
            session.delete(each)
    started = [_start(session, each) for each in chosen]
    bounces.restart(session, request.subscriber)
    digests.keep(session, request.subscriber)
    return started


def change(
    session: Session,
    subscription: Subscription,
    *,
    interest: Interest,
    with_plans: bool,
    rhythm: Rhythm,
) -> bool:
    """Follow the same in another way; return False when it was stopped at this very moment."""
    rows.hold(session, subscription.subscriber_id)
    found = queries.subscription_by_public_id(session, subscription.public_id, to_change=True)
    if found is None:
        return False
    found.interest = interest
    found.with_plans = with_plans
    found.rhythm = rhythm if found.webhook_id is None else Rhythm.AT_ONCE
    session.flush()
    digests.keep(session, found.subscriber)
    return True


def restart(session: Session, subscriber: Subscriber) -> None:
    """Mail to an address again that was stopped because it refused our mail."""
    bounces.restart(session, subscriber)


def send_postponed(make_session: Callable[[], Session]) -> int:
    """Have the mails to confirm made that had to wait for an hour to pass; return how many."""
    return in_batches(make_session, _postponed, _send_some_postponed)


def _postponed() -> Select[Any]:
    return (
        select(Subscriber)
        .where(
            Subscriber.wants_confirmation,
            Subscriber.confirmation_sent_at <= clock.now() - BETWEEN_CONFIRMATIONS,
        )
        .order_by(Subscriber.id)
    )


def _send_some_postponed(session: Session) -> int:
    held = _postponed().limit(AT_A_TIME).with_for_update(skip_locked=True)
    subscribers = session.scalars(held.execution_options(populate_existing=True)).all()
    for subscriber in subscribers:
        _have_confirmed(session, subscriber)
    return len(subscribers)


def _have_confirmed(session: Session, subscriber: Subscriber) -> None:
    """Have a mail made that asks the owner to confirm what waits: now, or when the hour is over.

    When nothing waits the mail says what the address follows already. Its link is made all the
    same, and never sent: see the docstring of this module.
    """
    waits = _keep_newest(session, queries.waiting(session, subscriber))
    now, last = clock.now(), subscriber.confirmation_sent_at
    if last is not None and last > now - BETWEEN_CONFIRMATIONS:
        subscriber.wants_confirmation = True
        session.flush()
        return
    subscriber.confirmation_sent_at, subscriber.wants_confirmation = now, False
    subject = str(subscriber.public_id)
    link = links.issue(
        session, purpose=CONFIRM, subject={"subscriber": subject}, lifetime=TIME_TO_CONFIRM
    )
    record(session, FollowRequested(subject=subject, link_id=str(link.id) if waits else None))


def _keep_newest(session: Session, waiting: Sequence[Subscription]) -> bool:
    """Forget the oldest of too much that waits, which no person asked; tell whether any waits."""
    for subscription in waiting[:-MOST_WAITING]:
        session.delete(subscription)
    return bool(waiting)


def _requested(session: Session, subject: dict[str, Any], *, to_change: bool = False) -> Requested:
    subscriber = _subscriber_of(session, subject, to_change=to_change)
    waiting = queries.waiting(session, subscriber) if subscriber else ()
    if subscriber is None or not waiting:
        raise _gone()
    return Requested(subscriber=subscriber, waiting=waiting)


def _subscriber_of(
    session: Session, subject: dict[str, Any], *, to_change: bool = False
) -> Subscriber | None:
    public_id = subject.get("subscriber")
    if public_id is None:  # a link from before links were about an address
        return None
    return queries.subscriber_by_public_id(session, public_id, to_change=to_change)


def _start(session: Session, subscription: Subscription) -> Subscription:
    """Let the subscription count; a wish for another way changes the one that counts already."""
    target = subscription.target.removesuffix(ASKED)
    counting = session.scalar(
        select(Subscription).where(
            Subscription.subscriber_id == subscription.subscriber_id,
            Subscription.target == target,
            Subscription.id != subscription.id,
        )
    )
    if counting is None:
        subscription.target = target
        subscription.confirmed_at = clock.now()
        session.flush()
        return subscription
    counting.interest = subscription.interest
    counting.with_plans = subscription.with_plans
    counting.rhythm = subscription.rhythm
    session.delete(subscription)
    session.flush()
    return counting


def _confirmed_before(session: Session, used: LinkUsed) -> LinkRefused:
    """Return what to say to who confirms once more, for example with a double click."""
    subscriber = _subscriber_of(session, used.subject)
    if subscriber is None or not queries.followed_by(session, subscriber):
        return used
    return LinkRefused(_("Deze link is al gebruikt: u volgt wat u koos. U hoeft niets te doen."))


def _gone() -> LinkRefused:
    return LinkRefused(_("Deze aanvraag bestaat niet meer. Vraag een nieuwe link aan."))


def _of_what_it_became(session: Session, wish: FollowWish) -> FollowWish:
    """Return the wish; of a component that is being merged into another, of that other.

    Until the transaction ends it is not merged.
    """
    if not isinstance(wish.subject, Component):
        return wish
    became = session.scalar(
        select(Component.merged_into_id)
        .where(Component.id == wish.subject.id)
        .with_for_update(read=True)
    )
    if became is None:
        return wish
    return replace(wish, subject=catalogue.survivor(session, session.get_one(Component, became)))


def _ask(session: Session, subscriber: Subscriber, wish: FollowWish) -> Subscription:
    """Write down what is wished; what counts already stays as it is until this is confirmed."""
    counting = rows.counting(session, subscriber, wish)
    is_new = counting is None
    is_same = counting is not None and wish.choices == {
        name: getattr(counting, name) for name in wish.choices
    }
    is_there = is_new or (is_same and subscriber.stopped_at is None)
    target = wish.target if is_there else wish.target + ASKED
    return rows.write(session, subscriber, wish, target, confirmed_at=None)
