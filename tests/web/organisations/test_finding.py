"""``/organisaties?q=…``: every organisation there is, also those that are no more."""

from datetime import date

import pytest

from govhub.accounts import organisations
from govhub.platform.db import transaction
from tests.inspector import page, words
from tests.making import make_component, make_organisation


def names(response):
    return [words(each) for each in page(response).xpath("//main//ul[@class='gh-rows']//strong")]


def test_a_part_of_a_name_is_enough(session, client, zwolle, ander):
    make_organisation(session, name="Waterschap Drents Overijsselse Delta", short_name="WDOD")
    assert names(client.get("/organisaties?q=zwol")) == ["Gemeente Zwolle"]
    assert names(client.get("/organisaties?q=wdod")) == ["Waterschap Drents Overijsselse Delta"]
    assert names(client.get("/organisaties?q=Zwole")) == ["Gemeente Zwolle"]
    assert names(client.get("/organisaties?q=gemeente")) == ["Gemeente Ander", "Gemeente Zwolle"]


def test_by_sort(session, client, zwolle):
    make_organisation(session, name="Waterschap Vallei", kind="waterschap")
    assert names(client.get("/organisaties?soort=waterschap")) == ["Waterschap Vallei"]
    assert names(client.get("/organisaties?soort=gemeente&q=vallei")) == []
    assert names(client.get("/organisaties?soort=bestaat-niet")) == []


def test_the_form_works_without_scripts(session, client, zwolle, ander):
    for address in ("/organisaties", "/organisaties?q=zwolle&soort=gemeente"):
        form = page(client.get(address)).xpath("//main//form")[0]
        assert (form.get("action"), form.get("method")) == ("/organisaties", "get")
        data = {**dict(form.form_values()), "q": "ander"}
        response = client.get(form.get("action"), query_string=data)
        assert names(response) == ["Gemeente Ander"]


def test_fifty_on_a_page_and_the_last_page_for_what_is_beyond(session, client):
    for number in range(53):
        make_organisation(session, name=f"Gemeente {number:03}")
    first = client.get("/organisaties?toon=alle")
    assert len(names(first)) == 50
    assert "53 organisaties gevonden" in words(page(first))
    assert page(first).xpath("//a[@rel='next']/@href") == ["/organisaties?toon=alle&pagina=2"]
    last = client.get("/organisaties?toon=alle&pagina=999")
    assert len(names(last)) == 3
    assert "Pagina 999 bestaat niet. U ziet de laatste." in words(page(last))


def test_what_is_no_more_says_so_and_comes_last(session, client, editor, zwolle):
    old = make_organisation(session, name="Gemeente Zwollerkerspel")
    gone = make_organisation(session, name="Zwolse Dienst", active_until=date(2020, 1, 31))
    with transaction(session):
        organisations.merge(session, editor, old, zwolle, since=date(1967, 8, 1))
    found = client.get("/organisaties?q=zwol")
    assert names(found) == ["Gemeente Zwolle", "Gemeente Zwollerkerspel", "Zwolse Dienst"]
    text = words(page(found))
    assert "Bestaat niet meer sinds 1 augustus 1967, opgegaan in Gemeente Zwolle" in text
    assert "Bestaat niet meer sinds 1 februari 2020" in text
    assert gone.slug in found.text


def test_nothing_found_says_what_to_do(client):
    text = words(page(client.get("/organisaties?q=xyzzy")))
    assert "0 organisaties gevonden" in text
    assert "vraag het aan de redactie" in text.lower()


@pytest.mark.parametrize(
    "query", ["q=%00", "q=" + "x" * 5000, "pagina=-1", "pagina=x&toon=alle", "soort=%3Cb%3E"]
)
def test_odd_questions_get_a_page(client, zwolle, query):
    assert client.get(f"/organisaties?{query}").status_code in {200, 400}


def test_the_old_page_leads_to_the_new_one_which_says_so(session, client, editor, zwolle):
    old = make_organisation(session, name="Gemeente Oud")
    make_component(session, name="Oudzaak", owner_slug=old.slug)
    with transaction(session):
        organisations.merge(session, editor, old, zwolle, since=date(2027, 1, 1))
    response = client.get(f"/organisaties/{old.slug}")
    assert response.status_code == 302
    document = page(client.get(response.location))
    assert "Gemeente Oud is op 1 januari 2027 opgegaan in Gemeente Zwolle" in words(document)
    assert "Eerder: Gemeente Oud" in words(document)
    assert "/componenten/oudzaak" in document.xpath("//main//a/@href")
    follow = client.get(f"/organisaties/{old.slug}/volgen")
    assert follow.location == f"/organisaties/{zwolle.slug}/volgen"


def test_a_component_of_what_is_no_more_says_so(session, client, editor, zwolle):
    old = make_organisation(session, name="Gemeente Oud")
    component = make_component(session, owner_slug=old.slug)
    with transaction(session):
        organisations.merge(session, editor, old, zwolle)
    text = words(page(client.get(f"/componenten/{component.slug}")))
    assert "Gemeente Oud (opgegaan in Gemeente Zwolle)" in text
    feed = client.get(f"/organisaties/{zwolle.slug}.atom")
    assert component.name in feed.text
