"""What is asked: questions of each kind, always the same ones."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from random import Random

from bench import corpus
from govhub.catalogue.status import Status

HOSTILE = [
    "?*?*?*",
    "(" * 3000,
    "a AND (b OR NOT [c TO d] ^ ~",
    "nul\0teken",
    "x" * 1_000_000,
    "woord " * 200_000,
    "\u202e\u05e9\u05dc\u05d5\u05dd\u202c",
    "🏛️👩‍💻",
    "%_\\",
]
"""The cases of which every answer must take less than 50 ms."""


@dataclass(frozen=True)
class Question:
    """What somebody asks."""

    kind: str
    words: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Return the words as they are typed."""
        return " ".join(self.words)


def questions(kind: str, number: int) -> list[Question]:
    """Return questions of a kind."""
    random = Random(f"{corpus.SEED} {kind}")
    if kind == "hostile":
        return [Question(kind, (text,)) for text in HOSTILE]
    return [
        Question(kind, tuple(_WORDS[kind](random)), _filters(kind, random)) for _ in range(number)
    ]


def _one(random: Random) -> Iterator[str]:
    yield _word(random)


def _two(random: Random) -> Iterator[str]:
    yield from (random.choice(corpus.NOUNS), _word(random))


def _three(random: Random) -> Iterator[str]:
    yield from (_word(random) for _ in range(3))


def _beginning(random: Random) -> Iterator[str]:
    yield corpus.compound(random)[: random.randint(2, 8)]


def _typing(random: Random) -> Iterator[str]:
    """Give what somebody has typed so far; one in three with an error."""
    word = corpus.compound(random)
    yield (_wrong(word, random) if random.random() < 1 / 3 else word)[: random.randint(2, 12)]


def _misspelled(random: Random) -> Iterator[str]:
    """Give a compound cut in two, one with an error, and a word in another form."""
    first, head = random.choice(corpus.FIRST), random.choice(corpus.HEADS)
    yield from (
        first,
        head,
        _wrong(corpus.compound(random), random),
        random.choice(corpus.NOUNS) + "en",
    )


def _nothing(_random: Random) -> Iterator[str]:
    yield from ()


_WORDS: Mapping[str, Callable[[Random], Iterator[str]]] = {
    "term": _one,
    "and": _two,
    "or": _three,
    "prefix": _beginning,
    "facets": _two,
    "browse": _nothing,
    "suggest": _typing,
    "dutch": _misspelled,
}
KINDS = (*_WORDS, "hostile")


def _word(random: Random) -> str:
    kind = random.random()
    if kind < 0.4:
        return random.choice(corpus.NOUNS)
    return random.choice(corpus.VERBS) if kind < 0.7 else corpus.compound(random)


def _wrong(word: str, random: Random) -> str:
    """Return the word with a letter missing or two letters swapped."""
    place = random.randrange(1, len(word) - 1)
    if random.random() < 0.5:
        return word[:place] + word[place + 1 :]
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _filters(kind: str, random: Random) -> Mapping[str, tuple[str, ...]]:
    """Return no filter, one or two: a status, and one of two categories."""
    filters = {}
    if kind in ("facets", "browse", "dutch"):
        if random.random() < 0.5:
            filters["status"] = (random.choice(list(Status)).value,)
        if random.random() < 0.3:
            filters["categorie"] = tuple(random.sample(corpus.CATEGORIES[:8], 2))
    return filters
