"""How the status of a public component changes: at once, or after a redacteur approves.

Never commits: the caller decides when.
"""

from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue import changing
from govhub.catalogue import queries as catalogue_queries
from govhub.catalogue import service as catalogue
from govhub.catalogue.changing import StatusWish
from govhub.catalogue.ledger.models import LedgerLine
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status, step
from govhub.kernel import clock
from govhub.kernel.errors import Conflict, InvalidInput
from govhub.platform.language import gettext as _
from govhub.platform.outbox import record
from govhub.registration import queries
from govhub.registration.events import ProposalDecided, StatusProposed
from govhub.registration.models import ProposalState, StatusProposal
from govhub.registration.permissions import is_submitter, require_change, require_editor


def propose_or_change_status(
    session: Session, user: User, component: Component, wish: StatusWish, *, seen: Status | None
) -> LedgerLine | StatusProposal:
    """Change the status, or keep the wish for the redactie when the step needs one of them.

    ``seen`` is the status that the person looked at. Raises Conflict when it changed since,
    StepRefused, or InvalidInput that names the field.
    """
    catalogue.hold(session, component)
    require_change(user, component)
    if not component.is_public:
        raise Conflict(_("Dit component is nog niet openbaar. Kies de status in het formulier."))
    if component.status is not seen:
        raise Conflict(_("Iemand anders heeft de status intussen gewijzigd."))
    changing.check_wish(session, component, wish)
    if step(component.status, wish.new).needs_editor and not user.is_editor:
        return _propose(session, user, component, wish)
    change = changing.change_status(
        session, component, wish, decided_by=_decided_by(user, component, wish)
    )
    _overtake(session, user, component)
    return change


def decide_proposal(
    session: Session,
    editor: User,
    proposal: StatusProposal,
    *,
    is_approved: bool,
    answer: str | None = None,
) -> None:
    """Carry out the wish, or refuse it with an answer.

    Raises Conflict when it waits no longer, and what ``change_status`` raises when the wish cannot
    be carried out any more.
    """
    require_editor(editor)
    catalogue.hold(session, proposal.component)
    session.refresh(proposal)
    if proposal.state is not ProposalState.WAITING:
        raise Conflict(_("Over dit voorstel is intussen besloten."))
    if is_approved:
        changing.change_status(
            session,
            proposal.component,
            _wish_of(session, proposal),
            decided_by=changing.EDITORS,
        )
        _close(session, proposal, ProposalState.APPROVED, editor=editor)
    elif not answer:
        raise InvalidInput(
            "reason", _("Leg uit waarom, zodat wie het voorstelde weet wat er anders moet.")
        )
    else:
        _close(session, proposal, ProposalState.REFUSED, editor=editor, answer=answer)
    _tell(session, proposal)


def _propose(
    session: Session, user: User, component: Component, wish: StatusWish
) -> StatusProposal:
    """Keep the wish; it takes the place of one that waits. The same wish again changes nothing."""
    waiting = queries.waiting_proposal(session, component)
    if waiting is not None and _wish_of(session, waiting) == wish:
        return waiting
    _overtake(session, user, component)
    proposal = StatusProposal(
        component=component,
        new=wish.new,
        reason=wish.reason,
        evidence_url=wish.evidence_url,
        end_date=wish.end_date,
        successor_id=_successor_id(session, wish),
        proposed_by=user,
        proposed_at=clock.now(),
        state=ProposalState.WAITING,
    )
    session.add(proposal)
    session.flush()
    record(
        session,
        StatusProposed(
            subject=str(component.public_id),
            proposal_id=proposal.id,
            old=component.status.value,
            new=wish.new.value,
            reason=wish.reason,
        ),
    )
    return proposal


def _overtake(session: Session, user: User, component: Component) -> None:
    """Close the wish that waits, because of what this person does; tell who else proposed it."""
    waiting = queries.waiting_proposal(session, component)
    if waiting is None:
        return
    _close(session, waiting, ProposalState.OVERTAKEN)
    if waiting.proposed_by_id != user.id:
        _tell(session, waiting)


def _close(
    session: Session,
    proposal: StatusProposal,
    state: ProposalState,
    *,
    editor: User | None = None,
    answer: str | None = None,
) -> None:
    proposal.state = state
    proposal.answer = answer
    proposal.decided_by_id = editor.id if editor else None
    proposal.decided_at = clock.now()
    session.flush()


def _tell(session: Session, proposal: StatusProposal) -> None:
    record(
        session,
        ProposalDecided(
            subject=str(proposal.component.public_id),
            proposal_id=proposal.id,
            new=proposal.new.value,
            state=proposal.state.value,
            reason=proposal.answer,
        ),
    )


def _wish_of(session: Session, proposal: StatusProposal) -> StatusWish:
    successor = session.get(Component, proposal.successor_id) if proposal.successor_id else None
    return StatusWish(
        new=proposal.new,
        reason=proposal.reason,
        evidence_url=proposal.evidence_url,
        end_date=proposal.end_date,
        successor_slug=successor.slug if successor else None,
    )


def _successor_id(session: Session, wish: StatusWish) -> int | None:
    if not wish.successor_slug:
        return None
    successor = catalogue_queries.component_by_slug(session, wish.successor_slug)
    return successor.id if successor else None


def _decided_by(user: User, component: Component, wish: StatusWish) -> str:
    """Return who answers for the change in the ledger: an organisation, never a person."""
    needs_editor = step(component.status, wish.new).needs_editor
    if needs_editor or not is_submitter(user, component) or component.owner is None:
        return changing.EDITORS
    return component.owner.name
