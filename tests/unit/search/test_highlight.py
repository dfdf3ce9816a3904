import pytest

from govhub.search.highlight import Highlighter


def marked(query, text):
    """Return the text with [ ] around what matches."""
    segments = Highlighter.of(query).segments(text)
    assert "".join(segment.text for segment in segments) == text
    return "".join(f"[{each.text}]" if each.is_match else each.text for each in segments)


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        (
            "formulier",
            "Alle formulieren, ook dit Formulier.",
            "Alle [formulieren], ook dit [Formulier].",
        ),
        ("ideeen", "Ideeën!", "[Ideeën]!"),
        ("de zaak", "De zaak van de week", "De [zaak] van de week"),
        ("over", "Over ons", "[Over] ons"),
        ("dig id", "Met DigiD", "Met [DigiD]"),
        ("zaak", "Een zaaksysteem", "Een [zaaksysteem]"),
        ("<script>", "<script>alert(1)</script>", "<[script]>alert(1)</[script]>"),
        ("", "Niets gevraagd", "Niets gevraagd"),
        ("?!", "Niets? Niets!", "Niets? Niets!"),
        ("zaak", "", ""),
    ],
)
def test_words_that_match_by_their_stem_are_marked(query, text, expected):
    assert marked(query, text) == expected


def test_neighbouring_text_stays_in_one_piece():
    segments = Highlighter.of("kaart").segments("Een kaart voor iedereen")
    assert [segment.text for segment in segments] == ["Een ", "kaart", " voor iedereen"]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("", "Een kaart van Nederland."),
        ("onbekend", "Een kaart van Nederland."),
        ("kaart bomen", "Een kaart van Nederland."),
        ("boom", "bomen zoeken in de buurt"),
        ("bomen en struik", "Met bomen, struiken & parken."),
        ("vijver", "vijvers"),
    ],
)
def test_the_text_with_the_most_words_is_best_and_the_first_when_it_is_as_good(query, text):
    others = ("bomen zoeken in de buurt", "Lees dit. Met bomen, struiken & parken.\nvijvers")

    assert Highlighter.of(query).best("Een kaart van Nederland.", *others) == text


def test_a_long_sentence_is_shortened_between_words():
    text = Highlighter.of("vijver").best("", f"vijver {'woord ' * 100}")

    assert len(text) <= 242
    assert text.endswith("woord …")
