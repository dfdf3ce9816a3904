"""Users, their sessions, and organisations. There are no passwords (docs/adr/0002)."""

import uuid
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govhub.platform.db import Base, values_of


class UserRole(StrEnum):
    """What somebody who signed in may do; each role includes the ones before it."""

    SUBMITTER = "aanmelder"
    EDITOR = "redacteur"
    ADMINISTRATOR = "beheerder"

    @property
    def is_editor(self) -> bool:
        """Tell whether this role reviews what others submit."""
        return self is not UserRole.SUBMITTER


class User(Base):
    """A person, known by an e-mail address that they proved to read."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[uuid.UUID] = mapped_column(unique=True, default=uuid.uuid4)
    email: Mapped[str] = mapped_column(sa.String(254), unique=True)
    """Lower case."""
    role: Mapped[UserRole] = mapped_column(values_of(UserRole), default=UserRole.SUBMITTER)
    created_at: Mapped[datetime]

    @property
    def is_editor(self) -> bool:
        """Tell whether this person reviews what others submit."""
        return self.role.is_editor


class UserSession(Base):
    """A signed-in browser: the hash of the secret in its cookie, and until when it counts."""

    __tablename__ = "user_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    secret_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("user.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]

    user: Mapped[User] = relationship(lazy="joined", innerjoin=True)


class Organisation(Base):
    """An organisation that owns, makes or uses components; a government one has a TOOI URI."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(sa.String(80), unique=True)
    name: Mapped[str]
    short_name: Mapped[str | None]
    tooi_uri: Mapped[str | None] = mapped_column(unique=True)
    kind: Mapped[str | None] = mapped_column(sa.String(40))
    country: Mapped[str | None] = mapped_column(sa.String(20))
    active_from: Mapped[date | None]
    active_until: Mapped[date | None]
    merged_into_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"))
    seeded: Mapped[dict[str, str]] = mapped_column(default=dict)
    """Field → fingerprint of the value that the seed wrote, to leave a person's change alone."""
