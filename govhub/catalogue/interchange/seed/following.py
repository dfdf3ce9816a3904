"""Lets a field follow the seed for as long as no person changed it.

What the seed wrote is remembered as a fingerprint per field. A field whose present value still has
that fingerprint belongs to the seed; any other value is somebody's own and stays.
"""

import hashlib
import json
from typing import TypeVar

_Value = TypeVar("_Value")


def fingerprint(value: object) -> str:
    """Return a short text that is the same for equal values."""
    text = json.dumps(value, default=str, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class Follower:
    """Decides for one record, field by field, between what is there and what the seed offers."""

    def __init__(self, marks: dict[str, str], *, is_new: bool) -> None:
        """Take the fingerprints of what the seed wrote before; a new record has nobody's."""
        self.marks = dict(marks)
        self.is_new = is_new
        self.has_changed = False
        """Something that was offered differs from what was there, and was taken."""
        self.has_kept = False
        """Something that a person wrote was left as it is."""

    def choose(self, field: str, *, present: _Value, offered: _Value) -> _Value:
        """Return the value that the field must have from now on."""
        if present != offered and not self._may_replace(field, present):
            self.has_kept = True
            return present
        self.has_changed |= present != offered
        self.marks[field] = fingerprint(offered)
        return offered

    def write(self, target: object, field: str, offered: object) -> None:
        """Give the attribute its value; an equal value is not written again."""
        present = getattr(target, field)
        chosen = self.choose(field, present=present, offered=offered)
        if chosen != present:
            setattr(target, field, chosen)

    def _may_replace(self, field: str, present: object) -> bool:
        if self.is_new:
            return True
        mark = self.marks.get(field)
        return not present if mark is None else mark == fingerprint(present)
