"""Asking somebody to join an organisation: by mail, with a link that works once.

The link proves who reads the address, so who accepts needs not be signed in: the membership goes
to the address that was invited, whoever clicks. Never commits: the caller decides when.
"""

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from govhub.accounts import memberships, queries, service
from govhub.accounts.events import PersonInvited
from govhub.accounts.models import Invitation, Membership, MembershipRole, Organisation, User
from govhub.kernel import clock
from govhub.kernel.errors import Conflict, InvalidInput
from govhub.platform.email_address import email_address
from govhub.platform.language import gettext as _
from govhub.platform.links import LinkRefused, Signer
from govhub.platform.outbox import record

ACCEPT = "uitnodiging"
"""Purpose of the link in the mail."""
TIME_TO_ANSWER = timedelta(days=14)
_LAPSED_ARE_KEPT = timedelta(days=14)
"""So that a late click is told that it lapsed. After that the address in it is forgotten."""


def invite(
    session: Session, by: User, organisation: Organisation, email: str, role: MembershipRole
) -> Invitation:
    """Have a link mailed to this address; who was invited before gets a new one.

    Raises NotAllowed for who does not manage the organisation, and InvalidInput for what is no
    address, or who takes part already.
    """
    memberships.require_manager(by, organisation)
    email = email_address(email)
    _forget_lapsed(session)
    known = queries.user_by_email(session, email)
    if known is not None and _has(session, organisation, known, role):
        raise InvalidInput("email", _("Wie dit adres leest, doet al mee in deze rol."))
    for earlier in queries.open_invitations(session, organisation):
        if earlier.email == email:
            session.delete(earlier)
    invitation = Invitation(
        organisation=organisation,
        email=email,
        role=role,
        invited_by_id=by.id,
        created_at=clock.now(),
        expires_at=clock.now() + TIME_TO_ANSWER,
    )
    session.add(invitation)
    session.flush()
    record(session, PersonInvited(subject=str(invitation.public_id)))
    memberships.note(session, by, "uitgenodigd", organisation, role=role)
    return invitation


def withdraw(session: Session, by: User, invitation: Invitation) -> None:
    """Let the link work no longer. Raises NotAllowed, or Conflict when it was accepted."""
    organisation = invitation.organisation
    memberships.require_manager(by, organisation)
    if not _hold(session, invitation):
        return
    if invitation.answered_at is not None:
        raise Conflict(_("De uitnodiging is al aangenomen."))
    session.delete(invitation)
    session.flush()
    memberships.note(session, by, "uitnodiging-ingetrokken", organisation, role=invitation.role)


def look_at(session: Session, signer: Signer, token: str) -> Invitation:
    """Return what the link would do, without using it. Raises LinkRefused."""
    key = signer.identifier(ACCEPT, token)
    invitation = queries.invitation_by_public_id(session, key)
    if invitation is None:
        raise LinkRefused(
            _("Deze uitnodiging is ingetrokken of vervangen. Vraag om een nieuwe uitnodiging.")
        )
    if invitation.answered_at is not None:
        raise LinkRefused(_("Deze uitnodiging is al aangenomen. U kunt gewoon inloggen."))
    if invitation.expires_at <= clock.now():
        raise LinkRefused(_("Deze uitnodiging is verlopen. Vraag om een nieuwe uitnodiging."))
    return invitation


def accept(session: Session, signer: Signer, token: str) -> Membership:
    """Join, with the address that was invited. Raises LinkRefused; two at once cannot both win."""
    invitation = look_at(session, signer, token)
    _hold(session, invitation)
    invitation = look_at(session, signer, token)
    invitation.answered_at = clock.now()
    user = service.user_with(session, invitation.email)
    membership = memberships.add(session, invitation.organisation, user, invitation.role)
    session.flush()
    memberships.note(
        session, user, "lid-geworden", invitation.organisation, user=user, role=membership.role
    )
    return membership


def _hold(session: Session, invitation: Invitation) -> bool:
    """Read it again and let nobody else answer it; False when it is gone."""
    held = (
        select(Invitation)
        .where(Invitation.id == invitation.id)
        .with_for_update(of=Invitation)
        .execution_options(populate_existing=True)
    )
    return session.scalar(held) is not None


def _has(session: Session, organisation: Organisation, user: User, role: MembershipRole) -> bool:
    found = queries.membership(session, organisation, user)
    return found is not None and found.role.includes(role)


def _forget_lapsed(session: Session) -> None:
    session.execute(
        delete(Invitation)
        .where(Invitation.expires_at < clock.now() - _LAPSED_ARE_KEPT)
        .execution_options(synchronize_session=False)
    )
