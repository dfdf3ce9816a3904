"""``/principes``: the guidance, and what helps to follow it."""

import pytest

from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.platform.db import transaction
from tests.inspector import page, words
from tests.making import make_component, make_principle


def test_all_principles_are_listed_by_number_with_their_components(session, client):
    make_principle(session, key="b", number=2, title="Tweede", summary="Over twee.")
    make_principle(session, key="a", number=1, title="Eerste", summary="Over een.")
    make_component(session, principle_keys=("a",))
    make_component(session, principle_keys=("a",), publication=Publication.DRAFT)
    tiles = page(client.get("/principes")).find_class("gh-tile")
    assert [words(tile) for tile in tiles] == [
        "1 Eerste Over een. 1 component",
        "2 Tweede Over twee. 0 componenten",
    ]


def test_a_principle_has_a_page_with_its_facts(session, client):
    make_principle(session, key="b", number=2, title="Tweede")
    make_principle(
        session,
        key="a",
        number=1,
        title="Eerste",
        summary="Over een.",
        url="https://nerds.nl/een/",
        role_weights={"developer": "low", "cxo": "high", "jurist": "medium", "vreemd": "x"},
        related_keys=["b", "bestaat-niet"],
    )
    document = page(client.get("/principes/a"))
    text = words(document)
    assert "Richtlijn 1 Eerste Over een. Lees de richtlijn" in text
    assert (
        "Bestuurder (CxO) Heel belangrijk Jurist Belangrijk Ontwikkelaar Minder belangrijk" in text
    )
    assert "Hangt samen met 2. Tweede" in text
    assert {"https://nerds.nl/een/", "/principes/b"} <= set(document.xpath("//main//a/@href"))


def test_what_serves_it_is_shown_with_badge_owner_and_why(session, client):
    make_principle(session, key="a", title="Eerste")
    make_component(session, name="Aap", principle_keys=("a",), status=Status.DEMO)
    component = make_component(session, name="Mies", principle_keys=("a",))
    make_component(session, name="Geheim", principle_keys=("a",), publication=Publication.HIDDEN)
    with transaction(session):
        component.principle_links[0].motivation = "Het is open."
    rows = page(client.get("/principes/a")).find_class("gh-rows__item")
    assert [words(row) for row in rows] == [
        "Mies Status: Beschikbaar Het is open. Gemeente voorbeeld",
        "Aap Status: Demo Gemeente voorbeeld",
    ]


def test_of_many_components_the_first_are_shown_and_the_list_has_them_all(session, client):
    for _number in range(21):
        make_component(session, principle_keys=("a",))
    document = page(client.get("/principes/a"))
    assert "21 componenten helpen bij deze richtlijn" in words(document)
    assert len(document.find_class("gh-rows__item")) == 8
    (link,) = document.xpath("//a[contains(., 'alle 21 componenten')]/@href")
    assert link == "/componenten?principe=a"


def test_a_principle_without_components_invites(session, client):
    make_principle(session, key="a", url=None, role_weights={})
    document = page(client.get("/principes/a"))
    assert "Nog geen componenten bij deze richtlijn" in words(document)
    assert "/aanmelden" in document.xpath("//main//a/@href")


@pytest.mark.parametrize("key", ["bestaat-niet", "x" * 500, "É", "%00"])
def test_an_unknown_principle_does_not_exist(client, key):
    assert client.get(f"/principes/{key}").status_code in {400, 404}


def test_the_number_of_queries_does_not_grow(session, client, statements):
    make_component(session, principle_keys=("a",))
    few = statements(lambda: client.get("/principes/a"))
    for number in range(6):
        make_component(session, principle_keys=("a", f"p-{number}"), owner_slug=f"o-{number}")
    assert statements(lambda: client.get("/principes/a")) == few


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("/richtlijnen", "/principes"),
        ("/richtlijnen/", "/principes"),
        ("/richtlijnen/a", "/principes/a"),
        ("/richtlijnen/a/", "/principes/a"),
        ("/richtlijnen/a?rol=jurist", "/principes/a?rol=jurist"),
    ],
)
def test_who_types_the_word_of_the_guidance_gets_to_the_same_page(session, client, typed, leads_to):
    make_principle(session, key="a")
    answer = client.get(typed)
    assert (answer.status_code, answer.location) == (301, leads_to)


@pytest.mark.parametrize("key", ["bestaat-niet", "x" * 500, "%00"])
def test_the_other_word_does_not_make_a_principle_exist(client, key):
    assert client.get(f"/richtlijnen/{key}").status_code in {400, 404}
