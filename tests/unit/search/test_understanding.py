from types import SimpleNamespace

import pytest

from govhub.search.dutch import stem
from govhub.search.spelling import Spelling
from govhub.search.understanding import MAX_WORDS, understand


def vocabulary(*words):
    known = [stem(word) for word in words]
    return SimpleNamespace(spelling=Spelling(words), frequency=known.count)


def understood(text, *words):
    """Return for each word of the query what it may stand for."""
    return [
        {each.term: each.weight for each in word.alternatives}
        for word in understand(text, vocabulary(*words))
    ]


def test_each_telling_word_is_asked_once_by_its_stem():
    assert understood("de formulieren en de Formulieren", "formulier") == [{"formulier": 1.0}]


def test_two_words_may_be_one():
    assert understood("dig id", "digid") == [
        {"dig": 1.0, "digid": 0.8},
        {"id": 1.0, "digid": 0.8},
    ]


def test_a_word_that_nobody_knows_may_be_a_typing_error():
    assert understood("digdi", "digid", "zaak") == [{"digdi": 1.0, "digid": 0.8}]


def test_a_word_that_is_known_is_no_typing_error():
    assert understood("baken", "baken", "balen") == [{stem("baken"): 1.0}]


@pytest.mark.parametrize("text", ["", "?!", " \t "])
def test_a_text_without_words_asks_nothing(text):
    assert understood(text, "zaak") == []


def test_only_so_many_words_are_looked_at():
    assert (
        len(understand(" ".join(f"a{number}" for number in range(40)), vocabulary())) == MAX_WORDS
    )
