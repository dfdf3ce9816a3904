"""The page of a guideline whose text was imported: for each role, with the actions of today."""

import pytest

from govhub.catalogue.models import RegistryAction
from govhub.catalogue.status import Status
from govhub.guidance import importing, queries
from govhub.guidance.checkout import Checkout, Source
from govhub.guidance.models import Part, Role
from govhub.guidance.text import blocks
from govhub.guidance.text.blocks import Card, Cards, Tab, Tabs, Text
from govhub.kernel import clock
from govhub.platform.db import transaction
from tests.inspector import page, words
from tests.making import make_component, make_principle

TEXT = """\
# 8. Deel

Waarom? Daarom.

<div class="action-cards">
<div class="action-card"><span class="wip-badge">concept</span><h4>NL Design System</h4>
<p>Samen bouwen.</p><a href="https://www.nldesignsystem.nl">Ontdekken</a></div>
<div class="action-card"><span class="wip-badge">concept</span><h4>GovHub</h4>
<p>Een hub.</p><button disabled>Verkennen</button></div>
</div>

=== "Beleidsmaker"
    Voor beleid.

=== "Jurist"
    Voor het recht.
"""
MORE_TABS = """\
=== "Jurist"
    === "Nederland"
        Hier.

    === "Europa"
        Daar.

=== "Inkoper"
    Voor de inkoop.

Daarna.

=== "Nederland"
    Nog eens.
"""
PHASES = """\
## Wanneer doe je wat?

<div class="action-cards" data-richtlijn="samenwerking" data-fase="verkenning"></div>
"""


@pytest.fixture
def guideline(session):
    """A guideline with a text, and a page about its phases."""
    bring_in(session, TEXT, PHASES)


def bring_in(session, text, phases):
    """Bring a guideline in with these texts."""

    def source(part, name, text):
        data = f'---\ntitle: "8. Deel"\nsummary: Samen.\n---\n{text}'.encode()
        return Source(key="samenwerking", part=part, path=f"richtlijnen/x/{name}", data=data)

    with transaction(session):
        importing.bring_in(
            session,
            Checkout(
                folder="richtlijnen",
                site="https://nerds.voorbeeld.nl/",
                sources=(
                    source(Part.GUIDELINE, "index.md", text),
                    source(Part.PHASES, "fases.md", phases),
                ),
            ),
        )


def cards(client, address="/principes/samenwerking"):
    return page(client.get(address)).find_class("gh-action")


def test_the_text_stands_on_the_page_with_where_it_comes_from(client, guideline):
    document = page(client.get("/principes/samenwerking"))
    text = words(document)
    assert "Waarom? Daarom." in text
    assert "Voor beleid." in text
    assert "Nederlandse Richtlijn Digitale Systemen (NeRDS)" in text
    assert "EUPL-1.2" in text
    assert document.xpath("//a[@href='https://nerds.voorbeeld.nl/richtlijnen/samenwerking/']")


def test_tabs_have_names_of_their_own_however_many_there_are(client, session):
    bring_in(session, TEXT + "Tekst.\n\n" + MORE_TABS, MORE_TABS)
    document = page(client.get("/principes/samenwerking?rol=jurist"))
    ids = document.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {"richtlijn-beleidsmaker", "richtlijn-jurist"} <= set(ids)
    tabs = document.find_class("gh-tabs__tab")
    assert [each.get("href")[1:] in ids for each in tabs] == [True] * 12
    chosen = [each.get("href") for each in tabs if "data-gh-chosen" in each.attrib]
    assert len(chosen) == 3


def test_a_card_has_the_status_of_today_and_leads_to_the_component(client, session, guideline):
    make_component(
        session,
        name="NL Design System",
        website_url="https://nldesignsystem.nl/",
        status=Status.AVAILABLE,
    )
    known, unknown = cards(client)
    assert known.xpath(".//a/@href")[0] == "/componenten/nl-design-system"
    assert "Status: Beschikbaar" in words(known)
    assert "Status: Concept" in words(unknown)


def test_a_card_without_a_link_is_a_button_that_says_why_not(client, guideline):
    _known, unknown = cards(client)
    assert unknown.xpath(".//button[@disabled]")
    assert "Dit is nog een idee. Er is nog niets om te openen." in words(unknown)


def test_what_ends_has_no_button_any_more(client, session, guideline):
    make_component(session, name="NL Design System", status=Status.ENDED, reason="Klaar.")
    known, _unknown = cards(client)
    assert known.xpath(".//button[@disabled]")
    assert "Dit is gestopt." in words(known)


def test_a_place_for_a_phase_shows_what_belongs_to_that_phase(client, session, guideline):
    linked = make_component(session, name="Wegwijzer", principle_keys=("samenwerking",))
    make_component(session, name="Iets later", principle_keys=("samenwerking",))
    with transaction(session):
        linked.principle_links[0].phases = ["verkenning"]
        session.add(
            RegistryAction(
                key="los",
                position=1,
                facts={
                    "name": "Losse actie",
                    "description": "Niet in de catalogus.",
                    "richtlijn": ["samenwerking"],
                    "fase": "verkenning",
                    "status": "ontwikkeling",
                    "action": "Starten",
                    "source": None,
                },
                read_at=clock.now(),
            )
        )
    names = [words(each) for each in cards(client)[2:]]
    assert [name.split(" Status")[0] for name in names] == ["Wegwijzer", "Losse actie"]
    assert "Hier wordt nog aan gebouwd." in names[1]


def test_the_role_that_is_asked_for_is_remembered_until_somebody_forgets_it(client, guideline):
    def chosen(address):
        document = page(client.get(address))
        return document.xpath("//nav[@class='gh-roles']//a[@aria-current]/text()")

    assert chosen("/principes/samenwerking") == ["Iedereen"]
    assert chosen("/principes/samenwerking?rol=jurist") == ["Jurist"]
    assert chosen("/principes/samenwerking") == ["Jurist"]
    assert chosen("/principes/samenwerking?rol=tuinman") == ["Iedereen"]
    assert chosen("/principes/samenwerking") == ["Jurist"]
    assert chosen("/principes/samenwerking?rol=iedereen") == ["Iedereen"]
    assert chosen("/principes/samenwerking") == ["Iedereen"]


def test_the_part_for_the_chosen_role_is_the_one_that_opens(client, guideline):
    document = page(client.get("/principes/samenwerking?rol=jurist"))
    assert document.xpath("//a[@data-gh-chosen]/@href") == ["#richtlijn-jurist"]
    assert document.xpath("//section[@id='richtlijn-jurist']//p[text()='Voor het recht.']")


OWN_WORDS = blocks.as_json(
    (
        Cards(cards=(Card(name="GovHub", summary="", action="Kijken", url=None, status=None),)),
        Tabs(
            tuple(
                Tab(label=role.label, role=role, blocks=(Text(f"<ol><li>{role.value}</li></ol>"),))
                for role in (Role.BUYER, Role.LAWYER)
            )
        ),
    )
)


def test_before_an_import_the_page_says_what_to_do_in_words_of_our_own(client, session):
    make_component(session, name="GovHub", status=Status.CONCEPT)
    make_principle(session, key="samenwerking", own_text=OWN_WORDS)
    document = page(client.get("/principes/samenwerking?rol=jurist"))
    (card,) = document.find_class("gh-action")
    assert "Status: Concept" in words(card)
    assert card.xpath(".//a/@href") == ["/componenten/govhub"]
    assert document.xpath("//a[@data-gh-chosen]/@href") == ["#richtlijn-jurist"]
    assert document.xpath("//section[@id='richtlijn-inkoper']//li[text()='inkoper']")
    (other,) = document.xpath("//nav[@class='gh-roles']//a[text()='Inkoper']/@href")
    assert other == "/principes/samenwerking?rol=inkoper#doen"
    assert "geen tekst van de richtlijn" in words(document)


def test_once_there_is_a_text_our_own_words_go(client, session, guideline):
    with transaction(session):
        principle = queries.principle_by_key(session, "samenwerking")
        principle.own_text = OWN_WORDS
    document = page(client.get("/principes/samenwerking"))
    assert not document.xpath("//*[@id='doen']")
    assert "geen tekst van de richtlijn" not in words(document)


def test_a_guideline_that_is_gone_says_so(client, session):
    make_principle(session, key="oud", title="Oud", ended_on=clock.today())
    assert "Deze richtlijn staat niet meer in de NeRDS" in words(page(client.get("/principes/oud")))
