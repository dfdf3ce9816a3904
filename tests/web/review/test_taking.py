"""Who took it, what is late, and the parts of the queue."""

from datetime import timedelta

import pytest

from govhub.kernel import clock
from govhub.registration import queries
from govhub.web.review import queue
from tests.inspector import page, words
from tests.making import make_component, make_editor
from tests.web.review.conftest import DECISION


@pytest.fixture
def old(submit):
    """Submit something so many days ago: ``old(3, name="Kees")``."""

    def old(days, **overrides):
        with clock.at(clock.now() - timedelta(days=days)):
            return submit(**overrides)

    return old


def titles(answer):
    path = "//section[@aria-labelledby='wacht']//h3/a"
    return [words(link) for link in page(answer).xpath(path)]


def take(browser, component):
    return browser.submit(f"/redactie/{component.slug}", "//form[contains(@action, 'oppakken')]")


def test_what_is_late_stands_first_and_says_for_when_it_was_promised(redactie, old):
    old(40, name="Te laat")
    old(0, name="Nieuw")
    answer = redactie.get("/redactie")
    assert titles(answer) == ["Te laat", "Nieuw"]
    assert "Te laat: beloofd voor" in words(page(answer))
    assert "Te laat (1)" in words(page(answer))
    assert titles(redactie.get("/redactie?wie=te-laat")) == ["Te laat"]


def test_a_redacteur_takes_it_and_others_see_who(session, redactie, browser, submit):
    component, other = submit(name="Zaakregister"), make_editor(session)
    answer = take(browser(other), component)
    assert answer.location == f"/redactie/{component.slug}"
    assert f"Opgepakt door {other.email}" in words(page(redactie.get("/redactie")))
    assert f"Opgepakt door {other.email}" in words(page(redactie.get(answer.location)))
    assert "Door u opgepakt" in words(page(browser(other).get("/redactie")))
    assert titles(redactie.get("/redactie?wie=van-niemand")) == []
    assert titles(browser(other).get("/redactie?wie=van-mij")) == ["Zaakregister"]
    assert page(redactie.get(answer.location)).xpath("//button[contains(., 'Overnemen')]")


def test_a_redacteur_lets_it_go(session, redactie, submit):
    component = submit()
    take(redactie, component)
    path = f"/redactie/{component.slug}"
    answer = redactie.submit(path, "//form[contains(@action, 'loslaten')]")
    assert answer.location == "/redactie"
    assert queries.case_of(session, component) is None


def test_who_registered_it_never_sees_who_took_it(session, browser, submitter, submit):
    component, other = submit(), make_editor(session)
    take(browser(other), component)
    answer = browser(submitter).get(f"/aanmelden/{component.slug}")
    assert "In behandeling" in words(page(answer))
    assert other.email not in answer.text


def test_another_may_decide_as_well_and_then_it_is_nobodys(session, redactie, browser, submit):
    component = submit()
    take(browser(make_editor(session)), component)
    redactie.submit(f"/redactie/{component.slug}", DECISION, verdict="goedgekeurd")
    assert component.is_public
    assert queries.case_of(session, component) is None


def test_what_does_not_wait_is_not_taken(session, redactie):
    component = make_component(session)
    assert redactie.post(f"/redactie/{component.slug}/oppakken").status_code == 409


def test_a_choice_that_is_unknown_is_said_and_shows_everything(redactie, submit):
    submit(name="Zaakregister")
    answer = redactie.get("/redactie?wie=onzin")
    assert "Deze keuze kennen we niet." in answer.text
    assert titles(answer) == ["Zaakregister"]


def test_an_empty_part_says_so(redactie, submit):
    submit()
    assert "Hier staat niets bij." in redactie.get("/redactie?wie=van-mij").text


def test_a_long_queue_has_pages_that_keep_the_choice(redactie, old, monkeypatch):
    monkeypatch.setattr(queue, "QUEUE_SIZE", 2)
    for days in (1, 2, 3):
        old(days, name=f"Dag {days}")
    answer = redactie.get("/redactie?wie=van-niemand&pagina=2")
    assert titles(answer) == ["Dag 1"]
    assert page(answer).xpath("//a[@rel='prev']/@href") == ["/redactie?wie=van-niemand"]
    beyond = redactie.get("/redactie?pagina=9")
    assert "Deze pagina bestaat niet." in beyond.text


def test_decisions_are_in_the_log_in_words(session, redactie, submitter, submit, edit, public):
    component = submit(name="Zaakregister")
    take(redactie, component)
    redactie.submit(f"/redactie/{component.slug}", DECISION, verdict="goedgekeurd")
    proposal = edit(public(), licence="MIT")
    form = f"//form[@id='besluit-wijziging-{proposal.id}']"
    redactie.submit(
        f"/redactie/{proposal.component.slug}",
        form,
        **{f"wijziging-{proposal.id}-verdict": "goedkeuren"},
    )
    text = words(page(redactie.get("/redactie/logboek")))
    assert "Beoordeling opgepakt : Zaakregister" in text
    assert "Aanmelding goedgekeurd : Zaakregister" in text
    assert "Wijziging goedgekeurd" in text
    assert "velden: Licentie" in text
