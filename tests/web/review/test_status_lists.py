"""What the redactie sees of statuses: not confirmed in time, and announced."""

from datetime import timedelta

import pytest

from govhub.catalogue.changing import StatusWish
from govhub.catalogue.ledger.queries import waiting_plans
from govhub.catalogue.planning import announce
from govhub.catalogue.status import Status
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.language import long_date
from govhub.web.review import queue
from tests.inspector import page, words
from tests.making import make_component, make_editor
from tests.web.review.conftest import DECISION

OVERDUE = "/redactie/status/niet-bevestigd"
ANNOUNCED = "/redactie/status/aangekondigd"


@pytest.fixture
def old(session, submitter):
    """Make a component that is so many days too late: ``old(3, name="Kees")``."""

    def old(days, **overrides):
        component = make_component(session, submitted_by=submitter, **overrides)
        with transaction(session):
            component.confirm_by = clock.today() - timedelta(days=days)
        return component

    return old


@pytest.fixture
def plan(session):
    """Announce a demo: ``plan(3, name="Kees")``."""

    def plan(days, **overrides):
        component = make_component(session, status=Status.CONCEPT, **overrides)
        day = clock.today() + timedelta(days=days)
        wish = StatusWish(new=Status.DEMO, effective_on=day, reason="Dan is het klaar.")
        with transaction(session):
            announce(session, component, wish, decided_by="Gemeente Delft", is_approved=False)
        return component

    return plan


def names(document, section=None):
    where = f"//section[@aria-labelledby='{section}']" if section else "//main"
    rows = document.xpath(f"{where}//ul[@class='gh-rows']/li/div[1]/a")
    return [words(row) for row in rows]


@pytest.mark.parametrize("path", [OVERDUE, ANNOUNCED])
def test_only_the_redactie_comes_in(client, browser, submitter, path):
    assert client.get(path).location.startswith("/inloggen")
    assert browser(submitter).get(path).status_code == 403


def test_what_is_overdue_longest_is_first(session, redactie, old):
    old(1, name="Jong")
    old(40, name="Oud")
    old(0, name="Op tijd")
    document = page(redactie.get(OVERDUE))
    assert names(document) == ["Oud", "Jong"]
    assert "40 dagen te laat" in words(document)
    assert "1 dag te laat" in words(document)
    assert "Nog niet gevraagd" in words(document)


def test_the_redactie_confirms_from_the_list(redactie, old):
    component = old(3)
    document = page(redactie.get(OVERDUE))
    assert f"/componenten/{component.slug}/status" in document.xpath("//main//a/@href")
    redactie.post(f"/componenten/{component.slug}/status/bevestigen")
    assert names(page(redactie.get(OVERDUE))) == []
    assert "Elke status is op tijd bevestigd." in redactie.get(OVERDUE).text


def test_what_is_announced_for_the_first_day_is_first(session, redactie, plan):
    later, sooner = plan(30, name="Later"), plan(3, name="Eerder")
    document = page(redactie.get(ANNOUNCED))
    assert names(document) == ["Eerder", "Later"]
    assert long_date(clock.today() + timedelta(days=3)) in words(document)
    assert "Besluit van Gemeente Delft" in words(document)
    hrefs = document.xpath("//main//a/@href")
    for component in (later, sooner):
        [found] = waiting_plans(session, component)
        assert f"/componenten/{component.slug}/aankondigingen/{found.public_id}" in hrefs


def test_the_first_page_shows_the_beginning_of_each_list(redactie, old, plan, monkeypatch):
    monkeypatch.setattr(queue, "AT_FIRST", 2)
    for days in (1, 2, 3):
        old(days, name=f"Te laat {days}")
        plan(days, name=f"Aangekondigd {days}")
    document = page(redactie.get("/redactie"))
    assert names(document, "niet-bevestigd") == ["Te laat 3", "Te laat 2"]
    assert names(document, "aangekondigd") == ["Aangekondigd 1", "Aangekondigd 2"]
    text = words(document)
    assert "Status niet op tijd bevestigd (3)" in text
    assert "Aangekondigde wijzigingen (3)" in text
    hrefs = document.xpath("//main//section//a/@href")
    assert OVERDUE in hrefs
    assert ANNOUNCED in hrefs


def test_a_long_list_has_pages(redactie, old, monkeypatch):
    monkeypatch.setattr(queue, "PAGE_SIZE", 2)
    for days in (1, 2, 3):
        old(days, name=f"Te laat {days}")
    second = page(redactie.get(f"{OVERDUE}?pagina=2"))
    assert names(second) == ["Te laat 1"]
    assert words(second.find(".//title")).startswith(
        "Status niet op tijd bevestigd, pagina 2 van 2"
    )
    beyond = redactie.get(f"{OVERDUE}?pagina=99")
    assert "Deze pagina bestaat niet." in beyond.text
    assert names(page(redactie.get(f"{OVERDUE}?pagina=x"))) == ["Te laat 3", "Te laat 2"]


def test_the_first_page_leads_to_all_work_of_the_redactie(redactie):
    document = page(redactie.get("/redactie"))
    [work] = document.xpath("//nav[@aria-label='Werk van de redactie']")
    assert {OVERDUE, ANNOUNCED, "/redactie/leveringen", "/redactie/zoeken"} <= set(
        work.xpath(".//a/@href")
    )
    assert "Niet aangekomen (0)" in words(work)


def test_an_empty_list_says_so(redactie):
    assert "Er is niets aangekondigd." in redactie.get(ANNOUNCED).text
    assert "Elke status is op tijd bevestigd." in redactie.get("/redactie").text


@pytest.mark.parametrize("path", [OVERDUE, ANNOUNCED, "/redactie"])
def test_a_long_list_asks_the_database_as_much_as_a_short_one(
    session, redactie, statements, old, plan, path
):
    old(1)
    plan(1)
    few = statements(lambda: redactie.get(path))
    for days in (1, 2, 3):
        old(days)
        plan(days)
    assert statements(lambda: redactie.get(path)) == few


def test_a_proposal_shows_its_day_and_what_approval_does(session, browser, redactie, propose):
    day = clock.today() + timedelta(days=30)
    component = propose(effective_on=day)
    waiting = words(page(redactie.get("/redactie")))
    assert f"Voorgesteld: Beschikbaar per {long_date(day)}" in waiting
    text = words(page(redactie.get(f"/redactie/{component.slug}")))
    assert f"naar Status: Beschikbaar per {long_date(day)}" in text
    assert "De wijziging wordt dan aangekondigd" in text
    other = browser(make_editor(session))
    answer = other.submit(f"/redactie/{component.slug}", DECISION, verdict="goedkeuren")
    said = words(page(other.get(answer.location)).find_class("gh-said")[0])
    assert f"krijgt per {long_date(day)} de status Beschikbaar." in said
    assert component.status is Status.DEMO
    [waiting] = waiting_plans(session, component)
    assert waiting.effective_on == day
