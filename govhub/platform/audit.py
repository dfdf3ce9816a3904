"""The audit log: who decided what and when, for whoever must be able to check that afterwards.

Entries are only added, and sealed in a chain like the status ledger. They hold ids and words of
our own, never an address or a text that somebody typed.
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from govhub.platform.db import Base


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
