"""``/wijzigingen``: every status change, in public."""

from datetime import date

import pytest

from govhub.catalogue import changing
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.platform.db import transaction
from tests.inspector import page, words
from tests.making import make_category, make_component


@pytest.fixture
def ended(session):
    """A component that got another status."""
    component = make_component(session, name="Kees", category_keys=("zaken",))
    line = changing.Change(
        new=Status.ENDED,
        decided_by="Gemeente Delft",
        reason="Niemand onderhoudt het.",
        evidence_url="https://code.nl/kees",
        effective_on=date(2027, 1, 5),
    )
    with transaction(session):
        changing.enter(session, component, line)
    return component


def lines(client, query=""):
    answer = client.get(f"/wijzigingen?{query}")
    assert answer.status_code == 200
    return [words(line) for line in page(answer).find_class("gh-changes__item")]


@pytest.mark.usefixtures("ended")
def test_a_change_shows_date_component_owner_reason_and_both_badges(client):
    newest, first = lines(client)
    assert newest == (
        "5 januari 2027 Kees van Gemeente voorbeeld Niemand onderhoudt het. Bron bij Kees "
        "Status: Beschikbaar wordt Status: Beëindigd"
    )
    assert first.endswith("Kees van Gemeente voorbeeld Nieuw Status: Beschikbaar")


@pytest.mark.usefixtures("ended")
def test_what_is_new_can_be_left_out(client):
    assert len(lines(client, "toon=wijzigingen")) == 1


@pytest.mark.usefixtures("ended")
def test_one_category_can_be_chosen_and_followed(session, client):
    make_component(session, name="Geldkist", category_keys=("geld",))
    assert ["Geldkist" in line for line in lines(client, "categorie=geld")] == [True]
    document = page(client.get("/wijzigingen?categorie=geld&toon=wijzigingen"))
    links = document.xpath("//main//a/@href")
    assert "/volgen/categorie/geld" in links
    assert "/wijzigingen.atom?categorie=geld&toon=wijzigingen" in links
    (chosen,) = document.xpath("//main//nav//a[@aria-current]")
    assert words(chosen) == "Alleen wijzigingen, niets nieuws"
    assert document.xpath("//select[@name='categorie']/option[@selected]/@value") == ["geld"]


def test_a_long_list_has_pages_that_keep_the_filters(session, client):
    for _number in range(26):
        make_component(session)
    document = page(client.get("/wijzigingen?categorie=zaken"))
    assert "26 wijzigingen in Zaken" in words(document)
    assert document.xpath("//a[@rel='next']/@href") == ["/wijzigingen?categorie=zaken&pagina=2"]
    assert len(lines(client, "categorie=zaken&pagina=2")) == 1
    title = page(client.get("/wijzigingen?pagina=2")).find(".//title").text
    assert title == "Wijzigingen, pagina 2 van 2 - GovHub"


def test_drafts_are_invisible(session, client):
    make_component(session, name="Geheim", publication=Publication.SUBMITTED)
    assert lines(client) == []
    assert "Er is nog niets veranderd." in words(page(client.get("/wijzigingen")))


def test_markup_stays_text(session, client):
    make_component(session, name="<script>a</script>", reason="<img src=x onerror=b>")
    text = client.get("/wijzigingen").text
    assert "<script>a" not in text
    assert "<img" not in text


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ("pagina=999", "Deze pagina bestaat niet. U ziet de dichtstbijzijnde."),
        ("pagina=0", "Deze pagina bestaat niet."),
        ("pagina=abc", "Deze pagina bestaat niet. U ziet de eerste pagina."),
        ("pagina=" + "9" * 400, "Deze pagina bestaat niet."),
        ("categorie=kapot", "Deze categorie kennen we niet. U ziet alle categorieën."),
        ("categorie=" + "x" * 500, "Deze categorie kennen we niet."),
        ("toon=niets", "Dit filter kennen we niet. U ziet alles."),
        ("toon=%ff", "Dit filter kennen we niet."),
    ],
    ids=lambda text: text[:20],
)
def test_what_cannot_be_used_is_left_out_with_a_notice(client, query, notice):
    answer = client.get(f"/wijzigingen?{query}")
    assert answer.status_code == 200
    assert notice in words(page(answer).find_class("utrecht-alert")[0])


@pytest.mark.parametrize("query", ["pagina=", "pagina=1&pagina=x", "x=1", "categorie=&toon="])
def test_harmless_parameters_are_no_trouble(client, query):
    answer = client.get(f"/wijzigingen?{query}")
    assert answer.status_code == 200
    assert not page(answer).find_class("utrecht-alert")


def test_a_nul_is_refused(client):
    assert client.get("/wijzigingen?categorie=%00").status_code == 400


def test_the_number_of_queries_does_not_grow(session, client, statements):
    make_category(session)
    make_component(session)
    few = statements(lambda: client.get("/wijzigingen"))
    for number in range(8):
        make_component(session, owner_slug=f"o-{number}")
    assert statements(lambda: client.get("/wijzigingen")) == few
