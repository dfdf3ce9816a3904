"""Questions about the status ledger: every change of status, in public. Never changes anything."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, joinedload

from govhub.catalogue.models import Component, ComponentCategory, StatusChange
from govhub.catalogue.queries import IS_PUBLIC


def status_history(session: Session, component: Component) -> Sequence[StatusChange]:
    """Return the lines of the ledger of this component, the newest first."""
    return session.scalars(
        select(StatusChange)
        .where(StatusChange.component_id == component.id)
        .order_by(StatusChange.event_id.desc())
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
) -> Sequence[StatusChange]:
    """Return changes of public components, the latest first."""
    return session.scalars(
        select(StatusChange)
        .join(StatusChange.component)
        .where(_changes(wanted))
        .options(joinedload(StatusChange.component))
        .order_by(StatusChange.effective_on.desc(), StatusChange.event_id.desc())
        .limit(limit)
        .offset(offset)
    ).all()


def number_of_status_changes(session: Session, wanted: ChangeFilter) -> int:
    """Return how many changes of public components there are."""
    statement = (
        select(func.count())
        .select_from(StatusChange)
        .join(StatusChange.component)
        .where(_changes(wanted))
    )
    return session.scalar(statement) or 0


def _changes(wanted: ChangeFilter) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [IS_PUBLIC]
    if wanted.component_id is not None:
        conditions.append(StatusChange.component_id == wanted.component_id)
    if wanted.category_id is not None:
        in_category = select(ComponentCategory.component_id).where(
            ComponentCategory.category_id == wanted.category_id
        )
        conditions.append(StatusChange.component_id.in_(in_category))
    if wanted.only_moves:
        conditions.append(StatusChange.old.is_not(None))
    return and_(*conditions)
