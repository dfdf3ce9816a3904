"""Questions about registrations and what the redactie decided. Never changes anything."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.orm import Session, joinedload

from govhub.accounts.models import User
from govhub.catalogue.ledger.models import LedgerLine, LineKind
from govhub.catalogue.ledger.queries import MOVES
from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import Publication
from govhub.registration.models import (
    SENSITIVE,
    EditProposal,
    ProposalState,
    Review,
    ReviewCase,
    StatusProposal,
)

_WAITS = StatusProposal.state == ProposalState.WAITING
_EDIT_WAITS = EditProposal.state == ProposalState.WAITING
_IS_OVERTAKEN = exists().where(
    LedgerLine.component_id == StatusProposal.component_id,
    LedgerLine.recorded_at > StatusProposal.proposed_at,
    or_(
        LedgerLine.kind.in_(MOVES),
        and_(LedgerLine.kind == LineKind.PLAN, LedgerLine.new == StatusProposal.new),
    ),
)
"""Condition: since it was proposed the status changed, or the same was announced."""


def queue(session: Session) -> Sequence[Component]:
    """Return what waits for a redacteur, the longest waiting first."""
    return session.scalars(
        select(Component)
        .where(Component.publication == Publication.SUBMITTED)
        .order_by(Component.submitted_at, Component.id)
    ).all()


def waiting_proposals(session: Session) -> Sequence[StatusProposal]:
    """Return the wishes for a status that wait for a redacteur, the longest waiting first."""
    return session.scalars(
        select(StatusProposal)
        .where(_WAITS, ~_IS_OVERTAKEN)
        .options(joinedload(StatusProposal.component))
        .order_by(StatusProposal.proposed_at, StatusProposal.id)
    ).all()


def waiting_proposal(session: Session, component: Component) -> StatusProposal | None:
    """Return the wish for a status of this component that waits; there is never more than one."""
    return session.scalars(
        select(StatusProposal)
        .where(StatusProposal.component_id == component.id, _WAITS, ~_IS_OVERTAKEN)
        .order_by(StatusProposal.id)
    ).first()


def open_proposals(session: Session, component: Component) -> Sequence[StatusProposal]:
    """Return the wishes that nobody closed yet, also those that were overtaken."""
    return session.scalars(
        select(StatusProposal)
        .where(StatusProposal.component_id == component.id, _WAITS)
        .order_by(StatusProposal.id)
    ).all()


def is_overtaken(session: Session, proposal: StatusProposal) -> bool:
    """Tell whether the ledger has a newer answer than this wish."""
    found = select(StatusProposal.id).where(StatusProposal.id == proposal.id, _IS_OVERTAKEN)
    return session.scalar(found) is not None


def overtaken_proposals(session: Session) -> Sequence[int]:
    """Return the ids of the wishes that wait although the ledger has a newer answer."""
    return session.scalars(
        select(StatusProposal.id).where(_WAITS, _IS_OVERTAKEN).order_by(StatusProposal.id)
    ).all()


def proposal_by_id(session: Session, key: int) -> StatusProposal | None:
    """Return the wish, waiting or not."""
    return session.get(StatusProposal, key)


def latest_proposal(session: Session, component: Component) -> StatusProposal | None:
    """Return the last wish for another status, whatever became of it."""
    return session.scalars(
        select(StatusProposal)
        .where(StatusProposal.component_id == component.id)
        .order_by(StatusProposal.id.desc())
        .limit(1)
    ).first()


def waiting_edit_rows() -> Select[int, int, datetime, bool]:
    """Return the question which edits wait, and since when."""
    return (
        select(
            EditProposal.id,
            EditProposal.component_id,
            EditProposal.proposed_at,
            EditProposal.is_of_keeper,
        )
        .join(EditProposal.component)
        .where(_EDIT_WAITS, Component.publication == Publication.PUBLISHED)
    )


def waiting_status_rows() -> Select[int, int, datetime]:
    """Return the question which wishes for a status wait, and since when."""
    return select(StatusProposal.id, StatusProposal.component_id, StatusProposal.proposed_at).where(
        _WAITS, ~_IS_OVERTAKEN
    )


def edits_of_keepers(session: Session, component: Component) -> Sequence[EditProposal]:
    """Return every edit by who answers for the component, whatever became of it."""
    return session.scalars(
        select(EditProposal)
        .where(EditProposal.component_id == component.id, EditProposal.is_of_keeper)
        .order_by(EditProposal.id)
    ).all()


def edits_of(session: Session, component: Component) -> Sequence[EditProposal]:
    """Return every edit of the component, whatever became of it, the oldest first."""
    return session.scalars(
        select(EditProposal)
        .where(EditProposal.component_id == component.id)
        .options(joinedload(EditProposal.proposed_by))
        .order_by(EditProposal.id)
    ).all()


def edits_by(session: Session, user: User) -> Sequence[EditProposal]:
    """Return every edit that this person proposed, the newest first."""
    return session.scalars(
        select(EditProposal)
        .where(EditProposal.proposed_by_id == user.id)
        .options(joinedload(EditProposal.component))
        .order_by(EditProposal.id.desc())
    ).all()


def numbers_to_decide(session: Session, component_ids: Sequence[int]) -> dict[int, int]:
    """Return component → how many edits wait that a keeper may decide about."""
    found = session.scalars(
        select(EditProposal).where(
            EditProposal.component_id.in_(component_ids),
            _EDIT_WAITS,
            EditProposal.is_of_keeper.is_(False),
        )
    )
    numbers: dict[int, int] = {}
    for each in found:
        if not any(name in SENSITIVE for name in each.facts):
            numbers[each.component_id] = numbers.get(each.component_id, 0) + 1
    return numbers


def taken(session: Session, component_ids: Sequence[int]) -> set[int]:
    """Return of which components a redacteur took what waits."""
    found = select(ReviewCase.component_id).where(ReviewCase.component_id.in_(component_ids))
    return set(session.scalars(found))


def status_proposals_of(session: Session, component: Component) -> Sequence[StatusProposal]:
    """Return every wish for a status of this component, whatever became of it."""
    return session.scalars(
        select(StatusProposal)
        .where(StatusProposal.component_id == component.id)
        .order_by(StatusProposal.id)
    ).all()


def keepers_who_wait(session: Session, component: Component) -> Sequence[User]:
    """Return who answers for the component and waits for the redactie."""
    edits = [each for each in waiting_edits_of(session, component) if each.is_of_keeper]
    wishes = open_proposals(session, component)
    people = [*(each.proposed_by for each in edits), *(each.proposed_by for each in wishes)]
    return list(dict.fromkeys(people))


def waiting_edits_of(session: Session, component: Component) -> Sequence[EditProposal]:
    """Return the edits of this component that wait, the longest waiting first."""
    return session.scalars(
        select(EditProposal)
        .where(EditProposal.component_id == component.id, _EDIT_WAITS)
        .options(joinedload(EditProposal.proposed_by))
        .order_by(EditProposal.proposed_at, EditProposal.id)
    ).all()


def edit_by_id(session: Session, key: int) -> EditProposal | None:
    """Return the edit, waiting or not."""
    return session.get(EditProposal, key)


def case_of(session: Session, component: Component) -> ReviewCase | None:
    """Return who took what waits of this component; None when nobody did."""
    return session.get(ReviewCase, component.id)


def is_waiting(session: Session, component: Component) -> bool:
    """Tell whether anything of this component waits for the redactie."""
    return (
        component.publication is Publication.SUBMITTED
        or waiting_proposal(session, component) is not None
        or bool(waiting_edits_of(session, component))
    )


def is_waiting_for_keepers(session: Session, component: Component) -> bool:
    """Tell whether anything waits that who answers for the component asked."""
    return waiting_proposal(session, component) is not None or any(
        each.is_of_keeper for each in waiting_edits_of(session, component)
    )


def registrations_of(session: Session, user: User) -> Sequence[Component]:
    """Return what this person registered, the latest change first."""
    return session.scalars(
        select(Component)
        .where(Component.submitted_by_id == user.id)
        .order_by(Component.changed_at.desc(), Component.id.desc())
    ).all()


def reviews(session: Session, component: Component) -> Sequence[Review]:
    """Return what was decided about the component, the newest first."""
    return session.scalars(
        select(Review).where(Review.component_id == component.id).order_by(Review.id.desc())
    ).all()


def latest_review(session: Session, component: Component) -> Review | None:
    """Return the last decision about the component."""
    return session.scalars(
        select(Review)
        .where(Review.component_id == component.id)
        .order_by(Review.id.desc())
        .limit(1)
    ).first()
