"""Questions about the guidance. Never changes anything."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from govhub.guidance.models import Principle

SHARING = "samenwerking"
"""Key of "Deel, hergebruik en werk samen", the principle that the catalogue belongs to."""


def principles(session: Session) -> Sequence[Principle]:
    """Return all principles, by number."""
    return session.scalars(select(Principle).order_by(Principle.number)).all()


def principle_by_key(session: Session, key: str) -> Principle | None:
    """Return the principle with this key."""
    return session.scalar(select(Principle).where(Principle.key == key))
