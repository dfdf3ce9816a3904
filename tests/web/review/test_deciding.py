import pytest

from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.registration.models import ProposalState
from govhub.registration.queries import latest_proposal, reviews
from tests.inspector import page, words
from tests.making import make_component, make_editor
from tests.web.review.conftest import DECISION

MARKUP = "<script>alert(1)</script>"


def decide(browser, component, **values):
    return browser.submit(f"/redactie/{component.slug}", DECISION, **values)


def errors(answer):
    document = page(answer)
    assert words(document.find(".//title")).startswith("Fout: ")
    return words(document.find_class("gh-error-summary")[0])


@pytest.mark.parametrize(
    ("verdict", "publication"),
    [
        ("goedgekeurd", Publication.PUBLISHED),
        ("wijziging_gevraagd", Publication.CHANGES_ASKED),
        ("afgewezen", Publication.REFUSED),
    ],
)
def test_each_verdict_is_carried_out(redactie, submit, verdict, publication):
    component = submit()
    answer = decide(redactie, component, verdict=verdict, reason="Dit is waarom.")
    assert answer.location == "/redactie"
    assert component.publication is publication


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        ("goedgekeurd", "Zaakregister staat nu in de catalogus."),
        ("wijziging_gevraagd", "U vroeg om een wijziging van Zaakregister."),
        ("afgewezen", "U wees Zaakregister af."),
    ],
)
def test_the_queue_says_once_what_was_decided(redactie, submit, verdict, said):
    component = submit(name="Zaakregister")
    answer = decide(redactie, component, verdict=verdict, reason="Dit is waarom.")
    shown = page(redactie.get(answer.location)).find_class("gh-said")
    assert words(shown[0]) == f"{said} De aanmelder krijgt een mail."
    assert not page(redactie.get(answer.location)).find_class("gh-said")


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        ("goedkeuren", "De status van Zaakregister is nu Beschikbaar."),
        ("afwijzen", "U wees de status Beschikbaar voor Zaakregister af."),
    ],
)
def test_the_queue_says_what_was_answered(session, redactie, submitter, propose, verdict, said):
    asked = make_component(session, name="Zaakregister", status=Status.DEMO, submitted_by=submitter)
    component = propose(component=asked)
    answer = decide(redactie, component, verdict=verdict, reason="Dit is waarom.")
    (shown,) = page(redactie.get(answer.location)).find_class("gh-said")
    assert words(shown) == f"{said} Wie het voorstelde, krijgt een mail."


@pytest.mark.parametrize("verdict", ["wijziging_gevraagd", "afgewezen"])
def test_without_a_reason_the_form_comes_back(redactie, submit, verdict):
    component = submit()
    answer = decide(redactie, component, verdict=verdict)
    assert "Leg uit waarom, zodat de aanmelder weet wat er anders moet." in errors(answer)
    assert page(answer).xpath(f"//input[@value='{verdict}']/@checked")
    assert component.publication is Publication.SUBMITTED


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "Kies wat u besluit."),
        ({"verdict": "onzin"}, "Kies iets uit de lijst."),
        ({"verdict": "afgewezen", "reason": "x" * 2001}, "Gebruik hoogstens 2000 tekens."),
        ({"verdict": "afgewezen", "reason": " \x07 "}, "Leg uit waarom"),
    ],
)
def test_wrong_input_is_said_and_nothing_is_decided(session, redactie, submit, values, sentence):
    component = submit()
    assert sentence in errors(decide(redactie, component, **values))
    assert reviews(session, component) == []


def test_the_second_redacteur_sees_that_the_first_decided(session, redactie, browser, submit):
    component = submit()
    seen = page(redactie.get(f"/redactie/{component.slug}")).get_element_by_id("version")
    decide(browser(make_editor(session)), component, verdict="goedgekeurd")
    answer = redactie.post(
        f"/redactie/{component.slug}",
        data={"verdict": "afgewezen", "reason": "Dubbel.", "version": seen.get("value")},
    )
    assert answer.status_code == 409
    assert "intussen besloten" in answer.text
    assert component.is_public
    assert len(reviews(session, component)) == 1


def test_earlier_decisions_stay_in_view(session, redactie, browser, submitter, submit):
    component = submit()
    decide(redactie, component, verdict="wijziging_gevraagd", reason=MARKUP)
    browser(submitter).post(f"/aanmelden/{component.slug}")
    answer = redactie.get(f"/redactie/{component.slug}")
    assert "Verloop" in answer.text
    assert MARKUP in words(page(answer))
    assert not page(answer).xpath("//main//script")


def test_the_page_warns_of_a_duplicate(session, redactie, submit):
    component = submit(name="Zaakregister")
    make_component(session, name="Zaakregister")
    text = words(page(redactie.get(f"/redactie/{component.slug}")))
    assert "Zaakregister : dezelfde naam" in text


def test_the_page_says_who_asks_and_shows_how_it_will_look(redactie, submitter, submit):
    component = submit()
    text = words(page(redactie.get(f"/redactie/{component.slug}")))
    assert submitter.email in text
    assert "Mag ik dit gebruiken?" in text


def test_an_approved_proposal_changes_the_status(session, redactie, propose):
    component = propose(reason="Twee gemeenten draaien het.")
    assert "Twee gemeenten draaien het." in redactie.get(f"/redactie/{component.slug}").text
    answer = decide(redactie, component, verdict="goedkeuren")
    assert answer.location == "/redactie"
    assert component.status is Status.AVAILABLE


def test_a_refused_proposal_needs_a_reason_and_keeps_it(session, redactie, propose):
    component = propose()
    answer = decide(redactie, component, verdict="afwijzen")
    assert "Leg uit waarom, zodat wie het voorstelde weet wat er anders moet." in errors(answer)
    decide(redactie, component, verdict="afwijzen", reason="De link is stuk.")
    proposal = latest_proposal(session, component)
    assert (proposal.state, proposal.answer) == (ProposalState.REFUSED, "De link is stuk.")
    assert component.status is Status.DEMO


def test_a_proposal_that_cannot_be_carried_out_says_what_is_missing(redactie, propose):
    component = propose()
    redactie.submit(f"/componenten/{component.slug}/wijzigen", licence="")
    answer = decide(redactie, component, verdict="goedkeuren")
    assert "Vul de licentie in" in errors(answer)
    assert component.status is Status.DEMO


def test_two_redacteurs_cannot_both_decide_about_a_proposal(session, redactie, browser, propose):
    component = propose()
    key = latest_proposal(session, component).id
    decide(browser(make_editor(session)), component, verdict="goedkeuren")
    answer = redactie.post(
        f"/redactie/{component.slug}/voorstel",
        data={"verdict": "afwijzen", "reason": "Nee.", "proposal": str(key)},
    )
    assert answer.status_code == 409
    assert "Over dit voorstel is intussen besloten." in answer.text


@pytest.mark.parametrize("key", ["", "x", "0", "9" * 30])
def test_a_proposal_that_never_was_is_not_found(redactie, propose, key):
    component = propose()
    answer = redactie.post(
        f"/redactie/{component.slug}/voorstel", data={"verdict": "goedkeuren", "proposal": key}
    )
    assert answer.status_code == 404


def test_a_proposal_belongs_to_its_component(session, redactie, propose):
    one, other = propose(), propose()
    key = latest_proposal(session, one).id
    answer = redactie.post(
        f"/redactie/{other.slug}/voorstel", data={"verdict": "goedkeuren", "proposal": str(key)}
    )
    assert answer.status_code == 404
    assert one.status is Status.DEMO
