"""What somebody registered, asked and wrote, for themselves; and leaving it behind.

What they submitted stays with the organisation that owns it. What nobody else ever saw goes.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue import contact, forgetting
from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.registration import queries
from govhub.registration.models import (
    Claim,
    EditProposal,
    ProposalState,
    ReviewCase,
    ReviewComment,
    StatusProposal,
)


def export(session: Session, user: User) -> Mapping[str, Any]:
    """Return the registrations, wishes and comments of this person, fit for JSON."""
    return {
        "aanmeldingen": [
            {
                "naam": each.name,
                "id": str(each.public_id),
                "stand": each.publication.value,
                "ingediend": each.submitted_at.isoformat() if each.submitted_at else None,
                "gewijzigd": each.changed_at.isoformat(),
            }
            for each in queries.registrations_of(session, user)
        ],
        "statusvoorstellen": [
            {
                "component": each.component.name,
                "status": each.new.value,
                "reden": each.reason,
                "op": each.proposed_at.isoformat(),
                "stand": each.state.value,
                "antwoord": each.answer,
            }
            for each in session.scalars(
                select(StatusProposal).where(StatusProposal.proposed_by_id == user.id)
            )
        ],
        "wijzigingsvoorstellen": [
            {
                "component": each.component.name,
                "wijzigingen": each.facts,
                "reden": each.reason,
                "op": each.proposed_at.isoformat(),
                "stand": each.state.value,
                "antwoord": each.answer,
            }
            for each in session.scalars(
                select(EditProposal).where(EditProposal.proposed_by_id == user.id)
            )
        ],
        "contactadres_bij": [
            {"component": each.name, "getoond": contact.is_shown(each)}
            for each in contact.components_with(session, user.email)
        ],
        "opmerkingen": [
            {
                "component": each.component.name,
                "tekst": each.text,
                "op": each.written_at.isoformat(),
            }
            for each in session.scalars(
                select(ReviewComment).where(ReviewComment.author_id == user.id)
            )
        ],
        "overnames": [
            {
                "component": each.component.name,
                "naar": each.organisation.name,
                "soort": each.kind.value,
                "reden": each.reason,
                "op": each.claimed_at.isoformat(),
                "stand": each.state.value,
            }
            for each in session.scalars(select(Claim).where(Claim.claimed_by_id == user.id))
        ],
    }


def forget(session: Session, user: User) -> None:
    """Delete drafts of this person, and let what they submitted go on without them."""
    for component in queries.registrations_of(session, user):
        if component.publication is Publication.DRAFT and component.submitted_at is None:
            session.delete(component)
    session.flush()
    forgetting.forget_address(session, user.email)
    _forget_in_edits(session, user.email)
    for quiet in (
        update(Component).where(Component.submitted_by_id == user.id).values(submitted_by_id=None),
        delete(ReviewCase).where(ReviewCase.editor_id == user.id),
    ):
        session.execute(quiet.execution_options(synchronize_session=False))


def _forget_in_edits(session: Session, email: str) -> None:
    """Let no edit hold the address: one that waits no longer brings it in."""
    holds = or_(
        EditProposal.facts["contact_email"].as_string() == email,
        EditProposal.old_facts["contact_email"].as_string() == email,
    )
    for edit in session.scalars(select(EditProposal).where(holds)):
        edit.facts = _without(edit.facts, email)
        edit.old_facts = _without(edit.old_facts, email)
        if not edit.facts and edit.state is ProposalState.WAITING:
            edit.state = ProposalState.WITHDRAWN
            edit.decided_at = clock.now()
    session.flush()


def _without(facts: Mapping[str, Any], email: str) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if value != email}
