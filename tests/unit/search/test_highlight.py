import pytest

from govhub.catalogue.models import Component
from govhub.search.highlight import Highlighter, fragment


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


@pytest.fixture
def component():
    return Component(
        summary="Een kaart van Nederland.",
        purposes=["bomen zoeken in de buurt"],
        description_html="<p>Lees dit. Met bomen, struiken &amp; parken.</p><li>vijvers</li>",
    )


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
def test_the_text_with_the_most_words_is_shown_and_the_summary_when_it_is_as_good(
    component, query, text
):
    assert "".join(segment.text for segment in fragment(component, query)) == text


def test_a_long_sentence_is_shortened_between_words(component):
    component.description_html = f"<p>vijver {'woord ' * 100}</p>"

    text = "".join(segment.text for segment in fragment(component, "vijver"))

    assert len(text) <= 242
    assert text.endswith("woord …")
