import pytest

from govhub.search.families import root


@pytest.mark.parametrize(
    "family",
    [
        "pseudoniem pseudoniemen pseudonimiseren pseudonimisering",
        "registreren registratie registraties",
        "verkiezen verkiezing verkiezingen",
        "beheer beheren beheerder",
        "gemeente gemeentelijk gemeentelijke",
        "controle controleren controleert controleur",
        "archief archiveren archivering",
        "aanmelden aanmelding aanmeldt",
        "ondertekenen ondertekening ondertekend",
        "statistiek statistisch",
        "digitaal digitaliseren digitalisering",
        "publiceren gepubliceerd gepubliceerde publicatie",
        "valideren validatie validator validation",
    ],
)
def test_words_of_a_family_have_one_root(family):
    assert len({root(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    "words", ["formulier formule", "besluit sluiten", "kaart kaars", "dienst diensten verdienen"]
)
def test_words_that_only_look_alike_have_another_root(words):
    assert len({root(word) for word in words.split()}) > 1


@pytest.mark.parametrize("word", ["", "api", "zaak", "iso27001", "eten"])
def test_too_little_is_left_of_a_short_word_or_a_code(word):
    assert root(word) == ""
