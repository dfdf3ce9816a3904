"""The tables of reuse: "wij gebruiken dit" and "wij zoeken dit ook"."""

import uuid
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govhub.accounts.models import Organisation
from govhub.catalogue.models import Component
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


_PHASES = {
    Phase.EXPLORING: _l("Verkennen"),
    Phase.PILOT: _l("Pilot"),
    Phase.PRODUCTION: _l("In productie"),
    Phase.STOPPED: _l("Gestopt"),
}


class Side(StrEnum):
    """Who says that it is used."""

    USER = "gebruiker"
    OWNER = "eigenaar"


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
    refused_at: Mapped[datetime | None]
    expires_on: Mapped[date | None] = mapped_column(index=True)
    """A year after it was confirmed; confirming again gives another year."""
    asked_again_at: Mapped[datetime | None]

    component: Mapped[Component] = relationship()
    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)


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
