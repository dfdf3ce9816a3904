"""What the redactie decided, and what owners ask of it."""

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govhub.accounts.models import Organisation, User
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import RelationType
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
    """Where somebody's wish for another status, another text or another owner stands."""

    WAITING = "wacht"
    APPROVED = "goedgekeurd"
    REFUSED = "afgewezen"
    OVERTAKEN = "ingehaald"
    """What it is about changed in another way first."""
    WITHDRAWN = "ingetrokken"
    """Who proposed it wants it no longer."""


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


class ReviewComment(Base):
    """What a submitter and the redactie say to each other about a registration."""

    __tablename__ = "review_comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    component_id: Mapped[int] = mapped_column(
        sa.ForeignKey("component.id", ondelete="CASCADE"), index=True
    )
    author_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    is_of_editors: Mapped[bool]
    """Said by the redactie; readers see "redactie", never a name."""
    text: Mapped[str] = mapped_column(sa.Text)
    written_at: Mapped[datetime]

    component: Mapped[Component] = relationship()


class ReviewCase(Base):
    """Which redacteur took a registration or an edit, so that no two do the same work."""

    __tablename__ = "review_case"

    component_id: Mapped[int] = mapped_column(
        sa.ForeignKey("component.id", ondelete="CASCADE"), primary_key=True
    )
    editor_id: Mapped[int] = mapped_column(sa.ForeignKey("user.id"))
    taken_at: Mapped[datetime]

    editor: Mapped[User] = relationship(lazy="joined", innerjoin=True)


SENSITIVE = ("name", "kind", "repository_url", "licence", "closed_reason")
"""What others rely on when they choose a component: a redacteur looks before it changes."""


class EditProposal(Base):
    """An edit of a public component at which somebody else looks first."""

    __tablename__ = "edit_proposal"

    id: Mapped[int] = mapped_column(primary_key=True)
    component_id: Mapped[int] = mapped_column(
        sa.ForeignKey("component.id", ondelete="CASCADE"), index=True
    )
    facts: Mapped[dict[str, Any]]
    """The facts that differ: field of ``Facts`` → value, as JSON."""
    old_facts: Mapped[dict[str, Any]]
    """What was published in those fields when it was proposed."""
    reason: Mapped[str | None] = mapped_column(sa.Text)
    """Why; obligatory for who does not answer for the component."""
    is_of_keeper: Mapped[bool]
    """Proposed by who answers for the component."""
    seen_version: Mapped[int]
    """Version of the component that the edit started from."""
    proposed_by_id: Mapped[int] = mapped_column(sa.ForeignKey("user.id"))
    proposed_at: Mapped[datetime]
    state: Mapped[ProposalState] = mapped_column(
        values_of(ProposalState), default=ProposalState.WAITING
    )
    answer: Mapped[str | None] = mapped_column(sa.Text)
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]

    component: Mapped[Component] = relationship(foreign_keys=[component_id])
    proposed_by: Mapped[User] = relationship(foreign_keys=[proposed_by_id])


class Sameness(StrEnum):
    """What a registrant says about a component that looks the same."""

    SAME = "dit_is_hem"
    RELATED = "verwant"
    DIFFERENT = "iets_anders"

    @property
    def label(self) -> str:
        """Return the words for people."""
        return _SAMENESSES[self]


_SAMENESSES = {
    Sameness.SAME: _l("Dit is hem"),
    Sameness.RELATED: _l("Verwant"),
    Sameness.DIFFERENT: _l("Iets anders"),
}


class LookalikeAnswer(Base):
    """What the registrant said about one component that looks the same, for the redactie to see."""

    __tablename__ = "lookalike_answer"

    component_id: Mapped[int] = mapped_column(
        sa.ForeignKey("component.id", ondelete="CASCADE"), primary_key=True
    )
    other_id: Mapped[int] = mapped_column(
        sa.ForeignKey("component.id", ondelete="CASCADE"), primary_key=True
    )
    sameness: Mapped[Sameness] = mapped_column(values_of(Sameness))
    reason: Mapped[str | None] = mapped_column(sa.Text)
    relation: Mapped[RelationType | None] = mapped_column(values_of(RelationType))
    """How it stands to the other, when it is related; written once it is published."""
    answered_at: Mapped[datetime]

    other: Mapped[Component] = relationship(foreign_keys=[other_id])


class ClaimKind(StrEnum):
    """Why a component goes to another organisation."""

    TAKE_OVER = "overnemen"
    """Its owner claims what somebody else registered."""
    TRANSFER = "overdragen"
    """Its owner hands it over."""


class Claim(Base):
    """A component that goes to another organisation, once the other side or the redactie agrees."""

    __tablename__ = "claim"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[uuid.UUID] = mapped_column(unique=True, default=uuid.uuid4)
    component_id: Mapped[int] = mapped_column(
        sa.ForeignKey("component.id", ondelete="CASCADE"), index=True
    )
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    """The organisation that will own it."""
    kind: Mapped[ClaimKind] = mapped_column(values_of(ClaimKind))
    reason: Mapped[str | None] = mapped_column(sa.Text)
    claimed_by_id: Mapped[int] = mapped_column(sa.ForeignKey("user.id"))
    claimed_at: Mapped[datetime]
    state: Mapped[ProposalState] = mapped_column(
        values_of(ProposalState), default=ProposalState.WAITING
    )
    answer: Mapped[str | None] = mapped_column(sa.Text)
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]

    component: Mapped[Component] = relationship(foreign_keys=[component_id])
    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)
    claimed_by: Mapped[User] = relationship(foreign_keys=[claimed_by_id])
