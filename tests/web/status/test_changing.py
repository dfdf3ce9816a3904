from datetime import timedelta

import pytest

from govhub.catalogue.ledger.queries import status_history
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.language import long_date
from govhub.registration.proposals import decide_proposal
from govhub.registration.queries import waiting_proposals
from govhub.web import limits
from govhub.web.registration.fields import written_day
from tests.inspector import page, words
from tests.making import make_component, make_relation, make_user


def change(browser, component, **values):
    return browser.submit(f"/componenten/{component.slug}/status", "//form[@id='status']", **values)


def errors(answer):
    assert answer.status_code == 200
    return words(page(answer).find_class("gh-error-summary")[0])


def test_a_step_forward_is_made_at_once(session, me, public):
    component = public(status=Status.CONCEPT)
    answer = change(me, component, new="demo", evidence_url="https://voorbeeld.nl/besluit")
    assert answer.location == f"/componenten/{component.slug}"
    [latest, _] = status_history(session, component)
    assert (latest.new, latest.evidence_url) == (Status.DEMO, "https://voorbeeld.nl/besluit")
    assert f"De status van {component.name} is nu Demo." in me.get(answer.location).text


def test_available_becomes_a_proposal_and_the_page_says_so(session, me, public):
    component = public(status=Status.DEMO)
    answer = change(me, component, new="beschikbaar")
    assert answer.location == f"/componenten/{component.slug}/status"
    text = me.get(answer.location).text
    assert "Uw voorstel is verstuurd naar de redactie." in text
    assert "Er wacht een voorstel" in text
    assert len(waiting_proposals(session)) == 1


def test_every_step_says_what_it_asks(me, public):
    component = public(status=Status.DEMO)
    text = words(page(me.get(f"/componenten/{component.slug}/status")))
    assert "Een redacteur kijkt eerst mee." in text
    assert "Leg uit waarom. Vul een einddatum in." in text


def test_the_present_status_is_no_choice(me, public):
    document = page(me.get(f"/componenten/{public(status=Status.DEMO).slug}/status"))
    assert "demo" not in document.xpath("//input[@name='new']/@value")


def test_what_available_needs_is_a_click_away(me, public):
    component = public(status=Status.DEMO, licence=None, documentation_url=None)
    document = page(me.get(f"/componenten/{component.slug}/status"))
    assert "Voor Beschikbaar missen nog 2 dingen." in words(document)
    assert f"/componenten/{component.slug}/klaar-voor-gebruik" in document.xpath("//main//a/@href")


def test_a_closed_gate_is_said_at_the_choice(me, public):
    component = public(status=Status.DEMO, licence=None)
    assert "Vul de licentie in" in errors(change(me, component, new="beschikbaar"))
    assert component.status is Status.DEMO


def test_a_day_to_come_announces_the_step(session, me, public):
    component, day = public(status=Status.CONCEPT), clock.today() + timedelta(days=30)
    answer = change(me, component, new="demo", effective_on=written_day(day))
    assert answer.location == f"/componenten/{component.slug}/status"
    text = words(page(me.get(answer.location)))
    assert f"krijgt per {long_date(day)} de status Demo." in text
    assert "Aangekondigd Status: Demo per" in text
    assert component.status is Status.CONCEPT


def test_a_proposal_for_a_day_to_come_says_which(me, public):
    component, day = public(status=Status.DEMO), clock.today() + timedelta(days=30)
    answer = change(me, component, new="beschikbaar", effective_on=written_day(day))
    text = words(page(me.get(answer.location)))
    assert f"Het voorstel is: Beschikbaar per {long_date(day)}." in text


def test_phasing_out_announces_the_end_on_the_page(me, public):
    component, end = public(), clock.today() + timedelta(days=100)
    change(me, component, new="uitfaseren", reason="Oud.", end_date=written_day(end))
    text = words(page(me.get(f"/componenten/{component.slug}/status")))
    assert f"Status: Beëindigd per {long_date(end)}" in text


def test_a_step_says_which_announcement_it_ends(me, announced):
    component, plan = announced
    document = page(me.get(f"/componenten/{component.slug}/status"))
    lapses = f"Dan vervalt wat is aangekondigd: Demo per {long_date(plan.effective_on)}."
    assert lapses in words(document.get_element_by_id("new-beschikbaar-hint"))
    assert "vervalt" not in words(document.get_element_by_id("new-gepland-hint"))


def test_who_needs_the_component_is_said_before_it_ends(session, me, public):
    component = public()
    for name in ("Kees", "Piet"):
        make_relation(session, make_component(session, name=name), "vereist", component)
    text = words(page(me.get(f"/componenten/{component.slug}/status")))
    assert "2 componenten hebben dit nodig" in text
    assert "Kees" in text
    assert "Piet" in text


def test_what_was_typed_comes_back_with_the_mistake(me, public):
    typed = {"effective_on": "1-1-2020", "reason": "Mijn reden.", "evidence_url": "https://x.nl/a"}
    answer = change(me, public(status=Status.CONCEPT), new="demo", **typed)
    assert "Kies vandaag of een dag die nog komt." in errors(answer)
    document = page(answer)
    assert document.get_element_by_id("effective_on").get("value") == "1-1-2020"
    assert document.get_element_by_id("evidence_url").get("value") == "https://x.nl/a"
    assert "Mijn reden." in answer.text
    assert document.get_element_by_id("new-demo").get("checked") is not None


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "Kies de nieuwe status."),
        ({"new": "onzin"}, "Kies iets uit de lijst."),
        ({"new": "beeindigd"}, "Leg uit waarom de status verandert."),
        ({"new": "uitfaseren", "reason": "Oud."}, "Vul de datum in waarop het stopt."),
        (
            {"new": "uitfaseren", "reason": "Oud.", "end_date": "1-1-2020"},
            "Vul de datum in waarop het stopt.",
        ),
        (
            {"new": "uitfaseren", "reason": "x", "end_date": "morgen"},
            "Vul een datum in die bestaat",
        ),
        (
            {"new": "beeindigd", "reason": "x", "effective_on": "ooit"},
            "Vul een datum in die bestaat",
        ),
        (
            {"new": "beeindigd", "reason": "x", "effective_on": "1-1-2099"},
            "Kies een dag na vandaag, binnen vijf jaar.",
        ),
        ({"new": "demo", "reason": "x" * 1001}, "Gebruik hoogstens 1000 tekens."),
        (
            {"new": "demo", "reason": "x", "evidence_url": "voorbeeld"},
            "Vul een volledig webadres in",
        ),
        ({"new": "beeindigd", "reason": "x", "successor": "onzin"}, "Kies iets uit de lijst."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(me, public, values, sentence):
    component = public()
    assert sentence in errors(change(me, component, **values))
    assert component.status is Status.AVAILABLE


def test_the_status_it_has_already_is_refused(me, public):
    component = public(status=Status.DEMO)
    answer = me.post(f"/componenten/{component.slug}/status", data={"new": "demo", "seen": "demo"})
    assert "Dit is al de status. Kies een andere." in errors(answer)


def test_phasing_out_shows_the_end_and_the_successor(session, me, client, public):
    component, successor = public(), make_component(session, name="Opvolger")
    end = clock.today() + timedelta(days=100)
    change(
        me,
        component,
        new="uitfaseren",
        reason="Er is iets beters.",
        end_date=written_day(end),
        successor=successor.slug,
    )
    text = words(page(client.get(f"/componenten/{component.slug}")))
    assert "Wordt uitgefaseerd" in text
    assert "Opvolger" in text
    assert component.end_date == end


def test_a_status_that_somebody_else_changed_first_is_a_conflict(me, browser, editor, public):
    component = public(status=Status.CONCEPT)
    change(browser(editor), component, new="gepland")
    answer = me.post(
        f"/componenten/{component.slug}/status", data={"new": "demo", "seen": "concept"}
    )
    assert answer.status_code == 409
    assert "Iemand anders heeft de status intussen gewijzigd." in answer.text
    assert component.status is Status.PLANNED


def test_a_refused_proposal_is_shown_with_its_answer(session, me, editor, public):
    component = public(status=Status.DEMO)
    change(me, component, new="beschikbaar")
    [proposal] = waiting_proposals(session)
    with transaction(session):
        decide_proposal(session, editor, proposal, is_approved=False, answer="Link is stuk.")
    text = words(page(me.get(f"/componenten/{component.slug}/status")))
    assert "Het laatste voorstel is afgewezen" in text
    assert "Link is stuk." in text


def test_who_follows_is_not_mailed_without_end(session, me, public, monkeypatch):
    monkeypatch.setattr(limits, "STATUS_OF_COMPONENT", limits.Limit("status-test", "1 per hour"))
    component = public(status=Status.CONCEPT)
    change(me, component, new="gepland")
    answer = change(me, component, new="demo", reason="Dit mag niet weg.")
    assert answer.status_code == 429
    assert "Probeer het over" in answer.text
    assert "Dit mag niet weg." in answer.text
    assert component.status is Status.PLANNED


@pytest.mark.parametrize("path", ["status", "klaar-voor-gebruik", "status/corrigeren"])
def test_a_draft_has_its_status_in_the_form(session, me, submitter, path):
    draft = make_component(session, publication=Publication.DRAFT, submitted_by=submitter)
    answer = me.get(f"/componenten/{draft.slug}/{path}")
    assert answer.location == f"/aanmelden/{draft.slug}"


@pytest.mark.parametrize("path", ["status", "klaar-voor-gebruik", "status/corrigeren"])
def test_only_who_may_change_a_component_comes_in(session, browser, client, public, path):
    address = f"/componenten/{public(status=Status.DEMO).slug}/{path}"
    assert client.get(address).location.startswith("/inloggen")
    assert browser(make_user(session)).get(address).status_code == 403
    hidden = make_component(session, publication=Publication.DRAFT)
    assert browser(make_user(session)).get(f"/componenten/{hidden.slug}/{path}").status_code == 404
