from collections import Counter

import pytest

from govhub.search.spelling import Spelling, sounds

WORDS = Counter(
    ["betaling"] * 3 + ["bepaling", "formulier", "kaart", "kaars", "maat", "zaak", "subsidie"]
)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("betalnig", ["betaling"]),
        ("betling", ["betaling"]),
        ("fromulier", ["formulier"]),
        ("ofrmulier", ["formulier"]),
        ("formulliier", ["formulier"]),
        ("subsiedie", ["subsidie"]),
        ("kaarf", ["kaars", "kaart"]),
        ("beqaling", ["betaling", "bepaling"]),
        ("zzaak", ["zaak"]),
        ("xformulier", ["formulier"]),
    ],
)
def test_the_nearest_words_are_found_the_most_frequent_first(wrong, right):
    assert Spelling(WORDS).near(wrong, WORDS.__getitem__) == right


@pytest.mark.parametrize("word", ["zak", "zeek", "2024", "xormulier", "kasrz", "a", ""])
def test_short_words_numbers_and_what_is_too_different_are_left_alone(word):
    assert Spelling(WORDS).near(word, WORDS.__getitem__) == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("stemburo", "stembureau"),
        ("autentikatie", "authenticatie"),
        ("parkeeren", "parkeren"),
        ("fisualisatie", "visualisatie"),
        ("geweigert", "geweigerd"),
        ("kwaliteyt", "kwaliteit"),
    ],
)
def test_a_word_that_sounds_the_same_is_near(written, meant):
    assert sounds(written) == sounds(meant)
    assert Spelling([meant]).near(written, bool) == [meant]


def test_nothing_is_near_when_there_are_no_words():
    assert Spelling([]).near("kaart", bool) == []


def test_a_word_that_no_document_has_any_more_is_not_meant():
    assert Spelling(WORDS).near("kaarf", lambda word: word == "kaart") == ["kaart"]
