"""The filters of ``/componenten``: chosen in a form, shareable as an address."""

import pytest

from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Kind
from tests.inspector import words
from tests.making import make_component


@pytest.fixture
def two(session, work):
    """Two components that differ in everything that can be filtered."""
    make_component(
        session,
        name="Een",
        status=Status.DEMO,
        kind=Kind.LIBRARY,
        licence="MIT",
        owner_slug="utrecht",
        category_keys=("zaken",),
        standard_keys=("fsc",),
        principle_keys=("privacy",),
    )
    make_component(session, name="Twee", owner_slug="delft", category_keys=("geld",))
    work()


def labels(page, facet):
    return [words(label) for label in page.xpath(f"//input[@name='{facet}']/following::label[1]")]


@pytest.mark.parametrize(
    "question",
    [
        "status=demo",
        "categorie=zaken",
        "organisatie=utrecht",
        "licentie=MIT",
        "soort=bibliotheek",
        "standaard=fsc",
        "principe=privacy",
    ],
)
@pytest.mark.usefixtures("two")
def test_every_filter_filters(found, question):
    assert found(question) == ["Een"]


@pytest.mark.usefixtures("two")
def test_values_of_one_filter_widen_and_other_filters_narrow(found):
    assert found("status=demo&status=beschikbaar") == ["Een", "Twee"]
    assert found("status=demo&status=beschikbaar&categorie=geld") == ["Twee"]


@pytest.mark.usefixtures("two")
def test_a_value_has_its_count_and_one_that_leads_nowhere_is_left_out(listed):
    assert labels(listed(), "status") == ["Demo (1 component)", "Beschikbaar (1 component)"]
    assert labels(listed("categorie=geld"), "status") == ["Beschikbaar (1 component)"]


@pytest.mark.usefixtures("two")
def test_a_chosen_value_stays_also_when_it_leads_nowhere(listed):
    page = listed("categorie=geld&status=demo")
    assert labels(page, "status") == ["Demo (0 componenten)", "Beschikbaar (1 component)"]
    assert page.xpath("//input[@checked]/@value") == ["demo", "geld"]


@pytest.mark.usefixtures("two")
def test_the_form_works_without_a_script_and_keeps_words_and_order(client, listed):
    (form,) = listed("q=een&sorteer=naam").xpath("//form[contains(@class, 'gh-facets')]")
    hidden = {field.get("name"): field.get("value") for field in form.xpath(".//*[@type='hidden']")}
    assert (form.get("method"), form.get("action")) == ("get", "/componenten")
    assert hidden == {"q": "een", "sorteer": "naam"}
    assert "Filters toepassen" in words(form)
    assert client.submit("/componenten", "//form[@class='gh-facets gh-stack']").status_code == 200


@pytest.mark.usefixtures("two")
def test_another_search_and_another_order_keep_the_filters(listed):
    page = listed("q=een&status=demo&status=concept")
    kept = page.xpath("//search//input[@type='hidden']/@value")
    assert kept == ["demo", "concept"]
    assert page.xpath("//form[@class='gh-sort']/input/@value") == ["een", "demo", "concept"]


@pytest.mark.usefixtures("two")
def test_every_chosen_filter_can_be_taken_away_by_a_link(listed):
    page = listed("q=een&status=demo&status=concept&licentie=MIT&pagina=1")
    chips = {words(chip): chip.get("href") for chip in page.find_class("gh-chip")}
    assert chips == {
        "Verwijder filter Status: Demo": "/componenten?q=een&status=concept&licentie=MIT",
        "Verwijder filter Status: Concept": "/componenten?q=een&status=demo&licentie=MIT",
        "Verwijder filter Licentie: MIT": "/componenten?q=een&status=demo&status=concept",
    }
    assert "/componenten?q=een" in page.xpath("//a[text()='Wis alle filters']/@href")


@pytest.mark.usefixtures("two")
def test_a_chosen_category_can_be_followed(client, listed):
    links = listed("categorie=zaken&status=demo").xpath("//a[contains(., 'Volg de categorie')]")
    assert [words(link) for link in links] == ["Volg de categorie Zaken"]
    assert client.get(links[0].get("href")).status_code == 200


@pytest.mark.usefixtures("two")
def test_a_list_without_a_category_offers_none_to_follow(listed):
    assert not listed("status=demo").xpath("//a[contains(., 'Volg de categorie')]")


def test_a_long_filter_folds_away_all_but_the_eight_most_frequent(session, work, listed):
    for number in range(12):
        make_component(session, owner_slug=f"gemeente-{number:02}")
    make_component(session, owner_slug="gemeente-11")
    work()
    (facet,) = listed().xpath("//details[summary[starts-with(., 'Organisatie')]]")
    (rest,) = facet.xpath(".//details")
    assert len(facet.xpath(".//input")) == 12
    assert len(rest.xpath(".//input")) == 4
    assert facet.xpath(".//input/@value")[0] == "gemeente-11"
    assert words(rest.find("summary")) == "Toon alle 12 bij Organisatie"


def test_a_chosen_value_is_never_folded_away(session, work, listed):
    for number in range(12):
        make_component(session, owner_slug=f"gemeente-{number:02}")
    work()
    (facet,) = listed("organisatie=gemeente-11").xpath(
        "//details[summary[starts-with(., 'Organisatie')]]"
    )
    assert facet.get("open") is not None
    assert facet.xpath("./fieldset/div/input[@checked]/@value") == ["gemeente-11"]


def test_two_values_that_look_alike_do_not_get_the_same_id(session, work, listed):
    make_component(session, licence="GPL-2.0")
    make_component(session, licence="GPL-2.0+")
    work()
    assert len(set(listed().xpath("//input[@name='licentie']/@id"))) == 2
