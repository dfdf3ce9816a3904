"""Closes the wishes that wait for a redacteur once the ledger has a newer answer.

Whoever changes a status here closes them at once. What changes in another way, as when the worker
carries out an announcement, is found in the ledger: ``close_overtaken`` looks every minute, and
until then no page shows such a wish and nobody can approve it (``queries``).
"""

from collections.abc import Callable
from datetime import date

import structlog
from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue import service as catalogue
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.outbox import record
from govhub.registration import cases, queries
from govhub.registration.events import ProposalDecided
from govhub.registration.models import ProposalState, StatusProposal

_log = structlog.get_logger(__name__)


def overtake(
    session: Session, component: Component, *, by: User, same_as: Status | None = None
) -> None:
    """Close what waits, because of what this person does; tell who else proposed it.

    With ``same_as`` only a wish for that status.
    """
    for waiting in queries.open_proposals(session, component):
        if same_as is None or waiting.new is same_as:
            close(session, waiting, ProposalState.OVERTAKEN)
            cases.lapse(session, component)
            if waiting.proposed_by_id != by.id:
                tell(session, waiting)


def close_overtaken(make_session: Callable[[], Session]) -> int:
    """Close every wish that the ledger overtook, and tell who proposed it; return how many.

    Each in a transaction of its own; trouble with one is logged and waits for the next time.
    """
    closed = 0
    with make_session() as session:
        for proposal_id in queries.overtaken_proposals(session):
            try:
                with transaction(session):
                    closed += _close_overtaken(session, proposal_id)
            except Exception:  # noqa: BLE001  # the others are closed
                _log.exception("proposal_trouble", proposal=proposal_id)
    return closed


def _close_overtaken(session: Session, proposal_id: int) -> bool:
    """Close this wish; False when somebody just decided about it."""
    proposal = queries.proposal_by_id(session, proposal_id)
    if proposal is None:
        return False
    catalogue.hold(session, proposal.component)
    session.refresh(proposal)
    if proposal.state is not ProposalState.WAITING:
        return False
    close(session, proposal, ProposalState.OVERTAKEN)
    cases.lapse(session, proposal.component)
    tell(session, proposal)
    return True


def close(
    session: Session,
    proposal: StatusProposal,
    state: ProposalState,
    *,
    editor: User | None = None,
    answer: str | None = None,
) -> None:
    """Let it wait no longer."""
    proposal.state = state
    proposal.answer = answer
    proposal.decided_by_id = editor.id if editor else None
    proposal.decided_at = clock.now()
    session.flush()


def tell(session: Session, proposal: StatusProposal, *, effective_on: date | None = None) -> None:
    """Tell who proposed it what became of it; ``effective_on`` when it was announced."""
    record(
        session,
        ProposalDecided(
            subject=str(proposal.component.public_id),
            proposal_id=proposal.id,
            new=proposal.new.value,
            state=proposal.state.value,
            reason=proposal.answer,
            effective_on=effective_on.isoformat() if effective_on else None,
        ),
    )
