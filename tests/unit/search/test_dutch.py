import pytest

from govhub.search.dutch import informative, stem, terms, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Één café-terras in 's-Hertogenbosch",
            ["een", "cafe", "terras", "in", "s", "hertogenbosch"],
        ),
        ("Ideee\u0308n", ["ideeen"]),
        ("snake_case ISO27001 2,5", ["snake", "case", "iso27001", "2", "5"]),
        ("GovHub™ ﬁle ½", ["govhub", "file", "1", "2"]),
        ("\ufdfa", ["صلى", "الله", "عليه", "وسلم"]),
        ("foto's sms’jes baby's, rock 'n' roll", ["foto", "sms", "baby", "rock", "n", "roll"]),
        ("l'artiste d'art", ["l", "artiste", "d", "art"]),
        ("🏛️ \0 \ud800 ---", []),
    ],
)
def test_a_token_is_a_word_in_lower_case_without_accents(text, expected):
    assert tokens(text) == expected


def test_a_very_long_word_is_cut():
    assert tokens("x" * 1000) == ["x" * 60]


@pytest.mark.parametrize(
    "forms",
    [
        "formulier formulieren",
        "vergunning vergunningen",
        "gemeente gemeenten gemeentes",
        "aanvragen aanvraag",
        "betalingen betaling",
    ],
)
def test_forms_of_a_word_have_one_stem(forms):
    assert len({stem(form) for form in forms.split()}) == 1


def test_words_that_say_nothing_are_dropped_unless_nothing_else_is_left():
    assert informative(["de", "zaak", "van"]) == ["zaak"]
    assert informative(["de", "van"]) == ["de", "van"]
    assert terms("De zaken van het Rijk") == [stem("zaak"), "rijk"]
