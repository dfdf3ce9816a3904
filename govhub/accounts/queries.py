"""Questions about people and organisations. Never changes anything."""

import hashlib
import uuid
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from govhub.accounts.models import Organisation, User, UserRole, UserSession
from govhub.kernel import clock
from govhub.platform.links import OneTimeLink


def user_by_email(session: Session, email: str) -> User | None:
    """Return the user with this address, whatever its capitals."""
    return session.scalar(select(User).where(User.email == email.strip().lower()))


def user_by_public_id(session: Session, public_id: str) -> User | None:
    """Return the user with this public id."""
    return session.scalar(select(User).where(User.public_id == uuid.UUID(public_id)))


def sign_in_link_by_id(session: Session, public_id: str) -> OneTimeLink | None:
    """Return the link that signs in; None when it was used, lapsed or was forgotten."""
    link = session.get(OneTimeLink, uuid.UUID(public_id))
    if link is None or link.used_at is not None or link.expires_at <= clock.now():
        return None
    return link


def editors(session: Session) -> Sequence[User]:
    """Return everybody who reviews submissions."""
    return session.scalars(select(User).where(User.role != UserRole.SUBMITTER)).all()


def organisations(session: Session) -> Sequence[Organisation]:
    """Return all organisations, by name."""
    return session.scalars(select(Organisation).order_by(func.lower(Organisation.name))).all()


def organisation_by_slug(session: Session, slug: str) -> Organisation | None:
    """Return the organisation at this address."""
    return session.scalar(select(Organisation).where(Organisation.slug == slug))


def secret_hash(secret: str) -> str:
    """Return what is stored of the secret in a cookie: useless to whoever reads the database."""
    return hashlib.sha256(secret.encode()).hexdigest()


def session_by_secret(session: Session, secret: str) -> UserSession | None:
    """Return the signed-in browser that holds this secret; None once it has ended."""
    return session.scalar(
        select(UserSession).where(
            UserSession.secret_hash == secret_hash(secret), UserSession.expires_at > clock.now()
        )
    )
