"""How a component goes to another organisation. Never commits: the caller decides when.

Taken over: the real owner claims what somebody registered on its behalf, at once when it is the
owner that the registration names, else once that owner or the redactie agrees. Handed over: the
owner proposes it, and the other organisation or the redactie agrees.
"""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from govhub.accounts import memberships
from govhub.accounts.models import MembershipRole, Organisation, User
from govhub.accounts.organisations import has_ended
from govhub.catalogue import owning
from govhub.catalogue import service as catalogue
from govhub.catalogue.models import Component
from govhub.kernel import clock
from govhub.kernel.errors import Conflict, InvalidInput, NotAllowed
from govhub.platform import audit
from govhub.platform.language import gettext as _
from govhub.platform.outbox import record
from govhub.registration.events import ClaimDecided, ClaimMade
from govhub.registration.models import Claim, ClaimKind, ProposalState

_WAITS = Claim.state == ProposalState.WAITING


# --- questions -----------------------------------------------------------------------------


def claim_by_public_id(session: Session, public_id: uuid.UUID) -> Claim | None:
    """Return this claim, decided or not."""
    return session.scalar(select(Claim).where(Claim.public_id == public_id))


def claim_by_id(session: Session, key: int) -> Claim | None:
    """Return this claim, decided or not."""
    return session.get(Claim, key)


def waiting_claims(session: Session, component: Component | None = None) -> Sequence[Claim]:
    """Return what waits for a decision, of one component or of all, the longest waiting first."""
    query = select(Claim).where(_WAITS).options(joinedload(Claim.component))
    if component is not None:
        query = query.where(Claim.component_id == component.id)
    return session.scalars(query.order_by(Claim.claimed_at, Claim.id)).all()


def claimants(user: User, component: Component) -> list[Organisation]:
    """Return for which organisations this person may take the component over, by name."""
    owner = component.owner
    return [
        each
        for each in memberships.organisations_of(user, MembershipRole.EDITOR)
        if not has_ended(each) and (owner is not each or component.is_on_behalf)
    ]


def is_at_once(user: User, component: Component, organisation: Organisation) -> bool:
    """Tell whether nobody need agree: it was registered on behalf of just this organisation."""
    owner = component.owner
    return (
        component.is_on_behalf
        and owner is not None
        and organisation in memberships.lineage(owner)
        and memberships.may_edit_for(user, organisation)
    )


def may_hand_over(user: User, component: Component) -> bool:
    """Tell whether this person may propose that another organisation gets the component."""
    owner = component.owner
    return component.is_public and (
        user.is_editor or (owner is not None and memberships.may_manage(user, owner))
    )


def decides(session: Session, claim: Claim) -> Sequence[User]:
    """Return who of the organisation that must agree may do so; the redactie always may."""
    side = _deciding_side(claim)
    return memberships.managers(session, side) if side else []


def may_decide(user: User, claim: Claim) -> bool:
    """Tell whether this person may agree to it or refuse it."""
    side = _deciding_side(claim)
    return user.is_editor or (side is not None and memberships.may_manage(user, side))


def may_see(user: User, claim: Claim) -> bool:
    """Tell whether this person may see what is asked and why."""
    return claim.claimed_by_id == user.id or may_decide(user, claim)


# --- changes -------------------------------------------------------------------------------


def take_over(
    session: Session,
    user: User,
    component: Component,
    organisation: Organisation,
    *,
    reason: str | None = None,
) -> Claim:
    """Say that the component is of this organisation; the same again changes nothing.

    Raises NotAllowed for who is no redacteur there, InvalidInput without a reason where somebody
    must agree, and Conflict when the organisation owns it already.
    """
    catalogue.hold(session, component)
    if not memberships.may_edit_for(user, organisation):
        raise NotAllowed(
            _("Alleen een redacteur of beheerder van %(name)s kan dit doen.")
            % {"name": organisation.name}
        )
    _require_public(component)
    _require_alive(organisation)
    if component.owner is organisation and not component.is_on_behalf:
        raise Conflict(_("Dit component is al van %(name)s.") % {"name": organisation.name})
    if is_at_once(user, component, organisation):
        claim = _new(session, user, component, organisation, ClaimKind.TAKE_OVER, reason)
        _carry_out(session, claim, by=user, keeper=user)
        return claim
    if not reason:
        raise InvalidInput("reason", _("Leg uit waarom dit van uw organisatie is."))
    return _ask(session, user, component, organisation, ClaimKind.TAKE_OVER, reason)


def hand_over(
    session: Session,
    user: User,
    component: Component,
    organisation: Organisation,
    *,
    reason: str | None = None,
) -> Claim:
    """Propose that this organisation gets the component; the same again changes nothing.

    Who manages both sides need not wait. Raises NotAllowed for who does not manage the owner,
    InvalidInput for an organisation that ended or owns it already.
    """
    catalogue.hold(session, component)
    _require_public(component)
    if not may_hand_over(user, component):
        raise NotAllowed(_("Alleen een beheerder van de eigenaar kan dit overdragen."))
    _require_alive(organisation)
    if component.owner is organisation:
        raise InvalidInput("organisation", _("Deze organisatie is al eigenaar. Kies een andere."))
    if memberships.may_manage(user, organisation):
        claim = _new(session, user, component, organisation, ClaimKind.TRANSFER, reason)
        _carry_out(session, claim, by=user, keeper=user)
        return claim
    return _ask(session, user, component, organisation, ClaimKind.TRANSFER, reason)


def decide(
    session: Session, user: User, claim: Claim, *, is_approved: bool, answer: str | None = None
) -> None:
    """Agree to it, or refuse it with a reason.

    Raises NotAllowed, InvalidInput without a reason, and Conflict when it waits no longer or the
    component went to another owner since.
    """
    component = claim.component
    catalogue.hold(session, component)
    session.refresh(claim)
    if not may_decide(user, claim):
        raise NotAllowed(_("U kunt hierover niet besluiten."))
    _require_waiting(claim)
    if is_approved:
        _require_still_fits(claim)
        _carry_out(session, claim, by=user, keeper=_keeper(session, user, claim))
        return
    if not answer:
        raise InvalidInput("answer", _("Leg uit waarom, zodat de ander weet waar het aan ligt."))
    _close(session, claim, ProposalState.REFUSED, by=user, answer=answer)
    _tell(session, claim)
    _note(session, user, claim, "geweigerd")


def withdraw(session: Session, user: User, claim: Claim) -> None:
    """Ask it no longer. Raises NotAllowed for who did not ask it, Conflict when it was decided."""
    catalogue.hold(session, claim.component)
    session.refresh(claim)
    if claim.claimed_by_id != user.id:
        raise NotAllowed(_("Alleen wie dit vroeg, kan het intrekken."))
    _require_waiting(claim)
    _note(session, user, claim, "ingetrokken")
    session.delete(claim)
    session.flush()


# --- how -----------------------------------------------------------------------------------


def _ask(  # the row, and who asks
    session: Session,
    user: User,
    component: Component,
    organisation: Organisation,
    kind: ClaimKind,
    reason: str | None,
) -> Claim:
    for waiting in waiting_claims(session, component):
        if waiting.organisation_id == organisation.id and waiting.kind is kind:
            return waiting
    claim = _new(session, user, component, organisation, kind, reason)
    record(session, ClaimMade(subject=str(component.public_id), claim_id=claim.id))
    _note(session, user, claim, "gevraagd")
    return claim


def _new(  # the row, and who asks
    session: Session,
    user: User,
    component: Component,
    organisation: Organisation,
    kind: ClaimKind,
    reason: str | None,
) -> Claim:
    claim = Claim(
        component=component,
        organisation=organisation,
        kind=kind,
        reason=reason,
        claimed_by=user,
        claimed_at=clock.now(),
        state=ProposalState.WAITING,
    )
    session.add(claim)
    session.flush()
    return claim


def _carry_out(session: Session, claim: Claim, *, by: User, keeper: User | None) -> None:
    component, old_owner, old_keeper = _before(claim)
    owning.hand_to(session, component, claim.organisation, kept_by_id=keeper.id if keeper else None)
    _close(session, claim, ProposalState.APPROVED, by=by)
    _tell(
        session,
        claim,
        old_owner=old_owner.slug if old_owner and old_owner is not claim.organisation else None,
        old_keeper=str(old_keeper.public_id) if old_keeper and old_keeper is not keeper else None,
    )
    for other in waiting_claims(session, component):
        _close(session, other, ProposalState.OVERTAKEN)
        _tell(session, other)
    _note(session, by, claim, "gedaan", was=old_owner.slug if old_owner else None)


def _before(claim: Claim) -> tuple[Component, Organisation | None, User | None]:
    return claim.component, claim.component.owner, claim.component.submitted_by


def _keeper(session: Session, user: User, claim: Claim) -> User | None:
    """Return who answers for the component from now on: somebody of the new owner."""
    if claim.kind is ClaimKind.TAKE_OVER:
        return claim.claimed_by
    if memberships.may_edit_for(user, claim.organisation):
        return user
    return next(iter(memberships.managers(session, claim.organisation)), None)


def _close(
    session: Session,
    claim: Claim,
    state: ProposalState,
    *,
    by: User | None = None,
    answer: str | None = None,
) -> None:
    claim.state = state
    claim.answer = answer
    claim.decided_by_id = by.id if by else None
    claim.decided_at = clock.now()
    session.flush()


def _tell(
    session: Session, claim: Claim, *, old_owner: str | None = None, old_keeper: str | None = None
) -> None:
    record(
        session,
        ClaimDecided(
            subject=str(claim.component.public_id),
            claim_id=claim.id,
            state=claim.state.value,
            reason=claim.answer,
            old_owner=old_owner,
            old_keeper=old_keeper,
        ),
    )


def _note(session: Session, by: User, claim: Claim, what: str, *, was: str | None = None) -> None:
    details = {"naar": claim.organisation.slug, "van": was}
    audit.note(
        session,
        actor=by.public_id,
        action=f"{claim.kind.value}-{what}",
        subject=f"component:{claim.component.public_id}",
        details={key: value for key, value in details.items() if value is not None},
    )


def _deciding_side(claim: Claim) -> Organisation | None:
    return claim.component.owner if claim.kind is ClaimKind.TAKE_OVER else claim.organisation


def _require_public(component: Component) -> None:
    if not component.is_public:
        raise Conflict(_("Dit component staat niet in de catalogus."))


def _require_alive(organisation: Organisation) -> None:
    if has_ended(organisation):
        raise InvalidInput(
            "organisation", _("Deze organisatie bestaat niet meer. Kies een andere.")
        )


def _require_waiting(claim: Claim) -> None:
    if claim.state is not ProposalState.WAITING:
        raise Conflict(_("Hierover is al besloten."))


def _require_still_fits(claim: Claim) -> None:
    """Raise Conflict when who asked has no say in it any more, or it is not there."""
    _require_public(claim.component)
    _require_alive(claim.organisation)
    if claim.kind is ClaimKind.TRANSFER:
        if not may_hand_over(claim.claimed_by, claim.component):
            raise Conflict(_("Wie dit wilde overdragen, gaat niet meer over dit component."))
    elif not memberships.may_edit_for(claim.claimed_by, claim.organisation):
        raise Conflict(
            _("Wie dit vroeg, werkt hier niet meer voor %(name)s.")
            % {"name": claim.organisation.name}
        )
