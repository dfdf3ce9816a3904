import pytest

from govhub.accounts.models import UserRole
from govhub.catalogue.changing import StatusWish
from govhub.catalogue.status import Status
from govhub.platform.db import transaction
from govhub.platform.outbox import Delivery, RecordedEvent
from govhub.registration import review, service
from govhub.registration.models import Verdict
from govhub.registration.proposals import decide_proposal, propose_or_change_status
from tests.making import make_component, make_editor


@pytest.fixture
def decide(session, editor):
    def decide(component, verdict, reason=None):
        with transaction(session):
            review.decide(
                session,
                editor,
                component,
                verdict,
                reason=reason,
                seen_version=component.version,
            )

    return decide


@pytest.fixture
def propose(session, submitter):
    def propose(component, new=Status.AVAILABLE, *, user=submitter, **more):
        with transaction(session):
            return propose_or_change_status(
                session, user, component, StatusWish(new=new, **more), seen=component.status
            )

    return propose


def test_every_redacteur_hears_of_a_submission(session, submitted, editor, mail, work):
    other = make_editor(session, role=UserRole.ADMINISTRATOR)
    work()
    told = [each for each in mail.sent if "Nieuwe aanmelding" in each.subject]
    assert {message.to for message in told} == {editor.email, other.email}
    [message, _] = told
    assert message.subject == f"Nieuwe aanmelding: {submitted.name}"
    assert f"http://localhost/redactie/{submitted.slug}" in message.text


def test_a_submission_after_a_change_was_asked_says_so(
    session, submitter, submitted, decide, mail, work
):
    decide(submitted, Verdict.CHANGES_ASKED, "Maak het korter.")
    work()
    with transaction(session):
        service.submit(session, submitter, submitted)
    mail.sent.clear()
    work()
    assert {message.subject for message in mail.sent} == {
        f"Opnieuw ingediend: {submitted.name}",
        f"Opnieuw ontvangen: {submitted.name}",
    }


def test_a_submission_that_was_taken_back_is_not_mailed(
    session, submitter, editor, submitted, mail, work
):
    with transaction(session):
        service.take_back(session, submitter, submitted)
    work()
    assert mail.sent == []


def test_who_left_the_redactie_gets_no_mail(session, editor, submitted, app, mail, work):
    mail.refuse_with = OSError("de mailserver zegt nee")
    work()
    mail.refuse_with = None
    with transaction(session):
        editor.role = UserRole.SUBMITTER
        for delivery in session.query(Delivery):
            delivery.due_at = delivery.event.occurred_at
    work()
    assert not [each for each in mail.sent if each.to == editor.email]


@pytest.mark.parametrize(
    ("verdict", "subject", "path"),
    [
        (Verdict.APPROVED, "{name} staat in de catalogus", "/componenten/{slug}"),
        (Verdict.CHANGES_ASKED, "{name}: wilt u iets aanpassen?", "/aanmelden/{slug}"),
        (Verdict.REFUSED, "{name} is afgewezen", "/aanmelden/{slug}"),
    ],
)
def test_the_submitter_hears_the_verdict_and_what_to_do(
    submitter, submitted, decide, mail, work, verdict, subject, path
):
    decide(submitted, verdict, "Dit is waarom.")
    work()
    [message] = [message for message in mail.sent if message.to == submitter.email]
    assert message.subject == subject.format(name=submitted.name)
    assert "Dit is waarom." in message.text
    assert "http://localhost" + path.format(slug=submitted.slug) in message.text


def test_the_redactie_hears_of_a_proposal(editor, public, propose, mail, work):
    component = public(status=Status.DEMO)
    work()
    propose(component, reason="Twee gemeenten draaien het.")
    work()
    [message] = mail.sent
    assert message.to == editor.email
    assert message.subject == f"Voorstel: {component.name} van Demo naar Beschikbaar"
    assert "Twee gemeenten draaien het." in message.text


@pytest.mark.parametrize(
    ("is_approved", "subject"),
    [(True, "heeft nu de status Beschikbaar"), (False, "krijgt de status Beschikbaar niet")],
)
def test_who_proposed_hears_the_answer(
    session, submitter, editor, public, propose, mail, work, is_approved, subject
):
    proposal = propose(public(status=Status.DEMO))
    with transaction(session):
        decide_proposal(session, editor, proposal, is_approved=is_approved, answer="Daarom.")
    work()
    [message] = [message for message in mail.sent if message.to == submitter.email]
    assert subject in message.subject


def test_who_proposed_hears_that_it_was_overtaken(submitter, editor, public, propose, mail, work):
    component = public(status=Status.DEMO)
    propose(component)
    propose(component, Status.ENDED, user=editor, reason="Gestopt.")
    work()
    [message] = mail.sent
    assert (message.to, message.subject) == (
        submitter.email,
        f"Uw voorstel voor {component.name} is vervallen",
    )


def test_a_component_without_a_submitter_mails_nobody(session, editor, decide, mail, work):
    component = make_component(session, publication="ingediend")
    decide(component, Verdict.REFUSED, "Dubbel.")
    work()
    assert mail.sent == []


def test_no_event_and_no_delivery_holds_an_address(
    session, submitter, editor, submitted, decide, public, propose, work
):
    decide(submitted, Verdict.APPROVED)
    propose(public(status=Status.DEMO))
    work()
    kept = [
        *(str(event.payload) for event in session.query(RecordedEvent)),
        *(delivery.receiver for delivery in session.query(Delivery)),
    ]
    assert len(kept) > 4
    assert not [text for text in kept if "@" in text]
