"""What we know of somebody who signs in, for themselves; and leaving. Never commits, never sends.

Other parts of GovHub have their own ``own_data``: what somebody registered, follows and wrote.
"""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from govhub.accounts import queries, recovery, second_factor, sessions, totp
from govhub.accounts.events import AccountDeleted
from govhub.accounts.models import (
    Identity,
    Invitation,
    Membership,
    MembershipRole,
    Organisation,
    Passkey,
    User,
    UserRole,
)
from govhub.kernel import clock
from govhub.kernel.errors import NotAllowed
from govhub.platform import links
from govhub.platform.language import gettext as _
from govhub.platform.links import OneTimeLink
from govhub.platform.outbox import record

FAREWELL = "afscheid"
"""Purpose of the link that knows the address until the last mail was sent."""
NOWHERE = "verwijderd.invalid"
"""Domain of the address of who left; by RFC 2606 no mail can go there."""
_TIME_TO_SAY_FAREWELL = timedelta(days=2)


def export(session: Session, user: User) -> Mapping[str, Any]:
    """Return what we know of the account, fit for JSON."""
    return {
        "account": {
            "id": str(user.public_id),
            "e-mailadres": user.email,
            "rol": user.role.value,
            "sinds": user.created_at.isoformat(),
            "authenticator_app_sinds": _moment(user.totp_confirmed_at),
            "ongebruikte_herstelcodes": queries.number_of_recovery_codes(session, user),
        },
        "sessies": [
            {
                "browser": each.browser,
                "sinds": each.created_at.isoformat(),
                "tot": each.expires_at.isoformat(),
                "tweede_stap": _moment(each.second_factor_at),
            }
            for each in queries.sessions_of(session, user)
        ],
        "passkeys": [
            {
                "naam": each.name,
                "sinds": each.created_at.isoformat(),
                "laatst_gebruikt": _moment(each.last_used_at),
            }
            for each in queries.passkeys_of(session, user)
        ],
        "inloggen_via_organisatie": [
            {"bij": each.issuer, "als": each.subject, "sinds": each.created_at.isoformat()}
            for each in queries.identities_of(session, user)
        ],
        "organisaties": [
            {
                "organisatie": each.organisation.name,
                "rol": each.role.value,
                "sinds": each.created_at.isoformat(),
            }
            for each in user.memberships
        ],
        "uitnodigingen": [
            {
                "organisatie": each.organisation.name,
                "rol": each.role.value,
                "sinds": each.created_at.isoformat(),
            }
            for each in _invitations(session, user)
        ],
    }


def require_can_leave(session: Session, user: User) -> None:
    """Raise NotAllowed when somebody would be missed: nobody else could do what they may."""
    if user.role is UserRole.ADMINISTRATOR and _number_of_administrators(session) == 1:
        raise NotAllowed(
            _(
                "U bent de enige beheerder van dit portaal. Maak eerst iemand anders beheerder; "
                "daarna kunt u uw account verwijderen."
            )
        )
    alone = managed_alone(session, user)
    if alone:
        raise NotAllowed(
            _(
                "U bent de enige beheerder van %(names)s. Maak daar eerst iemand anders "
                "beheerder; daarna kunt u uw account verwijderen."
            )
            % {"names": ", ".join(each.name for each in alone)}
        )


def managed_alone(session: Session, user: User) -> Sequence[Organisation]:
    """Return the organisations that nobody else manages, by name."""
    managers = (
        select(Membership.organisation_id)
        .where(Membership.role == MembershipRole.MANAGER)
        .group_by(Membership.organisation_id)
        .having(func.count() == 1)
    )
    return session.scalars(
        select(Organisation)
        .join(Membership, Membership.organisation_id == Organisation.id)
        .where(
            Membership.user_id == user.id,
            Membership.role == MembershipRole.MANAGER,
            Organisation.id.in_(managers),
        )
        .order_by(Organisation.name)
    ).all()


def leave(session: Session, user: User) -> None:
    """Delete the account: the row stays for what it did, and nothing tells any more whose it was.

    A last mail says that it is done. Raises NotAllowed as ``require_can_leave`` does.
    """
    _hold_managers(session)
    require_can_leave(session, user)
    address = user.email
    farewell = links.issue(
        session, purpose=FAREWELL, subject={"email": address}, lifetime=_TIME_TO_SAY_FAREWELL
    )
    sessions.end_all(session, user)
    totp.remove(session, user)
    recovery.forget(session, user)
    for gone in (
        delete(Passkey).where(Passkey.user_id == user.id),
        delete(Identity).where(Identity.user_id == user.id),
        delete(Invitation).where(Invitation.email == address),
        delete(OneTimeLink).where(
            OneTimeLink.subject["email"].as_string() == address, OneTimeLink.id != farewell.id
        ),
    ):
        session.execute(gone.execution_options(synchronize_session=False))
    user.memberships.clear()
    user.email = f"{user.public_id}@{NOWHERE}"
    user.role = UserRole.SUBMITTER
    user.deleted_at = clock.now()
    session.flush()
    record(session, AccountDeleted(subject=str(farewell.id)))
    second_factor.note(session, user, "account-verwijderd")


def farewell_link(session: Session, link_id: str) -> OneTimeLink | None:
    """Return the link that knows where the last mail goes; None once that was sent."""
    link = session.get(OneTimeLink, uuid.UUID(link_id))
    return link if link is not None and link.purpose == FAREWELL else None


def forget_farewell(session: Session, link_id: str) -> None:
    """Forget the address: the last mail was sent."""
    session.execute(
        delete(OneTimeLink).where(
            OneTimeLink.id == uuid.UUID(link_id), OneTimeLink.purpose == FAREWELL
        )
    )


def _hold_managers(session: Session) -> None:
    """Let nobody else leave at this very moment, or the last two could both."""
    session.execute(
        select(User.id)
        .where(User.role == UserRole.ADMINISTRATOR)
        .order_by(User.id)
        .with_for_update()
    )
    session.execute(
        select(Membership.id)
        .where(Membership.role == MembershipRole.MANAGER)
        .order_by(Membership.id)
        .with_for_update()
    )


def _number_of_administrators(session: Session) -> int:
    count = select(func.count(User.id)).where(User.role == UserRole.ADMINISTRATOR)
    return session.scalar(count) or 0


def _invitations(session: Session, user: User) -> Sequence[Invitation]:
    query = select(Invitation).where(Invitation.email == user.email)
    return session.scalars(query.order_by(Invitation.id)).all()


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
