"""What differs between two texts, word by word, so that a person sees it at a glance."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "gone", "new", "skipped"]

_WORD = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
_LINE = re.compile(r"[^\n]*\n*")
_MOST_PAIRS = 1_000_000
"""Of longer texts whole lines are compared: comparing words would take too long.

With more lines than that too, nothing is compared: nobody wrote that by hand.
"""
_LEAST_ALIKE = 0.35
"""What is less alike is shown as two texts: words that happen to be in both say nothing."""
_LONGEST_UNCHANGED = 400
_KEPT = 120
"""Signs that stay at both ends of a long piece that did not change."""


@dataclass(frozen=True)
class Piece:
    """A part of the text that stayed, went or came; or of which the middle is left out."""

    kind: Kind
    text: str


def difference(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces; those that are not new make the old text, those not gone the new one.

    Save for white space that differs, and what is left out of a long piece that stayed.
    """
    return tuple(_shortened(_joined(_compared(old, new))))


def _compared(old: str, new: str) -> Iterator[Piece]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) * len(after) > _MOST_PAIRS:
        before, after = _lines(old), _lines(new)
    if len(before) * len(after) > _MOST_PAIRS:
        yield Piece("gone", old)
        yield Piece("new", new)
        return
    matcher = SequenceMatcher(None, _keys(before), _keys(after), autojunk=False)
    if old and new and matcher.ratio() < _LEAST_ALIKE:
        yield Piece("gone", old)
        yield Piece("new", new)
        return
    for tag, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(after[from_new:to_new]))
            continue
        if to_old > from_old:
            yield Piece("gone", "".join(before[from_old:to_old]))
        if to_new > from_new:
            yield Piece("new", "".join(after[from_new:to_new]))


def _lines(text: str) -> list[str]:
    return [line for line in _LINE.findall(text) if line]


def _keys(words: Sequence[str]) -> list[str]:
    """Return what is compared: how many spaces there are is no difference, an empty line is."""
    return [f"{word.strip()}\n" if word.count("\n") > 1 else word.strip() for word in words]


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Put together what stands next to each other and is of one kind."""
    last: Piece | None = None
    for piece in pieces:
        if last is not None and last.kind == piece.kind:
            last = Piece(last.kind, last.text + piece.text)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def _shortened(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Leave out the middle of what is long and did not change."""
    for piece in pieces:
        if piece.kind != "same" or len(piece.text) <= _LONGEST_UNCHANGED:
            yield piece
            continue
        yield Piece("same", piece.text[:_KEPT].rsplit(" ", 1)[0])
        yield Piece("skipped", piece.text)
        yield Piece("same", piece.text[-_KEPT:].split(" ", 1)[-1])
