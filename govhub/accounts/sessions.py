"""The browsers in which somebody is signed in: ending them, and the second step in one."""

import uuid

from sqlalchemy import ColumnElement, delete, update
from sqlalchemy.orm import Session

from govhub.accounts import queries
from govhub.accounts.models import User, UserSession
from govhub.accounts.service import new_secret
from govhub.kernel import clock


def pass_second_step(session: Session, secret: str) -> str:
    """Note that a second factor was shown in this browser; return its new secret.

    What somebody may have seen before cannot do more from now on. Raises LookupError when the
    session has ended.
    """
    fresh = new_secret()
    passed = session.execute(
        update(UserSession)
        .where(
            UserSession.secret_hash == queries.secret_hash(secret),
            UserSession.expires_at > clock.now(),
        )
        .values(secret_hash=queries.secret_hash(fresh), second_factor_at=clock.now())
        .returning(UserSession.id)
        .execution_options(synchronize_session=False)
    ).first()
    if passed is None:
        raise LookupError("this session has ended")
    return fresh


def end(session: Session, user: User, public_id: uuid.UUID) -> bool:
    """Sign this person out of one browser; tell whether they were signed in there."""
    return _end(session, UserSession.user_id == user.id, UserSession.public_id == public_id) > 0


def end_others(session: Session, user: User, secret: str) -> int:
    """Sign this person out everywhere but here; return in how many browsers."""
    here = UserSession.secret_hash == queries.secret_hash(secret)
    return _end(session, UserSession.user_id == user.id, ~here)


def end_all(session: Session, user: User) -> int:
    """Sign this person out everywhere; return in how many browsers."""
    return _end(session, UserSession.user_id == user.id)


def _end(session: Session, *which: ColumnElement[bool]) -> int:
    ended = (
        delete(UserSession)
        .where(*which)
        .returning(UserSession.id)
        .execution_options(synchronize_session=False)
    )
    return len(session.scalars(ended).all())
