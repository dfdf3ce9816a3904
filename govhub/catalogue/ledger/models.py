"""The tables of the status ledger. Lines are only added; the database itself refuses the rest."""

import uuid
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.platform.db import Base, values_of
from govhub.platform.language import lazy_gettext as _l

_URL = sa.String(500)
EDITORS = "redactie GovHub"
"""How the ledger names the redactie."""
PORTAL = "GovHub"
"""How the ledger names what happened by itself, on its day."""


class LineKind(StrEnum):
    """What a line of the ledger says."""

    CHANGE = "wijziging"
    """The status became another."""
    CORRECTION = "correctie"
    """The line before was a mistake; it stays visible, and nobody is mailed."""
    PLAN = "aankondiging"
    """The status will become another on a day to come."""
    WITHDRAWAL = "intrekking"
    """What was announced will not happen, or could not."""
    CONFIRMATION = "bevestiging"
    """The owner looked, and the status is still true."""

    @property
    def label(self) -> str:
        """Return the word for people."""
        return _KINDS[self]

    @property
    def moves(self) -> bool:
        """Tell whether a line of this kind sets the status."""
        return self in (LineKind.CHANGE, LineKind.CORRECTION)


_KINDS = {
    LineKind.CHANGE: _l("Wijziging"),
    LineKind.CORRECTION: _l("Correctie"),
    LineKind.PLAN: _l("Aankondiging"),
    LineKind.WITHDRAWAL: _l("Ingetrokken"),
    LineKind.CONFIRMATION: _l("Bevestigd"),
}


class LedgerLine(Base):
    """A line of the status ledger: the public side of one event, chained to the line before it."""

    __tablename__ = "ledger_line"
    __table_args__ = (
        sa.Index("ix_ledger_line_component_id_number", "component_id", "number"),
        sa.Index("ix_ledger_line_effective_on_number", "effective_on", "number"),
    )

    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"), primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    """1, 2, 3, … over the whole ledger: the order in which lines were committed, without gaps."""
    key: Mapped[uuid.UUID] = mapped_column(unique=True)
    """The key of the event: permanent id of the line in feeds and exports."""
    component_id: Mapped[int] = mapped_column(sa.ForeignKey("component.id"))
    kind: Mapped[LineKind] = mapped_column(values_of(LineKind), default=LineKind.CHANGE)
    old: Mapped[Status | None] = mapped_column(values_of(Status))
    """None for the first status."""
    new: Mapped[Status] = mapped_column(values_of(Status))
    """The same as ``old`` in a confirmation; in a withdrawal what it would have become."""
    effective_on: Mapped[date]
    """The day from which it holds; of a plan and its withdrawal: the day that was announced."""
    recorded_at: Mapped[datetime]
    decided_by: Mapped[str]
    """Name of the organisation, or "redactie GovHub"; never a person's name."""
    reason: Mapped[str | None] = mapped_column(sa.Text)
    evidence_url: Mapped[str | None] = mapped_column(_URL)
    end_date: Mapped[date | None]
    """Until when it works, of a component that is phased out."""
    about: Mapped[int | None] = mapped_column(sa.ForeignKey("ledger_line.number"))
    """Number of the line that this one corrects, withdraws, carries out or follows from."""
    previous_hash: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    """SHA-256 over this line and ``previous_hash`` (``ledger.chain``)."""

    component: Mapped[Component] = relationship()


class LedgerHead(Base):
    """The end of the chain: one row, held by whoever writes the next line."""

    __tablename__ = "ledger_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    hash: Mapped[str] = mapped_column(sa.String(64))


class PlanState(StrEnum):
    """Where an announced change stands."""

    WAITING = "gepland"
    CARRIED_OUT = "uitgevoerd"
    WITHDRAWN = "ingetrokken"
    FAILED = "niet_doorgegaan"
    """On the day itself something was missing."""

    @property
    def label(self) -> str:
        """Return the word for people."""
        return _PLAN_STATES[self]


_PLAN_STATES = {
    PlanState.WAITING: _l("Gepland"),
    PlanState.CARRIED_OUT: _l("Uitgevoerd"),
    PlanState.WITHDRAWN: _l("Ingetrokken"),
    PlanState.FAILED: _l("Niet doorgegaan"),
}


class PlannedChange(Base):
    """A change that was announced: what the worker carries out on the day, once."""

    __tablename__ = "planned_change"
    __table_args__ = (
        sa.Index(
            "ix_planned_change_due",
            "effective_on",
            sqlite_where=sa.text("state = 'gepland'"),
            postgresql_where=sa.text("state = 'gepland'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[uuid.UUID] = mapped_column(unique=True, default=uuid.uuid4)
    line_number: Mapped[int] = mapped_column(sa.ForeignKey("ledger_line.number"), unique=True)
    """The line that announced it."""
    component_id: Mapped[int] = mapped_column(sa.ForeignKey("component.id"), index=True)
    new: Mapped[Status] = mapped_column(values_of(Status))
    effective_on: Mapped[date]
    reason: Mapped[str | None] = mapped_column(sa.Text)
    evidence_url: Mapped[str | None] = mapped_column(_URL)
    end_date: Mapped[date | None]
    successor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("component.id"))
    decided_by: Mapped[str]
    """Who answers for it in the ledger."""
    is_approved: Mapped[bool]
    """A redacteur agreed, so it may be carried out even when the step needs one."""
    state: Mapped[PlanState] = mapped_column(values_of(PlanState), default=PlanState.WAITING)
    settled_at: Mapped[datetime | None]

    component: Mapped[Component] = relationship(foreign_keys=[component_id])
    successor: Mapped[Component | None] = relationship(foreign_keys=[successor_id])
