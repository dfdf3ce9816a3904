"""What pages, feeds and calendars ask of the ledger. Never changes anything."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from govhub.catalogue.ledger.models import LedgerLine, LineKind, PlannedChange, PlanState
from govhub.catalogue.ledger.queries import (
    MOVES,
    ONLY_ITSELF,
    WITH_ROLES,
    ChangeFilter,
    about_components,
    in_period,
    matches,
    status_changes,
)
from govhub.catalogue.models import Component, Relation
from govhub.catalogue.queries import IS_PUBLIC
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import RelationType

NEWS = (*MOVES, LineKind.PLAN, LineKind.WITHDRAWAL)
"""Kinds of the lines that tell something new: all but confirmations."""
ENDINGS = (Status.PHASING_OUT, Status.ENDED)


def listed_changes(
    session: Session, wanted: ChangeFilter, *, limit: int, offset: int = 0
) -> Sequence[LedgerLine]:
    """Return lines of what is or was public, the latest first: by the day on which it happened.

    What was announced happened on the day of the announcement.
    """
    if set(wanted.kinds) <= set(MOVES):
        return status_changes(session, wanted, limit=limit, offset=offset)
    day = case(
        (LedgerLine.kind.in_(MOVES), LedgerLine.effective_on),
        else_=func.date(LedgerLine.recorded_at),
    )
    return session.scalars(
        select(LedgerLine)
        .join(LedgerLine.component)
        .where(matches(wanted))
        .options(joinedload(LedgerLine.component).options(*WITH_ROLES))
        .order_by(day.desc(), LedgerLine.number.desc())
        .limit(limit)
        .offset(offset)
    ).all()


def recorded_lines(session: Session, wanted: ChangeFilter, *, limit: int) -> Sequence[LedgerLine]:
    """Return lines of what is or was public, the one that was written last first."""
    return session.scalars(
        select(LedgerLine)
        .join(LedgerLine.component)
        .where(matches(wanted))
        .options(joinedload(LedgerLine.component).options(*ONLY_ITSELF))
        .order_by(LedgerLine.number.desc())
        .limit(limit)
    ).all()


def corrections_of(session: Session, lines: Collection[LedgerLine]) -> Mapping[int, LedgerLine]:
    """Return number → the line that corrected it, of those that were corrected."""
    found = session.scalars(
        select(LedgerLine).where(
            LedgerLine.kind == LineKind.CORRECTION,
            LedgerLine.about.in_([line.number for line in lines]),
        )
    )
    return {line.about: line for line in found if line.about is not None}


def announced_changes(session: Session, component: Component) -> Sequence[PlannedChange]:
    """Return what waits for its day, the earliest first, each with its successor."""
    return session.scalars(
        _waiting(PlannedChange.component_id == component.id),
    ).all()


def announced_of(
    session: Session, components: Collection[Component]
) -> Mapping[int, Sequence[PlannedChange]]:
    """Return component id → what waits for its day, the earliest first."""
    found: dict[int, list[PlannedChange]] = {}
    ids = [component.id for component in components]
    for plan in session.scalars(_waiting(PlannedChange.component_id.in_(ids))):
        found.setdefault(plan.component_id, []).append(plan)
    return found


def last_news(session: Session, components: Collection[Component]) -> Mapping[int, datetime]:
    """Return component id → when the last line that tells something new was written."""
    latest = func.max(LedgerLine.recorded_at, type_=LedgerLine.recorded_at.type)
    rows = session.execute(
        select(LedgerLine.component_id, latest)
        .where(
            LedgerLine.component_id.in_([component.id for component in components]),
            LedgerLine.kind.in_(NEWS),
        )
        .group_by(LedgerLine.component_id)
    )
    return {component: moment for component, moment in rows}  # noqa: C416  # rows, not tuples


@dataclass(frozen=True)
class Dated:
    """An announced change, whatever became of it, and the line that announced it."""

    plan: PlannedChange
    line: LedgerLine
    withdrawal: LedgerLine | None
    """The line that says why it will not happen."""


def dated_changes(
    session: Session, wanted: ChangeFilter, *, settled_since: datetime, limit: int
) -> Sequence[Dated]:
    """Return the announced changes of public components for a calendar, the earliest first.

    Those that wait, and those that happened or were withdrawn since the moment. ``old`` asks for
    the status on the day of the announcement.
    """
    conditions = [
        or_(PlannedChange.state == PlanState.WAITING, PlannedChange.settled_at >= settled_since),
        *about_components(wanted),
        *in_period(wanted, PlannedChange.effective_on),
    ]
    if wanted.old is not None:
        conditions.append(LedgerLine.old == wanted.old)
    if wanted.new is not None:
        conditions.append(PlannedChange.new == wanted.new)
    withdrawal = aliased(LedgerLine)
    rows = session.execute(
        select(PlannedChange, LedgerLine, withdrawal)
        .join(LedgerLine, LedgerLine.number == PlannedChange.line_number)
        .outerjoin(
            withdrawal,
            and_(
                withdrawal.about == PlannedChange.line_number,
                withdrawal.kind == LineKind.WITHDRAWAL,
            ),
        )
        .join(PlannedChange.component)
        .where(*conditions)
        .options(
            joinedload(PlannedChange.component).options(*ONLY_ITSELF),
            joinedload(PlannedChange.successor).options(*ONLY_ITSELF),
        )
        .order_by(PlannedChange.effective_on, PlannedChange.id)
        .limit(limit)
    )
    return [Dated(*row) for row in rows]


def end_dates(
    session: Session, wanted: ChangeFilter, *, since: date, limit: int
) -> Sequence[Component]:
    """Return the public components that stop on a day after ``since`` that no plan announces.

    The earliest first.
    """
    announces_end = exists().where(
        PlannedChange.component_id == Component.id,
        PlannedChange.new == Status.ENDED,
        PlannedChange.effective_on == Component.end_date,
        PlannedChange.state.in_((PlanState.WAITING, PlanState.CARRIED_OUT)),
    )
    conditions = [
        Component.status == Status.PHASING_OUT,
        Component.end_date >= since,
        ~announces_end,
        *about_components(wanted),
    ]
    if wanted.since is not None:
        conditions.append(Component.end_date >= wanted.since)
    if wanted.until is not None:
        conditions.append(Component.end_date <= wanted.until)
    if wanted.old not in (None, Status.PHASING_OUT) or wanted.new not in (None, Status.ENDED):
        return ()
    return session.scalars(
        select(Component)
        .where(*conditions)
        .options(*ONLY_ITSELF)
        .order_by(Component.end_date, Component.id)
        .limit(limit)
    ).all()


@dataclass(frozen=True, kw_only=True)
class EndingNeed:
    """A component that another one requires and that ends, or will."""

    component: Component
    plans: tuple[PlannedChange, ...]
    """What was announced about it, the earliest first."""
    successors: tuple[Component, ...]


def ending_needs(session: Session, component: Component) -> Sequence[EndingNeed]:
    """Return the public components that this one requires and that end, or will, by name."""
    needed = session.scalars(
        select(Component)
        .join(Relation, Relation.to_id == Component.id)
        .where(
            Relation.from_id == component.id,
            Relation.type == RelationType.REQUIRES,
            IS_PUBLIC,
            or_(Component.status.in_(ENDINGS), _will_end()),
        )
        .options(*ONLY_ITSELF)
        .order_by(func.lower(Component.name), Component.id)
    ).all()
    if not needed:
        return ()
    ids = [each.id for each in needed]
    plans = session.scalars(_waiting(PlannedChange.component_id.in_(ids))).all()
    successors = _successors(session, ids)
    return [
        EndingNeed(
            component=each,
            plans=tuple(plan for plan in plans if plan.component_id == each.id),
            successors=tuple(successors.get(each.id, ())),
        )
        for each in needed
    ]


def _waiting(of: ColumnElement[bool]) -> Select[PlannedChange]:
    return (
        select(PlannedChange)
        .where(of, PlannedChange.state == PlanState.WAITING)
        .options(joinedload(PlannedChange.successor).options(*ONLY_ITSELF))
        .order_by(PlannedChange.effective_on, PlannedChange.id)
    )


def _will_end() -> ColumnElement[bool]:
    return exists().where(
        and_(
            PlannedChange.component_id == Component.id,
            PlannedChange.state == PlanState.WAITING,
            PlannedChange.new.in_(ENDINGS),
        )
    )


def _successors(session: Session, ids: Collection[int]) -> Mapping[int, list[Component]]:
    rows = session.execute(
        select(Relation.to_id, Component)
        .join(Component, Relation.from_id == Component.id)
        .where(Relation.to_id.in_(ids), Relation.type == RelationType.REPLACES, IS_PUBLIC)
        .options(*ONLY_ITSELF)
        .order_by(func.lower(Component.name), Component.id)
    )
    found: dict[int, list[Component]] = {}
    for replaced, component in rows:
        found.setdefault(replaced, []).append(component)
    return found
