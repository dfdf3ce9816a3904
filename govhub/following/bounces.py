"""Mail that the server of an address refuses for good: after three in a row we stop, visibly."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from govhub.following.models import Subscriber
from govhub.kernel import clock
from govhub.platform.db import UtcDateTime

MOST = 3
"""Refused mails in a row after which an address gets no mail any more."""


def refused(session: Session, subscriber: Subscriber) -> None:
    """Count a mail that was refused for good; the third in a row stops mail to the address."""
    more = Subscriber.bounces + 1
    now = sa.literal(clock.now(), UtcDateTime())
    is_enough = sa.and_(more >= MOST, Subscriber.stopped_at.is_(None))
    _set(
        session,
        subscriber,
        bounces=more,
        stopped_at=sa.case((is_enough, now), else_=Subscriber.stopped_at),
    )


def arrived(session: Session, subscriber: Subscriber) -> None:
    """Forget what was refused before: the address takes mail."""
    if subscriber.bounces:
        _set(session, subscriber, bounces=0)


def restart(session: Session, subscriber: Subscriber) -> None:
    """Mail to the address again, because its owner says that it works."""
    _set(session, subscriber, bounces=0, stopped_at=None)


def _set(session: Session, subscriber: Subscriber, **values: object) -> None:
    session.execute(
        sa.update(Subscriber)
        .where(Subscriber.id == subscriber.id)
        .values(**values)
        .execution_options(synchronize_session="fetch")
    )
