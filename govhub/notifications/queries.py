"""Questions that only mail has. Never changes anything."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload

from govhub.accounts.models import User
from govhub.catalogue.events import ComponentChanged
from govhub.catalogue.ledger.models import LedgerLine, LineKind, PlannedChange
from govhub.catalogue.models import Component, Relation
from govhub.catalogue.queries import IS_PUBLIC
from govhub.catalogue.vocabulary import RelationType
from govhub.platform.outbox import RecordedEvent

_NEWS = (LineKind.CHANGE, LineKind.PLAN, LineKind.WITHDRAWAL)


def plans(session: Session, component: Component) -> Sequence[PlannedChange]:
    """Return everything that was ever announced, whatever became of it."""
    return session.scalars(
        select(PlannedChange).where(PlannedChange.component_id == component.id)
    ).all()


def news_between(session: Session, after: int, until: int) -> Sequence[LedgerLine]:
    """Return the lines numbered above ``after`` and up to ``until`` that may be news, in order.

    Not those that came in with many at once, as with the seed.
    """
    is_news = RecordedEvent.payload["is_news"].as_boolean()
    return session.scalars(
        select(LedgerLine)
        .join(LedgerLine.component)
        .join(RecordedEvent, RecordedEvent.id == LedgerLine.event_id)
        .where(
            LedgerLine.number > after,
            LedgerLine.number <= until,
            LedgerLine.kind.in_(_NEWS),
            IS_PUBLIC,
            or_(is_news.is_(None), is_news),
        )
        .options(joinedload(LedgerLine.component))
        .order_by(LedgerLine.number)
    ).all()


def former_name(session: Session, component: Component, *, since: datetime) -> str | None:
    """Return what it was called at that moment, when that is another name than now."""
    rows = session.scalars(
        select(RecordedEvent.payload)
        .where(
            RecordedEvent.subject == str(component.public_id),
            RecordedEvent.name == ComponentChanged.name,
            RecordedEvent.occurred_at > since,
        )
        .order_by(RecordedEvent.id)
    )
    first = next((each["old_name"] for each in rows if each.get("old_name")), None)
    return first if first != component.name else None


def submitters_that_need(session: Session, component: Component) -> Sequence[User]:
    """Return who registered a public component that requires this one."""
    return session.scalars(
        select(User)
        .where(
            User.id.in_(
                select(Component.submitted_by_id)
                .join(Relation, Relation.from_id == Component.id)
                .where(*_requires(component))
            )
        )
        .order_by(User.id)
    ).all()


def components_that_need(
    session: Session, component: Component, submitter: User
) -> Sequence[Component]:
    """Return the public components of this person that require ``component``, by name."""
    return session.scalars(
        select(Component)
        .join(Relation, Relation.from_id == Component.id)
        .where(*_requires(component), Component.submitted_by_id == submitter.id)
        .order_by(func.lower(Component.name))
    ).all()


def _requires(component: Component) -> tuple[ColumnElement[bool], ...]:
    return (Relation.to_id == component.id, Relation.type == RelationType.REQUIRES, IS_PUBLIC)
