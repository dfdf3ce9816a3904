"""What nobody confirmed is forgotten, and so are links that lapsed: work for the worker."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, and_, delete, exists, or_, select
from sqlalchemy.orm import Session

from govhub.following.batches import AT_A_TIME, in_batches
from govhub.following.models import Subscriber, Subscription
from govhub.following.service import BETWEEN_CONFIRMATIONS, TIME_TO_CONFIRM
from govhub.following.stopping import forget_addresses
from govhub.kernel import clock
from govhub.platform import links

_LINKS_ARE_KEPT = timedelta(days=30)
"""So long a late click is told that the link lapsed."""


def forget_lapsed(make_session: Callable[[], Session]) -> int:
    """Forget requests that nobody confirmed in time, addresses without any, and old links.

    Return how many addresses and links were looked at. An address that another request is busy
    with is left for the next time.
    """
    addresses = in_batches(make_session, _lapsed, _forget_some)
    return addresses + in_batches(make_session, _old_links, _forget_some_links)


def _lapsed() -> Select[Any]:
    of_address = Subscription.subscriber_id == Subscriber.id
    has_lapsed = exists().where(of_address, _is_lapsed())
    follows = exists().where(of_address)
    return select(Subscriber.id).where(or_(has_lapsed, ~follows)).order_by(Subscriber.id)


def _is_lapsed() -> Any:
    return and_(
        Subscription.confirmed_at.is_(None),
        Subscription.created_at < clock.now() - TIME_TO_CONFIRM - BETWEEN_CONFIRMATIONS,
    )


def _forget_some(session: Session) -> int:
    lapsed = _lapsed().limit(AT_A_TIME).with_for_update(of=Subscriber, skip_locked=True)
    held = session.scalars(lapsed).all()
    session.execute(
        delete(Subscription)
        .where(Subscription.subscriber_id.in_(held), _is_lapsed())
        .execution_options(synchronize_session=False)
    )
    forget_addresses(session, held)
    return len(held)


def _old_links() -> Select[Any]:
    old = links.OneTimeLink.expires_at < clock.now() - _LINKS_ARE_KEPT
    return select(links.OneTimeLink.id).where(old)


def _forget_some_links(session: Session) -> int:
    return links.forget(session, lapsed_before=clock.now() - _LINKS_ARE_KEPT)
