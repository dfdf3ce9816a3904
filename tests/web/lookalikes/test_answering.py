"""Everything that looks the same is answered before a registration goes to the redactie."""

from dataclasses import replace

import pytest

from govhub.catalogue import service as catalogue
from govhub.catalogue.facts import facts_of
from govhub.catalogue.vocabulary import Publication, RelationType
from govhub.platform.db import transaction
from govhub.registration import edits, lookalikes, waiting_edits
from govhub.registration.carrying import carried_over
from govhub.registration.models import Sameness
from govhub.web import limits
from tests.inspector import page, words
from tests.making import (
    make_component,
    make_editor,
    make_member,
    make_relation,
    make_user,
)

DRAFT = "/aanmelden/zaakregister"
QUESTION = f"{DRAFT}/lijkt-op"
MARKUP = "<script>alert(1)</script>"


def answer(browser, twin, sameness, **values):
    given = {"sameness": sameness, **values}
    return browser.submit(QUESTION, **{f"{twin.slug}-{name}": v for name, v in given.items()})


def errors(response):
    document = page(response)
    assert words(document.find(".//title")).startswith("Fout: ")
    return words(document.find_class("gh-error-summary")[0])


def test_submitting_leads_to_the_question(me, draft, twin):
    assert me.post(DRAFT).location == QUESTION
    assert draft.publication is Publication.DRAFT


def test_the_two_stand_side_by_side(me, draft, twin):
    sides = page(me.get(QUESTION)).find_class("gh-side")
    mine, theirs = map(words, sides)
    assert "Wat u aanmeldt Zaakregister" in mine
    assert draft.summary in mine
    assert draft.repository_url in mine
    assert "Staat al in de catalogus Zaak-register Status: Beschikbaar" in theirs
    assert "Gemeente ander" in theirs
    assert twin.repository_url in theirs


def test_something_else_is_kept_and_the_registration_goes_on(session, me, draft, twin):
    response = answer(me, twin, "iets_anders", reason="Dit is voor waterschappen.")
    assert response.location == DRAFT
    assert "U zei al van een component dat het iets anders is." in words(page(me.get(DRAFT)))
    assert me.post(DRAFT).location == DRAFT
    assert draft.publication is Publication.SUBMITTED


def test_related_keeps_how_and_why(session, me, draft, twin):
    answer(me, twin, "verwant", relation="vereist", reason="Bouwt erop voort.")
    said = lookalikes.answers(session, draft)[twin.id]
    assert said.sameness is Sameness.RELATED
    assert (said.relation, said.reason) == (RelationType.REQUIRES, "Bouwt erop voort.")
    me.post(DRAFT)
    assert draft.publication is Publication.SUBMITTED


def test_the_same_leads_to_what_to_do_then_and_is_never_submitted(me, draft, twin):
    response = answer(me, twin, "dit_is_hem")
    assert response.location == f"{QUESTION}?hem={twin.slug}"
    assert "Zaak-register bestaat al" in words(page(me.get(response.location)))
    assert me.post(DRAFT).location == QUESTION
    assert draft.publication is Publication.DRAFT


@pytest.mark.parametrize(
    ("sameness", "values", "sentences"),
    [
        ("", {}, ["Zeg of Zaak-register hetzelfde is."]),
        ("onzin", {}, ["Kies iets uit de lijst."]),
        ("iets_anders", {}, ["Leg in een zin uit wat het verschil is."]),
        ("iets_anders", {"reason": " \x07 "}, ["Leg in een zin uit wat het verschil is."]),
        ("iets_anders", {"reason": "x" * 1001}, ["Gebruik hoogstens 1000 tekens."]),
        ("verwant", {"relation": "onzin", "reason": "Lijkt."}, ["Kies iets uit de lijst."]),
        (
            "verwant",
            {},
            ["Kies hoe het ene bij het andere hoort.", "Leg in een zin uit wat het verschil is."],
        ),
    ],
)
def test_wrong_input_is_said_and_nothing_is_kept(
    session, me, draft, twin, sameness, values, sentences
):
    shown = errors(answer(me, twin, sameness, **values))
    assert all(sentence in shown for sentence in sentences)
    assert lookalikes.answers(session, draft) == {}


def test_what_was_typed_stays_when_something_is_wrong(me, draft, twin):
    response = answer(me, twin, "verwant", reason=MARKUP)
    document = page(response)
    assert document.get_element_by_id(f"{twin.slug}-reason").text.strip() == MARKUP
    assert document.get_element_by_id(f"{twin.slug}-sameness-verwant").get("checked") is not None


def test_of_several_all_must_be_answered_and_a_mistake_keeps_none(session, me, draft, twin):
    other = make_component(session, name="Zaakregister")
    values = {f"{twin.slug}-sameness": "iets_anders", f"{twin.slug}-reason": "Anders."}
    response = me.submit(QUESTION, **values)
    assert "Zeg of Zaakregister hetzelfde is." in errors(response)
    assert lookalikes.answers(session, draft) == {}
    me.submit(
        QUESTION,
        **values,
        **{f"{other.slug}-sameness": "iets_anders", f"{other.slug}-reason": "Ook anders."},
    )
    assert set(lookalikes.answers(session, draft)) == {twin.id, other.id}


def test_answers_stay_valid_when_the_draft_changes_until_something_new_looks_the_same(
    session, me, draft, twin
):
    answer(me, twin, "iets_anders", reason="Dit is voor waterschappen.")
    me.submit(f"/aanmelden/{draft.slug}/stap/wat", summary="Nu in andere woorden.")
    make_component(session, name="Zaakregisters")
    assert me.post(DRAFT).location == QUESTION
    document = page(me.get(QUESTION))
    assert document.get_element_by_id(f"{twin.slug}-reason").text.strip() == (
        "Dit is voor waterschappen."
    )
    assert not page(me.get(QUESTION)).xpath("//input[@name='zaakregisters-sameness']/@checked")


def test_nothing_to_answer_is_no_trouble(me, draft):
    text = words(page(me.get(QUESTION)))
    assert "Er is niets dat op uw component lijkt." in text
    assert me.post(QUESTION).status_code == 200


def test_a_draft_of_somebody_else_is_not_there(browser, session, draft, twin):
    stranger = browser(make_user(session))
    assert stranger.get(QUESTION).status_code == 404
    assert stranger.post(QUESTION).status_code == 404


def test_while_the_redactie_looks_nothing_is_answered(session, me, draft, twin):
    answer(me, twin, "iets_anders", reason="Dit is voor waterschappen.")
    me.post(DRAFT)
    assert me.get(QUESTION).location == DRAFT
    assert me.post(QUESTION).location == DRAFT


def test_what_others_still_write_is_no_lookalike(session, me, draft):
    make_component(
        session, name=draft.name, publication=Publication.DRAFT, submitted_by=make_user(session)
    )
    me.post(DRAFT)
    assert draft.publication is Publication.SUBMITTED


def test_what_a_colleague_still_writes_is_no_lookalike(session, browser, draft, submitter):
    theirs = make_component(
        session, name=draft.name, publication=Publication.DRAFT, submitted_by=make_user(session)
    )
    with transaction(session):
        theirs.is_on_behalf = False
    make_member(session, theirs.owner, "redacteur", user=submitter)
    browser(submitter).post(DRAFT)
    assert draft.publication is Publication.SUBMITTED


def test_what_a_colleague_submitted_leads_nowhere_but_there(session, browser, draft, submitter):
    theirs = make_component(session, name=draft.name, publication=Publication.SUBMITTED)
    make_member(session, theirs.owner, "redacteur", user=submitter)
    me = browser(submitter)
    answer(me, theirs, "dit_is_hem")
    document = page(me.get(f"{QUESTION}?hem={theirs.slug}"))
    assert document.xpath("//input[@name='step']/@value") == ["niets"]
    assert "Aangemeld, nog niet openbaar" in words(document)


# --- dit is hem -----------------------------------------------------------------------------


@pytest.fixture
def go_on(me, draft, twin):
    """Say that it is the same, and then what to do: ``go_on("volgen")``."""

    def go_on(step, *, browser=me, **values):
        answer(browser, twin, "dit_is_hem")
        return browser.submit(f"{QUESTION}?hem={twin.slug}", step=step, **values)

    return go_on


def test_it_can_be_followed_and_the_draft_thrown_away(session, me, go_on, draft, twin):
    response = go_on("volgen", discards="y")
    assert response.location == f"/componenten/{twin.slug}/volgen"
    assert "Het klad van Zaakregister is verwijderd." in words(page(me.get(response.location)))
    assert me.get(DRAFT).status_code == 404


def test_the_draft_stays_unless_it_is_thrown_away(me, go_on):
    go_on("niets")
    assert me.get(DRAFT).status_code == 200


def test_who_works_for_the_owner_can_take_it_over(session, browser, submitter, go_on, twin):
    make_member(session, make_component(session).owner, "redacteur", user=submitter)
    response = go_on("overnemen", browser=browser(submitter))
    assert response.location == f"/componenten/{twin.slug}/overnemen"


def test_who_uses_it_can_say_so(go_on, twin):
    assert go_on("gebruiken").location == f"/componenten/{twin.slug}/gebruik"


def test_who_works_nowhere_cannot_take_it_over(me, draft, twin):
    answer(me, twin, "dit_is_hem")
    offered = page(me.get(f"{QUESTION}?hem={twin.slug}")).xpath("//input[@name='step']/@value")
    assert "overnemen" not in offered
    assert "volgen" in offered


def test_the_facts_can_be_proposed_as_a_change(session, go_on, draft, twin):
    repository = draft.repository_url
    response = go_on("voorstellen", discards="y")
    assert response.location == f"/componenten/{twin.slug}"
    [proposal] = waiting_edits.waiting(session, twin)
    changed = {each.field: each.proposed for each in waiting_edits.changes(proposal)}
    assert changed["summary"] == "Registreert zaken van gemeenten en toont inwoners de voortgang."
    assert changed["repository_url"] == repository
    assert "owner_slug" not in changed
    assert "contact_email" not in changed
    assert twin.summary == "Houdt bij wat er met een aanvraag gebeurt."


def test_what_somebody_proposed_before_goes_along_with_the_facts(session, submitter, go_on, twin):
    before = replace(facts_of(twin), conditions="Sluit een overeenkomst.")
    with transaction(session):
        edits.propose(
            session, submitter, twin, before, seen_version=twin.version, reason="Dat stond er niet."
        )
    go_on("voorstellen", discards="y")
    [proposal] = waiting_edits.waiting(session, twin)
    assert proposal.facts["conditions"] == "Sluit een overeenkomst."
    assert "summary" in proposal.facts
    assert proposal.reason.startswith("Dat stond er niet.\n\nDit stond in een nieuwe aanmelding")


def test_the_facts_are_not_proposed_too_often(session, submitter, app, go_on, twin):
    limiter = app.extensions["govhub"].limiter
    for _time in range(20):
        limiter.hit(limits.SUGGEST_BY_USER, str(submitter.public_id))
    assert go_on("voorstellen").status_code == 429
    assert not waiting_edits.waiting(session, twin)


def test_what_was_hidden_since_is_shown_no_more(session, me, draft, twin):
    answer(me, twin, "dit_is_hem")
    with transaction(session):
        twin.publication = Publication.HIDDEN
        twin.summary = "Geheime samenvatting."
    assert "Geheime samenvatting." not in me.get(f"{QUESTION}?hem={twin.slug}").text


def test_who_may_edit_it_is_led_to_the_form(session, browser, submitter, go_on, twin):
    make_member(session, twin.owner, "redacteur", user=submitter)
    with transaction(session):
        twin.is_on_behalf = False
    response = go_on("wijzigen", browser=browser(submitter))
    assert response.location == f"/componenten/{twin.slug}/wijzigen"


def test_what_adds_nothing_is_not_proposed(session, me, draft, twin):
    with transaction(session):
        catalogue.edit(
            session,
            twin,
            carried_over(facts_of(draft), facts_of(twin)),
            seen_version=twin.version,
        )
    answer(me, twin, "dit_is_hem")
    offered = page(me.get(f"{QUESTION}?hem={twin.slug}")).xpath("//input[@name='step']/@value")
    assert "voorstellen" not in offered


def test_a_choice_is_needed(go_on):
    assert "Kies wat u wilt doen." in errors(go_on(""))
    assert "Kies iets uit de lijst." in errors(go_on("onzin"))


def test_only_what_was_called_the_same_leads_on(session, me, draft, twin):
    assert me.get(f"{QUESTION}?hem={twin.slug}").status_code == 404
    answer(me, twin, "iets_anders", reason="Dit is voor waterschappen.")
    assert me.get(f"{QUESTION}?hem={twin.slug}").status_code == 404
    assert me.get(f"{QUESTION}?hem=bestaat-niet").status_code == 404


# --- the redactie ---------------------------------------------------------------------------


def test_the_redactie_reads_the_answers(session, browser, me, draft, twin):
    answer(me, twin, "verwant", relation="alternatief", reason=MARKUP)
    me.post(DRAFT)
    document = page(browser(make_editor(session)).get(f"/redactie/{draft.slug}"))
    assert f"Verwant: Alternatief voor Zaak-register {MARKUP}" in words(document)
    assert not document.xpath("//main//script")


def test_a_relation_that_cannot_be_does_not_stop_it_and_the_redactie_is_told(
    session, submitter, browser, me, draft, twin
):
    with transaction(session):
        twin.submitted_by, twin.is_on_behalf = submitter, True
    answer(me, twin, "verwant", relation="vervangt", reason="Het is de opvolger.")
    me.post(DRAFT)
    make_relation(session, twin, "vervangt", draft)
    redactie = browser(make_editor(session))
    redactie.submit(f"/redactie/{draft.slug}", "//form[.//@name='verdict']", verdict="goedgekeurd")
    assert draft.is_public
    said = words(page(redactie.get("/redactie")).find_class("gh-said")[0])
    assert "de relatie ‘Vervangt Zaak-register’ is niet gelegd" in said


def test_two_who_submit_the_same_at_once_are_both_seen_by_the_redactie(session, browser, me, draft):
    other = make_component(
        session,
        name=draft.name,
        publication=Publication.DRAFT,
        submitted_by=make_user(session),
    )
    me.post(DRAFT)
    browser(other.submitted_by).post(f"/aanmelden/{other.slug}")
    redactie = browser(make_editor(session))
    for one, twin in ((draft, other), (other, draft)):
        document = page(redactie.get(f"/redactie/{one.slug}"))
        assert document.xpath(f"//a[@href='/aanmelden/{twin.slug}']")
        assert "De aanmelder zei hier nog niets over" in words(document)


def test_a_text_alike_that_waits_is_seen_by_the_redactie(session, browser, me, draft):
    other = make_component(
        session,
        name="Heel anders genoemd",
        summary=draft.summary,
        publication=Publication.DRAFT,
        submitted_by=make_user(session),
    )
    me.post(DRAFT)
    browser(other.submitted_by).post(f"/aanmelden/{other.slug}")
    document = page(browser(make_editor(session)).get(f"/redactie/{draft.slug}"))
    assert "Heel anders genoemd : bijna dezelfde omschrijving" in words(document)


# --- texts ----------------------------------------------------------------------------------


@pytest.fixture
def described_alike(session, draft, work):
    """A public component in the index with other names, and nearly the summary of the draft."""
    found = make_component(
        session,
        name="Heel anders genoemd",
        summary="Toont inwoners de voortgang van zaken, en registreert die voor gemeenten.",
    )
    work()
    return found


def test_nearly_the_same_summary_must_be_answered(me, draft, described_alike):
    assert me.post(DRAFT).location == QUESTION
    assert "bijna dezelfde omschrijving" in words(page(me.get(QUESTION)))


@pytest.fixture
def no_index(app):
    """The search engine is not there."""
    engine = app.extensions["govhub"].search
    engine.is_available = False
    yield
    engine.is_available = True


def test_without_an_index_names_still_guard_and_the_pages_say_so(
    me, draft, twin, described_alike, no_index
):
    assert me.post(DRAFT).location == QUESTION
    document = page(me.get(QUESTION))
    assert len(document.find_class("gh-question")) == 1
    assert "We konden de omschrijvingen nu niet vergelijken." in words(document)
    assert "We konden de omschrijvingen nu niet vergelijken." in words(page(me.get(DRAFT)))


def test_without_an_index_the_redactie_is_told(
    session, browser, me, draft, described_alike, no_index
):
    me.post(DRAFT)
    assert draft.publication is Publication.SUBMITTED
    document = page(browser(make_editor(session)).get(f"/redactie/{draft.slug}"))
    assert "de zoekmachine is er niet" in words(document)
