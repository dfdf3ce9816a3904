"""The mail around the work of the redactie."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.kernel.clock import AMSTERDAM
from govhub.platform.db import transaction
from govhub.platform.outbox import Delivery, RecordedEvent
from govhub.registration import cases, comments, edits, reminding, review, service, waiting_edits
from govhub.registration.models import Verdict
from tests.making import make_component, make_editor, make_member, make_user

WEDNESDAY = datetime(2026, 11, 25, 10, tzinfo=AMSTERDAM)


@pytest.fixture
def edit(session):
    def edit(user, component, **facts):
        with transaction(session):
            return edits.save_or_propose(
                session,
                user,
                component,
                replace(waiting_edits.as_proposed(session, user, component), **facts),
                seen_version=component.version,
            )

    return edit


@pytest.fixture
def suggest(session):
    def suggest(user, component, **facts):
        with transaction(session):
            return edits.propose(
                session,
                user,
                component,
                replace(waiting_edits.as_proposed(session, user, component), **facts),
                seen_version=component.version,
                reason="Zo staat het op hun site.",
            )

    return suggest


@pytest.fixture
def say(session):
    def say(user, component, text, *, as_editor=False):
        with transaction(session):
            comments.say(session, user, component, text, as_editor=as_editor)

    return say


@pytest.fixture
def remind(engine):
    """Do the chore as the worker does, in a session of its own."""
    return lambda: reminding.remind(lambda: Session(engine), review_days=5)


def subjects(mail, user):
    return [each.subject for each in mail.sent if each.to == user.email]


def to(mail, user):
    [message] = [each for each in mail.sent if each.to == user.email]
    return message


def test_who_submits_hears_by_when_they_hear(session, submitter, draft, mail, work):
    with clock.at(WEDNESDAY):
        with transaction(session):
            service.submit(session, submitter, draft)
        work()
    message = to(mail, submitter)
    assert message.subject == f"Ontvangen: uw aanmelding van {draft.name}"
    assert "U hoort uiterlijk woensdag 2 december van ons." in message.text
    assert f"http://localhost/aanmelden/{draft.slug}" in message.text


def test_an_edit_that_waits_is_told_to_both_sides(submitter, editor, public, edit, mail, work):
    component = public(name="Zaakregister")
    with clock.at(WEDNESDAY):
        edit(submitter, component, licence="MIT", name="Zaken")
        work()
    received, waits = to(mail, submitter), to(mail, editor)
    assert received.subject == "Ontvangen: uw wijziging van Zaakregister"
    assert "uiterlijk woensdag 2 december" in received.text
    assert "Wijzigt: Naam, Licentie" in received.text
    assert f"http://localhost/componenten/{component.slug}/wijzigingen" in received.text
    assert waits.subject == "Wijziging wacht: Zaakregister"
    assert f"http://localhost/redactie/{component.slug}" in waits.text


def test_changing_what_waits_mails_nobody_again(submitter, public, edit, editor, mail, work):
    component = public()
    edit(submitter, component, licence="MIT")
    work()
    mail.sent.clear()
    edit(submitter, component, licence="Apache-2.0")
    work()
    assert mail.sent == []
    assert editor


def test_what_was_withdrawn_at_once_is_not_mailed(submitter, public, edit, editor, mail, work):
    component = public()
    proposal = edit(submitter, component, licence="MIT")
    edit(submitter, component, licence=proposal.old_facts["licence"])
    work()
    assert mail.sent == []
    assert editor


def test_a_keeper_hears_of_what_somebody_else_proposes(
    session, submitter, editor, public, suggest, mail, work
):
    component, stranger = public(), make_user(session)
    suggest(stranger, component, summary="Nieuw.")
    work()
    message = to(mail, submitter)
    assert message.subject == f"Wijziging wacht: {component.name}"
    assert "Zo staat het op hun site." in message.text
    assert f"http://localhost/componenten/{component.slug}/wijzigingen" in message.text
    assert "omdat u dit component beheert" in message.text
    assert subjects(mail, editor) == []


def test_the_redactie_hears_of_it_when_it_is_sensitive_or_nobody_keeps_it(
    session, submitter, editor, public, suggest, mail, work
):
    suggest(make_user(session), public(), licence="MIT")
    suggest(make_user(session), make_component(session), summary="Nieuw.")
    work()
    assert len(subjects(mail, editor)) == 2
    assert subjects(mail, submitter) == []


def test_all_who_edit_for_the_owner_hear_when_nobody_in_particular_keeps_it(
    session, suggest, mail, work
):
    component = make_component(session)
    one, other = (make_member(session, component.owner) for _ in range(2))
    reader = make_member(session, component.owner, "lezer")
    suggest(make_user(session), component, summary="Nieuw.")
    work()
    assert subjects(mail, one) == subjects(mail, other) == [f"Wijziging wacht: {component.name}"]
    assert subjects(mail, reader) == []


@pytest.mark.parametrize(
    ("is_approved", "subject", "place"),
    [(True, "is goedgekeurd", ""), (False, "is afgewezen", "/wijzigingen")],
)
def test_who_proposed_it_hears_what_became_of_it(
    session, submitter, editor, public, edit, mail, work, is_approved, subject, place
):
    component = public()
    proposal = edit(submitter, component, licence="MIT")
    work()
    mail.sent.clear()
    with transaction(session):
        edits.decide(session, editor, proposal, is_approved=is_approved, answer="Daarom.")
    work()
    message = to(mail, submitter)
    assert message.subject == f"Uw wijziging van {component.name} {subject}"
    assert "Daarom." in message.text
    assert f"http://localhost/componenten/{component.slug}{place}\n" in message.text


def test_who_proposed_it_hears_that_a_part_was_overtaken(
    submitter, editor, public, edit, mail, work
):
    component = public()
    edit(submitter, component, licence="MIT", name="Zaken")
    work()
    mail.sent.clear()
    edit(editor, component, licence="Apache-2.0")
    work()
    message = to(mail, submitter)
    assert "is vervallen" in message.subject
    assert "Dat deel wacht nog." in message.text


# --- comments ------------------------------------------------------------------------------


def test_the_registrant_hears_what_the_redactie_says(submitter, editor, submitted, say, mail, work):
    work()
    mail.sent.clear()
    say(editor, submitted, "Welke versie?", as_editor=True)
    work()
    [message] = mail.sent
    assert message.to == submitter.email
    assert message.subject == f"De redactie zegt iets over {submitted.name}"
    assert "Welke versie?" in message.text
    assert editor.email not in message.text
    assert f"http://localhost/aanmelden/{submitted.slug}" in message.text


def test_the_redactie_hears_what_the_registrant_says(
    session, submitter, editor, submitted, say, mail, work
):
    other = make_editor(session)
    work()
    mail.sent.clear()
    say(submitter, submitted, "Versie 2.")
    work()
    assert {each.to for each in mail.sent} == {editor.email, other.email}
    assert f"http://localhost/redactie/{submitted.slug}" in mail.sent[0].text


def test_once_a_redacteur_took_it_only_that_one_hears(
    session, submitter, editor, submitted, say, mail, work
):
    make_editor(session)
    work()
    mail.sent.clear()
    with transaction(session):
        cases.take(session, editor, submitted)
    say(submitter, submitted, "Versie 2.")
    work()
    assert [each.to for each in mail.sent] == [editor.email]


def test_what_was_said_fast_comes_in_one_mail(submitter, editor, submitted, say, mail, work):
    work()
    mail.sent.clear()
    say(submitter, submitted, "Een.")
    say(submitter, submitted, "Twee.")
    work()
    message = to(mail, editor)
    assert message.text.index("Een.") < message.text.index("Twee.")


def test_hostile_text_stays_text(submitter, editor, submitted, say, mail, work):
    work()
    mail.sent.clear()
    say(editor, submitted, "<script>alert(1)</script>", as_editor=True)
    work()
    message = to(mail, submitter)
    assert "<script>" not in message.html
    assert "&lt;script&gt;" in message.html


# --- late ----------------------------------------------------------------------------------


def test_all_that_is_late_comes_in_one_mail_a_day(
    session, submitter, editor, public, edit, remind, mail, work
):
    with clock.at(WEDNESDAY - timedelta(days=10)):
        drafts = [
            make_component(session, publication=Publication.DRAFT, submitted_by=submitter)
            for _ in range(2)
        ]
        for each in drafts:
            with transaction(session):
                service.submit(session, submitter, each)
        edit(submitter, public(name="Zaakregister"), licence="MIT")
        work()
        mail.sent.clear()
    for hours in (0, 1):
        with clock.at(WEDNESDAY + timedelta(hours=hours)):
            remind()
            work()
    message = to(mail, editor)
    assert message.subject == "Te laat: 3 besluiten van de redactie"
    assert (
        "Zaakregister (wijziging door de eigenaar), beloofd voor 20 november 2026" in message.text
    )
    assert f"http://localhost/redactie/{drafts[1].slug}" in message.text


def test_what_was_decided_just_before_is_not_called_late(
    session, submitter, editor, draft, remind, mail, work
):
    with clock.at(WEDNESDAY - timedelta(days=10)):
        with transaction(session):
            service.submit(session, submitter, draft)
        work()
        mail.sent.clear()
    with clock.at(WEDNESDAY):
        remind()
        with transaction(session):
            review.decide(session, editor, draft, Verdict.APPROVED, seen_version=draft.version)
        work()
    assert subjects(mail, editor) == []


def test_no_event_and_no_delivery_holds_an_address(
    session, submitter, editor, public, edit, suggest, say, work
):
    component = public()
    proposal = edit(submitter, component, licence="MIT")
    say(submitter, component, "Zo heet het nu.")
    suggest(make_user(session), component, contact_email="ander@voorbeeld.nl")
    with transaction(session):
        edits.decide(session, editor, proposal, is_approved=True)
    work()
    kept = [
        *(str(event.payload) for event in session.query(RecordedEvent)),
        *(delivery.receiver for delivery in session.query(Delivery)),
    ]
    assert len(kept) > 6
    assert not [text for text in kept if "@" in text]
