"""Daily and weekly mail: when it is due, and from which line of the ledger it tells."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from govhub.catalogue.ledger.queries import head_number
from govhub.following.batches import AT_A_TIME, in_batches
from govhub.following.events import DigestDue
from govhub.following.models import Digest, Rhythm, Subscriber, Subscription
from govhub.kernel import clock
from govhub.platform.outbox import record

SEVEN = time(7, 0)
"""When the mail is made, in the Netherlands; the weekly one on Monday."""


def next_due(rhythm: Rhythm, after: datetime) -> datetime:
    """Return the first moment after this one at which mail of the rhythm is due.

    The hour is that of the clock in the Netherlands, in summer and in winter.
    """
    day = after.astimezone(clock.AMSTERDAM).date()
    while True:
        due = datetime.combine(day, SEVEN, tzinfo=clock.AMSTERDAM)
        is_day = rhythm is not Rhythm.WEEKLY or day.weekday() == 0
        if is_day and due > after:
            return due
        day += timedelta(days=1)


def keep(session: Session, subscriber: Subscriber) -> None:
    """Let the address have a digest for each rhythm in which it follows something, and no other.

    A new one tells of what happens from now on. The caller holds the address.
    """
    wanted = set(
        session.scalars(
            select(Subscription.rhythm).where(
                Subscription.subscriber_id == subscriber.id,
                Subscription.confirmed_at.is_not(None),
                Subscription.webhook_id.is_(None),
                Subscription.rhythm != Rhythm.AT_ONCE,
            )
        )
    )
    mine = Digest.subscriber_id == subscriber.id
    present = set(session.scalars(select(Digest.rhythm).where(mine)))
    if present - wanted:
        session.execute(delete(Digest).where(mine, Digest.rhythm.in_(present - wanted)))
    for rhythm in sorted(wanted - present):
        session.add(
            Digest(
                subscriber_id=subscriber.id,
                rhythm=rhythm,
                told_until=head_number(session),
                due_at=next_due(rhythm, clock.now()),
            )
        )
    session.flush()


def make_due(make_session: Callable[[], Session]) -> int:
    """Say of each digest whose time has come that it is due; return how many there were.

    Not when nothing happened since the last one. An address to which mail was stopped is passed
    over: it is not told later what it missed.
    """
    return in_batches(make_session, _due, _make_some_due)


def _due() -> Select[Digest, Subscriber]:
    return (
        select(Digest, Subscriber)
        .join(Subscriber, Subscriber.id == Digest.subscriber_id)
        .where(Digest.due_at <= clock.now())
        .order_by(Digest.due_at)
    )


def _make_some_due(session: Session) -> int:
    held = _due().limit(AT_A_TIME).with_for_update(of=Digest, skip_locked=True)
    rows = session.execute(held).all()
    until = head_number(session)
    for digest, subscriber in rows:
        if until > digest.told_until and subscriber.stopped_at is None:
            due = DigestDue(
                subject=str(subscriber.public_id),
                rhythm=digest.rhythm.value,
                after=digest.told_until,
                until=until,
            )
            record(session, due)
        digest.told_until = until
        digest.due_at = next_due(digest.rhythm, clock.now())
    session.flush()
    return len(rows)
