"""Adds lines to the ledger. Checks no rule, never commits."""

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from govhub.catalogue.ledger import chain
from govhub.catalogue.ledger.models import LedgerHead, LedgerLine, LineKind
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.kernel.events import Event
from govhub.platform.outbox import record

_HEAD = 1


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What is written in the ledger about a component."""

    kind: LineKind = LineKind.CHANGE
    old: Status | None
    new: Status
    effective_on: date
    decided_by: str
    reason: str | None = None
    evidence_url: str | None = None
    end_date: date | None = None
    about: int | None = None


def write(session: Session, component: Component, entry: Entry, event: Event) -> LedgerLine:
    """Record the event and add its line at the end of the chain.

    Until the transaction ends nobody else adds a line, so numbers follow each other without gaps
    in the order of commits.
    """
    head = _hold_head(session)
    row = record(session, event)
    line = LedgerLine(
        event_id=row.id,
        number=head.number + 1,
        key=row.key,
        component=component,
        kind=entry.kind,
        old=entry.old,
        new=entry.new,
        effective_on=entry.effective_on,
        recorded_at=row.occurred_at,
        decided_by=entry.decided_by,
        reason=entry.reason,
        evidence_url=entry.evidence_url,
        end_date=entry.end_date,
        about=entry.about,
        previous_hash=head.hash,
    )
    line.hash = chain.seal(sealed(line, component.public_id), head.hash)
    session.add(line)
    head.number, head.hash = line.number, line.hash
    session.flush()
    return line


def sealed(line: LedgerLine, component: uuid.UUID) -> chain.Sealed:
    """Return what the seal of the line guards; ``component`` is the public id."""
    return chain.Sealed(
        number=line.number,
        key=line.key,
        component=component,
        kind=line.kind.value,
        old=line.old.value if line.old else None,
        new=line.new.value,
        effective_on=line.effective_on,
        recorded_at=line.recorded_at,
        decided_by=line.decided_by,
        reason=line.reason,
        evidence_url=line.evidence_url,
        end_date=line.end_date,
        about=line.about,
    )


def _hold_head(session: Session) -> LedgerHead:
    held = (
        select(LedgerHead)
        .where(LedgerHead.id == _HEAD)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    head = session.scalar(held)
    if head is None:
        session.execute(_first_head(session))
        head = session.scalars(held).one()
    return head


def _first_head(session: Session) -> sqlite.Insert | postgresql.Insert:
    """Make the row of a ledger without lines, unless another transaction just did."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    start = insert(LedgerHead).values(id=_HEAD, number=0, hash=chain.START)
    return start.on_conflict_do_nothing()
