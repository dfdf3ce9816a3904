"""Principles, how much each concerns the six roles, and their text."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from govhub.platform.db import Base, values_of
from govhub.platform.language import lazy_gettext as _l


class Role(StrEnum):
    """The six roles that the guidance speaks to."""

    POLICY_MAKER = "beleidsmaker"
    CXO = "cxo"
    PROJECT_LEAD = "projectleider"
    DEVELOPER = "developer"
    LAWYER = "jurist"
    BUYER = "inkoper"

    @property
    def label(self) -> str:
        """Return the word for people."""
        return str(_ROLES[self])


_ROLES = {
    Role.POLICY_MAKER: _l("Beleidsmaker"),
    Role.CXO: _l("Bestuurder (CxO)"),
    Role.PROJECT_LEAD: _l("Projectleider"),
    Role.DEVELOPER: _l("Ontwikkelaar"),
    Role.LAWYER: _l("Jurist"),
    Role.BUYER: _l("Inkoper"),
}


class Phase(StrEnum):
    """The phase of a project in which the guidance asks something."""

    EXPLORATION = "verkenning"
    DESIGN = "ontwerp"
    BUILDING = "bouw"
    PRODUCTION = "productie"
    LIVE = "live"

    @property
    def label(self) -> str:
        """Return the word for people."""
        return str(_PHASES[self])


_PHASES = {
    Phase.EXPLORATION: _l("Verkenning"),
    Phase.DESIGN: _l("Ontwerp"),
    Phase.BUILDING: _l("Bouw"),
    Phase.PRODUCTION: _l("Productie"),
    Phase.LIVE: _l("In gebruik"),
}


class Part(StrEnum):
    """The pages that a guideline consists of."""

    GUIDELINE = "richtlijn"
    PHASES = "fases"
    """What to do when."""


class Principle(Base):
    """A guideline: its facts; its text, once it was imported, is in ``GuidelineText``."""

    __tablename__ = "principle"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(60), unique=True)
    number: Mapped[int]
    title: Mapped[str]
    summary: Mapped[str] = mapped_column(sa.Text)
    url: Mapped[str | None] = mapped_column(sa.String(500))
    role_weights: Mapped[dict[str, str]]
    """Role → high, medium or low, as the guidance weighs it."""
    related_keys: Mapped[list[str]]
    own_text: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    """What to do, in words of our own, shown until the text is imported; as ``blocks`` below."""
    imported_at: Mapped[datetime | None]
    """When the guidance itself last told this; from then on the seed leaves it alone."""
    ended_on: Mapped[date | None]
    """When an import found that the guidance no longer has it."""


class GuidelineText(Base):
    """The text of a guideline as it was imported, ready to be shown."""

    __tablename__ = "guideline_text"
    __table_args__ = (sa.UniqueConstraint("principle_id", "part"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    principle_id: Mapped[int] = mapped_column(sa.ForeignKey("principle.id", ondelete="CASCADE"))
    part: Mapped[Part] = mapped_column(values_of(Part))
    title: Mapped[str]
    blocks: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
    """As ``guidance.text.blocks`` keeps them."""
    url: Mapped[str] = mapped_column(sa.String(500))
    """The public page with this text."""
    fingerprint: Mapped[str] = mapped_column(sa.String(64))
    """Of the file and of what makes the blocks, to see whether either changed."""
    imported_at: Mapped[datetime]


class GuidelineAddress(Base):
    """A public address that a guideline has or had."""

    __tablename__ = "guideline_address"
    __table_args__ = (sa.UniqueConstraint("principle_id", "url"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    principle_id: Mapped[int] = mapped_column(sa.ForeignKey("principle.id", ondelete="CASCADE"))
    url: Mapped[str] = mapped_column(sa.String(500), index=True)
    seen_at: Mapped[datetime]
    """When an import last found it there."""
