from govhub.search.catalogue_words import CatalogueWords

WORDS = CatalogueWords(["beheer", "beheerder", "beheren", "kaart", "api", "kaart"])


def test_relatives_are_the_other_words_with_the_same_root():
    assert WORDS.relatives("beheren") == ("beheer", "beheerder")
    assert WORDS.relatives("beheerders") == ("beheer", "beheerder", "beheren")


def test_a_word_without_a_root_or_without_a_family_has_no_relatives():
    assert WORDS.relatives("api") == WORDS.relatives("kaart") == WORDS.relatives("") == ()


def test_errors_are_compared_with_these_words():
    assert WORDS.spelling.near("karat", bool) == ["kaart"]
    assert "kaart" in WORDS
    assert "karat" not in WORDS
