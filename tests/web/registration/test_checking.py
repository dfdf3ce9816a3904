import pytest

from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import Publication
from govhub.platform.db import transaction
from govhub.registration import review
from govhub.registration.models import Verdict
from govhub.web import limits
from tests.filling import register
from tests.inspector import page, words
from tests.making import make_component

DISCARD = "/aanmelden/zaakregister/verwijderen"
SUBMIT = "//form[@action='/aanmelden/zaakregister']"


def test_what_is_missing_links_to_its_field(me):
    register(me, name="Zaakregister", status="beschikbaar")
    document = page(me.get("/aanmelden/zaakregister"))
    links = document.xpath("//ul//a[contains(@href, '/stap/') and contains(@href, '#')]/@href")
    assert [link.partition("#")[2] for link in links] == [
        "summary",
        "category",
        "purposes",
        "owner_slug",
        "contact_email",
        "repository_url",
        "licence",
        "documentation_url",
    ]
    for link in links:
        address, _, field = link.partition("#")
        assert page(me.get(address)).get_element_by_id(field) is not None


def test_an_incomplete_draft_has_no_button_to_submit(me):
    register(me, name="Zaakregister")
    assert not page(me.get("/aanmelden/zaakregister")).xpath(SUBMIT)


def test_submitting_an_incomplete_draft_anyway_says_what_is_missing(me):
    register(me, name="Zaakregister")
    answer = me.post("/aanmelden/zaakregister", follow_redirects=True)
    assert "Dit mist nog" in answer.text


def test_a_complete_draft_is_shown_as_it_will_look_and_can_be_submitted(me, draft):
    document = page(me.get("/aanmelden/zaakregister"))
    assert "Mag ik dit gebruiken?" in words(document)
    assert "EUPL-1.2" in words(document)
    me.submit("/aanmelden/zaakregister", SUBMIT)
    assert draft.publication is Publication.SUBMITTED
    assert "Uw aanmelding wacht op de redactie." in me.get("/aanmelden/zaakregister").text


def test_what_it_belongs_to_can_be_said_before_it_is_submitted(me, draft):
    (link,) = page(me.get(f"/aanmelden/{draft.slug}")).xpath("//main//a[.='Relaties']/@href")
    assert me.get(link).status_code == 200


def test_submitting_twice_is_harmless(me, draft):
    me.post("/aanmelden/zaakregister")
    assert me.post("/aanmelden/zaakregister").status_code == 302
    assert draft.publication is Publication.SUBMITTED


def test_a_submission_can_be_taken_back(me, draft):
    me.post("/aanmelden/zaakregister")
    answer = me.submit("/aanmelden/zaakregister", "//form[contains(@action, 'intrekken')]")
    assert draft.publication is Publication.DRAFT
    assert "Uw aanmelding is ingetrokken." in me.get(answer.location).text


def test_taking_back_what_was_decided_is_a_clear_conflict(session, me, editor, draft):
    me.post("/aanmelden/zaakregister")
    with transaction(session):
        review.decide(
            session, editor, draft, Verdict.REFUSED, reason="Nee.", seen_version=draft.version
        )
    answer = me.post("/aanmelden/zaakregister/intrekken")
    assert answer.status_code == 409
    assert "De redactie heeft hier al over besloten." in answer.text


@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [
        (Verdict.CHANGES_ASKED, "Pas het aan en dien het opnieuw in."),
        (Verdict.REFUSED, "Dit component komt niet in de catalogus."),
    ],
)
def test_the_reason_of_the_redactie_is_shown(session, me, editor, draft, verdict, sentence):
    me.post("/aanmelden/zaakregister")
    with transaction(session):
        review.decide(
            session,
            editor,
            draft,
            verdict,
            reason="De naam is te vaag.",
            seen_version=draft.version,
        )
    text = me.get("/aanmelden/zaakregister").text
    assert "De naam is te vaag." in text
    assert sentence in text


def test_a_possible_duplicate_is_shown_to_the_submitter(session, me, draft):
    twin = make_component(session, name="Zaak-register")
    text = words(page(me.get("/aanmelden/zaakregister")))
    assert "Bestaat dit al?" in text
    assert f"{twin.name} Status: Beschikbaar Dezelfde naam" in text


def test_without_duplicates_nothing_is_said(me, draft):
    assert "Bestaat dit al?" not in me.get("/aanmelden/zaakregister").text


def test_a_public_component_is_shown_on_its_own_page(me, public):
    component = public()
    answer = me.get(f"/aanmelden/{component.slug}")
    assert answer.location == f"/componenten/{component.slug}"


def test_a_draft_is_deleted_after_a_question(session, me, draft):
    key = draft.id
    answer = me.submit(DISCARD)
    assert answer.location == "/mijn-aanmeldingen"
    assert session.get(Component, key) is None
    assert "Het klad van Zaakregister is verwijderd." in me.get(answer.location).text


def test_what_was_submitted_is_not_deleted(session, me, draft):
    me.post("/aanmelden/zaakregister")
    assert me.get(DISCARD).status_code == me.post(DISCARD).status_code == 409
    assert session.get(Component, draft.id) is not None


def test_the_redactie_sees_a_draft_but_does_not_touch_it(browser, editor, draft):
    redactie = browser(editor)
    assert redactie.get("/aanmelden/zaakregister").status_code == 200
    assert redactie.post("/aanmelden/zaakregister").status_code == 403
    assert redactie.post(DISCARD).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/componenten",
        "/componenten?q=zaakregister",
        "/suggesties?q=zaak",
        "/wijzigingen",
        "/wijzigingen.atom",
        "/",
    ],
)
def test_a_draft_is_nowhere_else(client, me, draft, work, path):
    me.post("/aanmelden/zaakregister")
    work()
    assert "Zaakregister" not in client.get(path).text


def test_the_redactie_is_not_mailed_without_end(me, draft, monkeypatch):
    monkeypatch.setattr(limits, "SUBMIT_BY_USER", limits.Limit("indienen-test", "1 per hour"))
    me.post("/aanmelden/zaakregister")
    me.post("/aanmelden/zaakregister/intrekken")
    assert me.post("/aanmelden/zaakregister").status_code == 429
    assert draft.publication is Publication.DRAFT


@pytest.mark.parametrize("path", ["/componenten/zaakregister", "/componenten/zaakregister.atom"])
def test_the_address_of_a_draft_is_not_found(client, me, draft, path):
    me.post("/aanmelden/zaakregister")
    assert client.get(path).status_code == 404
