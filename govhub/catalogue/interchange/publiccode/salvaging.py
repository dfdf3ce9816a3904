"""Reads what can be read of a file, also when it is no YAML at all."""

import re
from dataclasses import dataclass
from itertools import islice, pairwise

from govhub.catalogue.interchange.publiccode import reading
from govhub.catalogue.interchange.publiccode.nodes import NOWHERE, Entry, Mapping

_MOST_BLOCKS = 200
_TAB_WIDTHS = (4, 2, 8)
_MARK = "#:"
"""What GovHub puts before the lines of an export that the standard has no place for."""


@dataclass(frozen=True)
class Salvaged:
    """What could be read of a file."""

    root: Mapping
    kept: Mapping
    """What an export put in comments, because the standard has no place for it."""
    is_whole: bool
    """Nothing was lost or repaired."""


def salvage(data: bytes | str) -> Salvaged:
    """Return everything in a file that can be read; never raises."""
    text = _text(data)
    kept = _try(_comments(text)) or _EMPTY
    whole = _try(text)
    if whole is not None:
        return Salvaged(whole, kept, is_whole=True)
    if len(text) > reading.MOST_BYTES:
        return Salvaged(_EMPTY, kept, is_whole=False)
    for width in _TAB_WIDTHS:
        repaired = _try(_without_tabs(text, width))
        if repaired is not None:
            return Salvaged(repaired, kept, is_whole=False)
    return Salvaged(_in_blocks(_without_tabs(text, _TAB_WIDTHS[0])), kept, is_whole=False)


_EMPTY = Mapping(position=NOWHERE, entries=(), is_flow=False)


def _text(data: bytes | str) -> str:
    if isinstance(data, str):
        return data.encode("utf-8", "replace").decode("utf-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _try(text: str) -> Mapping | None:
    try:
        node = reading.read(text)
    except reading.Unreadable:
        return None
    return node if isinstance(node, Mapping) else None


def _comments(text: str) -> str:
    lines = (line for line in re.split(r"\r\n|\r|\n", text) if line.startswith(_MARK))
    return "".join(line.removeprefix(_MARK).removeprefix(" ") + "\n" for line in lines)


def commented(text: str) -> str:
    """Return YAML as lines that only GovHub reads."""
    lines = text.removesuffix("\n").split("\n")
    return "".join(f"{_MARK} {line}\n" if line else f"{_MARK}\n" for line in lines)


def _without_tabs(text: str, width: int) -> str:
    """Return the text with blanks where lines start with tabs: YAML allows no tabs there."""
    blanks = " " * width
    return re.sub(r"(?m)^[ \t]*\t[ \t]*", lambda found: found[0].replace("\t", blanks), text)


def _in_blocks(text: str) -> Mapping:
    """Return the keys that can be read, each apart: a mistake in one leaves the others."""
    entries: dict[str, Entry] = {}
    keys = re.finditer(r"(?m)^[^\s#%\-\]}][^\n:]*:", text)
    starts = [key.start() for key in islice(keys, _MOST_BLOCKS)]
    for start, end in pairwise([*starts, len(text)]):
        block = _try(text[start:end])
        for entry in block.entries if block else ():
            entries.setdefault(entry.key, entry)
    return Mapping(position=NOWHERE, entries=tuple(entries.values()), is_flow=False)
