"""Does the ledger still say what was once written? Looks at everything, never changes anything.

Each function gives a sentence for each thing that is wrong, one by one: the ledger may be large.
"""

import uuid
from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import Row, Select, exists, func, select
from sqlalchemy.orm import Session

from govhub.catalogue import events
from govhub.catalogue.ledger import chain
from govhub.catalogue.ledger.history import standing
from govhub.catalogue.ledger.models import (
    LedgerHead,
    LedgerLine,
    LineKind,
    PlannedChange,
    PlanState,
)
from govhub.catalogue.ledger.writing import sealed
from govhub.catalogue.models import Component
from govhub.platform import integrity
from govhub.platform.language import gettext as _
from govhub.platform.outbox import RecordedEvent

_AT_ONCE = 500
_EVENTS = {
    LineKind.CHANGE: events.StatusChanged.name,
    LineKind.CORRECTION: events.StatusChanged.name,
    LineKind.PLAN: events.ChangePlanned.name,
    LineKind.WITHDRAWAL: events.PlanWithdrawn.name,
    LineKind.CONFIRMATION: events.StatusConfirmed.name,
}
_GUARDS = {
    "sqlite": (
        "ledger_line_refuses_update",
        "ledger_line_refuses_delete",
        "ledger_line_refuses_replace",
    ),
    "postgresql": ("ledger_line_refuses_change", "ledger_line_refuses_truncate"),
}
"""By database: the triggers that refuse a change of a line."""


def head(session: Session) -> tuple[int, str]:
    """Return the number and the seal of the newest line, as the head of the chain says."""
    row = session.execute(select(LedgerHead.number, LedgerHead.hash)).first()
    return (row.number, row.hash) if row else (0, chain.START)


def has_line(session: Session, number: int, seal: str) -> bool:
    """Tell whether the ledger has this line, with this seal."""
    if number == 0:
        return seal == chain.START
    return bool(
        session.scalar(select(exists().where(LedgerLine.number == number, LedgerLine.hash == seal)))
    )


def broken_lines(session: Session) -> Iterator[str]:
    """Go along the chain: each line is there, is as it was sealed, and follows the one before.

    Then the head must name the last line.
    """
    number, seal = 0, chain.START
    for row in session.execute(_lines_in_order()):
        line: LedgerLine = row.LedgerLine
        if line.number != number + 1:
            yield _missing(number + 1, line.number - 1)
        elif line.previous_hash != seal:
            yield _("Regel %(number)s sluit niet aan op de regel ervoor.") % {"number": line.number}
        yield from _broken_by_itself(row)
        number, seal = line.number, line.hash
    last, last_seal = head(session)
    if last > number:
        yield _missing(number + 1, last)
    elif (last, last_seal) != (number, seal):
        yield _("Regel %(number)s staat niet als laatste regel bekend.") % {"number": number}


def lines_without_event(session: Session) -> Iterator[str]:
    """Name the lines whose event is gone or is not theirs, and the events whose line is gone."""
    for row in session.execute(_lines_with_events()):
        line: LedgerLine = row.LedgerLine
        event: RecordedEvent | None = row.RecordedEvent
        if event is None or (event.key, event.name, event.subject, event.occurred_at) != (
            line.key,
            _EVENTS[line.kind],
            str(row.public_id),
            line.recorded_at,
        ):
            yield _("De gebeurtenis van regel %(number)s is weg of gewijzigd.") % {
                "number": line.number
            }
    orphans = (
        select(RecordedEvent.id)
        .where(
            RecordedEvent.name.in_(set(_EVENTS.values())),
            ~exists().where(LedgerLine.event_id == RecordedEvent.id),
        )
        .order_by(RecordedEvent.id)
    )
    for event_id in session.scalars(orphans.execution_options(yield_per=_AT_ONCE)):
        yield _("Van gebeurtenis %(id)s is de regel in het verloop weg.") % {"id": event_id}


def missing_guards(session: Session) -> Iterator[str]:
    """Name the triggers that must keep lines as they are, and that are not there or not on."""
    return integrity.missing_guards(session, LedgerLine.__tablename__, _GUARDS)


def wrong_statuses(session: Session) -> Iterator[str]:
    """Name the components whose status, or since when it holds, is not what their lines say."""
    rows = session.execute(
        select(Component.id, Component.slug, Component.status, Component.status_since, LedgerLine)
        .outerjoin(LedgerLine, LedgerLine.component_id == Component.id)
        .order_by(Component.id, LedgerLine.number)
        .execution_options(yield_per=_AT_ONCE)
    )
    for _id, group in groupby(rows, key=lambda row: row.id):
        of_one = list(group)
        said = standing([row.LedgerLine for row in of_one if row.LedgerLine])
        row = of_one[0]
        expected = (said.status, said.since) if said else (row.status, None)
        if (row.status, row.status_since) != expected:
            yield _("De status van %(slug)s is niet wat het verloop zegt.") % {"slug": row.slug}


def wrong_plans(session: Session) -> Iterator[str]:
    """Name the announcements of which the ledger tells something else than their state."""
    carried_out = func.count().filter(LedgerLine.kind == LineKind.CHANGE)
    withdrawn = func.count().filter(LedgerLine.kind == LineKind.WITHDRAWAL)
    rows = session.execute(
        select(
            PlannedChange.line_number,
            PlannedChange.state,
            carried_out.label("carried_out"),
            withdrawn.label("withdrawn"),
        )
        .outerjoin(LedgerLine, LedgerLine.about == PlannedChange.line_number)
        .group_by(PlannedChange.id)
        .order_by(PlannedChange.line_number)
        .execution_options(yield_per=_AT_ONCE)
    )
    for row in rows:
        if (row.carried_out, row.withdrawn) != _ends(row.state):
            yield _("Wat regel %(number)s aankondigt, liep anders dan het verloop zegt.") % {
                "number": row.line_number
            }
    forgotten = select(LedgerLine.number).where(
        LedgerLine.kind == LineKind.PLAN,
        ~exists().where(PlannedChange.line_number == LedgerLine.number),
    )
    for number in session.scalars(forgotten.order_by(LedgerLine.number)):
        yield _("Wat regel %(number)s aankondigt, wordt niet uitgevoerd.") % {"number": number}


def _ends(state: PlanState) -> tuple[int, int]:
    """Return how many lines say that a plan was carried out, and that it was withdrawn."""
    match state:
        case PlanState.WAITING:
            return (0, 0)
        case PlanState.CARRIED_OUT:
            return (1, 0)
        case PlanState.WITHDRAWN | PlanState.FAILED:
            return (0, 1)


def _lines_in_order() -> Select[LedgerLine, uuid.UUID]:
    return (
        select(LedgerLine, Component.public_id)
        .outerjoin(Component, Component.id == LedgerLine.component_id)
        .order_by(LedgerLine.number)
        .execution_options(yield_per=_AT_ONCE, populate_existing=True)
    )


def _lines_with_events() -> Select[LedgerLine, uuid.UUID, RecordedEvent]:
    return (
        _lines_in_order()
        .add_columns(RecordedEvent)
        .outerjoin(RecordedEvent, RecordedEvent.id == LedgerLine.event_id)
    )


def _broken_by_itself(row: Row[LedgerLine, uuid.UUID]) -> Iterator[str]:
    line: LedgerLine = row.LedgerLine
    if row.public_id is None:
        yield _("Het component van regel %(number)s is weg.") % {"number": line.number}
    elif chain.seal(sealed(line, row.public_id), line.previous_hash) != line.hash:
        yield _("Regel %(number)s is gewijzigd: het zegel klopt niet.") % {"number": line.number}


def _missing(first: int, last: int) -> str:
    if first >= last:
        return _("Regel %(number)s ontbreekt.") % {"number": first}
    return _("De regels %(first)s tot en met %(last)s ontbreken.") % {"first": first, "last": last}
