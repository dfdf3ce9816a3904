"""What both sides say to each other, and what who waits sees."""

from datetime import datetime, timedelta

import pytest

from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.kernel.clock import AMSTERDAM
from govhub.platform.db import transaction
from govhub.registration import comments, service
from govhub.web import limits
from tests.inspector import page, words
from tests.making import make_component, make_editor, make_member, make_user
from tests.web.review.conftest import DECISION

MARKUP = "<script>alert(1)</script>"
TALK = "//form[contains(@action, 'opmerking')]"
WEDNESDAY = datetime(2026, 11, 25, 10, tzinfo=AMSTERDAM)


def said(answer):
    return words(page(answer).find(".//main"))


def talk(document):
    return [words(each) for each in document.find_class("gh-talk__item")]


def test_both_sides_talk(session, redactie, browser, submitter, submit):
    component, me = submit(), browser(submitter)
    answer = redactie.submit(f"/redactie/{component.slug}", TALK, text="Welke versie?")
    assert answer.location == f"/redactie/{component.slug}#verloop"
    shown = page(me.get(f"/aanmelden/{component.slug}"))
    assert any("De redactie Welke versie?" in each for each in talk(shown))
    answer = me.submit(f"/aanmelden/{component.slug}", TALK, text="Versie 2.\n\nEcht.")
    assert answer.location == f"/aanmelden/{component.slug}#verloop"
    shown = page(redactie.get(f"/redactie/{component.slug}"))
    assert any(f"De aanmelder ({submitter.email}) Versie 2. Echt." in each for each in talk(shown))
    assert len(comments.all_of(session, component)) == 2


def test_who_registered_it_reads_no_name(session, redactie, browser, submitter, submit):
    component = submit()
    redactie.submit(f"/redactie/{component.slug}", TALK, text="Welke versie?")
    redactie.submit(
        f"/redactie/{component.slug}", DECISION, verdict="wijziging_gevraagd", reason="Meer uitleg."
    )
    answer = browser(submitter).get(f"/aanmelden/{component.slug}")
    assert "Wijziging gevraagd door de redactie Meer uitleg." in said(answer)
    assert "@voorbeeld.nl" not in " ".join(talk(page(answer)))


def test_decisions_and_words_stand_in_order(redactie, browser, submitter, submit):
    component, me = submit(), browser(submitter)
    redactie.submit(f"/redactie/{component.slug}", TALK, text="Een.")
    me.submit(f"/aanmelden/{component.slug}", TALK, text="Twee.")
    redactie.submit(
        f"/redactie/{component.slug}", DECISION, verdict="wijziging_gevraagd", reason="Drie."
    )
    me.submit(f"/aanmelden/{component.slug}", TALK, text="Vier.")
    text = " ".join(talk(page(me.get(f"/aanmelden/{component.slug}"))))
    assert sorted(text.index(each) for each in ("Een.", "Twee.", "Drie.", "Vier.")) == [
        text.index(each) for each in ("Een.", "Twee.", "Drie.", "Vier.")
    ]


@pytest.mark.parametrize(("text", "sentence"), [("", "Schrijf wat"), ("x" * 2001, "2000 tekens")])
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    redactie, browser, submitter, submit, text, sentence
):
    component = submit()
    for someone, path in (
        (redactie, f"/redactie/{component.slug}"),
        (browser(submitter), f"/aanmelden/{component.slug}"),
    ):
        answer = someone.submit(path, TALK, text=text)
        assert sentence in words(page(answer).find_class("gh-error-summary")[0])
        assert page(answer).xpath(TALK)[0].fields["text"].strip() == text


def test_hostile_text_stays_text(redactie, browser, submitter, submit):
    component, me = submit(), browser(submitter)
    me.submit(f"/aanmelden/{component.slug}", TALK, text=MARKUP)
    for answer in (
        me.get(f"/aanmelden/{component.slug}"),
        me.get(f"/aanmelden/{component.slug}/opmerkingen"),
        redactie.get(f"/redactie/{component.slug}"),
    ):
        assert MARKUP in said(answer)
        assert not page(answer).xpath("//main//script")


def test_what_comes_too_late_is_given_back(session, browser, submitter, submit):
    component, me = submit(), browser(submitter)
    with transaction(session):
        component.publication = Publication.HIDDEN
    answer = me.post(f"/aanmelden/{component.slug}/opmerkingen", data={"text": "Nog iets."})
    assert answer.status_code == 409
    assert "Nog iets." in said(answer)


def test_others_do_not_listen_in(session, browser, submit):
    component = submit()
    path = f"/aanmelden/{component.slug}/opmerkingen"
    assert browser(make_user(session)).get(path).status_code == 404
    reader = make_member(session, component.owner, "lezer")
    assert browser(reader).get(path).status_code == 403
    assert "/opmerkingen" not in browser(reader).get(f"/aanmelden/{component.slug}").text


def test_a_keeper_talks_about_an_edit_that_waits(browser, redactie, submitter, public, edit):
    component = public()
    edit(component, licence="MIT")
    me, path = browser(submitter), f"/componenten/{component.slug}/wijzigingen"
    answer = me.submit(path, TALK, text="De oude verviel.")
    assert answer.location == f"{path}#verloop"
    assert "De oude verviel." in said(redactie.get(f"/redactie/{component.slug}"))
    assert "Wijziging voorgesteld: licentie" in said(me.get(path))


# --- where it stands -----------------------------------------------------------------------


def test_the_promise_is_kept_in_view(session, browser, submitter, submit):
    with clock.at(WEDNESDAY):
        component = submit()
        me = browser(submitter)
        text = said(me.get(f"/aanmelden/{component.slug}"))
        assert "U hoort uiterlijk woensdag 2 december van ons." in text
        assert "U hoort uiterlijk woensdag 2 december van ons" in said(me.get("/mijn-aanmeldingen"))
    with clock.at(WEDNESDAY + timedelta(days=8)):
        me = browser(submitter)
        text = said(me.get(f"/aanmelden/{component.slug}"))
        assert "U zou uiterlijk woensdag 2 december van ons horen. Dat is niet gelukt." in text
        assert "Dat is niet gelukt." in said(me.get("/mijn-aanmeldingen"))


@pytest.mark.parametrize(
    ("publication", "step"),
    [
        (Publication.DRAFT, "Klad"),
        (Publication.SUBMITTED, "Ingediend"),
        (Publication.CHANGES_ASKED, "Klad"),
        (Publication.REFUSED, "Besluit"),
    ],
)
def test_the_page_says_how_far_it_is(session, browser, submitter, publication, step):
    component = make_component(session, publication=publication, submitted_by=submitter)
    document = page(browser(submitter).get(f"/aanmelden/{component.slug}"))
    (here,) = document.xpath("//ol//li[@aria-current='step']")
    assert words(here) == step


def test_what_is_asked_of_you_is_first(
    session, redactie, browser, submitter, submit, public, suggest
):
    asked, waits = submit(name="Aanpassen"), submit(name="Wacht")
    redactie.submit(
        f"/redactie/{asked.slug}", DECISION, verdict="wijziging_gevraagd", reason="Meer."
    )
    public(name="Openbaar")
    suggest(public(name="Voorstel"), summary="Nieuw.")
    answer = browser(submitter).get("/mijn-aanmeldingen")
    names = [words(each) for each in page(answer).xpath("//main//h2/a")]
    assert set(names[:2]) == {"Aanpassen", "Voorstel"}
    assert "De redactie vraagt om een wijziging." in said(answer)
    assert "Iemand stelt een wijziging voor. Bekijk en besluit" in said(answer)
    assert waits.name in names[2:]


def test_what_you_proposed_for_others_is_there_too(session, browser, public, suggest):
    stranger = make_user(session)
    suggest(public(name="Zaakregister"), user=stranger, summary="Nieuw.")
    text = said(browser(stranger).get("/mijn-aanmeldingen"))
    assert "Zaakregister korte omschrijving" in text
    assert "Wacht op een besluit" in text


def test_a_long_list_asks_the_database_not_much_more(
    session, browser, submitter, submit, statements
):
    me = browser(submitter)
    submit()
    few = statements(lambda: me.get("/mijn-aanmeldingen"))
    for _ in range(5):
        submit()
    assert statements(lambda: me.get("/mijn-aanmeldingen")) == few


def test_a_registrant_edits_while_the_editor_reads(session, redactie, submitter, submit):
    component = submit()
    (form,) = page(redactie.get(f"/redactie/{component.slug}")).xpath(DECISION)
    with transaction(session):
        service.take_back(session, submitter, component)
    with transaction(session):
        component.summary = "Nu anders."
        session.flush()
        service.submit(session, submitter, component)
    filled = {**dict(form.fields), "verdict": "goedgekeurd", "reason": "Mooi."}
    answer = redactie.post(form.action, data=filled)
    assert answer.status_code == 409
    assert "Lees het opnieuw en besluit dan." in said(answer)
    (form,) = page(answer).xpath(DECISION)
    assert form.fields["reason"].strip() == "Mooi."
    assert not component.is_public
    assert redactie.post(form.action, data=dict(form.fields)).status_code == 302
    assert component.is_public


def test_nobody_of_the_redactie_talks_as_who_registered_it(session, browser, submit):
    component = submit()
    path = f"/aanmelden/{component.slug}/opmerkingen"
    assert browser(make_editor(session)).post(path, data={"text": "Ik."}).status_code == 403


def test_who_says_too_much_waits_and_sends_the_same_later(session, app, submitter, browser, submit):
    component, me = submit(), browser(submitter)
    limiter = app.extensions["govhub"].limiter
    for _time in range(60):
        limiter.hit(limits.COMMENT_BY_USER, str(submitter.public_id))
    address = f"/aanmelden/{component.slug}/opmerkingen"
    refused = me.post(address, data={"text": "Een lang en goed verhaal."})
    assert refused.status_code == 429
    [form] = page(refused).xpath(f"//form[@action='{address}']")
    assert form.xpath(".//input[@name='text']/@value") == ["Een lang en goed verhaal."]
    assert comments.all_of(session, component) == []
