"""``?op=2026-03-01``: the page and the JSON of a component with the status of that day."""

from datetime import UTC, datetime, timedelta

import pytest

from govhub.catalogue.status import Status
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.language import long_date
from tests.inspector import words
from tests.making import make_component

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def kees(session, decide):
    """Since 1 March a demo; since 11 March available."""
    with clock.at(START):
        component = make_component(session, name="Kees", status=Status.DEMO, reason="Probeer.")
    with clock.at(START + timedelta(days=10)):
        decide(component, Status.AVAILABLE, reason="Versie 1.")
    return component


def banner(document):
    (found,) = document.xpath("//section[@aria-label='Terug in de tijd']")
    return words(found)


def test_the_page_shows_the_status_of_that_day_and_says_so(shown, kees):
    document = shown(kees, op="2026-03-05")
    assert banner(document) == (
        "U kijkt naar 5 maart 2026. Toen was de status Status: Demo ; de andere gegevens zijn "
        "die van nu. Nu is de status Status: Beschikbaar . Bekijk de pagina van vandaag"
    )
    assert words(document.find_class("gh-pagehead")[0]).count("Status: Demo") == 1
    use = words(document.xpath("//*[@aria-labelledby='c-gebruik']")[0])
    assert use.startswith("Mocht ik dit gebruiken op 5 maart 2026? Alleen om te proberen")
    assert "Deze status gold sinds 1 maart 2026 . Reden: Probeer." in use
    (current,) = document.xpath("//li[@aria-current='step']")
    assert "Status: Demo sinds 1 maart 2026" in words(current)
    assert document.find(".//title").text == "Kees op 5 maart 2026 - GovHub"
    assert document.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert document.xpath("//link[@rel='canonical']/@href") == ["http://localhost/componenten/kees"]
    assert document.xpath("//input[@name='op']/@value") == ["2026-03-05"]


def test_before_it_had_a_status_it_was_not_in_the_catalogue(shown, client, kees):
    document = shown(kees, op="2026-02-28")
    assert "Toen stond het component nog niet in de catalogus." in banner(document)
    assert not document.xpath("//*[@aria-labelledby='c-gebruik']")
    status = client.get("/componenten/kees.json?op=2026-02-28").json["status"]
    assert (status["waarde"], status["stondInCatalogus"]) == (None, False)


def test_a_status_from_before_the_catalogue_was_written_down_later(session, shown):
    with clock.at(START):
        component = make_component(session, status=Status.DEMO)
    with transaction(session):
        component.published_at = START + timedelta(days=5)
    assert "De status van die dag is later opgeschreven." in banner(
        shown(component, op="2026-03-02")
    )


def test_what_was_corrected_later_is_told(shown, client, kees, decide, correct):
    with clock.at(START + timedelta(days=20)):
        decide(kees, Status.DEMO, reason="Oeps.")
    with clock.at(START + timedelta(days=25)):
        correct(kees, Status.AVAILABLE)
    told = banner(shown(kees, op="2026-03-22"))
    assert "Toen was de status Status: Beschikbaar" in told
    assert "Op die dag stond hier Status: Demo . Dat is gecorrigeerd op 26 maart 2026" in told
    assert "Reden: Vergissing." in told
    status = client.get("/componenten/kees.json?op=2026-03-22").json["status"]
    assert (status["waarde"], status["laterGecorrigeerd"], status["toenGetoond"]) == (
        "beschikbaar",
        True,
        "demo",
    )
    assert "gecorrigeerd" not in banner(shown(kees, op="2026-03-27"))


def test_what_holds_now_is_not_said_of_that_day(shown, client, kees, decide):
    decide(kees, Status.PHASING_OUT, end_date=clock.today() + timedelta(days=9), reason="Op.")
    document = shown(kees, op="2026-03-05")
    assert len(document.find_class("gh-stops")) == 1
    assert "Deprecation" not in client.get("/componenten/kees?op=2026-03-05").headers
    assert "Sunset" not in client.get("/componenten/kees.json?op=2026-03-05").headers


@pytest.mark.parametrize(
    ("asked", "notice"),
    [
        ("2026-13-01", "Deze datum begrijpen we niet."),
        ("2026-02-30", "Deze datum begrijpen we niet."),
        ("20260301", "Deze datum begrijpen we niet."),
        ("gisteren", "Deze datum begrijpen we niet."),
        ("\u0662\u0660\u0662\u0666-03-01", "Deze datum begrijpen we niet."),
        ("0000-00-00", "Deze datum begrijpen we niet."),
        ("x" * 5000, "Deze datum begrijpen we niet."),
        ("9999-12-31", "31 december 9999 moet nog komen."),
    ],
    ids=lambda text: text[:12],
)
def test_a_day_that_cannot_be_gives_a_notice_and_the_page_of_today(
    shown, client, kees, asked, notice
):
    document = shown(kees, op=asked)
    told = words(document.find_class("utrecht-alert")[0])
    assert notice in told
    assert told.endswith("U ziet de pagina van vandaag.")
    assert "Mag ik dit gebruiken?" in words(document)
    answer = client.get("/componenten/kees.json", query_string={"op": asked})
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert notice in answer.json["detail"]


@pytest.mark.parametrize("asked", ["", " ", clock.today().isoformat()])
def test_today_is_the_usual_page(shown, kees, asked):
    document = shown(kees, op=asked)
    assert not document.find_class("utrecht-alert")
    assert "Mag ik dit gebruiken?" in words(document)


def test_the_first_day_of_all_is_a_day(shown, kees):
    assert "U kijkt naar 1 januari 1." in banner(shown(kees, op="0001-01-01"))


def test_a_form_leads_to_another_day(client, shown, kees):
    (form,) = shown(kees).xpath("//form[.//input[@name='op']]")
    assert (form.get("method"), form.get("action")) == ("get", "/componenten/kees")
    assert form.xpath(".//input/@max") == [clock.today().isoformat()]
    assert long_date(clock.today()) not in words(form)


def test_looking_back_asks_no_more_of_the_database(client, statements, kees):
    usual = statements(lambda: client.get("/componenten/kees"))
    assert statements(lambda: client.get("/componenten/kees?op=2026-03-05")) <= usual
