"""Whether an organisation still uses what it said that it uses: asked once a year.

The organisation is asked a month before, and once more on the day from which it is not counted any
more. What nobody confirms stays to be seen, as *niet meer bevestigd*.
"""

from collections.abc import Callable
from datetime import timedelta

import structlog
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from govhub.catalogue.queries import IS_PUBLIC
from govhub.kernel import clock
from govhub.platform import links
from govhub.platform.db import transaction
from govhub.platform.links import OneTimeLink
from govhub.platform.outbox import record
from govhub.reuse.asking import ANSWER
from govhub.reuse.by_link import STILL
from govhub.reuse.events import ReuseExpires
from govhub.reuse.models import Phase, Reuse
from govhub.reuse.queries import ASK_AHEAD

_LINK_WORKS_FOR = timedelta(days=60)
_LAPSED_LINKS_ARE_KEPT = timedelta(days=30)
_QUESTIONS_AT_ONCE = 200
"""In one round; the next one is a minute later."""

_log = structlog.get_logger(__name__)


def ask_due(make_session: Callable[[], Session]) -> int:
    """Ask organisations whether they still use what they said, in time and when it is over.

    Each in a transaction of its own; trouble with one is logged and waits for the next time.
    Returns how many were asked.
    """
    asked_now = 0
    with make_session() as session:
        due = select(Reuse.id).join(Reuse.component).where(IS_PUBLIC, _is_time_to_ask())
        ids = session.scalars(due.order_by(Reuse.expires_on).limit(_QUESTIONS_AT_ONCE)).all()
        for reuse_id in ids:
            try:
                with transaction(session):
                    asked_now += _ask(session, reuse_id)
            except Exception:  # noqa: BLE001  # the other organisations are asked
                _log.exception("reuse_trouble", reuse=reuse_id)
        _forget_lapsed(session)
    return asked_now


def _forget_lapsed(session: Session) -> None:
    """Forget the addresses of people who never answered."""
    lapsed = clock.now() - _LAPSED_LINKS_ARE_KEPT
    is_lapsed = and_(OneTimeLink.purpose == ANSWER, OneTimeLink.expires_at < lapsed)
    if session.scalar(select(OneTimeLink.id).where(is_lapsed).limit(1)) is not None:
        with transaction(session):
            links.forget(session, purpose=ANSWER, lapsed_before=lapsed)


def _is_time_to_ask() -> ColumnElement[bool]:
    today = clock.today()
    return and_(
        Reuse.confirmed_at.is_not(None),
        Reuse.refused_at.is_(None),
        Reuse.phase != Phase.STOPPED,
        or_(
            and_(Reuse.expires_on <= today + ASK_AHEAD, Reuse.asked_again_at.is_(None)),
            and_(Reuse.expires_on <= today, Reuse.lapse_told_at.is_(None)),
        ),
    )


def _ask(session: Session, reuse_id: int) -> bool:
    """Ask about this record; False when another worker did, or it is no longer needed."""
    reuse = session.scalar(
        select(Reuse)
        .where(Reuse.id == reuse_id, _is_time_to_ask())
        .with_for_update(of=Reuse, skip_locked=True)
        .execution_options(populate_existing=True)
    )
    if reuse is None or reuse.expires_on is None:
        return False
    is_over = reuse.expires_on <= clock.today()
    link = links.issue(
        session,
        purpose=ANSWER,
        subject={
            "reuse": str(reuse.public_id),
            "email": reuse.answered_from,
            STILL: True,
        },
        lifetime=_LINK_WORKS_FOR,
    )
    reuse.asked_again_at = clock.now()
    if is_over:
        reuse.lapse_told_at = clock.now()
    session.flush()
    record(
        session,
        ReuseExpires(subject=str(reuse.public_id), link_id=str(link.id), is_over=is_over),
    )
    return True
