"""Words that look or sound like a word that nobody knows: for typing errors."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

_MIN_LENGTH = 4
_LONG = 6
"""From this length a word may have two errors."""
_MOST = 3

_SAME_SOUND = (
    ("eaux?", "o"),
    ("ph", "f"),
    ("th|dt|tt", "t"),
    ("sch(?=$|e$|en$)", "s"),
    ("ck|cc|c(?=[aoulrkt]|$)|q", "k"),
    ("c(?=[eiy])", "s"),
    ("x", "ks"),
    ("ij|ei|ey|y", "i"),
    ("au", "ou"),
    ("ae", "a"),
    ("z", "s"),
    ("v", "f"),
    ("d$", "t"),
    ("ch", "g"),
    (r"([a-z])\1", r"\1"),
)
_RULES = tuple((re.compile(written, re.MULTILINE), heard) for written, heard in _SAME_SOUND)


def sounds(lines: str) -> str:
    """Return how folded words sound, about, one a line: what is heard alike is written alike."""
    for written, heard in _RULES:
        lines = written.sub(heard, lines)
    return lines


class Spelling:
    """Words, kept by first letter and length, and by how they sound."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take every word; the same one twice counts once."""
        self._buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in set(words):
            if len(word) >= _MIN_LENGTH:
                self._buckets[word[0], len(word)].append(word)

    def prepare(self) -> None:
        """Work out now how the words sound: else the first word that is asked waits for it."""
        self._sounds.get("")

    def near(self, word: str, frequency: Callable[[str], int], most: int = _MOST) -> list[str]:
        """Return the words with the fewest errors between, the most frequent first; at most three.

        Errors are letters too many, missing, wrong or swapped; the first letter is right, or it
        is the second one. A word that sounds the same has one error. A word of which ``frequency``
        is 0 does not count.
        """
        if len(word) < _MIN_LENGTH or word.isdigit():
            return []
        allowed = 1 if len(word) < _LONG else 2
        pool = [
            known
            for first in {word[0], word[1]}
            for length in range(len(word) - allowed, len(word) + allowed + 1)
            for known in self._buckets.get((first, length), ())
        ]
        found = process.extract(word, pool, scorer=OSA.distance, score_cutoff=allowed, limit=None)
        errors = {known: int(distance) for known, distance, _place in found}
        errors.update(dict.fromkeys(self._sounds.get(sounds(word), ()), 1))
        ranked = sorted(
            (distance, -count, known)
            for known, distance in errors.items()
            if (count := int(frequency(known)))
        )
        return [known for distance, _count, known in ranked if distance == ranked[0][0]][:most]

    @cached_property
    def _sounds(self) -> dict[str, list[str]]:
        """Return sound → words; all words go through a rule at once, which is fast."""
        words = [word for bucket in self._buckets.values() for word in bucket]
        by_sound: dict[str, list[str]] = defaultdict(list)
        heard_words = sounds("\n".join(words)).splitlines()
        for word, heard in zip(words, heard_words, strict=True):
            by_sound[heard].append(word)
        return by_sound
