"""Following and stopping. Never commits, never sends: it records what has to be mailed."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import and_, delete, exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from govhub.catalogue.models import Category, Component
from govhub.following import queries
from govhub.following.events import FollowRequested
from govhub.following.models import Scope, Subscriber, Subscription
from govhub.kernel import clock
from govhub.platform import links
from govhub.platform.email_address import email_address
from govhub.platform.language import gettext as _
from govhub.platform.links import LinkRefused, LinkUsed, Signer
from govhub.platform.outbox import record

CONFIRM = "volgen"
"""Purpose of the one-time link that confirms."""
STOP = "stoppen"
"""Purpose of the token that stops; it works as long as the subscription exists."""
TIME_TO_CONFIRM = timedelta(days=7)


def follow(session: Session, email: str, subject: Component | Category | None) -> Subscription:
    """Ask for mail about a component, a category, or everything (None).

    It counts once the owner of the address confirms. Addresses that nobody confirmed in time are
    forgotten here. Raises InvalidInput when it is no address.
    """
    subscriber = _subscriber(session, email_address(email))
    subscription = _subscription(session, subscriber, subject)
    link_id = None
    if subscription.confirmed_at is None:
        subscription.created_at = clock.now()
        link = links.issue(
            session,
            purpose=CONFIRM,
            subject={"subscription": str(subscription.public_id)},
            lifetime=TIME_TO_CONFIRM,
        )
        link_id = str(link.id)
    record(session, FollowRequested(subject=str(subscription.public_id), link_id=link_id))
    _forget_unconfirmed(session)
    return subscription


def requested(session: Session, signer: Signer, token: str) -> Subscription:
    """Return what the link would confirm, without doing so. Raises LinkRefused."""
    try:
        link = links.look_at(session, signer, purpose=CONFIRM, token=token)
    except LinkUsed as used:
        raise _confirmed_before(session, used) from used
    return _linked(session, link.subject["subscription"])


def confirm(session: Session, signer: Signer, token: str) -> Subscription:
    """Start to mail. Raises LinkRefused when the link was used, lapsed or was withdrawn."""
    try:
        subject = links.redeem(session, signer, purpose=CONFIRM, token=token)
    except LinkUsed as used:
        raise _confirmed_before(session, used) from used
    subscription = _linked(session, subject["subscription"], to_change=True)
    subscription.confirmed_at = subscription.confirmed_at or clock.now()
    session.flush()
    return subscription


def stop_token(signer: Signer, subscription: Subscription) -> str:
    """Return the token that stops this subscription, for in every mail."""
    return signer.token(STOP, str(subscription.public_id))


def to_stop(session: Session, signer: Signer, token: str) -> Subscription | None:
    """Return what the token stops; None when it was stopped before. Raises LinkRefused."""
    return queries.subscription_by_public_id(session, str(signer.identifier(STOP, token)))


def stop(session: Session, subscription: Subscription, *, everything: bool = False) -> bool:
    """Delete the subscription, or ``everything`` of its address.

    An address that follows nothing any more is forgotten: return whether that happened.
    """
    subscriber_id = subscription.subscriber_id
    _hold(session, subscriber_id)
    which = (
        Subscription.subscriber_id == subscriber_id
        if everything
        else Subscription.id == subscription.id
    )
    session.execute(delete(Subscription).where(which))
    return _forget_addresses(session, [subscriber_id])


def _confirmed_before(session: Session, used: LinkUsed) -> LinkRefused:
    """Return what to say to who confirms once more, for example with a double click."""
    subscription = queries.subscription_by_public_id(session, used.subject["subscription"])
    if subscription is None:
        return used
    message = _("Deze link is al gebruikt: u volgt %(subject)s. U hoeft niets te doen.")
    return LinkRefused(message % {"subject": subscription.subject})


def _linked(session: Session, public_id: str, *, to_change: bool = False) -> Subscription:
    subscription = queries.subscription_by_public_id(session, public_id, to_change=to_change)
    if subscription is None:
        raise LinkRefused(_("Deze aanvraag bestaat niet meer. Vraag een nieuwe link aan."))
    return subscription


def _subscriber(session: Session, email: str) -> Subscriber:
    """Return the row of the address, held, so that nobody deletes it meanwhile."""
    found = queries.subscriber_by_email(session, email)
    if found is None:
        found = Subscriber(email=email, created_at=clock.now())
        try:
            with session.begin_nested():
                session.add(found)
        except IntegrityError:  # another request added the address at this very moment
            return _subscriber(session, email)
    if not _hold(session, found.id):  # its last subscription was stopped at this very moment
        return _subscriber(session, email)
    return found


def _hold(session: Session, subscriber_id: int) -> bool:
    """Wait until nobody else is busy with the address; tell whether it is still there."""
    held = select(Subscriber.id).where(Subscriber.id == subscriber_id).with_for_update()
    return session.scalar(held) is not None


def _subscription(
    session: Session, subscriber: Subscriber, subject: Component | Category | None
) -> Subscription:
    target = _target(subject)
    found = session.scalar(
        select(Subscription).where(
            Subscription.subscriber_id == subscriber.id, Subscription.target == target
        )
    )
    if found is None:
        found = Subscription(
            public_id=uuid.uuid4(),
            subscriber=subscriber,
            scope=_scope(subject),
            component=subject if isinstance(subject, Component) else None,
            category=subject if isinstance(subject, Category) else None,
            target=target,
            created_at=clock.now(),
        )
        session.add(found)
        session.flush()
    return found


def _scope(subject: Component | Category | None) -> Scope:
    match subject:
        case Component():
            return Scope.COMPONENT
        case Category():
            return Scope.CATEGORY
        case None:
            return Scope.EVERYTHING


def _target(subject: Component | Category | None) -> str:
    scope = _scope(subject)
    return scope.value if subject is None else f"{scope.value}:{subject.id}"


def _forget_unconfirmed(session: Session) -> None:
    """Delete requests that lapsed, save of addresses that another request is busy with.

    It waits for nobody, because whoever calls it holds an address that others may wait for.
    """
    is_lapsed = and_(
        Subscription.confirmed_at.is_(None),
        Subscription.created_at < clock.now() - TIME_TO_CONFIRM,
    )
    lapsed = select(Subscriber.id).where(
        exists().where(Subscription.subscriber_id == Subscriber.id, is_lapsed)
    )
    held = session.scalars(lapsed.with_for_update(skip_locked=True)).all()
    session.execute(delete(Subscription).where(Subscription.subscriber_id.in_(held), is_lapsed))
    _forget_addresses(session, held)


def _forget_addresses(session: Session, subscriber_ids: Sequence[int]) -> bool:
    """Delete the addresses among these that follow nothing; tell whether there were any."""
    follows = exists().where(Subscription.subscriber_id == Subscriber.id)
    idle = delete(Subscriber).where(Subscriber.id.in_(subscriber_ids), ~follows)
    return bool(session.scalars(idle.returning(Subscriber.id)).all())
