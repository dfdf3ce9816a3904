"""An empty list helps to go on."""

import pytest

from govhub.catalogue import queries
from govhub.catalogue.status import Status
from govhub.search.thesaurus import Group, Thesaurus
from govhub.web.catalogue.nearby import nearest
from tests.inspector import words
from tests.making import make_category, make_component


def links(page):
    return {words(link): link.get("href") for link in page.xpath("//main//a")}


def test_filters_can_be_taken_away_one_by_one_or_all(session, work, listed):
    make_component(session, status=Status.DEMO, licence="MIT")
    make_component(session, name="Twee")
    work()
    offered = links(listed("q=xqzw&status=demo&licentie=MIT"))
    assert offered["Zoek zonder het filter status ‘Demo’"] == "/componenten?q=xqzw&licentie=MIT"
    assert offered["Zoek zonder het filter licentie ‘MIT’"] == "/componenten?q=xqzw&status=demo"
    assert offered["Zoek zonder filters"] == "/componenten?q=xqzw"
    assert offered["Bekijk alle componenten"] == "/componenten"
    assert offered["Component aanmelden"] == "/aanmelden"


def test_words_are_doubted_only_when_there_are_words(session, work, listed):
    make_component(session, licence="MIT", status=Status.DEMO)
    make_component(session, licence="EUPL-1.2")
    work()
    assert "Controleer de spelling" in words(listed("q=xqzw"))
    assert "Controleer de spelling" not in words(listed("status=demo&licentie=EUPL-1.2"))


def test_the_categories_that_share_a_word_come_first(session, work, listed):
    make_category(session, key="zaken", name="Zaken", position=1)
    make_category(session, key="geld", name="Betaling", position=2, synonyms=["afrekenen"])
    make_category(session, key="leeg", name="Leeg", position=3)
    make_component(session, category_keys=("zaken", "geld"))
    work()
    page = listed("q=xqzw+afrekenen&status=concept")
    offered = [words(link) for link in page.xpath("//main//a[contains(@href, '?categorie=')]")]
    assert offered == ["Betaling", "Zaken"]


@pytest.fixture
def near(app, session):
    """Return the names of the categories that are nearest to the words."""

    def near(text, *groups):
        with app.test_request_context():
            categories = queries.categories(session)
            counts = {category.id: 1 for category in categories}
            found = nearest(text, categories, counts, Thesaurus(map(Group, groups)))
        return [each.name for each in found]

    return near


def test_a_category_is_near_by_what_a_phrase_means(session, near):
    make_category(session, name="Auto", position=1)
    make_category(session, name="Vervoer", position=2, synonyms=["fietsen"])
    assert near("rijwiel kopen") == ["Auto", "Vervoer"]
    assert near("rijwiel kopen", ("rijwiel", "fiets")) == ["Vervoer", "Auto"]
    assert near("stalen ros kopen", ("stalen ros", "fiets")) == ["Vervoer", "Auto"]


def test_a_word_of_the_question_counts_more_than_what_it_means(session, near):
    make_category(session, name="Fietsen", position=1)
    make_category(session, name="Rijwielen", position=2)
    assert near("rijwiel", ("rijwiel", "fiets")) == ["Rijwielen", "Fietsen"]


def test_without_any_likeness_those_of_the_principle_come_first(session, near):
    make_category(session, name="Auto", position=1)
    make_category(session, name="Betaling", position=2, is_of_principle=True)
    assert near("xqzw") == ["Betaling", "Auto"]


def test_an_empty_catalogue_says_so(listed):
    assert words(listed().get_element_by_id("aantal")) == "Geen componenten"
