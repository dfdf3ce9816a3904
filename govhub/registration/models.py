"""What the redactie decided, and what owners ask of it."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govhub.accounts.models import User
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.platform.db import Base, values_of
from govhub.platform.language import lazy_gettext as _l


class Verdict(StrEnum):
    """What a redacteur decides about a submission."""

    APPROVED = "goedgekeurd"
    CHANGES_ASKED = "wijziging_gevraagd"
    REFUSED = "afgewezen"

    @property
    def label(self) -> str:
        """Return the word for people."""
        return _VERDICTS[self]


_VERDICTS = {
    Verdict.APPROVED: _l("Goedgekeurd"),
    Verdict.CHANGES_ASKED: _l("Wijziging gevraagd"),
    Verdict.REFUSED: _l("Afgewezen"),
}


class Review(Base):
    """A decision about a submission; kept, never changed."""

    __tablename__ = "review"

    id: Mapped[int] = mapped_column(primary_key=True)
    component_id: Mapped[int] = mapped_column(
        sa.ForeignKey("component.id", ondelete="CASCADE"), index=True
    )
    verdict: Mapped[Verdict] = mapped_column(values_of(Verdict))
    reason: Mapped[str | None] = mapped_column(sa.Text)
    """Obligatory unless approved; the submitter reads it."""
    editor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    decided_at: Mapped[datetime]


class ProposalState(StrEnum):
    """Where an owner's wish for another status stands."""

    WAITING = "wacht"
    APPROVED = "goedgekeurd"
    REFUSED = "afgewezen"
    OVERTAKEN = "ingehaald"
    """The status changed in another way first."""


class StatusProposal(Base):
    """An owner's wish for a status that a redacteur decides about."""

    __tablename__ = "status_proposal"

    id: Mapped[int] = mapped_column(primary_key=True)
    component_id: Mapped[int] = mapped_column(
        sa.ForeignKey("component.id", ondelete="CASCADE"), index=True
    )
    new: Mapped[Status] = mapped_column(values_of(Status))
    reason: Mapped[str | None] = mapped_column(sa.Text)
    evidence_url: Mapped[str | None] = mapped_column(sa.String(500))
    effective_on: Mapped[date | None]
    """A day to come on which it must happen; None means once it is approved."""
    end_date: Mapped[date | None]
    successor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("component.id"))
    proposed_by_id: Mapped[int] = mapped_column(sa.ForeignKey("user.id"))
    proposed_at: Mapped[datetime]
    state: Mapped[ProposalState] = mapped_column(
        values_of(ProposalState), default=ProposalState.WAITING
    )
    answer: Mapped[str | None] = mapped_column(sa.Text)
    """Why it was refused."""
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]

    component: Mapped[Component] = relationship(foreign_keys=[component_id])
    proposed_by: Mapped[User] = relationship(foreign_keys=[proposed_by_id])
