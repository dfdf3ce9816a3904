"""The rows of an address and of what it follows, written so that nobody meets a half-made one.

Every address and every wish costs the same statements: an insert that may meet the row that is
there already. See ``service`` for why.
"""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from govhub.following.models import Subscriber, Subscription
from govhub.following.wishes import FollowWish
from govhub.kernel import clock
from govhub.platform.db import UtcDateTime


def subscriber_of(session: Session, email: str) -> Subscriber:
    """Return the row of the address, new or known, held until the transaction ends."""
    values = {"public_id": uuid.uuid4(), "email": email, "created_at": clock.now()}
    made = _insert(session, Subscriber).values(**values, wants_confirmation=False, bounces=0)
    found: Subscriber = session.scalars(
        made.on_conflict_do_update(
            index_elements=[Subscriber.email], set_={"email": email}
        ).returning(Subscriber),
        execution_options={"populate_existing": True},
    ).one()
    return found


def counting(session: Session, subscriber: Subscriber, wish: FollowWish) -> Subscription | None:
    """Return the subscription to the same that is confirmed."""
    return session.scalar(
        select(Subscription).where(
            Subscription.subscriber_id == subscriber.id,
            Subscription.target == wish.target,
            Subscription.confirmed_at.is_not(None),
        )
    )


def write(
    session: Session,
    subscriber: Subscriber,
    wish: FollowWish,
    target: str,
    *,
    confirmed_at: datetime | None,
) -> Subscription:
    """Add the subscription, or write the choices of the one that is there."""
    now = clock.now()
    insert = _insert(session, Subscription).values(
        public_id=uuid.uuid4(),
        subscriber_id=subscriber.id,
        target=target,
        created_at=now,
        confirmed_at=confirmed_at,
        **wish.reference,
        **wish.choices,
    )
    is_waiting = Subscription.confirmed_at.is_(None)
    started = sa.literal(confirmed_at, UtcDateTime())
    written: Subscription = session.scalars(
        insert.on_conflict_do_update(
            index_elements=[Subscription.subscriber_id, Subscription.target],
            set_={
                **wish.choices,
                "created_at": sa.case(
                    (is_waiting, sa.literal(now, UtcDateTime())), else_=Subscription.created_at
                ),
                "confirmed_at": sa.func.coalesce(Subscription.confirmed_at, started),
            },
        ).returning(Subscription),
        execution_options={"populate_existing": True},
    ).one()
    return written


def _insert(session: Session, table: type[Any]) -> Any:
    """Return an insert that may meet a row that is there."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return sqlite.insert(table) if is_sqlite else postgresql.insert(table)


def hold(session: Session, subscriber_id: int) -> None:
    """Wait until nobody else is busy with the address."""
    session.scalar(select(Subscriber.id).where(Subscriber.id == subscriber_id).with_for_update())
