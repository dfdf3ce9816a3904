"""Finds values in data that may have any shape: leniently, and never with an exception."""

from collections.abc import Iterator
from typing import Any, TypeAlias

Tree: TypeAlias = dict[str, Any]
"""A file as plain data."""

_TRUE = {"true", "yes", "ja", "on", "y", "si"}
_FALSE = {"false", "no", "nee", "off", "n"}


def find(tree: Any, *path: str) -> Any:
    """Return what stands at a path; the case of the keys does not matter. None when absent."""
    for key in path:
        if not isinstance(tree, dict):
            return None
        tree = tree[key] if key in tree else _in_other_case(tree, key)
    return tree


def _in_other_case(tree: Tree, key: str) -> Any:
    return next((value for name, value in tree.items() if name.lower() == key.lower()), None)


def text(value: Any) -> str | None:
    """Return a value as text without blanks around it; None for nothing, or for no single value."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if value is None or isinstance(value, list | dict):
        return None
    spoken = str(value).lower() if isinstance(value, bool) else str(value)
    return spoken.strip() or None


def one_line(text: str | None) -> str | None:
    """Return a text on one line."""
    return None if text is None else " ".join(text.split())


def texts(value: Any) -> tuple[str, ...]:
    """Return all texts in a value, each once: of a list, of a single text, or of what is nested."""
    return tuple(dict.fromkeys(_texts(value)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)
        return
    found = text(value)
    if found:
        yield found.removeprefix("-").strip() or found


def boolean(value: Any) -> bool | None:
    """Return a truth value, also when it is written as in another language."""
    spoken = (text(value) or "").lower()
    return True if spoken in _TRUE else False if spoken in _FALSE else None


def sections(value: Any) -> list[Tree]:
    """Return the sections in a list; a single section, or names only, will do."""
    items = value if isinstance(value, list) else [value]
    return [
        item if isinstance(item, dict) else {"name": text(item)}
        for item in items
        if isinstance(item, dict) or text(item)
    ]
