"""What the seal of a line of the ledger guards; ``platform.chain`` says how it is made."""

import uuid
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime

from govhub.platform import chain

START = chain.START
"""What stands in the place of the seal before the first line."""


@dataclass(frozen=True, kw_only=True)
class Sealed:
    """Everything of a line that its seal guards."""

    number: int
    key: uuid.UUID
    component: uuid.UUID
    """Public id of the component."""
    kind: str
    old: str | None
    new: str
    effective_on: date
    recorded_at: datetime
    decided_by: str
    reason: str | None
    evidence_url: str | None
    end_date: date | None
    about: int | None


def seal(line: Sealed, previous_hash: str) -> str:
    """Return the seal, in hexadecimal, of the line after the one with ``previous_hash``."""
    at = line.recorded_at.astimezone(UTC).isoformat()
    return chain.seal({**asdict(line), "recorded_at": at}, previous_hash)
