"""The facets of all documents, in a form that counts and filters fast.

A facet with few values is a row of bits for each value, one bit a document: counting is AND and
counting bits, whatever the number of values of a document. A facet with many values would take too
much room like that; it is a list of pairs of a document and a value.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]
"""For each document whether it is so."""
Bits = NDArray[np.uint64]
"""The same in bits, 64 documents in a number."""

_MOST_ROWS = 256
"""Values of a facet that get a row of bits each: at 100,000 documents that is 3 MB."""


@dataclass(frozen=True)
class Pairs:
    """A facet: pair by pair a document and the number of the value that it has."""

    values: tuple[str, ...]
    documents: Numbers
    numbers: Numbers


class Column(Protocol):
    """A facet of all documents."""

    values: tuple[str, ...]

    def having(self, values: Iterable[str]) -> Mask:
        """Return which documents have one of the values."""
        ...

    def count(self, found: Mask, bits: Bits) -> Numbers:
        """Return for each value how many of the documents have it; ``bits`` say the same."""
        ...


def column(parts: Sequence[Pairs], offsets: Sequence[int], size: int) -> Column:
    """Return a facet of ``size`` documents; each part begins at its offset."""
    pairs = _joined(parts, offsets)
    return _Rows(pairs, size) if len(pairs.values) <= _MOST_ROWS else _Pairs(pairs, size)


def in_bits(mask: Mask) -> Bits:
    """Return the mask in bits."""
    padded = np.zeros(-(-len(mask) // 64) * 64, np.bool_)
    padded[: len(mask)] = mask
    return np.packbits(padded, bitorder="little").view(np.uint64)


class _Rows:
    def __init__(self, pairs: Pairs, size: int) -> None:
        self.values = pairs.values
        self._size = size
        self._numbers = {value: number for number, value in enumerate(pairs.values)}
        self._rows = np.zeros((len(pairs.values), -(-size // 64)), np.uint64)
        for number in range(len(pairs.values)):
            mask = np.zeros(size, np.bool_)
            mask[pairs.documents[pairs.numbers == number]] = True
            self._rows[number] = in_bits(mask)

    def having(self, values: Iterable[str]) -> Mask:
        wanted = [self._numbers[value] for value in set(values) if value in self._numbers]
        bits = np.bitwise_or.reduce(self._rows[wanted], axis=0)
        unpacked = np.unpackbits(bits.view(np.uint8), count=self._size, bitorder="little")
        return unpacked.view(np.bool_)

    def count(self, found: Mask, bits: Bits) -> Numbers:  # noqa: ARG002  # as the Protocol has it
        counts: Numbers = np.bitwise_count(self._rows & bits).sum(axis=1, dtype=np.int64)
        return counts


class _Pairs:
    def __init__(self, pairs: Pairs, size: int) -> None:
        self.values = pairs.values
        self._pairs = pairs
        self._size = size
        self._numbers = {value: number for number, value in enumerate(pairs.values)}

    def having(self, values: Iterable[str]) -> Mask:
        is_wanted = np.zeros(len(self.values), np.bool_)
        is_wanted[[self._numbers[value] for value in values if value in self._numbers]] = True
        mask = np.zeros(self._size, np.bool_)
        mask[self._pairs.documents[is_wanted[self._pairs.numbers]]] = True
        return mask

    def count(self, found: Mask, bits: Bits) -> Numbers:  # noqa: ARG002  # as the Protocol has it
        met = self._pairs.numbers[found[self._pairs.documents]]
        return np.bincount(met, minlength=len(self.values))


def _joined(parts: Sequence[Pairs], offsets: Sequence[int]) -> Pairs:
    """Return the parts as one, its values in alphabetical order."""
    values = sorted({value for part in parts for value in part.values})
    numbers = {value: number for number, value in enumerate(values)}
    documents, renumbered = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for part, offset in zip(parts, offsets, strict=False):
        new = np.array([numbers[value] for value in part.values], np.int64)
        documents.append(part.documents + offset)
        renumbered.append(new[part.numbers])
    return Pairs(tuple(values), np.concatenate(documents), np.concatenate(renumbered))
