"""Edits of a public component: what the redactie, a keeper and somebody else see and decide."""

from datetime import timedelta

import pytest

from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.registration import waiting_edits
from govhub.registration.models import ProposalState
from tests.inspector import page, words
from tests.making import make_component, make_editor, make_member, make_user
from tests.web.review.conftest import DECISION

MARKUP = "<script>alert(1)</script>"


@pytest.fixture
def component(public):
    return public(name="Zaakregister", licence="EUPL-1.2")


def said(answer):
    return words(page(answer).find(".//main"))


def decide(browser, proposal, *, at="/redactie/{}", **values):
    form = f"//form[@id='besluit-wijziging-{proposal.id}']"
    filled = {f"wijziging-{proposal.id}-{name}": value for name, value in values.items()}
    return browser.submit(at.format(proposal.component.slug), form, **filled)


# --- the redactie --------------------------------------------------------------------------


def test_the_queue_says_what_an_edit_changes_and_who_asks(redactie, component, edit, suggest):
    edit(component, licence="MIT", name="Zaken")
    suggest(component, summary="Nieuw.")
    text = said(redactie.get("/redactie"))
    assert "Wijziging door de eigenaar : Naam, Licentie" in text
    assert "Voorstel van een ander : Korte omschrijving" in text


def test_the_page_shows_both_values_and_why(redactie, component, suggest):
    suggest(component, licence="MIT", reason="Staat in de repository.")
    text = said(redactie.get(f"/redactie/{component.slug}"))
    assert "Licentie Staat er nu EUPL-1.2 Voorstel MIT" in text
    assert "Staat in de repository." in text


def test_a_long_text_is_compared_word_by_word_also_without_seeing_it(redactie, component, suggest):
    suggest(
        component,
        description="Een **goede** beschrijving van wat het wel en niet doet, en meer. "
        "Zo weet iedereen waar die aan toe is.",
    )
    document = page(redactie.get(f"/redactie/{component.slug}"))
    (new, *_) = document.xpath("//ins")
    assert words(new).startswith("[nieuw: wel en niet")
    assert document.xpath("//details//dd")


@pytest.mark.parametrize(
    ("verdict", "licence", "sentence"),
    [
        ("goedkeuren", "MIT", "is nu voor iedereen te zien"),
        ("afwijzen", "EUPL-1.2", "is afgewezen"),
    ],
)
def test_an_edit_is_decided(redactie, component, edit, verdict, licence, sentence):
    proposal = edit(component, licence="MIT")
    answer = decide(redactie, proposal, verdict=verdict, reason="Daarom.")
    assert answer.location == "/redactie"
    assert component.licence == licence
    (shown,) = page(redactie.get(answer.location)).find_class("gh-said")
    assert f"De wijziging van Zaakregister {sentence} (licentie)." in words(shown)


def test_a_refusal_says_why(redactie, component, edit):
    proposal = edit(component, licence="MIT")
    answer = decide(redactie, proposal, verdict="afwijzen")
    assert "Leg uit waarom" in words(page(answer).find_class("gh-error-summary")[0])
    assert proposal.state is ProposalState.WAITING


def test_each_edit_has_its_own_form_beside_a_status(session, redactie, component, edit, suggest):
    one, other = edit(component, licence="MIT"), suggest(component, summary="Nieuw.")
    decide(redactie, other, verdict="goedkeuren")
    assert (one.state, other.state) == (ProposalState.WAITING, ProposalState.APPROVED)
    assert component.summary == "Nieuw."


def test_what_changed_meanwhile_is_shown_and_must_be_read(redactie, component, edit, suggest):
    proposal = suggest(component, summary="Nieuw.")
    name = f"wijziging-{proposal.id}-"
    seen = waiting_edits.fingerprint(proposal)
    edit(component, summary="Van de eigenaar.")
    answer = redactie.post(
        f"/redactie/{component.slug}/wijziging/{proposal.id}",
        data={f"{name}verdict": "goedkeuren", f"{name}reason": "Klopt.", f"{name}seen": seen},
    )
    assert answer.status_code == 409
    text = said(answer)
    assert "Er is intussen iets gewijzigd." in text
    assert "Stond er toen Helpt gemeenten" in text
    assert "Staat er nu Van de eigenaar. Voorstel Nieuw." in text
    form = page(answer).get_element_by_id(f"besluit-wijziging-{proposal.id}")
    assert form.fields[f"{name}reason"].strip() == "Klopt."
    assert component.summary == "Van de eigenaar."
    redactie.post(form.action, data=dict(form.fields))
    assert component.summary == "Nieuw."


def test_two_redacteurs_decide_and_nothing_is_lost(session, redactie, browser, component, edit):
    proposal = edit(component, licence="MIT")
    name = f"wijziging-{proposal.id}-"
    seen = waiting_edits.fingerprint(proposal)
    decide(browser(make_editor(session)), proposal, verdict="goedkeuren")
    answer = redactie.post(
        f"/redactie/{component.slug}/wijziging/{proposal.id}",
        data={
            f"{name}verdict": "afwijzen",
            f"{name}reason": "Dit is mijn uitleg.",
            f"{name}seen": seen,
        },
    )
    assert answer.status_code == 409
    assert "Over dit voorstel is intussen besloten." in said(answer)
    assert "Dit is mijn uitleg." in said(answer)
    assert component.licence == "MIT"


def test_an_edit_belongs_to_its_component(session, redactie, component, edit):
    proposal = edit(component, licence="MIT")
    other = make_component(session)
    path = f"/redactie/{other.slug}/wijziging/{proposal.id}"
    assert redactie.post(path, data={}).status_code == 404
    assert redactie.post(f"/redactie/{component.slug}/wijziging/999999").status_code == 404


def test_hostile_text_stays_text(redactie, browser, submitter, component, suggest):
    suggest(component, summary=MARKUP, description=MARKUP * 9, reason=MARKUP)
    for document in (
        page(redactie.get(f"/redactie/{component.slug}")),
        page(browser(submitter).get(f"/componenten/{component.slug}/wijzigingen")),
    ):
        assert MARKUP in words(document)
        assert not document.xpath("//main//script")


# --- a keeper ------------------------------------------------------------------------------


def test_a_keeper_sees_on_the_page_that_an_edit_waits_and_withdraws_it(
    browser, submitter, client, component, edit
):
    proposal = edit(component, licence="MIT")
    me = browser(submitter)
    address = f"/componenten/{component.slug}"
    assert "Uw wijziging (licentie) wacht op de redactie. U hoort uiterlijk" in said(
        me.get(address)
    )
    assert "wacht op de redactie" not in said(client.get(address))
    answer = me.submit(f"{address}/wijzigingen", "//form[contains(@action, 'intrekken')]")
    assert answer.location == f"{address}/wijzigingen"
    assert proposal.state is ProposalState.WITHDRAWN
    assert "Ingetrokken: licentie" in said(me.get(answer.location))


def test_the_edit_page_says_what_is_saved_and_what_waits(session, browser, submitter, component):
    me, address = browser(submitter), f"/componenten/{component.slug}"
    answer = me.submit(f"{address}/wijzigen", summary="Nieuw.", licence="MIT")
    text = " ".join(map(words, page(me.get(answer.location)).find_class("gh-said")))
    assert "Uw wijzigingen zijn opgeslagen." in text
    assert "Dit wacht op de redactie: licentie. U hoort uiterlijk" in text
    assert (component.summary, component.licence) == ("Nieuw.", "EUPL-1.2")


def test_the_edit_page_does_not_call_saved_what_only_waits(browser, submitter, component):
    me, address = browser(submitter), f"/componenten/{component.slug}"
    answer = me.submit(f"{address}/wijzigen", licence="MIT")
    text = " ".join(map(words, page(me.get(answer.location)).find_class("gh-said")))
    assert "Dit wacht op de redactie: licentie." in text
    assert "opgeslagen" not in text


def test_the_edit_page_starts_from_what_waits_and_takes_it_back(
    session, browser, submitter, component, edit
):
    proposal = edit(component, licence="MIT")
    me, path = browser(submitter), f"/componenten/{component.slug}/wijzigen"
    answer = me.get(path)
    assert page(answer).get_element_by_id("licence").value == "MIT"
    assert "Uw wijziging (licentie) wacht op de redactie." in said(answer)
    me.submit(path, summary="Nieuw.")
    assert proposal.state is ProposalState.WAITING
    me.submit(path, licence="EUPL-1.2")
    assert proposal.state is ProposalState.WITHDRAWN


def test_a_keeper_decides_about_plain_facts_of_somebody_else(
    browser, submitter, component, suggest
):
    proposal = suggest(component, summary="Nieuw.")
    me, address = browser(submitter), f"/componenten/{component.slug}"
    assert "Iemand stelt een wijziging voor (korte omschrijving)." in said(me.get(address))
    answer = decide(me, proposal, at="/componenten/{}/wijzigingen", verdict="goedkeuren")
    assert answer.location == f"{address}/wijzigingen"
    assert component.summary == "Nieuw."
    assert "Goedgekeurd: korte omschrijving" in said(me.get(answer.location))


def test_a_keeper_who_is_too_late_gets_back_what_they_wrote(
    session, browser, submitter, component, suggest
):
    proposal = suggest(component, summary="Nieuw.")
    name = f"wijziging-{proposal.id}-"
    seen = waiting_edits.fingerprint(proposal)
    decide(browser(make_editor(session)), proposal, verdict="goedkeuren")
    answer = browser(submitter).post(
        f"/componenten/{component.slug}/wijzigingen/{proposal.id}",
        data={f"{name}verdict": "afwijzen", f"{name}reason": "Mijn uitleg.", f"{name}seen": seen},
    )
    assert answer.status_code == 409
    assert "Mijn uitleg." in said(answer)


def test_a_keeper_has_no_form_for_what_is_sensitive(browser, submitter, component, suggest):
    proposal = suggest(component, licence="MIT")
    me = browser(submitter)
    answer = me.get(f"/componenten/{component.slug}/wijzigingen")
    assert "Dit wacht op de redactie." in said(answer)
    assert not page(answer).xpath(DECISION)
    path = f"/componenten/{component.slug}/wijzigingen/{proposal.id}"
    assert me.post(path, data={}).status_code == 403


def test_a_colleague_sees_what_waits(session, browser, component, edit):
    with transaction(session):
        component.is_on_behalf = False
    one, other = (make_member(session, component.owner) for _ in range(2))
    edit(component, user=one, licence="MIT")
    text = said(browser(other).get(f"/componenten/{component.slug}/wijzigingen"))
    assert "door iemand die dit component ook beheert" in text
    assert one.email not in text


def test_what_is_late_says_so_to_who_waits(session, browser, submitter, component, edit):
    with clock.at(clock.now() - timedelta(days=20)):
        edit(component, licence="MIT")
    text = said(browser(submitter).get(f"/componenten/{component.slug}/wijzigingen"))
    assert "Dat is niet gelukt." in text


# --- somebody else -------------------------------------------------------------------------


def test_everybody_is_led_to_proposing_and_only_keepers_to_editing(
    session, client, browser, submitter, editor, component
):
    address = f"/componenten/{component.slug}"
    link = f"//a[@href='{address}/voorstellen']"
    assert page(client.get(address)).xpath(link)
    assert page(browser(make_user(session)).get(address)).xpath(link)
    for user in (submitter, editor):
        assert not page(browser(user).get(address)).xpath(link)
        answer = browser(user).get(f"{address}/voorstellen")
        assert answer.location == f"{address}/wijzigen"
    assert client.get(f"{address}/voorstellen").location.startswith("/inloggen")


def test_somebody_else_proposes_with_the_whole_form(session, browser, component):
    stranger = make_user(session)
    me, address = browser(stranger), f"/componenten/{component.slug}"
    answer = me.submit(f"{address}/voorstellen", summary="Nieuw.", why="Zie hun site.")
    assert answer.location == f"{address}/wijzigingen"
    (proposal,) = waiting_edits.waiting(session, component)
    assert (proposal.facts, proposal.reason) == ({"summary": "Nieuw."}, "Zie hun site.")
    text = said(me.get(answer.location))
    assert "Wacht: korte omschrijving" in text
    assert "Uw voorstel (korte omschrijving) wacht op een besluit." in said(me.get(address))


def test_the_form_comes_back_with_what_was_proposed_before(session, browser, component):
    me, path = browser(make_user(session)), f"/componenten/{component.slug}/voorstellen"
    me.submit(path, summary="Nieuw.", why="Zie hun site.")
    me.submit(path, licence="MIT")
    (proposal,) = waiting_edits.waiting(session, component)
    assert proposal.facts == {"summary": "Nieuw.", "licence": "MIT"}
    assert proposal.reason == "Zie hun site."


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"summary": "Nieuw."}, "Leg uit waarom"),
        ({"why": "Zomaar."}, "U heeft nog niets gewijzigd."),
        ({"summary": "", "why": "Weg."}, "Vul een korte omschrijving in."),
        ({"licence": "onzin", "why": "Zie de site."}, "Deze licentie kennen we niet."),
    ],
)
def test_wrong_input_is_said_and_nothing_is_proposed(session, browser, component, values, sentence):
    me = browser(make_user(session))
    answer = me.submit(f"/componenten/{component.slug}/voorstellen", **values)
    assert sentence in words(page(answer).find_class("gh-error-summary")[0])
    assert not waiting_edits.waiting(session, component)


def test_an_address_that_nobody_confirmed_is_not_shown_to_who_proposes(session, browser, public):
    component = public(contact_is_confirmed=False)
    me, path = browser(make_user(session)), f"/componenten/{component.slug}/voorstellen"
    assert component.contact_email not in me.get(path).text
    me.submit(path, summary="Nieuw.", why="Zie hun site.")
    (proposal,) = waiting_edits.waiting(session, component)
    assert proposal.facts == {"summary": "Nieuw."}


def test_an_address_that_took_the_place_of_the_shown_one_is_not_shown_to_who_proposes(
    session, browser, component, suggest
):
    other = make_user(session)
    suggest(component, user=other, contact_email="beter@voorbeeld.nl")
    with transaction(session):
        component.contact_email = "jan.geheim@elders.nl"
        component.contact_confirmed_at = None
    for path in ("", "/wijzigingen", "/voorstellen"):
        answer = browser(other).get(f"/componenten/{component.slug}{path}")
        assert "jan.geheim@elders.nl" not in answer.text, path


def test_somebody_else_sees_only_their_own(session, browser, component, suggest):
    suggest(component, summary="Van een ander.")
    answer = browser(make_user(session)).get(f"/componenten/{component.slug}/wijzigingen")
    assert "Van een ander." not in said(answer)
    assert "Er wacht nu geen wijziging." in said(answer)


def test_nobody_else_withdraws_it(session, browser, component, suggest):
    proposal = suggest(component, summary="Nieuw.")
    path = f"/componenten/{component.slug}/wijzigingen/{proposal.id}/intrekken"
    assert browser(make_user(session)).post(path).status_code == 403
    assert proposal.state is ProposalState.WAITING


def test_what_is_not_public_has_no_edits(session, browser, submit):
    component = submit()
    me = browser(make_user(session))
    for path in ("voorstellen", "wijzigingen"):
        assert me.get(f"/componenten/{component.slug}/{path}").status_code == 404
