"""The audit log: who decided what and when, for whoever must be able to check that afterwards.

Entries are only added, and sealed in a chain like the status ledger. They hold ids and words of
our own, never an address or a text that somebody typed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from govhub.kernel import clock
from govhub.platform import chain, integrity
from govhub.platform.db import Base
from govhub.platform.language import gettext as _

BY_ITSELF = "govhub"
"""Actor of what happens without a person."""
OPERATOR = "cli"
"""Actor of what is done on the command line."""
_HEAD = 1
_AT_ONCE = 500
_GUARDS = {
    "sqlite": (
        "audit_entry_refuses_update",
        "audit_entry_refuses_delete",
        "audit_entry_refuses_replace",
    ),
    "postgresql": ("audit_entry_refuses_change", "audit_entry_refuses_truncate"),
}
"""By database: the triggers that refuse a change of an entry."""


class AuditEntry(Base):
    """Something that somebody did with the rights that they have."""

    __tablename__ = "audit_entry"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """1, 2, 3, … without gaps."""
    at: Mapped[datetime] = mapped_column(index=True)
    actor: Mapped[str] = mapped_column(sa.String(36), index=True)
    """Public id of the user; "govhub" for what happens by itself, "cli" for an operator."""
    action: Mapped[str] = mapped_column(sa.String(60))
    subject: Mapped[str] = mapped_column(sa.String(80), index=True)
    """What it was done to: kind and public id, as in "component:3f…"."""
    details: Mapped[dict[str, Any]]
    previous_hash: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64), unique=True)


class AuditHead(Base):
    """The end of the chain: one row, held by whoever adds the next entry."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    hash: Mapped[str] = mapped_column(sa.String(64))


@dataclass(frozen=True, kw_only=True)
class AuditFilter:
    """Which entries somebody asks for; what is None does not matter."""

    actors: Sequence[str] | None = None
    """Public ids of users, or ``BY_ITSELF`` and ``OPERATOR``."""
    other_than: Sequence[str] = ()
    """Not by these actors."""
    action: str | None = None
    subject: str | None = None
    """Kind and public id, or only a kind."""
    since: datetime | None = None
    before: datetime | None = None


def note(
    session: Session,
    *,
    actor: object,
    action: str,
    subject: str,
    details: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Add an entry at the end of the log, in the caller's transaction.

    ``actor`` is the public id of a user, ``BY_ITSELF`` or ``OPERATOR``; ``details`` has only what
    JSON knows (text, numbers, true and false, lists). Nobody else adds an entry until the
    transaction ends: call this last, so that two who hold something never wait for each other.
    """
    session.flush()
    head = _hold_head(session)
    entry = AuditEntry(
        number=head.number + 1,
        at=clock.now(),
        actor=str(actor),
        action=action,
        subject=subject,
        details=dict(details or {}),
        previous_hash=head.hash,
    )
    entry.hash = _seal(entry)
    session.add(entry)
    head.number, head.hash = entry.number, entry.hash
    session.flush()
    return entry


def entries(
    session: Session, wanted: AuditFilter, *, limit: int, offset: int = 0
) -> Sequence[AuditEntry]:
    """Return the entries that were asked for, the newest first."""
    query = sa.select(AuditEntry).where(*_conditions(wanted)).order_by(AuditEntry.number.desc())
    return session.scalars(query.limit(limit).offset(offset)).all()


def number_of_entries(session: Session, wanted: AuditFilter) -> int:
    """Return how many there are."""
    query = sa.select(sa.func.count()).select_from(AuditEntry).where(*_conditions(wanted))
    return session.scalar(query) or 0


def actions(session: Session) -> Sequence[str]:
    """Return which actions occur, by name."""
    query = sa.select(AuditEntry.action).distinct().order_by(AuditEntry.action)
    return session.scalars(query).all()


def head(session: Session) -> tuple[int, str]:
    """Return the number and the seal of the newest entry, as the head of the chain says."""
    row = session.execute(sa.select(AuditHead.number, AuditHead.hash)).first()
    return (row.number, row.hash) if row else (0, chain.START)


def has_entry(session: Session, number: int, seal: str) -> bool:
    """Tell whether the log has this entry, with this seal."""
    if number == 0:
        return seal == chain.START
    here = sa.exists().where(AuditEntry.number == number, AuditEntry.hash == seal)
    return bool(session.scalar(sa.select(here)))


def broken_entries(session: Session) -> Iterator[str]:
    """Say what is wrong with the chain: an entry that was changed, is gone or was put between."""
    number, seal = 0, chain.START
    query = sa.select(AuditEntry).order_by(AuditEntry.number)
    for entry in session.scalars(
        query.execution_options(yield_per=_AT_ONCE, populate_existing=True)
    ):
        if entry.number != number + 1:
            yield _missing(number + 1, entry.number - 1)
        elif entry.previous_hash != seal:
            yield _("Regel %(number)s sluit niet aan op de regel ervoor.") % {
                "number": entry.number
            }
        if _seal(entry) != entry.hash:
            yield _("Regel %(number)s is gewijzigd: het zegel klopt niet.") % {
                "number": entry.number
            }
        number, seal = entry.number, entry.hash
    last, last_seal = head(session)
    if last > number:
        yield _missing(number + 1, last)
    elif (last, last_seal) != (number, seal):
        yield _("Regel %(number)s staat niet als laatste regel bekend.") % {"number": number}


def missing_guards(session: Session) -> Iterator[str]:
    """Name the triggers that must keep entries as they are, and that are not there or not on."""
    return integrity.missing_guards(session, AuditEntry.__tablename__, _GUARDS)


def _conditions(wanted: AuditFilter) -> Iterator[sa.ColumnElement[bool]]:
    if wanted.actors is not None:
        yield AuditEntry.actor.in_(wanted.actors)
    if wanted.other_than:
        yield AuditEntry.actor.not_in(wanted.other_than)
    if wanted.action is not None:
        yield AuditEntry.action == wanted.action
    if wanted.subject is not None:
        yield sa.or_(
            AuditEntry.subject == wanted.subject,
            AuditEntry.subject.startswith(f"{wanted.subject}:", autoescape=True),
        )
    if wanted.since is not None:
        yield AuditEntry.at >= wanted.since
    if wanted.before is not None:
        yield AuditEntry.at < wanted.before


def _seal(entry: AuditEntry) -> str:
    values = {
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(),
        "actor": entry.actor,
        "action": entry.action,
        "subject": entry.subject,
        "details": entry.details,
    }
    return chain.seal(values, entry.previous_hash)


def _missing(first: int, last: int) -> str:
    if first >= last:
        return _("Regel %(number)s ontbreekt.") % {"number": first}
    return _("De regels %(first)s tot en met %(last)s ontbreken.") % {"first": first, "last": last}


def _hold_head(session: Session) -> AuditHead:
    held = (
        sa.select(AuditHead)
        .where(AuditHead.id == _HEAD)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    found = session.scalar(held)
    if found is None:
        session.execute(_first_head(session))
        found = session.scalars(held).one()
    return found


def _first_head(session: Session) -> sqlite.Insert | postgresql.Insert:
    """Make the row of a log without entries, unless another transaction just did."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    start = insert(AuditHead).values(id=_HEAD, number=0, hash=chain.START)
    return start.on_conflict_do_nothing()
