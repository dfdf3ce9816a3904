"""Signing in by a link in a mail (docs/adr/0002). Never commits, never sends: it records.

The second factor comes after that, in the same session: ``second_factor``.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from govhub.accounts import queries
from govhub.accounts.events import SignInRequested
from govhub.accounts.models import User, UserRole, UserSession
from govhub.kernel import clock
from govhub.platform import links
from govhub.platform.email_address import email_address
from govhub.platform.links import OneTimeLink, Signer
from govhub.platform.outbox import record

SIGN_IN = "inloggen"
"""Purpose of the one-time link that signs in."""
TIME_TO_SIGN_IN = timedelta(minutes=30)
SIGNED_IN_FOR = timedelta(hours=12)
"""How long a session counts, whatever happens in it: a working day."""
_LAPSED_LINKS_ARE_KEPT = timedelta(days=1)
"""So that a late click is told that the link lapsed. After that the address in it is forgotten."""
_BYTES_OF_SECRET = 32


@dataclass(frozen=True, kw_only=True)
class SignedIn:
    """What somebody gets who signed in."""

    secret: str
    """For the browser to keep; the database holds its hash."""
    user: User
    back: str | None
    """The page that they wanted to see."""


@dataclass(frozen=True)
class Invitation:
    """What a link to sign in would do."""

    email: str
    back: str | None


def create_user(session: Session, email: str, role: UserRole) -> User:
    """Return the user with this address, new or known, in this role. Raises InvalidInput."""
    user = user_with(session, email_address(email))
    user.role = role
    session.flush()
    return user


def sign_in_link(session: Session, email: str, back: str | None = None) -> OneTimeLink:
    """Make a link with which the owner of this address can sign in. Raises InvalidInput."""
    return links.issue(
        session,
        purpose=SIGN_IN,
        subject={"email": email_address(email), "back": back},
        lifetime=TIME_TO_SIGN_IN,
    )


def request_sign_in(session: Session, email: str, back: str | None = None) -> None:
    """Have a link mailed, to everybody who asks: who has an account is nobody's business.

    ``back`` is the page to see afterwards. Raises InvalidInput. Addresses in links that lapsed
    are forgotten here.
    """
    links.forget(session, purpose=SIGN_IN, lapsed_before=clock.now() - _LAPSED_LINKS_ARE_KEPT)
    link = sign_in_link(session, email, back)
    record(session, SignInRequested(subject=str(link.id)))


def invitation(session: Session, signer: Signer, token: str) -> Invitation:
    """Return what the link would do, without using it. Raises LinkRefused."""
    subject = links.look_at(session, signer, purpose=SIGN_IN, token=token).subject
    return Invitation(subject["email"], subject["back"])


def sign_in(
    session: Session,
    signer: Signer,
    token: str,
    old_secret: str | None = None,
    *,
    browser: str | None = None,
) -> SignedIn:
    """Use the link; who signs in for the first time becomes an aanmelder. Raises LinkRefused.

    ``old_secret`` is what this browser held until now; that session ends. ``browser`` is what
    to call it, in words for its owner.
    """
    subject = links.redeem(session, signer, purpose=SIGN_IN, token=token)
    user = user_with(session, subject["email"])
    secret = start_session(session, user, old_secret, browser=browser)
    return SignedIn(secret=secret, user=user, back=subject["back"])


def start_session(
    session: Session,
    user: User,
    old_secret: str | None = None,
    *,
    browser: str | None = None,
    has_second_factor: bool = False,
) -> str:
    """Sign the user in on this browser, always under a new secret, and return that.

    ``has_second_factor``: how they signed in counts as two factors.
    """
    if old_secret:
        sign_out(session, old_secret)
    _forget_lapsed_sessions(session)
    secret = new_secret()
    now = clock.now()
    session.add(
        UserSession(
            secret_hash=queries.secret_hash(secret),
            user=user,
            created_at=now,
            expires_at=now + SIGNED_IN_FOR,
            browser=browser,
            second_factor_at=now if has_second_factor else None,
        )
    )
    session.flush()
    return secret


def new_secret() -> str:
    """Return 256 random bits for the cookie of a signed-in browser."""
    return secrets.token_urlsafe(_BYTES_OF_SECRET)


def sign_out(session: Session, secret: str) -> None:
    """End the session with this secret, when there is one."""
    session.execute(
        delete(UserSession).where(UserSession.secret_hash == queries.secret_hash(secret))
    )


def user_with(session: Session, email: str) -> User:
    """Return the user with this address, which was proved; a new one is an aanmelder."""
    found = queries.user_by_email(session, email)
    if found is not None:
        return found
    user = User(email=email, role=UserRole.SUBMITTER, created_at=clock.now())
    try:
        with session.begin_nested():
            session.add(user)
    except IntegrityError:  # the same person signs in twice at this very moment
        return user_with(session, email)
    return user


def _forget_lapsed_sessions(session: Session) -> None:
    lapsed = (
        select(UserSession.id)
        .where(UserSession.expires_at <= clock.now())
        .with_for_update(skip_locked=True)
    )
    session.execute(
        delete(UserSession)
        .where(UserSession.id.in_(lapsed))
        .execution_options(synchronize_session=False)
    )
