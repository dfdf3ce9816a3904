"""Completing what somebody is typing: names, categories, organisations, purposes and words.

Phrases lie in one row, ordered by how they go on from each of their words, so that what begins
with the typed text stands together. What nobody has is taken for a typing error.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from govhub.search.dutch import STOP_WORDS, normal, stem, tokens, words
from govhub.search.engine import MAX_QUERY_LENGTH, Document, Suggestion

COMPONENT = "component"
CATEGORY = "categorie"
ORGANISATION = "organisatie"
PURPOSE = "waarvoor"
KEYWORD = "trefwoord"
WORD = "woord"
KINDS = (COMPONENT, CATEGORY, ORGANISATION, KEYWORD, PURPOSE, WORD)
"""What can be suggested; of two that say the same, the first one is shown."""

_SHORTEST_WORD = 4
_FREQUENT = 3
"""In how many documents a word is, at least, before it is suggested."""
_MOST_LOOKED_AT = 80
_MOST_REPAIRS = 5
_SHORTEST_REPAIRED = 4
_LONG = 7
"""From this length what is typed may have two errors."""
_ERRORS = 2
_MOST_WORDS = 12
_LAST_SIGN = "\U0010ffff"

Phrase = tuple[str, str]
"""A kind and a text."""
Numbers = NDArray[np.integer]
Mask = NDArray[np.bool_]


def phrases(document: Document) -> list[Phrase]:
    """Return what may be suggested because of this document, each once."""
    texts = {
        COMPONENT: (document.name, *document.aliases),
        CATEGORY: document.category_names,
        ORGANISATION: document.owners,
        KEYWORD: document.keywords,
        PURPOSE: document.purposes,
        WORD: _telling(document),
    }
    return [(kind, text) for kind in KINDS for text in dict.fromkeys(texts[kind])]


def _telling(document: Document) -> Iterator[str]:
    """Give the words of the short texts, as they are written."""
    for text in map(normal, (document.name, document.summary, *document.purposes)):
        for word in words(text):
            if len(word.folded) >= _SHORTEST_WORD and word.folded not in STOP_WORDS:
                yield text[word.start : word.end].lower()


class Phrases:
    """The phrases of some documents, and in which of them each stands. Never changes."""

    def __init__(self, documents: Iterable[Iterable[Phrase]]) -> None:
        """Take the phrases of each document, in the order of their numbers."""
        met: defaultdict[Phrase, list[int]] = defaultdict(list)
        for number, told in enumerate(documents):
            for phrase in told:
                met[phrase].append(number)
        self.phrases = list(met)
        self.folded = [" ".join(tokens(text)) for _kind, text in self.phrases]
        self.words = sorted({word for text in self.folded for word in text.split()})
        self._documents = np.array([number for each in met.values() for number in each], np.int32)
        self._starts = np.cumsum([0, *map(len, met.values())])[:-1]
        entries = np.array(list(self._entries()), np.int32).reshape(-1, 2)
        beginnings = [self.folded[phrase][offset:] for phrase, offset in entries.tolist()]
        order = sorted(range(len(entries)), key=beginnings.__getitem__)
        self._entries_in_order = entries[order]
        self._is_name = np.array([kind == COMPONENT for kind, _text in self.phrases], np.bool_)

    def frequencies(self, live: Mask) -> Numbers:
        """Return for each phrase how many live documents have it."""
        if not self.phrases:
            return np.zeros(0, np.int64)
        return np.add.reduceat(live[self._documents], self._starts, dtype=np.int64)

    def beginning(self, typed: str, frequencies: Numbers) -> list[tuple[int, bool]]:
        """Return the phrases that go on like this, and whether from their start on.

        No more than 80 names from their start, and the 80 others that are most frequent.
        """
        start = bisect_left(self._entries_in_order, typed, key=self._beginning)
        end = bisect_left(self._entries_in_order, typed + _LAST_SIGN, key=self._beginning)
        entries = self._entries_in_order[start:end]
        if len(entries) > _MOST_LOOKED_AT:
            is_name = self._is_name[entries[:, 0]] & (entries[:, 1] == 0)
            others = entries[~is_name]
            if len(others) > _MOST_LOOKED_AT:
                rarest_last = np.argpartition(-frequencies[others[:, 0]], _MOST_LOOKED_AT)
                others = others[rarest_last[:_MOST_LOOKED_AT]]
            entries = np.concatenate([entries[is_name][:_MOST_LOOKED_AT], others])
        return [(number, offset == 0) for number, offset in entries.tolist()]

    def words_from(self, letter: str) -> list[str]:
        """Return the words with this first letter."""
        start = bisect_left(self.words, letter)
        return self.words[start : bisect_left(self.words, letter + _LAST_SIGN)]

    def _entries(self) -> Iterator[tuple[int, int]]:
        """Give each phrase with where its words begin that somebody may begin with."""
        for number, text in enumerate(self.folded):
            offset = 0
            for word in text.split():
                if offset == 0 or word not in STOP_WORDS:
                    yield number, offset
                offset += len(word) + 1

    def _beginning(self, entry: Numbers) -> str:
        phrase, offset = entry.tolist()
        return str(self.folded[phrase][offset:])


@dataclass
class _Candidate:
    """A phrase that goes on as was typed; in several parts of an index it can be again."""

    kind: str
    text: str
    folded: str
    is_from_start: bool = False
    frequency: int = 0

    @property
    def is_name(self) -> bool:
        """Tell whether this is a component whose name begins as was typed."""
        return self.kind == COMPONENT and self.is_from_start

    def order(self, typed: str) -> tuple[bool, bool, int, bool, int, str, str]:
        """Return what decides who comes first: a name that begins so, then how frequent it is."""
        return (
            not self.is_name,
            self.folded != typed,
            0 if self.is_name else -self.frequency,
            not self.is_from_start,
            KINDS.index(self.kind),
            self.folded,
            self.text,
        )


class Completion:
    """The phrases of a whole index: part by part, and which documents of each part live."""

    def __init__(self, parts: Iterable[tuple[Phrases, Mask]]) -> None:
        """Count how frequent each phrase is now."""
        self._parts = [(phrases, phrases.frequencies(live)) for phrases, live in parts]

    def complete(self, text: str, limit: int) -> tuple[Suggestion, ...]:
        """Return what the text may become; when it becomes nothing, its errors are repaired."""
        typed = tokens(text[:MAX_QUERY_LENGTH])[:_MOST_WORDS]
        if not typed:
            return ()
        found = self._completed(typed, limit)
        if not found:
            found = next(
                filter(None, (self._completed(r, limit) for r in self._repaired(typed))), ()
            )
        return found

    def _completed(self, typed: list[str], limit: int) -> tuple[Suggestion, ...]:
        beginning = " ".join(typed)
        candidates = self._candidates(beginning)
        if not candidates and len(typed) > 1:
            candidates = [
                each
                for each in self._candidates(typed[-1])
                if all(_has_word(each.folded, word) for word in typed[:-1])
            ]
        candidates.sort(key=lambda each: each.order(beginning))
        return _mixed(_distinct(candidates, limit), limit)

    def _candidates(self, beginning: str) -> list[_Candidate]:
        """Return the phrases with a word from which they go on like this."""
        met: dict[Phrase, _Candidate] = {}
        for part, frequencies in self._parts:
            counted = set()
            for number, is_from_start in part.beginning(beginning, frequencies):
                phrase = part.phrases[number]
                each = met.get(phrase)
                if each is None:
                    each = met[phrase] = _Candidate(*phrase, part.folded[number])
                each.is_from_start |= is_from_start
                if number not in counted:
                    each.frequency += int(frequencies[number])
                    counted.add(number)
        return [
            each
            for each in met.values()
            if each.frequency >= (_FREQUENT if each.kind == WORD else 1)
        ]

    # --- typing errors ----------------------------------------------------------------------

    def _repaired(self, typed: list[str]) -> Iterator[list[str]]:
        """Give the text with its unknown words replaced by known ones, the nearest first."""
        *whole, last = typed
        before = [self._nearest(word, self._whole_words(word)) or [word] for word in whole]
        start = [nearest[0] for nearest in before]
        for ending in self._nearest(last, self._beginnings(last)) or [last]:
            yield [*start, ending]

    def _nearest(self, word: str, pool: Iterable[str]) -> list[str]:
        """Return what is in the pool with few errors between; itself when that is there."""
        if len(word) < _SHORTEST_REPAIRED or word.isdigit():
            return []
        most = 1 if len(word) < _LONG else 2
        near = process.extract(
            word, sorted(pool), scorer=OSA.distance, score_cutoff=most, limit=_MOST_REPAIRS
        )
        return [known for known, _errors, _place in near]

    def _whole_words(self, word: str) -> set[str]:
        return {known for known in self._alike(word) if abs(len(known) - len(word)) <= _ERRORS}

    def _beginnings(self, word: str) -> set[str]:
        """Return the beginnings of words that are about as long as what was typed."""
        lengths = range(len(word) - 1, len(word) + 2)
        return {known[:length] for known in self._alike(word) for length in lengths}

    def _alike(self, word: str) -> Iterator[str]:
        """Give the words with the same first letter, or with the second one as their first."""
        for part, _frequencies in self._parts:
            for letter in set(word[:2]):
                yield from part.words_from(letter)


def _has_word(folded: str, beginning: str) -> bool:
    return f" {beginning}" in f" {folded}"


def _distinct(candidates: Iterable[_Candidate], limit: int) -> list[_Candidate]:
    """Return enough candidates that say something else: other words, not another form of them."""
    unique: dict[tuple[str, ...], _Candidate] = {}
    names = 0
    for each in candidates:
        if each.is_name and names == limit:
            continue
        said = tuple(map(stem, each.folded.split()))
        if said not in unique:
            unique[said] = each
            names += each.is_name
        if len(unique) == 2 * limit:
            break
    return list(unique.values())


def _mixed(candidates: Sequence[_Candidate], limit: int) -> tuple[Suggestion, ...]:
    """Return ``limit`` of them: no more than half names while there is something else."""
    names = [Suggestion(each.text, each.kind) for each in candidates if each.is_name]
    others = [Suggestion(each.text, each.kind) for each in candidates if not each.is_name]
    room = max(limit - limit // 2, limit - len(others))
    return (*names[:room], *others, *names[room:])[:limit]
