"""Questions about the status ledger: every change of status, in public. Never changes anything."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, joinedload

from govhub.catalogue.ledger.models import LedgerLine, LineKind, PlannedChange, PlanState
from govhub.catalogue.models import Component, ComponentCategory
from govhub.catalogue.queries import IS_PUBLIC

MOVES = (LineKind.CHANGE, LineKind.CORRECTION)
"""Kinds of the lines that set the status."""


def status_history(session: Session, component: Component) -> Sequence[LedgerLine]:
    """Return the lines of the ledger of this component, the newest first."""
    return session.scalars(
        select(LedgerLine)
        .where(LedgerLine.component_id == component.id)
        .order_by(LedgerLine.number.desc())
    ).all()


def latest_move(session: Session, component: Component) -> LedgerLine | None:
    """Return the newest line that set the status; None before the first."""
    return session.scalar(
        select(LedgerLine)
        .where(LedgerLine.component_id == component.id, LedgerLine.kind.in_(MOVES))
        .order_by(LedgerLine.number.desc())
        .limit(1)
    )


def waiting_plans(session: Session, component: Component) -> Sequence[PlannedChange]:
    """Return the changes that were announced and wait for their day, the earliest first."""
    return session.scalars(
        select(PlannedChange)
        .where(
            PlannedChange.component_id == component.id,
            PlannedChange.state == PlanState.WAITING,
        )
        .order_by(PlannedChange.effective_on, PlannedChange.id)
    ).all()


@dataclass(frozen=True, kw_only=True)
class ChangeFilter:
    """Which status changes somebody wants to see; None leaves a question open."""

    component_id: int | None = None
    category_id: int | None = None
    only_moves: bool = False
    """Leave out the first status of a component."""


def status_changes(
    session: Session, wanted: ChangeFilter, *, limit: int, offset: int = 0
) -> Sequence[LedgerLine]:
    """Return changes of public components, the latest first."""
    return session.scalars(
        select(LedgerLine)
        .join(LedgerLine.component)
        .where(_changes(wanted))
        .options(joinedload(LedgerLine.component))
        .order_by(LedgerLine.effective_on.desc(), LedgerLine.number.desc())
        .limit(limit)
        .offset(offset)
    ).all()


def number_of_status_changes(session: Session, wanted: ChangeFilter) -> int:
    """Return how many changes of public components there are."""
    statement = (
        select(func.count())
        .select_from(LedgerLine)
        .join(LedgerLine.component)
        .where(_changes(wanted))
    )
    return session.scalar(statement) or 0


def _changes(wanted: ChangeFilter) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [IS_PUBLIC]
    if wanted.component_id is not None:
        conditions.append(LedgerLine.component_id == wanted.component_id)
    if wanted.category_id is not None:
        in_category = select(ComponentCategory.component_id).where(
            ComponentCategory.category_id == wanted.category_id
        )
        conditions.append(LedgerLine.component_id.in_(in_category))
    if wanted.only_moves:
        conditions.append(LedgerLine.old.is_not(None))
    return and_(*conditions)
