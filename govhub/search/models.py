"""What is kept about searching: what was not found, and the synonyms that the redactie added."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from govhub.platform.db import Base, values_of
from govhub.platform.language import lazy_gettext as _l

LONGEST_TEXT = 60
"""Signs of a search that is kept, and of each side of a synonym."""


class Outcome(StrEnum):
    """How badly a search went."""

    MISSED = "gemist"
    WEAK = "zwak"

    @property
    def label(self) -> str:
        """Return the word for people."""
        return str(_LABELS[self])


_LABELS = {Outcome.MISSED: _l("Niets gevonden"), Outcome.WEAK: _l("Weinig gevonden")}


class SearchMiss(Base):
    """Words that people searched for and that found little or nothing. Says nothing of them."""

    __tablename__ = "search_miss"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(sa.String(LONGEST_TEXT), unique=True)
    """In lower case, without anything that may point to a person (``govhub.search.anonymous``)."""
    outcome: Mapped[Outcome] = mapped_column(values_of(Outcome))
    """How it went the last time."""
    count: Mapped[int]
    """How often people searched for it."""
    best: Mapped[int]
    """The most results that it ever had."""
    first_on: Mapped[date]
    last_on: Mapped[date]
    dismissed_because: Mapped[str | None] = mapped_column(sa.String(300))
    """Why the redactie does nothing about it; None while somebody should look at it."""


class Synonym(Base):
    """Two phrases that mean the same, says the redactie: beside ``seed/thesaurus.yaml``."""

    __tablename__ = "search_synonym"
    __table_args__ = (sa.UniqueConstraint("term", "meaning"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    term: Mapped[str] = mapped_column(sa.String(LONGEST_TEXT))
    meaning: Mapped[str] = mapped_column(sa.String(LONGEST_TEXT))
    added_at: Mapped[datetime]
    changed_at: Mapped[datetime]
