"""The tables of reuse: "wij gebruiken dit" and "wij zoeken dit ook"."""

import uuid
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govhub.accounts.models import Organisation
from govhub.catalogue.models import Component
from govhub.kernel import clock
from govhub.platform.db import Base, values_of
from govhub.platform.language import lazy_gettext as _l


class Phase(StrEnum):
    """How far an organisation is with a component."""

    EXPLORING = "verkennen"
    PILOT = "pilot"
    PRODUCTION = "productie"
    STOPPED = "gestopt"

    @property
    def label(self) -> str:
        """Return the word for people."""
        return _PHASES[self]

    @property
    def is_use(self) -> bool:
        """Tell whether software is run: others rely on it, or are trying it for real."""
        return self in {Phase.PILOT, Phase.PRODUCTION}


_PHASES = {
    Phase.EXPLORING: _l("Verkennen"),
    Phase.PILOT: _l("Pilot"),
    Phase.PRODUCTION: _l("In productie"),
    Phase.STOPPED: _l("Gestopt"),
}


class Side(StrEnum):
    """Who says that it is used, or that it is not."""

    USER = "gebruiker"
    OWNER = "eigenaar"
    EDITORS = "redactie"
    """On neither side: never claims or confirms, may take away what is wrong."""

    @property
    def other(self) -> "Side":
        """Return who must agree with what this side says."""
        return Side.OWNER if self is Side.USER else Side.USER


class Standing(StrEnum):
    """How much there is to say for it that an organisation uses a component."""

    CONFIRMED = "bevestigd"
    WAITS = "niet_bevestigd"
    LAPSED = "niet_meer_bevestigd"
    """Nobody said so for a year, or ever."""
    DISPUTED = "betwist"
    """The other side says that it is not so: shown to both sides and the redactie alone."""
    REMOVED = "weggehaald"
    """The same, by the redactie."""

    @property
    def label(self) -> str:
        """Return the words for people."""
        return _STANDINGS[self]

    @property
    def is_shown(self) -> bool:
        """Tell whether everybody sees it."""
        return self not in {Standing.DISPUTED, Standing.REMOVED}


_STANDINGS = {
    Standing.CONFIRMED: _l("Bevestigd"),
    Standing.WAITS: _l("Nog niet bevestigd"),
    Standing.LAPSED: _l("Niet meer bevestigd"),
    Standing.DISPUTED: _l("Betwist"),
    Standing.REMOVED: _l("Weggehaald"),
}


class Reuse(Base):
    """An organisation that uses a component; it counts once both sides say so."""

    __tablename__ = "reuse"
    __table_args__ = (sa.UniqueConstraint("component_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[uuid.UUID] = mapped_column(unique=True, default=uuid.uuid4)
    component_id: Mapped[int] = mapped_column(sa.ForeignKey("component.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    phase: Mapped[Phase] = mapped_column(values_of(Phase))
    software_version: Mapped[str | None] = mapped_column(sa.String(40))
    since: Mapped[date | None]
    experience: Mapped[str | None] = mapped_column(sa.Text)
    claimed_by: Mapped[Side] = mapped_column(values_of(Side))
    """The side that said it first; the other confirms."""
    claimed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    claimed_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    """When somebody who may know last said that it is so."""
    answered_from: Mapped[str | None] = mapped_column(sa.String(254))
    """The address from which somebody without an account confirmed it for the organisation: asked
    again after a year, shown to nobody."""
    refused_at: Mapped[datetime | None]
    refused_by: Mapped[Side | None] = mapped_column(values_of(Side))
    refused_reason: Mapped[str | None] = mapped_column(sa.Text)
    expires_on: Mapped[date | None] = mapped_column(index=True)
    """A year after it was last confirmed, or claimed when it never was; None once it stopped."""
    asked_again_at: Mapped[datetime | None]
    """When who must confirm it (again) was last asked to, after the first time."""
    lapse_told_at: Mapped[datetime | None]
    """When the organisation was told that it is not counted any more."""

    component: Mapped[Component] = relationship()
    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)
    steps: Mapped[list["ReuseStep"]] = relationship(
        cascade="all, delete-orphan", order_by="ReuseStep.id"
    )

    @property
    def standing(self) -> Standing:
        """Return how much there is to say for it today."""
        if self.refused_at is not None:
            return Standing.REMOVED if self.refused_by is Side.EDITORS else Standing.DISPUTED
        if self.expires_on is not None and self.expires_on <= clock.today():
            return Standing.LAPSED
        return Standing.WAITS if self.confirmed_at is None else Standing.CONFIRMED

    @property
    def counts(self) -> bool:
        """Tell whether it is counted: both sides say so, not too long ago, and it goes on."""
        return self.standing is Standing.CONFIRMED and self.phase is not Phase.STOPPED


class ReuseStep(Base):
    """How far an organisation was with a component, and with which version: the last is now."""

    __tablename__ = "reuse_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    reuse_id: Mapped[int] = mapped_column(sa.ForeignKey("reuse.id", ondelete="CASCADE"), index=True)
    phase: Mapped[Phase] = mapped_column(values_of(Phase))
    software_version: Mapped[str | None] = mapped_column(sa.String(40))
    noted_at: Mapped[datetime]


class Wish(Base):
    """Something that an organisation looks for, and that nobody may use yet."""

    __tablename__ = "wish"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id", "component_id"),
        sa.UniqueConstraint("organisation_id", "text"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[uuid.UUID] = mapped_column(unique=True, default=uuid.uuid4)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    component_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("component.id", ondelete="CASCADE"), index=True
    )
    """The concept that would fill the gap; None when there is none yet."""
    text: Mapped[str | None] = mapped_column(sa.String(150), index=True)
    """What they look for, when no component is it: the words of a search."""
    principle_id: Mapped[int | None] = mapped_column(sa.ForeignKey("principle.id"), index=True)
    note: Mapped[str | None] = mapped_column(sa.Text)
    wished_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("user.id"))
    wished_at: Mapped[datetime]

    component: Mapped[Component | None] = relationship()
    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)
