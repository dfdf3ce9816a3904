"""The hash chain: each line of the ledger is sealed together with the seal of the line before it.

So nobody can change, remove or insert a line afterwards without every later seal being wrong.
"""

import hashlib
import json
import uuid
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime

START = "0" * 64
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
    """Return the SHA-256, in hexadecimal, of the line as JSON with sorted keys."""
    values = {**asdict(line), "recorded_at": line.recorded_at.astimezone(UTC).isoformat()}
    text = json.dumps(
        {"previous": previous_hash, **values},
        default=str,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(text.encode()).hexdigest()
