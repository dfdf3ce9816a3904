"""Showing why a component was found: the words of the query in its texts, safe to put in a page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from govhub.search.decompound import stems_and_parts
from govhub.search.dutch import informative, normal, pieces, stem, tokens, written
from govhub.search.engine import MAX_QUERY_LENGTH

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
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
        best, most = first, self._number_of_terms(first)
        text = "\n".join(others)
        if self._number_of_terms(text) > most:  # else no sentence has more either
            for sentence in _sentences(text):
                number = self._number_of_terms(sentence)
                if number > most:
                    best, most = sentence, number
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
        if self.terms:
            for piece in pieces(text):
                if not self.terms.isdisjoint(stems_and_parts(piece.group())):
                    yield piece.span()

    def _number_of_terms(self, text: str) -> int:
        is_other = self.terms.isdisjoint
        met = [each for each in map(stems_and_parts, written(normal(text))) if not is_other(each)]
        return len(self.terms.intersection(frozenset().union(*met)))


def _sentences(text: str) -> Iterator[str]:
    for sentence in _SENTENCE_END.split(text):
        if sentence.strip():
            yield _shortened(" ".join(sentence.split()))


def _shortened(sentence: str) -> str:
    if len(sentence) <= _MAX_FRAGMENT:
        return sentence
    return sentence[:_MAX_FRAGMENT].rsplit(" ", 1)[0] + " …"
