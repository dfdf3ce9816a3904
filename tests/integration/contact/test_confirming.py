"""An address for questions is shown once who reads it said that it may be."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from govhub.accounts.models import MembershipRole
from govhub.catalogue import contact
from govhub.catalogue.contact import State
from govhub.catalogue.events import ContactAsked
from govhub.catalogue.facts import facts_of
from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.kernel.errors import Conflict
from govhub.platform.db import transaction
from govhub.platform.links import LinkRefused, LinkUsed
from govhub.platform.outbox import RecordedEvent
from govhub.registration import service
from tests.making import make_component, make_member, make_organisation

TEAM = "team@voorbeeld.nl"


@pytest.fixture
def signer(app):
    return app.extensions["govhub"].signer


@pytest.fixture
def draft(session, submitter):
    return make_component(
        session,
        name="Zaakwijzer",
        publication=Publication.DRAFT,
        submitted_by=submitter,
        contact_is_confirmed=False,
    )


@pytest.fixture
def submit(session, submitter, draft):
    """Submit the draft, or another one."""

    def submit(component=draft):
        with transaction(session):
            service.submit(session, submitter, component)
        return component

    return submit


@pytest.fixture
def change(session, submitter):
    def change(component, email, *, user=submitter):
        facts = replace(facts_of(component), contact_email=email)
        with transaction(session):
            service.save(session, user, component, facts, seen_version=component.version)

    return change


@pytest.fixture
def asked(work, mail):
    """Return the tokens in the mails to an address, the newest last."""

    def asked(email=TEAM):
        work()
        found = (
            re.search(r"/contactadres/(\S+)", each.text) for each in mail.sent if each.to == email
        )
        return [each[1] for each in found if each]

    return asked


@pytest.fixture
def confirm(session, signer):
    def confirm(token, **more):
        with transaction(session):
            return contact.confirm(session, signer, token, **more)

    return confirm


@pytest.fixture
def refuse(session, signer):
    def refuse(token):
        with transaction(session):
            return contact.refuse(session, signer, token)

    return refuse


def test_a_draft_mails_nobody(session, draft, asked):
    assert asked() == []
    assert contact.standing(session, draft) == contact.Standing(state=State.NOT_ASKED)


def test_submitting_mails_the_address_and_a_click_shows_it(session, submit, asked, confirm, mail):
    component = submit()
    [token] = asked()
    [message] = [each for each in mail.sent if each.to == TEAM]
    assert message.subject == "Mag dit adres bij Zaakwijzer staan?"
    assert not contact.is_shown(component)
    assert contact.standing(session, component).state is State.WAITS
    version = component.version
    confirm(token)
    assert contact.shown_address(component) == TEAM
    session.refresh(component)
    assert component.version == version
    assert contact.standing(session, component).state is State.CONFIRMED


def test_nobody_waits_for_the_answer(session, submit, editor):
    from govhub.catalogue import service as catalogue  # noqa: PLC0415

    component = submit()
    with transaction(session):
        catalogue.publish(session, component)
    assert component.is_public
    assert not contact.is_shown(component)


def test_the_address_with_which_somebody_signs_in_needs_no_mail(session, submitter, asked):
    component = make_component(
        session,
        publication=Publication.DRAFT,
        submitted_by=submitter,
        contact_email=submitter.email,
        contact_is_confirmed=False,
    )
    with transaction(session):
        service.submit(session, submitter, component)
    assert contact.is_shown(component)
    assert asked(submitter.email) == []


def test_the_address_of_a_colleague_is_asked(session, submitter, public, change, asked):
    owner = make_organisation(session, name="Gemeente Zwolle")
    colleague = make_member(session, owner, MembershipRole.EDITOR)
    component = make_component(session, owner_slug=owner.slug)
    change(component, submitter.email, user=colleague)
    assert not contact.is_shown(component)
    assert len(asked(submitter.email)) == 1


def test_another_address_of_a_public_component_is_asked_and_hidden_until_then(
    public, change, asked, confirm
):
    component = public()
    assert contact.is_shown(component)
    change(component, "nieuw@voorbeeld.nl")
    assert not contact.is_shown(component)
    [token] = asked("nieuw@voorbeeld.nl")
    confirm(token)
    assert contact.shown_address(component) == "nieuw@voorbeeld.nl"


def test_an_edit_that_leaves_the_address_mails_nobody(session, submitter, submit, change, asked):
    component = submit()
    with transaction(session):
        component.publication = Publication.PUBLISHED
        component.is_on_behalf = True
    for summary in ("Een", "Twee"):
        facts = replace(facts_of(component), summary=summary)
        with transaction(session):
            service.save(session, submitter, component, facts, seen_version=component.version)
    assert len(asked()) == 1


def test_a_link_for_an_address_that_was_changed_does_nothing(public, change, asked, confirm):
    component = public()
    change(component, "een@voorbeeld.nl")
    [token] = asked("een@voorbeeld.nl")
    change(component, "twee@voorbeeld.nl")
    with pytest.raises(LinkRefused, match="staat uw adres niet meer"):
        confirm(token)
    assert not contact.is_shown(component)


def test_to_and_fro_within_the_hour_mails_once(public, change, asked):
    component = public()
    for address in ("een@voorbeeld.nl", "twee@voorbeeld.nl", "een@voorbeeld.nl"):
        change(component, address)
    assert len(asked("een@voorbeeld.nl")) == 1


def test_a_keeper_can_have_it_mailed_again_after_an_hour(session, submit, asked, confirm):
    component = submit()
    with pytest.raises(Conflict, match="kort geleden"), transaction(session):
        contact.ask_again(session, component)
    with clock.at(clock.now() + timedelta(hours=1, minutes=1)):
        with transaction(session):
            contact.ask_again(session, component)
        first, second = asked()
        confirm(first)
        with pytest.raises(LinkUsed):
            confirm(second)
    assert contact.is_shown(component)


def test_an_address_gets_no_flood_of_mails(session, submitter, asked):
    for _number in range(contact.MOST_PER_ADDRESS + 3):
        component = make_component(
            session,
            publication=Publication.DRAFT,
            submitted_by=submitter,
            contact_is_confirmed=False,
        )
        with transaction(session):
            component.publication = Publication.SUBMITTED
            contact.settle(session, component, by=submitter)
    assert len(asked()) == contact.MOST_PER_ADDRESS
    assert contact.standing(session, component) == contact.Standing(
        state=State.NOT_ASKED, may_ask=True
    )


def test_no_clears_the_address_and_tells_who_answers_for_it(
    session, submitter, submit, asked, refuse, work, mail
):
    component = submit()
    [token] = asked()
    mail.sent.clear()
    refuse(token)
    assert component.contact_email is None
    work()
    assert [each.to for each in mail.sent] == [submitter.email]
    assert mail.sent[0].subject == "Zaakwijzer heeft geen contactadres"
    assert TEAM not in mail.sent[0].text


def test_an_address_that_said_no_is_not_mailed_again(session, public, change, asked, refuse):
    component = public()
    change(component, "weg@voorbeeld.nl")
    [token] = asked("weg@voorbeeld.nl")
    refuse(token)
    change(component, "weg@voorbeeld.nl")
    assert len(asked("weg@voorbeeld.nl")) == 1
    assert contact.standing(session, component).state is State.REFUSED
    with (
        clock.at(clock.now() + timedelta(days=1)),
        pytest.raises(Conflict, match="ander adres"),
        transaction(session),
    ):
        contact.ask_again(session, component)


def test_who_said_yes_can_say_no_with_the_same_link(submit, asked, confirm, refuse):
    component = submit()
    [token] = asked()
    confirm(token)
    refuse(token)
    assert component.contact_email is None
    with pytest.raises(LinkUsed):
        confirm(token)


def test_one_click_can_answer_for_all_that_wait_for_the_same_address(
    session, signer, submitter, submit, asked, confirm
):
    first = submit()
    others = [
        submit(
            make_component(
                session,
                publication=Publication.DRAFT,
                submitted_by=submitter,
                contact_is_confirmed=False,
                repository_url=f"https://git.voorbeeld.nl/x/{number}",
                summary=summary,
                name=name,
            )
        )
        for number, (name, summary) in enumerate(
            [("Parkeerwacht", "Telt auto's."), ("Boomregister", "Waar elke boom staat.")]
        )
    ]
    token = asked()[0]
    question = contact.asked(session, signer, token)
    assert [each.name for each in question.also] == ["Boomregister", "Parkeerwacht"]
    confirm(token, also=[str(others[0].public_id)])
    assert [contact.is_shown(each) for each in (first, *others)] == [True, True, False]


def test_after_a_month_who_answers_for_it_is_asked_once(
    session, submitter, submit, asked, work, mail
):
    component = submit()
    assert len(asked()) == 1
    mail.sent.clear()
    make_session = lambda: Session(session.bind, expire_on_commit=False)  # noqa: E731
    with clock.at(clock.now() + timedelta(days=29)):
        assert contact.remind_due(make_session) == 0
    with clock.at(clock.now() + timedelta(days=31)):
        assert contact.remind_due(make_session) == 1
        assert contact.remind_due(make_session) == 0
        work()
        assert [each.to for each in mail.sent] == [submitter.email]
        assert "is niet bevestigd" in mail.sent[0].subject
        assert TEAM in mail.sent[0].text
        assert contact.standing(session, component).may_ask


def test_nobody_is_asked_about_what_was_answered_or_mailed_again(
    session, submit, asked, confirm, signer
):
    component = submit()
    asked()
    make_session = lambda: Session(session.bind, expire_on_commit=False)  # noqa: E731
    with clock.at(clock.now() + timedelta(days=20)), transaction(session):
        contact.ask_again(session, component)
    with clock.at(clock.now() + timedelta(days=31)):
        assert contact.remind_due(make_session) == 0


def test_no_event_holds_an_address(session, submit, asked, refuse):
    submit()
    refuse(asked()[0])
    payloads = [str(each.payload) for each in session.query(RecordedEvent)]
    assert any(each.name == ContactAsked.name for each in session.query(RecordedEvent))
    assert not [each for each in payloads if TEAM in each]


def test_the_name_of_what_is_not_public_is_no_place_for_an_advertisement(
    session, submitter, submit, mail, asked
):
    component = make_component(
        session,
        name="Win nu: https://evil.example/x?y=1",
        publication=Publication.DRAFT,
        submitted_by=submitter,
        contact_is_confirmed=False,
    )
    submit(component)
    asked()
    [message] = [each for each in mail.sent if each.to == TEAM]
    assert "evil.example" not in message.text + message.html + message.subject


@pytest.mark.parametrize("publication", [Publication.REFUSED, Publication.HIDDEN])
def test_a_link_for_what_went_does_nothing(session, submit, asked, confirm, publication):
    component = submit()
    [token] = asked()
    with transaction(session):
        component.publication = publication
    with pytest.raises(LinkRefused, match="niet in de catalogus"):
        confirm(token)
