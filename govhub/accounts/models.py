"""Users, their sessions, and organisations. There are no passwords (docs/adr/0002)."""

import uuid
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govhub.platform.db import Base, values_of
from govhub.platform.language import lazy_gettext as _l


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
    totp_secret: Mapped[str | None] = mapped_column(sa.String(64))
    """Of an authenticator app; it counts once ``totp_confirmed_at`` is set."""
    totp_confirmed_at: Mapped[datetime | None]
    totp_last_step: Mapped[int | None] = mapped_column(sa.BigInteger)
    """Time step of the last code that was accepted: a code works once."""
    deleted_at: Mapped[datetime | None]
    """When this person had the account removed; the row stays without an address."""

    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="user", cascade="all, delete-orphan"
    )

    is_limited = False
    """Acts now without the second factor that the role asks: may do what an aanmelder may.

    No column: whoever finds out who is signed in sets it, so that no rule can forget to ask.
    """

    @property
    def is_editor(self) -> bool:
        """Tell whether this person reviews what others submit, and may do so now."""
        return self.role.is_editor and not self.is_limited


class UserSession(Base):
    """A signed-in browser: the hash of the secret in its cookie, and until when it counts."""

    __tablename__ = "user_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    secret_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("user.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    public_id: Mapped[uuid.UUID] = mapped_column(unique=True, default=uuid.uuid4)
    browser: Mapped[str | None] = mapped_column(sa.String(120))
    """What the browser calls itself, to recognise it in the list of sessions."""
    second_factor_at: Mapped[datetime | None]
    """When a second factor was shown in this session; None when it was not."""

    user: Mapped[User] = relationship(lazy="joined", innerjoin=True)


class Passkey(Base):
    """A passkey (WebAuthn credential) with which somebody signs in."""

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[uuid.UUID] = mapped_column(unique=True, default=uuid.uuid4)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("user.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(sa.String(80))
    credential_id: Mapped[bytes] = mapped_column(sa.LargeBinary, unique=True)
    public_key: Mapped[bytes] = mapped_column(sa.LargeBinary)
    sign_count: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(lazy="joined", innerjoin=True)


class RecoveryCode(Base):
    """A code for who lost the second factor; it works once. Only its hash is kept."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("user.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str] = mapped_column(sa.String(64))
    used_at: Mapped[datetime | None]


class Identity(Base):
    """A person as the OIDC provider of an organisation knows them."""

    __tablename__ = "identity"
    __table_args__ = (sa.UniqueConstraint("issuer", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("user.id", ondelete="CASCADE"), index=True)
    issuer: Mapped[str]
    subject: Mapped[str]
    created_at: Mapped[datetime]

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

    merged_into: Mapped["Organisation | None"] = relationship(remote_side="Organisation.id")


class MembershipRole(StrEnum):
    """What somebody may do for an organisation; each role includes the ones before it."""

    READER = "lezer"
    """Sees what is not public yet."""
    EDITOR = "redacteur"
    """Registers and changes components."""
    MANAGER = "beheerder"
    """Also invites people, and hands over components."""

    @property
    def label(self) -> str:
        """Return the word for people."""
        return _MEMBERSHIP_ROLES[self]

    def includes(self, other: "MembershipRole") -> bool:
        """Tell whether whoever has this role may do what ``other`` may."""
        order = list(MembershipRole)
        return order.index(self) >= order.index(other)


_MEMBERSHIP_ROLES = {
    MembershipRole.READER: _l("Lezer"),
    MembershipRole.EDITOR: _l("Redacteur"),
    MembershipRole.MANAGER: _l("Beheerder"),
}


class Membership(Base):
    """A person who works for an organisation here, and in which role."""

    __tablename__ = "membership"
    __table_args__ = (sa.UniqueConstraint("user_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[uuid.UUID] = mapped_column(unique=True, default=uuid.uuid4)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("user.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    role: Mapped[MembershipRole] = mapped_column(values_of(MembershipRole))
    created_at: Mapped[datetime]

    user: Mapped[User] = relationship(back_populates="memberships")
    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)


class MailDomain(Base):
    """A domain whose addresses belong to an organisation: who has one may join it as a reader."""

    __tablename__ = "mail_domain"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    domain: Mapped[str] = mapped_column(unique=True)
    """Lower case, without "@"."""
    confirmed_at: Mapped[datetime | None]
    """When the redactie confirmed it; before that nobody joins by it."""


class Invitation(Base):
    """Somebody with this address is asked to join an organisation."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[uuid.UUID] = mapped_column(unique=True, default=uuid.uuid4)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    email: Mapped[str] = mapped_column(sa.String(254))
    """Lower case."""
    role: Mapped[MembershipRole] = mapped_column(values_of(MembershipRole))
    invited_by_id: Mapped[int] = mapped_column(sa.ForeignKey("user.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)
