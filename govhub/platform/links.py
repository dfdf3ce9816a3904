"""One-time links in e-mail: to sign in, to confirm an address.

A link is a row (what it is for, until when, whether it was used) and a token: the row's id, signed.
The database alone is not enough to make a token, and an e-mail alone is not enough to use one
twice.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy.orm import Mapped, Session, mapped_column

from govhub.kernel import clock
from govhub.kernel.errors import DomainError
from govhub.platform.db import Base
from govhub.platform.language import gettext as _


class OneTimeLink(Base):
    """Something that one click may do, once, for a while."""

    __tablename__ = "one_time_link"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    purpose: Mapped[str] = mapped_column(sa.String(40))
    subject: Mapped[dict[str, Any]]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]


class LinkRefused(DomainError):
    """The link does not work; the message says why and what to do."""


class LinkUsed(LinkRefused):
    """The link worked before, and works once; ``subject`` is what it was about."""

    def __init__(self, subject: dict[str, Any]) -> None:
        """Keep the subject, for who can say something better about it."""
        super().__init__(_("Deze link is al gebruikt. Vraag een nieuwe aan."))
        self.subject = subject


def _damaged() -> LinkRefused:
    return LinkRefused(
        _("Deze link klopt niet. Open hem nog eens vanuit de mail, of vraag een nieuwe aan.")
    )


class Signer:
    """Makes and reads the tokens of links, with the secret keys of this installation."""

    def __init__(self, secret_keys: list[str]) -> None:
        """Take the keys, oldest first: the last one signs, all are accepted."""
        self._serializer = URLSafeSerializer(secret_keys, salt="govhub.link")

    def token(self, purpose: str, value: str) -> str:
        """Return ``value`` signed for this purpose, fit for an address."""
        return self._serializer.dumps([purpose, value])

    def value(self, purpose: str, token: str) -> str:
        """Return what was signed. Raises LinkRefused when the token was not made for this."""
        try:
            signed_purpose, value = self._serializer.loads(token)
        except (BadSignature, ValueError, TypeError) as error:
            raise _damaged() from error
        if signed_purpose != purpose:
            raise LinkRefused(_("Deze link is voor iets anders bedoeld. Vraag een nieuwe aan."))
        return str(value)

    def identifier(self, purpose: str, token: str) -> uuid.UUID:
        """Return the id that was signed. Raises LinkRefused, as ``value`` does."""
        try:
            return uuid.UUID(self.value(purpose, token))
        except ValueError as error:
            raise _damaged() from error


def issue(
    session: Session, *, purpose: str, subject: dict[str, Any], lifetime: timedelta
) -> OneTimeLink:
    """Store a link for ``purpose`` that works once within ``lifetime``."""
    link = OneTimeLink(
        id=uuid.uuid4(), purpose=purpose, subject=subject, expires_at=clock.now() + lifetime
    )
    session.add(link)
    session.flush()
    return link


def look_at(session: Session, signer: Signer, *, purpose: str, token: str) -> OneTimeLink:
    """Return the link without using it. Raises LinkRefused when it is unknown, used or expired."""
    link = session.get(OneTimeLink, signer.identifier(purpose, token))
    if link is None or link.purpose != purpose:
        raise LinkRefused(_("Deze link bestaat niet meer. Vraag een nieuwe aan."))
    if link.used_at is not None:
        raise LinkUsed(link.subject)
    if link.expires_at <= clock.now():
        raise LinkRefused(_("Deze link is verlopen. Vraag een nieuwe aan."))
    return link


def redeem(session: Session, signer: Signer, *, purpose: str, token: str) -> dict[str, Any]:
    """Use the link and return what it is about. Raises LinkRefused; two at once cannot both win."""
    link = look_at(session, signer, purpose=purpose, token=token)
    used = session.execute(
        sa.update(OneTimeLink)
        .where(OneTimeLink.id == link.id, OneTimeLink.used_at.is_(None))
        .values(used_at=clock.now())
        .returning(OneTimeLink.id)
    ).first()
    if used is None:
        raise LinkUsed(link.subject)
    return link.subject


def forget(session: Session, *, lapsed_before: datetime, purpose: str | None = None) -> int:
    """Delete links that lapsed before this moment, for one purpose or for all; return how many.

    Not those that another request is busy with.
    """
    lapsed = sa.select(OneTimeLink.id).where(OneTimeLink.expires_at < lapsed_before)
    if purpose is not None:
        lapsed = lapsed.where(OneTimeLink.purpose == purpose)
    forgotten = (
        sa.delete(OneTimeLink)
        .where(OneTimeLink.id.in_(lapsed.with_for_update(skip_locked=True)))
        .returning(OneTimeLink.id)
        .execution_options(synchronize_session=False)
    )
    return len(session.scalars(forgotten).all())
