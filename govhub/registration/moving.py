"""What waits for a double waits no longer, and who named it as successor names what it became.

Never commits. What was decided and said before stays with the double: it is its history.
"""

from collections.abc import Sequence

from sqlalchemy import delete, exists, or_, select, update
from sqlalchemy.orm import Session, aliased

from govhub.catalogue.models import Component
from govhub.kernel import clock
from govhub.platform.language import gettext as _
from govhub.platform.outbox import record
from govhub.registration import cases, overtaking, queries
from govhub.registration.claims import waiting_claims
from govhub.registration.events import ClaimDecided, EditDecided
from govhub.registration.models import (
    Claim,
    EditProposal,
    LookalikeAnswer,
    ProposalState,
    StatusProposal,
)


def preview(session: Session, double: Component, into: Component) -> Sequence[str]:  # noqa: ARG001
    """Return what waits and lapses."""
    number = (
        len(queries.open_proposals(session, double))
        + len(queries.waiting_edits_of(session, double))
        + len(waiting_claims(session, double))
    )
    if not number:
        return []
    return [
        _("Wat bij %(name)s op een besluit wacht, vervalt (%(number)s). Wie het vroeg, hoort dat.")
        % {"name": double.name, "number": number}
    ]


def move(session: Session, double: Component, into: Component) -> Sequence[str]:
    """Close what waits, and let who points to ``double`` point to ``into``."""
    why = _("Dit component is samengevoegd met %(name)s.") % {"name": into.name}
    for wish in queries.open_proposals(session, double):
        overtaking.close(session, wish, ProposalState.OVERTAKEN, answer=why)
        overtaking.tell(session, wish)
    for edit in queries.waiting_edits_of(session, double):
        _close_edit(session, edit, why)
    for claim in waiting_claims(session, double):
        _close_claim(session, claim, why)
    cases.lapse(session, double)
    _repoint_successors(session, double, into)
    _repoint_lookalikes(session, double, into)
    return []


def _close_edit(session: Session, edit: EditProposal, why: str) -> None:
    _overtake(edit, why)
    session.flush()
    record(
        session,
        EditDecided(
            subject=str(edit.component.public_id),
            proposal_id=edit.id,
            state=edit.state.value,
            reason=why,
        ),
    )


def _close_claim(session: Session, claim: Claim, why: str) -> None:
    _overtake(claim, why)
    session.flush()
    record(
        session,
        ClaimDecided(
            subject=str(claim.component.public_id),
            claim_id=claim.id,
            state=claim.state.value,
            reason=why,
        ),
    )


def _overtake(waiting: EditProposal | Claim, why: str) -> None:
    waiting.state = ProposalState.OVERTAKEN
    waiting.answer = why
    waiting.decided_at = clock.now()


def _repoint_successors(session: Session, double: Component, into: Component) -> None:
    """Let a wish for an end name ``into``; it cannot be its own successor."""
    for condition, successor in (
        (StatusProposal.component_id == into.id, None),
        (StatusProposal.component_id != into.id, into.id),
    ):
        session.execute(
            update(StatusProposal)
            .where(StatusProposal.successor_id == double.id, condition)
            .values(successor_id=successor)
            .execution_options(synchronize_session=False)
        )


def _repoint_lookalikes(session: Session, double: Component, into: Component) -> None:
    """Let what registrants said of the double be about ``into``, unless they spoke of that too."""
    answer, same = LookalikeAnswer, aliased(LookalikeAnswer)
    said_already = exists(
        select(same.component_id).where(
            same.component_id == answer.component_id, same.other_id == into.id
        )
    )
    is_about_double = answer.other_id == double.id
    session.execute(
        delete(answer)
        .where(is_about_double, or_(answer.component_id == into.id, said_already))
        .execution_options(synchronize_session=False)
    )
    session.execute(
        update(answer)
        .where(is_about_double)
        .values(other_id=into.id)
        .execution_options(synchronize_session=False)
    )
