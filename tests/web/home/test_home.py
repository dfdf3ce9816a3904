"""``/``: where to begin, with nothing but real numbers."""

from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from tests.inspector import page, words
from tests.making import make_category, make_component, make_principle


def text(client):
    return words(page(client.get("/")))


def test_the_search_box_asks_the_list(client):
    (form,) = page(client.get("/")).xpath("//search/form")
    assert (form.get("action"), form.get("method")) == ("/componenten", "get")
    assert form.xpath(".//input[@type='search']/@data-gh-combobox") == ["/suggesties"]


def test_the_numbers_are_counted(session, client):
    make_component(session, owner_slug="utrecht")
    make_component(session, owner_slug="utrecht", status=Status.DEMO)
    make_component(session, owner_slug="delft", publication=Publication.DRAFT)
    (numbers,) = page(client.get("/")).find_class("gh-stats")
    assert words(numbers) == "componenten 2 klaar voor gebruik 1 organisaties 1 categorieën 1"


def test_the_categories_of_the_principle_are_tiles_with_their_count(session, client):
    make_category(session, key="geld", name="Betaling", is_of_principle=True, position=1)
    make_category(session, key="leeg", name="Notificaties", is_of_principle=True, position=2)
    make_component(session, category_keys=("geld",))
    tiles = page(client.get("/")).find_class("gh-tile")
    assert [words(tile) for tile in tiles] == [
        "Betaling Alles over Betaling. 1 component",
        "Notificaties Alles over Notificaties. 0 componenten",
    ]
    assert tiles[0].xpath(".//a/@href") == ["/componenten?categorie=geld"]


def test_the_other_categories_are_links_when_they_hold_something(session, client):
    make_category(session, key="zaken", name="Zaken")
    make_category(session, key="leeg", name="Leeg")
    make_component(session, category_keys=("zaken",))
    links = page(client.get("/")).find_class("gh-topics__link")
    assert [words(link) for link in links] == ["Zaken met 1 component"]


def test_the_latest_changes_are_there_with_their_badges(session, client):
    for number in range(7):
        make_component(session, name=f"Kluis {number}")
    changes = page(client.get("/")).find_class("gh-changes__item")
    assert len(changes) == 5
    assert "Kluis 6 van Gemeente voorbeeld Nieuw Status: Beschikbaar" in words(changes[0])


def test_it_leads_to_the_principle_and_to_registering(session, client):
    make_principle(session, key="samenwerking", number=8, title="Deel en hergebruik")
    document = page(client.get("/"))
    assert "Richtlijn 8: Deel en hergebruik" in words(document)
    assert {"/principes/samenwerking", "/aanmelden"} <= set(document.xpath("//main//a/@href"))


def test_an_empty_catalogue_has_a_front_page(client):
    assert "Zoek in 0 componenten" in text(client)
    assert "Laatste statuswijzigingen" not in text(client)


def test_the_number_of_queries_does_not_grow(session, client, statements):
    make_component(session)
    few = statements(lambda: client.get("/"))
    for number in range(8):
        make_component(session, owner_slug=f"o-{number}", category_keys=(f"c-{number}",))
    assert statements(lambda: client.get("/")) == few
