"""Principles and how much each concerns the six roles."""

from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from govhub.platform.db import Base


class Role(StrEnum):
    """The six roles that the guidance speaks to."""

    POLICY_MAKER = "beleidsmaker"
    CXO = "cxo"
    PROJECT_LEAD = "projectleider"
    DEVELOPER = "developer"
    LAWYER = "jurist"
    BUYER = "inkoper"


class Principle(Base):
    """A guideline; facts only, the text lives on the public page at ``url``."""

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
