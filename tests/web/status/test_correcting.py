"""The last change was a mistake: within 14 days it is corrected, visibly and without mail."""

from datetime import timedelta

import pytest

from govhub.catalogue.ledger.models import LineKind
from govhub.catalogue.ledger.queries import latest_move
from govhub.catalogue.status import Status
from govhub.kernel import clock
from govhub.platform.language import long_date
from tests.inspector import page, words


@pytest.fixture
def mistaken(public, decide):
    """A component that went from concept to demo, by mistake."""
    component = public(name="Zaakregister", status=Status.CONCEPT)
    decide(component, Status.DEMO)
    return component


def address(component):
    return f"/componenten/{component.slug}/status/corrigeren"


def errors(answer):
    return words(page(answer).find_class("gh-error-summary")[0])


def test_the_status_page_offers_it_while_it_can_be_done(me, browser, submitter, mistaken):
    path = f"/componenten/{mistaken.slug}/status"
    text = words(page(me.get(path)))
    assert "Was dit een vergissing?" in text
    assert f"tot en met {long_date(clock.today() + timedelta(days=14))}" in text
    with clock.at(clock.now() + timedelta(days=15)):
        me = browser(submitter)
        assert "Was dit een vergissing?" not in me.get(path).text
        assert me.get(address(mistaken)).status_code == 409


def test_a_mistake_is_corrected_and_stays_visible(session, me, client, mistaken):
    answer = me.submit(address(mistaken), new="ontwikkeling", reason="Ik klikte verkeerd.")
    assert answer.location == f"/componenten/{mistaken.slug}"
    assert "De vergissing is gecorrigeerd." in me.get(answer.location).text
    line = latest_move(session, mistaken)
    assert (line.kind, line.new) == (LineKind.CORRECTION, Status.DEVELOPMENT)
    assert "Ik klikte verkeerd." in client.get(answer.location).text


def test_the_page_says_what_will_happen(me, mistaken, decide):
    decide(mistaken, Status.ENDED, in_days=90, reason="Klaar.")
    text = words(page(me.get(address(mistaken))))
    assert "Zaakregister ging van Status: Concept naar Status: Demo" in text
    assert "blijft voor iedereen te zien" in text
    assert "Niemand krijgt er een mail over." in text
    assert "Dit is aangekondigd en vervalt: Beëindigd per" in text
    assert "Dit was de status voor de wijziging." in text


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "Kies de goede status."),
        ({"new": "concept"}, "Leg uit wat er verkeerd was."),
        ({"new": "onzin", "reason": "x"}, "Kies iets uit de lijst."),
        ({"new": "demo", "reason": "x"}, "Kies iets uit de lijst."),
        ({"new": "uitfaseren", "reason": "x"}, "Vul de datum in waarop het stopt."),
        ({"new": "uitfaseren", "reason": "x", "end_date": "ooit"}, "Vul een datum in die bestaat"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(me, mistaken, values, sentence):
    assert sentence in errors(me.submit(address(mistaken), **values))
    assert mistaken.status is Status.DEMO


def test_only_the_redactie_may_correct_to_available(me, redactie, mistaken):
    assert "beschikbaar" not in page(me.get(address(mistaken))).xpath("//input/@value")
    redactie.submit(address(mistaken), new="beschikbaar", reason="Dit was bedoeld.")
    assert mistaken.status is Status.AVAILABLE


def test_a_change_that_somebody_made_meanwhile_is_a_conflict(session, me, mistaken, decide):
    seen = page(me.get(address(mistaken))).get_element_by_id("line").get("value")
    decide(mistaken, Status.ENDED, reason="Klaar.")
    values = {"line": seen, "new": "concept", "reason": "Dit mag niet weg."}
    answer = me.post(address(mistaken), data=values)
    assert answer.status_code == 409
    assert "Iemand anders heeft de status intussen gewijzigd." in answer.text
    assert "Dit mag niet weg." in answer.text
    assert mistaken.status is Status.ENDED


def test_the_first_status_is_no_mistake(me, public):
    component = public()
    assert "Was dit een vergissing?" not in me.get(f"/componenten/{component.slug}/status").text
    assert me.get(address(component)).status_code == 409
