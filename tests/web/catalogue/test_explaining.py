"""The list says why something is there, and what was searched for besides."""

import pytest

from govhub.search.engine import Kinship, Match, Repair
from tests.inspector import words
from tests.making import make_component


@pytest.fixture
def component(session, work):
    made = make_component(
        session, name="Betaalbrug", summary="Regelt iDEAL.", keywords=("afrekenen",)
    )
    work()
    return made


def links(page):
    return {words(link): link.get("href") for link in page.xpath("//*[@id='resultaten']//a")}


def marks(page):
    return [words(mark) for mark in page.xpath("//*[@class='gh-result']//mark")]


@pytest.mark.usefixtures("component")
def test_what_stands_for_a_word_is_told_and_marked(engine_says, listed):
    engine_says.matches = (Match("afrekenen", "iDEAL", Kinship.NARROWER),)
    page = listed("q=afrekenen")
    assert "Gevonden op: afrekenen → dus ook iDEAL" in words(page.find_class("gh-result")[0])
    assert marks(page) == ["iDEAL"]


@pytest.mark.usefixtures("component")
def test_words_that_find_the_same_are_told_together(engine_says, listed):
    engine_says.matches = tuple(
        Match(word, "SSO", Kinship.SYNONYM) for word in ("single", "sign", "single")
    )
    assert "Gevonden op: single sign → dus ook SSO" in words(listed("q=single+sign+betaalbrug"))


@pytest.mark.usefixtures("component")
def test_what_is_obvious_is_not_told(engine_says, listed):
    engine_says.matches = (
        Match("betaalbrug", "betaalbrug", Kinship.SAME),
        Match("Ideal", "iDEAL", Kinship.SYNONYM),
        Match("betaalbrg", "betaalbrug", Kinship.REPAIRED),
        Match("betaalbruggen", "betaal + brug", Kinship.PART),
    )
    page = listed("q=betaalbrug")
    assert "Gevonden op" not in words(page)
    assert marks(page) == ["Betaalbrug", "iDEAL"]


@pytest.mark.parametrize(
    "overrides",
    [
        {"keywords": ("brandkast",)},
        {"aliases": ("Brandkast",)},
        {"category_keys": ("brandkast",)},
        {"standard_keys": ("brandkast",)},
        {"owner_slug": "brandkast"},
        {"purposes": ("iets in een brandkast bewaren",)},
        {"description": "Eerst dit. Daarna de brandkast."},
    ],
)
def test_wherever_a_word_was_found_it_is_shown(session, work, listed, overrides):
    make_component(session, name="Kluis", **overrides)
    work()
    assert "brandkast" in [word.lower() for word in marks(listed("q=brandkast"))]


@pytest.mark.usefixtures("component")
def test_a_repaired_word_is_told_with_a_way_to_search_literally(engine_says, listed):
    engine_says.said = {"repairs": (Repair("betaalbrgu", "betaalbrug"),)}
    page = listed("q=betaalbrug+betaalbrgu&status=beschikbaar")
    text = words(page.get_element_by_id("resultaten"))
    assert "Bedoelde u betaalbrug betaalbrug ?" in text
    assert "We zochten ook naar ‘betaalbrug’ in plaats van ‘betaalbrgu’." in text
    offered = links(page)
    assert offered["betaalbrug betaalbrug"] == (
        "/componenten?q=betaalbrug+betaalbrug&status=beschikbaar"
    )
    assert offered["Zoek alleen naar ‘betaalbrgu’"] == (
        "/componenten?q=betaalbrug+betaalbrgu&status=beschikbaar&letterlijk=ja"
    )


@pytest.mark.usefixtures("component")
def test_all_words_that_may_be_meant_are_named(engine_says, listed):
    engine_says.said = {
        "repairs": (Repair("a.b", "ab"), Repair("a.b", "abc"), Repair("zzz", "zaak"))
    }
    text = words(listed("q=a.b+zzz+axb"))
    assert "Bedoelde u ab zaak axb ?" in text
    assert "naar ‘ab’ of ‘abc’ in plaats van ‘a.b’ en ‘zaak’ in plaats van ‘zzz’." in text


@pytest.mark.usefixtures("component")
def test_a_literal_search_is_asked_literally_and_leads_back(engine_says, listed):
    page = listed("q=betaalbrug&letterlijk=ja")
    assert engine_says.asked[-1].is_literal
    assert "1 component voor precies ‘betaalbrug’" in words(page)
    assert links(page)["Zoek ook naar woorden die erop lijken"] == "/componenten?q=betaalbrug"
    kept = page.xpath("//form[@data-gh-facets]//input[@name='letterlijk']/@value")
    assert kept == ["ja", "ja"]
    assert not page.xpath("//search//input[@name='letterlijk']")


@pytest.mark.usefixtures("component")
def test_another_value_of_literal_is_an_ordinary_search(engine_says, listed):
    for query in ("q=betaalbrug&letterlijk=nee", "letterlijk=ja", "q=betaalbrug"):
        listed(query)
        assert not engine_says.asked[-1].is_literal


@pytest.mark.usefixtures("component")
def test_a_relaxed_list_says_so(engine_says, listed):
    engine_says.said = {"is_relaxed": True}
    assert "Weinig gevonden. Dit lijkt er ook op." in words(listed("q=betaalbrug"))
    assert "Weinig gevonden" not in words(listed("q=xqzw"))
