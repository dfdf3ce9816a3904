"""How Dutch text becomes terms: the same for every engine, for what is indexed and what is asked.

A word is a run of letters and digits; it is folded (``Ideeën`` becomes ``ideeen``) and brought
back to its stem by the algorithm of Kraaij and Pohlmann. What parts a compound has is up to
``govhub.search.decompound``, and what a word of a query may stand for to
``govhub.search.interpreting``.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

from snowballstemmer import stemmer

from govhub.kernel.slug import fold

_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"[^\W_]+(?:['’](?:s|en|ers?|t?jes?)(?![^\W_]))?")
"""A word as it is written; an ending behind an apostrophe belongs to it: foto's, sms'jes."""
_TO_SPACE = {code: " " for code in range(128) if not chr(code).isalnum()}
_APOSTROPHE = re.compile("['’]")
_MAX_WORD = 60
"""Signs of a word that count; longer ones are keys and hashes, not words."""
_MAX_RAW = 4 * _MAX_WORD
"""The same before folding, which can take signs away."""
_REMEMBERED = 50_000
"""Words whose folding and stem are remembered: a catalogue uses the same ones all the time."""

_NOT_TELLING = """
    aan al alle als bij dan dat de deze die dit doe door dus een eens en er eraan
    geen had heb hebben heeft het hij hoe hun ik in is ja je kan kun kunnen kunt maar me meer men
    met mij mijn moet moeten naar niet nog nu of om omdat ons onze ook op over
    te tegen ten ter tot u uit uw van veel voor waar wat we welk welke wel werd wie wij wil word
    worden wordt ze zelf zich zij zijn zo zou
    a an and are by for from how in of on or the to what which with
"""
STOP_WORDS = frozenset(_NOT_TELLING.split())
"""Words that say nothing about what somebody looks for."""

_stemmer = stemmer("dutch")
_lock = Lock()


@dataclass(frozen=True)
class Word:
    """A word as it stands in a text, and where."""

    start: int
    end: int
    folded: str


def words(text: str) -> Iterator[Word]:
    """Give the words of a text that is in normal form C (see ``normal``)."""
    for piece in pieces(text):
        for word in folded(piece.group()):
            yield Word(piece.start(), piece.end(), word)


def pieces(text: str) -> Iterator[re.Match[str]]:
    """Give the runs of letters and digits of a text in normal form C, as they are written."""
    return _PIECE.finditer(text)


def written(text: str) -> set[str]:
    """Return the pieces of a text in normal form C, each once."""
    return set(_cut(text))


def _cut(text: str) -> list[str]:
    """Return the pieces of a text in normal form C; plain text is cut several times faster."""
    if text.isascii() and "'" not in text:
        return text.translate(_TO_SPACE).split()
    return _PIECE.findall(text)


def folded(piece: str) -> tuple[str, ...]:
    """Return the word of a piece as it is compared; a sign that folds to two words gives both."""
    return _folded(piece[:_MAX_RAW])


def normal(text: str) -> str:
    """Return the text with each accented letter as one sign, so that a word is not cut in two."""
    return unicodedata.normalize("NFC", text)


def tokens(text: str) -> list[str]:
    """Return the folded words of a text, in order."""
    return [word for piece in _cut(normal(text)) for word in folded(piece)]


def informative(tokens: list[str]) -> list[str]:
    """Return the tokens without stop words; all of them when nothing else is left."""
    return [token for token in tokens if token not in STOP_WORDS] or tokens


def terms(text: str) -> list[str]:
    """Return the stems of the telling words of a text."""
    return [stem(token) for token in informative(tokens(text))]


@lru_cache(maxsize=_REMEMBERED)
def _folded(piece: str) -> tuple[str, ...]:
    word, *_ending = _APOSTROPHE.split(piece)
    return tuple(part[:_MAX_WORD] for part in _WORD.findall(fold(word).lower()))


@lru_cache(maxsize=_REMEMBERED)
def stem(token: str) -> str:
    """Return the stem of a folded word."""
    with _lock:  # a stemmer keeps the word it works on
        return str(_stemmer.stemWord(token))
