"""What other sites show of the catalogue: a badge that they can keep, and cards of a guideline."""

import re

import pytest
from lxml import etree

from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.platform.db import transaction
from govhub.web.elsewhere import badge
from tests.inspector import page, words
from tests.making import make_component, make_principle

BADGE = "/componenten/wegwijzer/badge.svg"
SVG = "{http://www.w3.org/2000/svg}"


def image(response):
    return etree.fromstring(response.get_data())


@pytest.mark.parametrize("status", Status)
def test_the_badge_says_the_status_in_a_word(client, session, status):
    make_component(session, name="Wegwijzer", status=status, reason="Zo is het.")
    response = client.get(BADGE)
    assert response.content_type == "image/svg+xml; charset=utf-8"
    found = image(response)
    assert found.findtext(f"{SVG}title") == (f"Wegwijzer heeft in GovHub de status {status.label}.")
    assert [each.text for each in found.iter(f"{SVG}text")] == ["GovHub", status.label]


def test_a_name_cannot_break_out_of_the_badge(client, session):
    make_component(session, name='</title><script>alert(1)</script>"&')
    response = client.get("/componenten/title-script-alert-1-script/badge.svg")
    assert [each for each in image(response).iter() if "script" in str(each.tag)] == []


def test_every_site_may_show_the_badge_and_keep_it_a_while(client, session):
    make_component(session, name="Wegwijzer")
    response = client.get(BADGE)
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["Cache-Control"] == "public, max-age=300"
    again = client.get(BADGE, headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")


def test_the_badge_changes_with_the_status(client, session):
    component = make_component(session, name="Wegwijzer", status=Status.DEMO)
    before = client.get(BADGE).headers["ETag"]
    with transaction(session):
        component.status = Status.AVAILABLE
    assert client.get(BADGE, headers={"If-None-Match": before}).status_code == 200


def test_of_what_is_hidden_the_badge_says_so(client, session):
    make_component(session, name="Wegwijzer", publication=Publication.HIDDEN)
    response = client.get(BADGE)
    assert response.status_code == 410
    assert image(response).findtext(f"{SVG}title") == (
        "Wegwijzer staat niet meer in de catalogus van GovHub."
    )


@pytest.mark.parametrize("publication", [Publication.DRAFT, Publication.SUBMITTED])
def test_what_is_not_public_has_no_badge(client, session, publication):
    make_component(session, name="Wegwijzer", publication=publication)
    assert client.get(BADGE).status_code == 404


def _luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_words_stand_out_from_their_ground(status, scheme):
    text, ground = map(_luminance, getattr(badge.COLOURS[status], scheme))
    brighter, darker = max(text, ground), min(text, ground)
    assert (brighter + 0.05) / (darker + 0.05) >= 4.5


def test_the_page_of_the_badge_gives_what_to_copy(client, session):
    make_component(session, name="Wegwijzer [nieuw]")
    document = page(client.get("/componenten/wegwijzer-nieuw/badge"))
    markdown, html, mkdocs = [each.text_content() for each in document.xpath("//pre/code")]
    address = "http://localhost/componenten/wegwijzer-nieuw"
    assert markdown == (
        rf"[![Status van Wegwijzer \[nieuw\] in GovHub]({address}/badge.svg)]({address})"
    )
    assert f'<a href="{address}"><img src="{address}/badge.svg" alt="Status van Wegwijzer' in html
    assert mkdocs.startswith(markdown)


# --- cards ------------------------------------------------------------------------------------


@pytest.fixture
def guideline(session):
    make_principle(session, key="data", title="Data")
    early = make_component(
        session,
        name="Vroeg",
        summary="Kijk eerst.",
        principle_keys=("data",),
        status=Status.CONCEPT,
    )
    make_component(
        session, name="Altijd", principle_keys=("data",), website_url="https://altijd.nl"
    )
    with transaction(session):
        early.principle_links[0].phases = ["verkenning"]


def test_the_fragment_has_the_cards_in_the_words_of_the_guidance(client, guideline):
    response = client.get("/principes/data/kaarten")
    cards = page(response).find_class("action-card")
    assert [each.findtext(".//h4/a") for each in cards] == ["Vroeg", "Altijd"]
    assert "Concept Vroeg Kijk eerst. Openen" in words(cards[0])
    assert cards[0].xpath(".//button[@disabled]")
    assert cards[1].xpath(".//a[@class='action-button']/@href") == ["https://altijd.nl"]
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert not re.search("<html|<body|<script", response.get_data(as_text=True))


def test_a_phase_leaves_the_others_out(client, guideline):
    found = client.get("/principes/data/kaarten.json?fase=verkenning").get_json()["kaarten"]
    assert [each["naam"] for each in found] == ["Vroeg"]
    assert found[0]["status"] == "concept"
    assert found[0]["fasen"] == ["verkenning"]


@pytest.mark.parametrize(
    "address", ["/principes/weg/kaarten", "/principes/data/kaarten?fase=sloop"]
)
def test_what_is_not_there_is_not_found(client, guideline, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address", ["/", "/componenten/vroeg", "/principes/data", "/componenten", "/redactie"]
)
def test_no_other_page_may_be_read_by_another_site(client, guideline, address):
    assert "Access-Control-Allow-Origin" not in client.get(address).headers


def test_what_every_site_may_keep_sets_no_cookie(client, session):
    make_component(session, name="Wegwijzer", principle_keys=("data",))
    for address in (BADGE, "/principes/data/kaarten", "/principes/data/kaarten.json"):
        assert "Set-Cookie" not in client.get(f"{address}?rol=jurist").headers
    page_of_it = client.get("/componenten/wegwijzer?rol=jurist")
    assert page_of_it.headers["Set-Cookie"].startswith("rol=jurist")
