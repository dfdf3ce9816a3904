"""A code from an authenticator app (RFC 6238) as second factor. Never commits."""

from dataclasses import dataclass

import pyotp
from sqlalchemy import or_, update
from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.kernel import clock
from govhub.kernel.errors import Conflict
from govhub.platform.language import gettext as _

ISSUER = "GovHub"
_STEPS_OFF = (0, -1, 1)
"""A code of the step before or after counts too: clocks differ, and typing takes time."""


@dataclass(frozen=True)
class AppSecret:
    """What an authenticator app must know."""

    secret: str
    """In base32, to type over."""
    address: str
    """The same as an ``otpauth:`` address, for in a QR code."""


def begin(session: Session, user: User) -> None:
    """Make a secret for an app, in place of one that was never confirmed. Raises Conflict."""
    _refuse_second_app(user)
    user.totp_secret = pyotp.random_base32()
    session.flush()


def waiting_secret(user: User) -> AppSecret | None:
    """Return the secret that an app must still confirm."""
    if user.totp_secret is None or user.totp_confirmed_at is not None:
        return None
    totp = pyotp.TOTP(user.totp_secret)
    address = totp.provisioning_uri(name=user.email, issuer_name=ISSUER)
    return AppSecret(user.totp_secret, address)


def confirm(session: Session, user: User, code: str) -> bool:
    """Let the app count from now on when it shows the right code. Raises Conflict."""
    _refuse_second_app(user)
    if not _is_right(session, user, code):
        return False
    user.totp_confirmed_at = clock.now()
    session.flush()
    return True


def check(session: Session, user: User, code: str) -> bool:
    """Tell whether this is the code of now; a code that was accepted once, never is again."""
    return user.totp_confirmed_at is not None and _is_right(session, user, code)


def remove(session: Session, user: User) -> None:
    """Forget the app."""
    user.totp_secret = user.totp_confirmed_at = user.totp_last_step = None
    session.flush()


def _is_right(session: Session, user: User, code: str) -> bool:
    step = _step_of(user, "".join(code.split()))
    return step is not None and _use(session, user, step)


def _step_of(user: User, code: str) -> int | None:
    """Return the time step, of this moment or one beside it, that has this code."""
    if user.totp_secret is None:
        return None
    totp, now = pyotp.TOTP(user.totp_secret), clock.now()
    right = [
        off
        for off in _STEPS_OFF
        if pyotp.utils.strings_equal(code, totp.at(now, counter_offset=off))
    ]
    return totp.timecode(now) + right[0] if right else None


def _use(session: Session, user: User, step: int) -> bool:
    """Use up this step and every step before it; two at once cannot both succeed."""
    used = session.execute(
        update(User)
        .where(
            User.id == user.id,
            User.totp_secret == user.totp_secret,
            or_(User.totp_last_step.is_(None), User.totp_last_step < step),
        )
        .values(totp_last_step=step)
        .returning(User.id)
        .execution_options(synchronize_session="fetch")
    ).first()
    return used is not None


def _refuse_second_app(user: User) -> None:
    if user.totp_confirmed_at is not None:
        raise Conflict(_("U heeft al een authenticator-app. Verwijder die eerst."))
