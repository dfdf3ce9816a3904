"""Showing why a component was found: the words of the query in its texts, safe to put in a page."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from threading import Lock

from govhub.search.decompound import stems_and_parts
from govhub.search.dutch import informative, normal, pieces, stem, tokens, written
from govhub.search.engine import MAX_QUERY_LENGTH

_SENTENCE_ENDS = (". ", "! ", "? ", "\n")
_MAX_FRAGMENT = 240


@dataclass(frozen=True)
class Segment:
    """A piece of text, plain; the template escapes it and marks it when it is a match."""

    text: str
    is_match: bool


@dataclass(frozen=True)
class Highlighter:
    """The words of one query, to look for in texts."""

    terms: frozenset[str]

    @classmethod
    def of(cls, query: str) -> "Highlighter":
        """Return the highlighter of what somebody typed."""
        told = tokens(query[:MAX_QUERY_LENGTH])
        joined = (left + right for left, right in pairwise(told))
        return cls(frozenset(map(stem, (*informative(told), *joined))) if told else frozenset())

    def segments(self, text: str) -> tuple[Segment, ...]:
        """Cut the text into what matches the query, by stem or as a part, and what does not."""
        return tuple(self._cut(normal(text)))

    def best(self, first: str, *others: str) -> str:
        """Return the sentence with the most words of the query; ``first`` when none has more."""
        best, most = first, len(self._found_in(normal(first)))
        text = normal("\n".join(others))
        found = self._found_in(text)
        if len(found) <= most:
            return first  # then no sentence has more either
        for sentence in _sentences(text, found.values()):
            if sum(_has_any(sentence, pieces) for pieces in found.values()) <= most:
                continue
            shown = _shortened(" ".join(sentence.split()))
            number = len(self._found_in(shown))
            if number > most:
                best, most = shown, number
        return best

    def _cut(self, text: str) -> Iterator[Segment]:
        done = 0
        for start, end in self._places(text):
            if start > done:
                yield Segment(text[done:start], is_match=False)
            yield Segment(text[start:end], is_match=True)
            done = end
        if done < len(text):
            yield Segment(text[done:], is_match=False)

    def _places(self, text: str) -> Iterator[tuple[int, int]]:
        if met := _seen.among(written(text), self.terms):
            for piece in pieces(text):
                if piece.group() in met:
                    yield piece.span()

    def _found_in(self, text: str) -> dict[str, list[str]]:
        """Return term → the words of the text that it stands for, as they are written."""
        found: dict[str, list[str]] = {}
        for piece in _seen.among(written(text), self.terms):
            for term in self.terms.intersection(stems_and_parts(piece)):
                found.setdefault(term, []).append(piece)
        return found


class _Seen:
    """Words as they are written, by what they stand for: a catalogue uses the same ones."""

    _MOST = 200_000

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._by_term: defaultdict[str, set[str]] = defaultdict(set)
        self._learning = Lock()

    def among(self, words: set[str], terms: frozenset[str]) -> set[str]:
        """Return the words that stand for one of the terms."""
        new = words - self._words
        if new:
            self._learn(new)
        known = [self._by_term[term] for term in terms if term in self._by_term]
        return words.intersection(set().union(*known)) if known else set()

    def _learn(self, words: set[str]) -> None:
        with self._learning:
            if len(self._words) > self._MOST:
                self._words, self._by_term = set(), defaultdict(set)
            for word in words:
                for term in stems_and_parts(word):
                    # A set that somebody reads never changes.
                    self._by_term[term] = self._by_term[term] | {word}
            self._words |= words


_seen = _Seen()


def _sentences(text: str, words: Iterable[list[str]]) -> Iterator[str]:
    """Give the sentences that have one of the words, in order."""
    bounds = {}
    for word in chain.from_iterable(words):
        place = text.find(word)
        while place >= 0:
            starts = [(text.rfind(end, 0, place), len(end)) for end in _SENTENCE_ENDS]
            start = max((at + length for at, length in starts if at >= 0), default=0)
            ends = (text.find(end, place) for end in _SENTENCE_ENDS)
            bounds[start] = min((end + 1 for end in ends if end >= 0), default=len(text))
            place = text.find(word, place + len(word))
    for start, end in sorted(bounds.items()):
        yield text[start:end]


def _has_any(sentence: str, pieces: list[str]) -> bool:
    """Tell whether one of the words may be in the sentence: a quick look, before the real one."""
    return any(piece in sentence for piece in pieces)


def _shortened(sentence: str) -> str:
    if len(sentence) <= _MAX_FRAGMENT:
        return sentence
    return sentence[:_MAX_FRAGMENT].rsplit(" ", 1)[0] + " …"
