"""The second factor: who must show one, what counts, and what happens without. Never commits.

Whoever has one shows it each time they sign in. Whoever needs one and has none may do what an
aanmelder may, until it is set up (docs/adr/0010).
"""

from collections.abc import Sequence
from enum import Enum

from sqlalchemy import delete
from sqlalchemy.orm import Session

from govhub.accounts import queries, recovery, sessions, totp
from govhub.accounts.events import SignInChanged
from govhub.accounts.models import MembershipRole, Passkey, User
from govhub.accounts.queries import SignedInBrowser
from govhub.kernel.errors import NotAllowed
from govhub.platform import audit
from govhub.platform.language import gettext as _
from govhub.platform.outbox import record

TOLD_BY_MAIL = frozenset(
    {
        "passkey-toegevoegd",
        "passkey-verwijderd",
        "app-toegevoegd",
        "app-verwijderd",
        "herstelcodes-gemaakt",
        "herstelcode-gebruikt",
        "organisatie-gekoppeld",
        "tweede-stap-gewist",
    }
)
"""Actions that change how somebody signs in."""


class Step(Enum):
    """What a signed-in browser must still do."""

    DONE = "nothing: a factor was shown, or none is needed"
    SHOW = "show the factor that this person has"
    SET_UP = "set one up, before it can do what the role may"


class Factor(Enum):
    """With what the second step was taken."""

    APP = "app"
    RECOVERY_CODE = "herstelcode"


def needs_second_factor(user: User) -> bool:
    """Tell whether the role of this person asks for one: who decides about what others see."""
    return user.role.is_editor or any(
        each.role is MembershipRole.MANAGER for each in user.memberships
    )


def has_second_factor(session: Session, user: User) -> bool:
    """Tell whether this person set one up."""
    return user.totp_confirmed_at is not None or queries.has_passkey(session, user)


def step(browser: SignedInBrowser) -> Step:
    """Return what is still to be done in this browser."""
    user = browser.user
    if browser.session.second_factor_at is not None:
        return Step.DONE
    if browser.has_passkey or user.totp_confirmed_at is not None:
        return Step.SHOW
    return Step.SET_UP if user.role.is_editor or browser.manages else Step.DONE


def take_code(session: Session, user: User, code: str) -> Factor | None:
    """Return what this code is of: the app, or a recovery code, which is then used up."""
    if totp.check(session, user, code):
        return Factor.APP
    if not recovery.use(session, user, code):
        return None
    note(session, user, "herstelcode-gebruikt")
    return Factor.RECOVERY_CODE


def codes_for_first(session: Session, user: User) -> Sequence[str] | None:
    """Make recovery codes for who has none: call this when a factor was added."""
    if queries.number_of_recovery_codes(session, user):
        return None
    return recovery.renew(session, user)


def remove_app(session: Session, user: User) -> None:
    """Forget the authenticator app. Raises NotAllowed when nothing is left that must be."""
    if needs_second_factor(user) and not queries.has_passkey(session, user):
        raise NotAllowed(_need_another())
    totp.remove(session, user)
    _tidy(session, user)
    note(session, user, "app-verwijderd")


def remove_passkey(session: Session, user: User, passkey: Passkey) -> None:
    """Forget a passkey. Raises NotAllowed when nothing is left that must be."""
    is_last = len(queries.passkeys_of(session, user)) == 1 and user.totp_confirmed_at is None
    if is_last and needs_second_factor(user):
        raise NotAllowed(_need_another())
    session.delete(passkey)
    session.flush()
    _tidy(session, user)
    note(session, user, "passkey-verwijderd")


def reset(session: Session, user: User) -> None:
    """Forget every second factor of who lost them all, and sign them out everywhere."""
    session.execute(delete(Passkey).where(Passkey.user_id == user.id))
    totp.remove(session, user)
    recovery.forget(session, user)
    sessions.end_all(session, user)


def note(session: Session, user: User, action: str, *, actor: str | None = None) -> None:
    """Write in the audit log what was done to the account of this person, by themselves or not.

    Of what changes how they sign in they get a mail: so they notice when it was somebody else.
    """
    if action in TOLD_BY_MAIL:
        record(session, SignInChanged(subject=str(user.public_id), action=action))
    audit.note(
        session,
        actor=actor or user.public_id,
        action=action,
        subject=f"gebruiker:{user.public_id}",
    )


def _tidy(session: Session, user: User) -> None:
    """Codes that stand in for nothing are no use."""
    if not has_second_factor(session, user):
        recovery.forget(session, user)


def _need_another() -> str:
    return _(
        "Voor wat u mag, is een tweede stap nodig. Stel eerst een andere in; daarna kan deze weg."
    )
