"""Signing in by the OIDC provider of an organisation: whom its answer is about. Never commits.

That the answer is really of the provider, was checked by who calls this (web.accounts.oidc).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from govhub.accounts import service
from govhub.accounts.models import Identity, User
from govhub.accounts.second_factor import note
from govhub.kernel import clock
from govhub.kernel.errors import DomainError, InvalidInput
from govhub.platform.email_address import email_address
from govhub.platform.language import gettext as _

_SAYS_TWO_FACTORS = {"mfa", "https://refeds.org/profile/mfa"}
"""What a provider says in ``amr`` (RFC 8176) or ``acr`` when somebody showed two factors."""
_LONGEST = 255


class NotKnown(DomainError):
    """The provider does not say enough to sign somebody in; the message says what to do."""


@dataclass(frozen=True, kw_only=True)
class Claims:
    """What the provider says about who signed in there."""

    issuer: str
    subject: str
    """Never changes, and never goes to somebody else; an address may."""
    email: str | None
    """Only when the provider verified it."""
    has_second_factor: bool

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> "Claims":
        """Return what is used of the claims. Raises NotKnown without a usable ``sub``."""
        issuer, subject = said.get("iss"), said.get("sub")
        if not isinstance(issuer, str) or not isinstance(subject, str) or not subject:
            raise NotKnown(_not_enough())
        if max(len(issuer), len(subject)) > _LONGEST:
            raise NotKnown(_not_enough())
        email = said.get("email")
        is_verified = said.get("email_verified") is True and isinstance(email, str)
        return cls(
            issuer=issuer,
            subject=subject,
            email=email if is_verified else None,
            has_second_factor=_two_factors(said),
        )


def sign_in(
    session: Session, claims: Claims, old_secret: str | None = None, *, browser: str | None = None
) -> service.SignedIn:
    """Sign in who the provider knows; who is new becomes an aanmelder. Raises NotKnown.

    The first time, the verified address tells which user this is. Nobody becomes more than an
    aanmelder by what a provider says.
    """
    user = _user(session, claims)
    secret = service.start_session(
        session, user, old_secret, browser=browser, has_second_factor=claims.has_second_factor
    )
    return service.SignedIn(secret=secret, user=user, back=None)


def _user(session: Session, claims: Claims) -> User:
    known = _identity(session, claims)
    if known is not None:
        return known.user
    if claims.email is None:
        raise NotKnown(_not_enough())
    try:
        user = service.user_with(session, email_address(claims.email))
    except InvalidInput as error:
        raise NotKnown(_not_enough()) from error
    return _link(session, user, claims)


def _link(session: Session, user: User, claims: Claims) -> User:
    identity = Identity(
        user_id=user.id,
        issuer=claims.issuer,
        subject=claims.subject,
        created_at=clock.now(),
    )
    try:
        with session.begin_nested():
            session.add(identity)
    except IntegrityError:  # the same person signs in twice at this very moment
        return _user(session, claims)
    note(session, user, "organisatie-gekoppeld")
    return user


def _identity(session: Session, claims: Claims) -> Identity | None:
    return session.scalar(
        select(Identity).where(Identity.issuer == claims.issuer, Identity.subject == claims.subject)
    )


def _two_factors(said: Mapping[str, Any]) -> bool:
    methods = said.get("amr")
    listed = methods if isinstance(methods, list) else []
    return not _SAYS_TWO_FACTORS.isdisjoint(
        each for each in [*listed, said.get("acr")] if isinstance(each, str)
    )


def _not_enough() -> str:
    return _(
        "Uw organisatie geeft geen e-mailadres door dat zij heeft gecontroleerd. "
        "Log in met een link in uw mail."
    )
