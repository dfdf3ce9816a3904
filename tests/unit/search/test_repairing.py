import pytest

from govhub.search.catalogue_words import CatalogueWords
from govhub.search.lexicon import FOLDER
from govhub.search.repairing import base_of_diminutive, repairs_of
from govhub.search.thesaurus import Group, Thesaurus

THESAURUS = Thesaurus([Group(("smoelenboek", "wie is wie"))])
needs_dictionary = pytest.mark.skipif(not FOLDER.is_dir(), reason="scripts/assets has not been run")


def repaired(word, *catalogue):
    words = CatalogueWords(catalogue)
    return repairs_of(word, words, THESAURUS, words.__contains__)


def test_a_word_of_the_catalogue_comes_before_one_of_the_thesaurus():
    assert repaired("smoelnboek", "smoelenboek", "smoeltboek") == ["smoelenboek", "smoeltboek"]
    assert repaired("smoelnboek", "kaart") == ["smoelenboek"]


@needs_dictionary
@pytest.mark.parametrize("wrong", ["verkeizingsuitslag", "verkiezingsuitsalg"])
def test_a_compound_is_repaired_in_the_part_that_is_wrong(wrong):
    assert "verkiezingsuitslag" in repaired(wrong, "verkiezings", "uitslag")


@needs_dictionary
def test_a_compound_of_which_the_catalogue_has_not_every_part_is_not_meant():
    assert repaired("verkeizingsuitslag", "uitslag") == []


@needs_dictionary
def test_a_word_of_the_language_is_no_error():
    assert repaired("balen", "baken") == []


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("smsje", "sms"),
        ("appjes", "app"),
        ("kaartje", "kaart"),
        ("filmpje", "film"),
        ("ringetje", "ring"),
        ("boekje", ""),
        ("beetje", ""),
        ("sms", ""),
        ("je", ""),
    ],
)
def test_a_small_form_is_brought_back_to_the_word_that_is_known(word, base):
    known = {"sms", "app", "kaart", "film", "ring", "beetje", "bee"}

    assert base_of_diminutive(word, known.__contains__) == base
