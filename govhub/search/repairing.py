"""What somebody likely meant by a word that nobody knows.

It is near a word of the catalogue, or of the thesaurus; or it is a compound with one wrong part:
``verkeizingsuitslag`` is in no list, but ``uitslag`` is, and ``verkeizing`` is near ``verkiezing``.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache

from govhub.search.catalogue_words import CatalogueWords
from govhub.search.decompound import parts
from govhub.search.lexicon import lexicon
from govhub.search.spelling import Spelling
from govhub.search.thesaurus import Thesaurus

_MIN_PART = 4
_LINKS = ("", "s", "en", "n")
_MOST = 3
_MOST_IN_LANGUAGE = 12
_DIMINUTIVES = ("etjes", "etje", "tjes", "tje", "pjes", "pje", "jes", "je")

IsKnown = Callable[[str], bool]
"""Tells whether a document has a word, whole or as a part."""


def repairs_of(
    word: str, catalogue: CatalogueWords, thesaurus: Thesaurus, is_known: IsKnown
) -> list[str]:
    """Return the likeliest words first, at most three; nothing for a word of the language."""
    if word in lexicon():
        return []
    return (
        catalogue.spelling.near(word, is_known)
        or thesaurus.spelling.near(word, bool)
        or [each for each in _in_language(word) if _is_useful(each, is_known)][:_MOST]
    )


def prepare() -> None:
    """Work out now what the first error would wait for."""
    _spelling().prepare()


def base_of_diminutive(word: str, is_known: IsKnown) -> str:
    """Return the known word of which this is the small form; empty when it is none."""
    if not word.endswith("e") and not word.endswith("es"):
        return ""
    bases = (word.removesuffix(ending) for ending in _DIMINUTIVES if word.endswith(ending))
    return "" if is_known(word) else next(filter(is_known, bases), "")


def _is_useful(word: str, is_known: IsKnown) -> bool:
    found = parts(word)
    return is_known(word) or (bool(found) and all(map(is_known, found)))


@lru_cache(maxsize=2_000)
def _in_language(word: str) -> tuple[str, ...]:
    """Return what the word may be when all of it, or one part of the compound, is wrong."""
    found = _near(word)
    for place in range(_MIN_PART, len(word) - _MIN_PART + 1):
        found += _with_one_wrong(word[:place], word[place:])
    return tuple(dict.fromkeys(found))


def _with_one_wrong(left: str, right: str) -> Iterator[str]:
    known = lexicon().parts
    for link in _LINKS:
        rest = right.removeprefix(link)
        if (link and rest == right) or len(rest) < _MIN_PART:
            continue
        if left in known and rest not in known:
            yield from (left + link + near for near in _near(rest))
        elif rest in known and left not in known:
            yield from (near + link + rest for near in _near(left))


def _near(word: str) -> list[str]:
    return _spelling().near(word, bool, _MOST_IN_LANGUAGE)


@lru_cache(maxsize=1)
def _spelling() -> Spelling:
    return Spelling(lexicon().parts)
