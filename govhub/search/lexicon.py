"""The words of Dutch: which there are, and which can be part of a compound.

``npm run build`` makes the two files from the dictionary of OpenTaal (``assets/lexicon.mjs``), one
folded word a line, in alphabetical order:

- ``words.txt``: every form of every word, 260,000 of them. Kept as one text of 3 MB and searched by
  halving: as a set it would take ten times as much.
- ``parts.txt``: the 42,000 that the dictionary allows in compounds.

Without the files search works, but splits fewer compounds and repairs fewer errors.
"""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from govhub.search.field_words import FIELD_WORDS

FOLDER = Path(__file__).parent / "dictionary"


class Lexicon:
    """Folded words."""

    def __init__(self, words: bytes = b"", parts: Iterable[str] = ()) -> None:
        """Take all words, sorted, each with a line end behind it, and those for compounds."""
        self._words = words
        self.parts = frozenset(parts) | FIELD_WORDS
        """What a compound may be made of; the words of our own field too."""

    def __contains__(self, word: str) -> bool:
        """Tell whether this is a word, by halving: some twenty looks."""
        wanted = word.encode()
        low, high = 0, len(self._words)
        while low < high:
            start = self._words.rfind(b"\n", 0, (low + high) // 2) + 1
            end = self._words.find(b"\n", start)
            found = self._words[start:end]
            if found == wanted:
                return True
            if found < wanted:
                low = end + 1
            else:
                high = start
        return word in self.parts


def read(folder: Path) -> Lexicon:
    """Return the lexicon of a folder; without the files only the words of our own field."""
    try:
        parts = (folder / "parts.txt").read_text(encoding="utf-8").split()
        words = (folder / "words.txt").read_bytes()
    except OSError:
        return Lexicon()
    return Lexicon(words, parts)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the lexicon that comes with GovHub; read once in a process."""
    return read(FOLDER)
