"""Words that look like a word that nobody knows: for typing errors."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

_MIN_LENGTH = 4
_LONG = 6
"""From this length a word may have two errors."""
_MOST = 3


class Spelling:
    """The words of the catalogue, kept by first letter and length."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take every word; the same one twice counts once."""
        self._buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in set(words):
            if len(word) >= _MIN_LENGTH:
                self._buckets[word[0], len(word)].append(word)

    def near(self, word: str, frequency: Callable[[str], int]) -> list[str]:
        """Return the words with the fewest errors between, the most frequent first; at most three.

        Errors are letters too many, missing, wrong or swapped; the first letter is right, or it
        is the second one. A word of which ``frequency`` is 0 does not count.
        """
        if len(word) < _MIN_LENGTH or word.isdigit():
            return []
        most = 1 if len(word) < _LONG else 2
        pool = [
            known
            for first in {word[0], word[1]}
            for length in range(len(word) - most, len(word) + most + 1)
            for known in self._buckets.get((first, length), ())
        ]
        found = process.extract(word, pool, scorer=OSA.distance, score_cutoff=most, limit=None)
        ranked = sorted(
            (int(errors), -frequency(known), known)
            for known, errors, _place in found
            if frequency(known)
        )
        return [known for errors, _count, known in ranked if errors == ranked[0][0]][:_MOST]
