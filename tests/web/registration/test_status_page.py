from datetime import timedelta

import pytest

from govhub.catalogue.ledger.queries import status_history
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.registration.proposals import decide_proposal
from govhub.registration.queries import waiting_proposals
from govhub.web import limits
from govhub.web.registration.fields import written_day
from tests.inspector import page, words
from tests.making import make_component


def change(browser, component, **values):
    return browser.submit(f"/componenten/{component.slug}/status", **values)


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


def test_what_available_needs_is_a_list_of_links(me, public):
    component = public(status=Status.DEMO, licence=None, documentation_url=None)
    links = page(me.get(f"/componenten/{component.slug}/status")).xpath(
        "//main//a[contains(@href, '/wijzigen#')]/@href"
    )
    assert [link.partition("#")[2] for link in links] == ["licence", "documentation_url"]


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


def test_a_draft_has_its_status_in_the_form(me, draft):
    assert draft.publication is Publication.DRAFT
    answer = me.get("/componenten/zaakregister/status")
    assert answer.location == "/aanmelden/zaakregister"
