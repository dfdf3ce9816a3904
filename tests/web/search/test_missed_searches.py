"""``/redactie/zoeken``: what people missed."""

import pytest

from tests.inspector import page, words
from tests.making import make_user


def titles(document, section):
    return [
        words(link) for link in document.xpath(f"//section[@aria-labelledby='{section}']//h3/a")
    ]


@pytest.mark.parametrize(
    "path", ["/redactie/zoeken", "/redactie/zoeken/1", "/redactie/zoeken/synoniemen"]
)
def test_only_the_redactie_comes_in(session, client, sign_in, path):
    assert client.get(path).status_code == 302
    assert sign_in(client, make_user(session)).get(path).status_code == 403


def test_what_was_asked_most_is_first_and_tells_how_often(redactie, missed):
    missed("rijwiel")
    missed("brommer", times=12)
    missed("step", total=2, times=3)
    document = page(redactie.get("/redactie/zoeken"))
    assert titles(document, "gemist") == ["brommer", "rijwiel"]
    assert titles(document, "zwak") == ["step"]
    assert "Niets gevonden (2)" in words(document)
    assert "12 keer gezocht" in words(document)
    assert "hoogstens 2 resultaten" in words(document)


def test_each_can_be_tried(redactie, missed):
    missed("rijwiel & co")
    (address,) = page(redactie.get("/redactie/zoeken")).xpath("//a[contains(., 'Probeer')]/@href")
    assert address == "/componenten?q=rijwiel+%26+co"
    assert redactie.get(address).status_code == 200


def test_the_redactie_sees_how_many_there_are(redactie, missed):
    missed("rijwiel")
    missed("step", total=2)
    (link,) = page(redactie.get("/redactie")).xpath("//a[@href='/redactie/zoeken']")
    assert words(link) == "Gemiste zoekvragen (2)"


def test_an_empty_list_says_so(redactie):
    assert "Er staat niets op deze lijst." in redactie.get("/redactie/zoeken").text


def test_nothing_is_done_with_a_reason_and_that_can_be_undone(redactie, missed):
    miss = missed("rijwiel")
    address = f"/redactie/zoeken/{miss.id}"
    redactie.post(f"{address}/afwijzen", data={"because": "Dat is geen software."})
    document = page(redactie.get("/redactie/zoeken"))
    assert titles(document, "gemist") == []
    assert "rijwiel Dat is geen software." in words(document)
    redactie.post(f"{address}/terugzetten")
    assert titles(page(redactie.get("/redactie/zoeken")), "gemist") == ["rijwiel"]


def test_what_was_dismissed_stays_so_when_people_go_on_asking(redactie, missed):
    miss = missed("rijwiel")
    redactie.post(f"/redactie/zoeken/{miss.id}/afwijzen", data={"because": "Nee."})
    assert missed("rijwiel").count == 2
    assert titles(page(redactie.get("/redactie/zoeken")), "gemist") == []


def test_doing_nothing_needs_a_reason(redactie, missed):
    miss = missed("rijwiel")
    answer = redactie.post(f"/redactie/zoeken/{miss.id}/afwijzen", data={"because": " "})
    assert "Leg uit waarom er niets hoeft te gebeuren." in answer.text
    assert page(answer).find(".//title").text.startswith("Fout: ")
    assert titles(page(redactie.get("/redactie/zoeken")), "gemist") == ["rijwiel"]


@pytest.mark.parametrize("key", ["7", "999999999999999999999999"])
@pytest.mark.parametrize("action", ["synoniem", "trefwoord", "afwijzen", "terugzetten"])
def test_what_is_not_there_is_not_found(redactie, key, action):
    assert redactie.get(f"/redactie/zoeken/{key}").status_code == 404
    assert redactie.post(f"/redactie/zoeken/{key}/{action}").status_code == 404


def test_the_page_asks_the_database_as_often_for_many_as_for_one(redactie, missed, statements):
    missed("een")
    few = statements(lambda: redactie.get("/redactie/zoeken"))
    for number in range(10):
        missed(f"zaak {number}")
    assert statements(lambda: redactie.get("/redactie/zoeken")) == few
