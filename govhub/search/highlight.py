"""Showing why a component was found: the words of the query in its texts, safe to put in a page."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from sys import intern
from threading import Lock
from typing import NamedTuple

from govhub.search.decompound import stems_and_parts
from govhub.search.dutch import informative, normal, pieces, stem, tokens, written
from govhub.search.engine import MAX_QUERY_LENGTH

_SENTENCE_ENDS = (". ", "! ", "? ")
_MAX_FRAGMENT = 240


class Segment(NamedTuple):
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
        text = normal(text)
        met = _seen.among(written(text), self.terms)
        if not met:
            return (Segment(text, is_match=False),) if text else ()
        return tuple(_cut(text, met))

    def best(self, first: str, *others: str) -> str:
        """Return the sentence with the most words of the query; ``first`` when none has more."""
        best, most = first, len(self._found_in(normal(first)))
        rest = _read("\n".join(others))
        found = self._standing_for(rest.words)
        if len(found) <= most:
            return first  # then no sentence has more either
        for at_most, sentence in _promising(rest.sentences, found):
            if at_most <= most:
                break
            shown = _shortened(" ".join(sentence.split()))
            number = len(self._found_in(shown))
            if number > most:
                best, most = shown, number
        return best

    def _found_in(self, text: str) -> dict[str, list[str]]:
        """Return term → the words of the text that it stands for, as they are written."""
        return self._standing_for(written(text))

    def _standing_for(self, words: AbstractSet[str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for piece in _seen.among(words, self.terms):
            for term in self.terms.intersection(stems_and_parts(piece)):
                found.setdefault(term, []).append(piece)
        return found


class _Seen:
    """Words as they are written, by what they stand for: a catalogue uses the same ones."""

    _MOST = 200_000
    _MOST_QUESTIONS = 2_000

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._by_term: defaultdict[str, set[str]] = defaultdict(set)
        self._standing_for: dict[frozenset[str], set[str]] = {}
        """Terms of a question → every word that stands for one; anew when words are learned."""
        self._learning = Lock()

    def among(self, words: AbstractSet[str], terms: frozenset[str]) -> set[str]:
        """Return the words that stand for one of the terms."""
        if not words <= self._words:
            self._learn(words - self._words)
        known = self._standing_for
        found = known.get(terms)
        if found is None:
            if len(known) > self._MOST_QUESTIONS:
                known.clear()
            found = set().union(*(self._by_term[term] for term in terms if term in self._by_term))
            known[terms] = found
        return found.intersection(words)

    def _learn(self, words: AbstractSet[str]) -> None:
        with self._learning:
            if len(self._words) > self._MOST:
                self._words, self._by_term = set(), defaultdict(set)
            for word in words:
                for term in stems_and_parts(word):
                    # A set that somebody reads never changes.
                    self._by_term[term] = self._by_term[term] | {word}
            self._standing_for = {}  # before the words are known: who knows them sees what is new
            self._words |= words


_seen = _Seen()


def _cut(text: str, met: set[str]) -> Iterator[Segment]:
    done = 0
    for piece in pieces(text):
        if piece.group() in met:
            start, end = piece.span()
            if start > done:
                yield Segment(text[done:start], is_match=False)
            yield Segment(text[start:end], is_match=True)
            done = end
    if done < len(text):
        yield Segment(text[done:], is_match=False)


class _Text(NamedTuple):
    """A long text, read once."""

    words: frozenset[str]
    sentences: tuple[str, ...]


@lru_cache(maxsize=4096)
def _read(text: str) -> _Text:
    """Return the words and sentences of a text; the same components are found again and again."""
    text = normal(text)
    words = frozenset(map(intern, written(text)))
    for end in _SENTENCE_ENDS:
        text = text.replace(end, f"{end[0]}\n")
    return _Text(words, tuple(text.split("\n")))


def _promising(
    sentences: Sequence[str], found: Mapping[str, Sequence[str]]
) -> list[tuple[int, str]]:
    """Return the sentences, each with how many of the terms it has at most; the most first.

    It is a quick look: a word of ``found`` may be a part of another word there.
    """
    words = list(found.values())
    counted = [
        (sum(any(word in sentence for word in each) for each in words), sentence)
        for sentence in sentences
    ]
    return sorted(counted, key=lambda pair: -pair[0])


def _shortened(sentence: str) -> str:
    if len(sentence) <= _MAX_FRAGMENT:
        return sentence
    return sentence[:_MAX_FRAGMENT].rsplit(" ", 1)[0] + " …"
