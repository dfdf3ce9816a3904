"""What a YAML document is made of, with the place of everything in the file.

Plain scalars mean what the core schema of YAML 1.2 says: ``no`` and ``2017-04-15`` are text.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

Plain: TypeAlias = "str | int | float | bool | list[Plain] | dict[str, Plain] | None"
"""The same without places: what JSON can hold."""

_NULL = {"", "~", "null", "Null", "NULL"}
_BOOLEAN = {"true": True, "True": True, "TRUE": True, "false": False, "False": False}
_NUMBER = re.compile(
    r"[-+]?(?:0|[1-9][0-9_]*|0o?[0-7_]+|0x[0-9a-fA-F_]+|0b[01_]+"
    r"|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|\.(?:inf|Inf|INF))|\.(?:nan|NaN|NAN)"
)
_MOST_DIGITS = 300
"""A longer number is kept as the text that it is."""


@dataclass(frozen=True)
class Position:
    """A place in the file; lines and columns count from 1, and 0 means nowhere."""

    line: int
    column: int


NOWHERE = Position(0, 0)


@dataclass(frozen=True, kw_only=True)
class Scalar:
    """A single value."""

    position: Position
    text: str
    is_plain: bool
    """Without quotes: it may be a number, a truth value or nothing at all."""

    @property
    def is_null(self) -> bool:
        """Tell whether it says nothing."""
        return self.is_plain and self.text in _NULL

    @property
    def boolean(self) -> bool | None:
        """Return the truth value; None when it is none."""
        return _BOOLEAN.get(self.text) if self.is_plain else None

    @property
    def is_text(self) -> bool:
        """Tell whether it is text to a YAML reader: no number, no truth value, not nothing."""
        return not (
            self.is_null
            or self.boolean is not None
            or (self.is_plain and _NUMBER.fullmatch(self.text))
        )

    @property
    def plain(self) -> str | int | float | bool | None:
        """Return the value; a number only when it would be written the same way again."""
        if self.is_text:
            return self.text
        if self.is_null:
            return None
        return self.boolean if self.boolean is not None else _number(self.text)


@dataclass(frozen=True, kw_only=True)
class Sequence:
    """A list."""

    position: Position
    items: tuple["Node", ...]

    @property
    def plain(self) -> list[Plain]:
        """Return the list without places."""
        return [item.plain for item in self.items]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A key of a mapping, and what stands behind it."""

    position: Position
    key: str
    value: "Node"


@dataclass(frozen=True, kw_only=True)
class Mapping:
    """Keys with values, in the order of the file; no key occurs twice."""

    position: Position
    entries: tuple[Entry, ...]
    is_flow: bool
    """Written with braces."""

    @cached_property
    def by_key(self) -> dict[str, Entry]:
        """Return the entries by their keys."""
        return {entry.key: entry for entry in self.entries}

    def get(self, key: str) -> "Node | None":
        """Return the value of a key; None when it is absent or says nothing."""
        entry = self.by_key.get(key)
        if entry is None or is_null(entry.value):
            return None
        return entry.value

    @property
    def plain(self) -> dict[str, Plain]:
        """Return the mapping without places."""
        return {entry.key: entry.value.plain for entry in self.entries}


Node: TypeAlias = Scalar | Sequence | Mapping


def is_null(node: Node) -> bool:
    """Tell whether a node says nothing: an explicit null is the same as an absent key."""
    return isinstance(node, Scalar) and node.is_null


def _number(text: str) -> str | int | float:
    """Return a number, or its text when another spelling would come back: ``1.10`` is no 1.1."""
    if len(text) > _MOST_DIGITS:
        return text
    for kind in (int, float):
        try:
            number = kind(text)
        except ValueError:
            continue
        if str(number) == text:
            return number
    return text
