"""Families of words: ``pseudoniem``, ``pseudonimiseren`` and ``pseudonimisering`` have one root.

A stemmer takes off what conjugation adds; this also takes off what makes another word of a word
(a noun of a verb, an adjective of a noun), and writes what is left in one way. Related words say
less than the word itself, so they count less.
"""

import re
from functools import lru_cache

_MIN_ROOT = 4
_MIN_WORD = 5
_INFLECTED = frozenset("se")
"""Endings below which there may be another one: publicatie-s, toegankelijk-e."""

_ENDINGS = """
    aliseringen alisering aliseerde aliseert aliseren alisatie
    iseringen isering iseerde iseert iseren isaties isatie ificeren ificatie
    eringen ering eerders eerder eerde eerd eert eren
    aties atie ationeel ationele atief atieve atoren ator eur eurs
    elijkheid elijke elijk lijkheid lijke lijk baarheid baar bare igheid heden heid ige ig
    ingen ings ing ders der ers er en
    ische isch ieken iek ies ie iteiten iteit isten ist isme
    schappen schap loosheid loos loze
    alen aal ale elen eel ele ees ese ation ations ization ized ize able ity
    tjes tje jes je es s e a
"""
_BY_LENGTH = sorted(set(_ENDINGS.split()), key=lambda ending: (-len(ending), ending))

_PARTICIPLE = re.compile("ge.{5,}[dt]e?")
_LONG_VOWEL = re.compile(r"ie|([aeou])\1")
_DOUBLE = re.compile(r"([bdfgklmnprst])\1")
_VOWELS = frozenset("aeiouy")
_FINAL = str.maketrans("vz", "fs")


@lru_cache(maxsize=50_000)
def root(word: str) -> str:
    """Return what the words of a family share; empty when too little is left to say so."""
    if len(word) < _MIN_WORD or not word.isalpha():
        return ""
    if _PARTICIPLE.fullmatch(word):
        word = word.removeprefix("ge")
    left = _DOUBLE.sub(r"\1", _LONG_VOWEL.sub(_first_letter, _without_endings(word)))
    bare = left.rstrip("dt")  # aanmelden and aanmeldt, gemeente and gemeentelijk
    left = bare if len(bare) >= _MIN_ROOT else left
    left = left[:-1] + left[-1].translate(_FINAL)
    return left if len(left) >= _MIN_ROOT else ""


def _without_endings(word: str) -> str:
    """Take endings off, the longest first, as long as enough is left."""
    for ending in _BY_LENGTH:
        left = word.removesuffix(ending)
        if left != word and _can_stand_alone(left, ending):
            return _without_endings(left) if ending in _INFLECTED else left
    return word


def _can_stand_alone(left: str, ending: str) -> bool:
    if len(left) < _MIN_ROOT or _VOWELS.isdisjoint(left):
        return False
    return not (left[-1] in _VOWELS and ending[0] in _VOWELS)  # not behe-er


def _first_letter(found: re.Match[str]) -> str:
    return found.group()[0]
