"""Questions about the status ledger: every change of status, in public. Never changes anything."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased, joinedload, lazyload

from govhub.accounts.queries import with_what_was_merged
from govhub.catalogue.ledger.models import (
    LedgerHead,
    LedgerLine,
    LineKind,
    PlannedChange,
    PlanState,
)
from govhub.catalogue.models import (
    Component,
    ComponentCategory,
    ComponentPrinciple,
    ComponentRole,
)
from govhub.catalogue.queries import IS_PUBLIC, WAS_PUBLIC
from govhub.catalogue.status import Status

MOVES = (LineKind.CHANGE, LineKind.CORRECTION)
"""Kinds of the lines that set the status."""
WITH_ROLES = (
    lazyload(Component.category_links),
    lazyload(Component.standard_links),
    lazyload(Component.principle_links),
    lazyload(Component.aliases),
)
"""Of a component in a list only its own row and who is what to it …"""
ONLY_ITSELF = (*WITH_ROLES, lazyload(Component.roles))
"""… or only its own row."""


def status_history(session: Session, component: Component) -> Sequence[LedgerLine]:
    """Return the lines of the ledger of this component, the newest first."""
    return session.scalars(
        select(LedgerLine)
        .where(LedgerLine.component_id == component.id)
        .order_by(LedgerLine.number.desc())
    ).all()


def latest_line(session: Session, component: Component) -> LedgerLine | None:
    """Return the newest line, of any kind; None before the first."""
    return session.scalar(
        select(LedgerLine)
        .where(LedgerLine.component_id == component.id)
        .order_by(LedgerLine.number.desc())
        .limit(1)
    )


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


def plan_by_public_id(session: Session, public_id: str | uuid.UUID) -> PlannedChange | None:
    """Return the announced change with this id, whatever became of it."""
    return session.scalar(select(PlannedChange).where(PlannedChange.public_id == _uuid(public_id)))


def plans_that_follow(session: Session, number: int) -> Sequence[PlannedChange]:
    """Return the changes that wait and that were announced because of the line ``number``."""
    announcement = aliased(LedgerLine)
    return session.scalars(
        select(PlannedChange)
        .join(announcement, announcement.number == PlannedChange.line_number)
        .where(announcement.about == number, PlannedChange.state == PlanState.WAITING)
        .order_by(PlannedChange.id)
    ).all()


def due_plans(session: Session, day: date) -> Sequence[int]:
    """Return the ids of the plans that wait although their day is here, the earliest first."""
    return session.scalars(
        select(PlannedChange.id)
        .where(PlannedChange.state == PlanState.WAITING, PlannedChange.effective_on <= day)
        .order_by(PlannedChange.effective_on, PlannedChange.id)
    ).all()


def head_number(session: Session) -> int:
    """Return the number of the newest line; 0 when there is none."""
    return session.scalar(select(LedgerHead.number)) or 0


def line_by_key(session: Session, key: str | uuid.UUID) -> LedgerLine | None:
    """Return the line with this permanent id, with its component, public or not."""
    return session.scalar(
        select(LedgerLine)
        .where(LedgerLine.key == _uuid(key))
        .options(joinedload(LedgerLine.component))
    )


def lines_between(session: Session, after: int, until: int) -> Sequence[LedgerLine]:
    """Return the lines numbered above ``after`` and up to ``until``, with their components.

    The oldest first; also those of components that are not public.
    """
    return session.scalars(
        select(LedgerLine)
        .where(LedgerLine.number > after, LedgerLine.number <= until)
        .options(joinedload(LedgerLine.component))
        .order_by(LedgerLine.number)
    ).all()


@dataclass(frozen=True, kw_only=True)
class ChangeFilter:
    """Which status changes somebody wants to see; None leaves a question open."""

    component_id: int | None = None
    category_id: int | None = None
    organisation_id: int | None = None
    """Whatever the organisation, or what was merged into it, is to the component."""
    principle_id: int | None = None
    old: Status | None = None
    new: Status | None = None
    since: date | None = None
    """The first day …"""
    until: date | None = None
    """… and the last day on which it took effect, or will."""
    kinds: tuple[LineKind, ...] = MOVES
    only_moves: bool = False
    """Leave out the first status of a component."""


def status_changes(
    session: Session, wanted: ChangeFilter, *, limit: int, offset: int = 0
) -> Sequence[LedgerLine]:
    """Return changes of components that are or were public, the latest first."""
    return session.scalars(
        select(LedgerLine)
        .join(LedgerLine.component)
        .where(matches(wanted))
        .options(joinedload(LedgerLine.component).options(*WITH_ROLES))
        .order_by(LedgerLine.effective_on.desc(), LedgerLine.number.desc())
        .limit(limit)
        .offset(offset)
    ).all()


def number_of_status_changes(session: Session, wanted: ChangeFilter) -> int:
    """Return how many changes there are of components that are or were public."""
    statement = (
        select(func.count())
        .select_from(LedgerLine)
        .join(LedgerLine.component)
        .where(matches(wanted))
    )
    return session.scalar(statement) or 0


def planned_changes(
    session: Session, wanted: ChangeFilter, *, limit: int | None = None, offset: int = 0
) -> Sequence[PlannedChange]:
    """Return the announced changes of public components that wait, the earliest first.

    ``old`` asks for the status that the component has now; ``kinds`` means nothing here.
    """
    return session.scalars(
        select(PlannedChange)
        .join(PlannedChange.component)
        .where(_plans(wanted))
        .options(
            joinedload(PlannedChange.component).options(*WITH_ROLES),
            joinedload(PlannedChange.successor).options(*ONLY_ITSELF),
        )
        .order_by(PlannedChange.effective_on, PlannedChange.id)
        .limit(limit)
        .offset(offset)
    ).all()


def number_of_planned_changes(session: Session, wanted: ChangeFilter) -> int:
    """Return how many announced changes of public components wait."""
    statement = (
        select(func.count())
        .select_from(PlannedChange)
        .join(PlannedChange.component)
        .where(_plans(wanted))
    )
    return session.scalar(statement) or 0


def matches(wanted: ChangeFilter) -> ColumnElement[bool]:
    """Return the condition on a line and its component.

    What happened to a component that was hidden later stays, with its name.
    """
    conditions = [
        LedgerLine.kind.in_(wanted.kinds),
        *about_components(wanted, seen=WAS_PUBLIC),
        *in_period(wanted, LedgerLine.effective_on),
    ]
    if wanted.old is not None:
        conditions.append(LedgerLine.old == wanted.old)
    if wanted.new is not None:
        conditions.append(LedgerLine.new == wanted.new)
    if wanted.only_moves:
        conditions.append(LedgerLine.old.is_not(None))
    return and_(*conditions)


def _plans(wanted: ChangeFilter) -> ColumnElement[bool]:
    conditions = [
        PlannedChange.state == PlanState.WAITING,
        *about_components(wanted),
        *in_period(wanted, PlannedChange.effective_on),
    ]
    if wanted.old is not None:
        conditions.append(Component.status == wanted.old)
    if wanted.new is not None:
        conditions.append(PlannedChange.new == wanted.new)
    return and_(*conditions)


def about_components(
    wanted: ChangeFilter, *, seen: ColumnElement[bool] = IS_PUBLIC
) -> Iterator[ColumnElement[bool]]:
    """Give the conditions on the component; ``seen`` says who may see it."""
    yield seen
    if wanted.component_id is not None:
        yield Component.id == wanted.component_id
    if wanted.organisation_id is not None:
        parts = with_what_was_merged(wanted.organisation_id)
        role = ComponentRole.organisation_id.in_(parts)
        yield Component.id.in_(select(ComponentRole.component_id).where(role))
    for link, column, key in (
        (ComponentCategory, ComponentCategory.category_id, wanted.category_id),
        (ComponentPrinciple, ComponentPrinciple.principle_id, wanted.principle_id),
    ):
        if key is not None:
            yield Component.id.in_(select(link.component_id).where(column == key))


def in_period(
    wanted: ChangeFilter, day: InstrumentedAttribute[date]
) -> Iterator[ColumnElement[bool]]:
    """Give the conditions on the day."""
    if wanted.since is not None:
        yield day >= wanted.since
    if wanted.until is not None:
        yield day <= wanted.until


def _uuid(text: str | uuid.UUID) -> uuid.UUID | None:
    """Return the id; None, which no row has, for a text that is no id."""
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None
