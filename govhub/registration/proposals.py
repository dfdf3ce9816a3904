"""How the status of a public component changes: at once, or after a redacteur approves.

A change for a day to come is announced. Never commits: the caller decides when.
"""

from dataclasses import replace

from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue import changing, planning
from govhub.catalogue import queries as catalogue_queries
from govhub.catalogue import service as catalogue
from govhub.catalogue.changing import EDITORS, StatusWish
from govhub.catalogue.ledger.models import LedgerLine, PlannedChange
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status, step
from govhub.kernel import clock
from govhub.kernel.errors import Conflict, InvalidInput
from govhub.platform import audit
from govhub.platform.language import gettext as _
from govhub.platform.outbox import record
from govhub.registration import cases, queries
from govhub.registration.events import StatusProposed
from govhub.registration.models import ProposalState, StatusProposal
from govhub.registration.overtaking import close, overtake, tell
from govhub.registration.permissions import answers_for, require_change, require_editor


def propose_or_change_status(
    session: Session, user: User, component: Component, wish: StatusWish, *, seen: Status | None
) -> LedgerLine | PlannedChange | StatusProposal:
    """Change the status or announce it, or keep the wish when the step needs a redacteur.

    ``seen`` is the status that the person looked at. Raises Conflict when it changed since,
    StepRefused, or InvalidInput that names the field.
    """
    catalogue.hold(session, component)
    require_change(user, component)
    if not component.is_public:
        raise Conflict(_("Dit component is nog niet openbaar. Kies de status in het formulier."))
    if component.status is not seen:
        raise Conflict(_("Iemand anders heeft de status intussen gewijzigd."))
    wish = _with_its_day(wish)
    needs_editor = step(_checked(session, component, wish), wish.new).needs_editor
    if needs_editor and not user.is_editor:
        return _propose(session, user, component, wish)
    done = _carry_out(
        session,
        component,
        wish,
        decided_by=answers_for(user, component, as_editor=needs_editor),
        is_approved=user.is_editor,
    )
    overtake(session, component, by=user, same_as=wish.new if wish.effective_on else None)
    return done


def decide_proposal(
    session: Session,
    editor: User,
    proposal: StatusProposal,
    *,
    is_approved: bool,
    answer: str | None = None,
) -> None:
    """Carry out the wish, or refuse it with an answer. A wish for a day to come is announced.

    Raises Conflict when it waits no longer, and what ``change_status`` or ``announce`` raises when
    the wish cannot be carried out any more.
    """
    require_editor(editor)
    catalogue.hold(session, proposal.component)
    session.refresh(proposal)
    if proposal.state is not ProposalState.WAITING or queries.is_overtaken(session, proposal):
        raise Conflict(_("Over dit voorstel is intussen besloten."))
    if is_approved:
        wish = wish_of(session, proposal)
        _carry_out(session, proposal.component, wish, decided_by=EDITORS, is_approved=True)
        close(session, proposal, ProposalState.APPROVED, editor=editor)
        tell(session, proposal, effective_on=wish.effective_on)
    elif answer:
        close(session, proposal, ProposalState.REFUSED, editor=editor, answer=answer)
        tell(session, proposal)
    else:
        raise InvalidInput(
            "reason", _("Leg uit waarom, zodat wie het voorstelde weet wat er anders moet.")
        )
    cases.lapse(session, proposal.component)
    audit.note(
        session,
        actor=editor.public_id,
        action="statusvoorstel-goedgekeurd" if is_approved else "statusvoorstel-afgewezen",
        subject=f"component:{proposal.component.public_id}",
        details={"status": proposal.new.value},
    )


def wish_of(session: Session, proposal: StatusProposal) -> StatusWish:
    """Return what is asked for; when its day is past, it is asked for now."""
    successor = session.get(Component, proposal.successor_id) if proposal.successor_id else None
    day = proposal.effective_on
    return StatusWish(
        new=proposal.new,
        reason=proposal.reason,
        evidence_url=proposal.evidence_url,
        end_date=proposal.end_date,
        successor_slug=successor.slug if successor else None,
        effective_on=day if day and day > clock.today() else None,
    )


def _with_its_day(wish: StatusWish) -> StatusWish:
    """Return the wish with a day to come, or without a day. Raises InvalidInput for a day past."""
    if wish.effective_on is None or wish.effective_on > clock.today():
        return wish
    if wish.effective_on < clock.today():
        raise InvalidInput("effective_on", _("Kies vandaag of een dag die nog komt."))
    return replace(wish, effective_on=None)


def _checked(session: Session, component: Component, wish: StatusWish) -> Status:
    """Return the status that the wish starts from. Raises StepRefused or InvalidInput."""
    if wish.effective_on is None:
        changing.check_wish(session, component, wish)
        return component.status
    planning.check_announcement(session, component, wish)
    return planning.expected_status(session, component, wish.effective_on)


def _carry_out(
    session: Session,
    component: Component,
    wish: StatusWish,
    *,
    decided_by: str,
    is_approved: bool,
) -> LedgerLine | PlannedChange:
    if wish.effective_on is None:
        return changing.change_status(session, component, wish, decided_by=decided_by)
    return planning.announce(
        session, component, wish, decided_by=decided_by, is_approved=is_approved
    )


def _propose(
    session: Session, user: User, component: Component, wish: StatusWish
) -> StatusProposal:
    """Keep the wish; it takes the place of one that waits. The same wish again changes nothing."""
    waiting = queries.waiting_proposal(session, component)
    if waiting is not None and wish_of(session, waiting) == wish:
        return waiting
    overtake(session, component, by=user)
    proposal = StatusProposal(
        component=component,
        new=wish.new,
        reason=wish.reason,
        evidence_url=wish.evidence_url,
        effective_on=wish.effective_on,
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
            effective_on=wish.effective_on.isoformat() if wish.effective_on else None,
        ),
    )
    return proposal


def _successor_id(session: Session, wish: StatusWish) -> int | None:
    if not wish.successor_slug:
        return None
    successor = catalogue_queries.component_by_slug(session, wish.successor_slug)
    return successor.id if successor else None
