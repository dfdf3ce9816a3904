"""Questions about people and organisations. Never changes anything."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from govhub.accounts.models import Organisation, User, UserRole


def user_by_email(session: Session, email: str) -> User | None:
    """Return the user with this address, whatever its capitals."""
    return session.scalar(select(User).where(User.email == email.strip().lower()))


def editors(session: Session) -> Sequence[User]:
    """Return everybody who reviews submissions."""
    return session.scalars(select(User).where(User.role != UserRole.SUBMITTER)).all()


def organisations(session: Session) -> Sequence[Organisation]:
    """Return all organisations, by name."""
    return session.scalars(select(Organisation).order_by(func.lower(Organisation.name))).all()


def organisation_by_slug(session: Session, slug: str) -> Organisation | None:
    """Return the organisation at this address."""
    return session.scalar(select(Organisation).where(Organisation.slug == slug))
