"""What the redactie does about a missed search."""

import pytest

from govhub.catalogue.vocabulary import Publication
from govhub.search import queries
from tests.inspector import page, words
from tests.making import make_component


def test_a_search_term_for_what_was_missed_works_at_once(
    session, redactie, missed, found, bicycle, work
):
    miss = missed("rijwiel")
    answer = redactie.submit(
        f"/redactie/zoeken/{miss.id}",
        "//form[contains(@action, 'trefwoord')]",
        component=bicycle.slug,
    )
    assert "Wie zoekt op ‘rijwiel’ vindt nu Fietsregister." in redactie.get(answer.location).text
    assert bicycle.keywords[-1] == "rijwiel"
    work()
    assert found("rijwiel") == ["Fietsregister"]
    assert queries.number_of_misses(session) == 0


def test_only_public_components_can_be_chosen(session, redactie, missed, bicycle):
    draft = make_component(session, name="Geheim", publication=Publication.DRAFT)
    miss = missed("rijwiel")
    address = f"/redactie/zoeken/{miss.id}"
    values = page(redactie.get(address)).xpath("//select[@name='component']/option/@value")
    assert values == ["", bicycle.slug]
    data = {"keyword": "rijwiel", "component": draft.slug}
    assert "Kies iets uit de lijst." in redactie.post(f"{address}/trefwoord", data=data).text
    assert draft.keywords == []


@pytest.mark.parametrize(
    ("action", "data", "message"),
    [
        ("synoniem", {"term": "", "meaning": "fiets"}, "Vul in wat mensen typen."),
        ("synoniem", {"term": "fiets", "meaning": "Fiets"}, "Vul iets anders in dan hierboven."),
        ("synoniem", {"term": 61 * "x", "meaning": "fiets"}, "hoogstens 60 tekens"),
        ("trefwoord", {"keyword": "", "component": "fietsregister"}, "Vul het trefwoord in."),
        ("trefwoord", {"keyword": "fiets", "component": ""}, "Kies het component."),
        ("afwijzen", {"because": 301 * "x"}, "hoogstens 300 tekens"),
    ],
)
@pytest.mark.usefixtures("bicycle")
def test_a_mistake_is_told_and_what_was_typed_stays(
    session, redactie, missed, action, data, message
):
    miss = missed("rijwiel")
    answer = redactie.post(f"/redactie/zoeken/{miss.id}/{action}", data=data)
    assert message in words(page(answer).find_class("gh-error-summary")[0])
    assert queries.number_of_misses(session) == 1
    for name, value in data.items():
        kept = page(answer).xpath(f"//*[@name='{name}']/@value | //select/option[@selected]/@value")
        assert value in kept or value == ""


def test_a_search_term_that_is_there_already_is_refused(session, redactie, missed):
    make_component(session, name="Kluis", keywords=("Rijwiel",))
    miss = missed("rijwiel")
    data = {"keyword": "rijwiel", "component": "kluis"}
    answer = redactie.post(f"/redactie/zoeken/{miss.id}/trefwoord", data=data)
    assert "Kluis heeft dit trefwoord al." in answer.text


def test_nobody_is_named(session, redactie):
    redactie.submit("/redactie/zoeken/synoniemen", term="rijwiel", meaning="fiets")
    assert "@" not in words(page(redactie.get("/redactie/zoeken/synoniemen")).find(".//main"))


def test_the_same_synonym_twice_is_refused(redactie):
    redactie.submit("/redactie/zoeken/synoniemen", term="rijwiel", meaning="fiets")
    again = redactie.submit("/redactie/zoeken/synoniemen", term="Fiets", meaning="rijwiel")
    assert "Dit synoniem is er al." in again.text


@pytest.mark.parametrize("key", ["7", "999999999999999999999999"])
def test_a_synonym_that_is_not_there_is_not_found(redactie, key):
    address = f"/redactie/zoeken/synoniemen/{key}"
    assert redactie.get(address).status_code == 404
    assert redactie.post(address).status_code == 404
    assert redactie.post(f"{address}/verwijderen").status_code == 404


def test_a_component_called_zoeken_can_be_reviewed(session):
    assert make_component(session, name="Zoeken").slug == "zoeken-2"
