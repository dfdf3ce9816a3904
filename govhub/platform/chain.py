"""A hash chain: each line of a log is sealed together with the seal of the line before it.

So nobody can change, remove or insert a line afterwards without every later seal being wrong.
"""

import hashlib
import json
from collections.abc import Mapping

START = "0" * 64
"""What stands in the place of the seal before the first line."""


def seal(values: Mapping[str, object], previous_hash: str) -> str:
    """Return the SHA-256, in hexadecimal, of the values as JSON with sorted keys.

    What JSON has no type for, is sealed as its text: give a moment in one and the same zone.
    """
    text = json.dumps(
        {"previous": previous_hash, **values},
        default=str,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(text.encode()).hexdigest()
