"""Whoever must know that a component goes to another organisation gets a mail."""

import re

import pytest

from govhub.accounts import invitations
from govhub.accounts.models import MembershipRole
from govhub.platform.db import transaction
from govhub.registration import claims
from tests.making import make_component, make_member, make_organisation

READER, EDITOR, MANAGER = MembershipRole


@pytest.fixture
def owner(session):
    return make_organisation(session, name="Gemeente Zwolle")


@pytest.fixture
def other(session):
    return make_organisation(session, name="Gemeente Ander")


@pytest.fixture
def component(session, submitter, owner):
    return make_component(session, name="Zaakwijzer", owner_slug=owner.slug, submitted_by=submitter)


@pytest.fixture
def ask(session, other, component, work, mail):
    """Let somebody of the other organisation claim it."""

    def ask():
        user = make_member(session, other, EDITOR)
        with transaction(session):
            claim = claims.take_over(session, user, component, other, reason="Wij maken dit.")
        work()
        return claim

    work()
    mail.sent.clear()
    return ask


@pytest.fixture
def decide(session, work, mail):
    def decide(user, claim, *, is_approved=True, answer=None):
        mail.sent.clear()
        with transaction(session):
            claims.decide(session, user, claim, is_approved=is_approved, answer=answer)
        work()
        return {message.to: message for message in mail.sent}

    return decide


def test_the_managers_of_the_owner_are_asked(session, owner, editor, ask, mail):
    managers = {make_member(session, owner, MANAGER).email for _number in range(2)}
    make_member(session, owner, EDITOR)
    claim = ask()
    assert {message.to for message in mail.sent} == managers
    assert mail.sent[0].subject == "Zaakwijzer: is dit van Gemeente Ander?"
    assert f"http://localhost/overnames/{claim.public_id}" in mail.sent[0].text
    assert "Wij maken dit." in mail.sent[0].text


def test_without_managers_the_redactie_is_asked(editor, ask, mail):
    ask()
    assert [message.to for message in mail.sent] == [editor.email]


def test_who_asked_and_who_had_it_hear_what_became_of_it(
    session, submitter, owner, editor, ask, decide
):
    manager = make_member(session, owner, MANAGER)
    claim = ask()
    told = decide(editor, claim)
    assert set(told) == {claim.claimed_by.email, submitter.email, manager.email}
    assert told[submitter.email].subject == "Zaakwijzer is nu van Gemeente Ander"
    assert "kunt het niet meer wijzigen" in told[submitter.email].text
    assert "Uw verzoek is goedgekeurd" in told[claim.claimed_by.email].text


def test_a_refusal_says_why_and_only_to_who_asked(session, owner, ask, decide):
    manager = make_member(session, owner, MANAGER)
    claim = ask()
    told = decide(manager, claim, is_approved=False, answer="Het is van Zwolle.")
    assert set(told) == {claim.claimed_by.email}
    assert "Het is van Zwolle." in told[claim.claimed_by.email].text


def test_when_the_owner_takes_it_over_who_registered_it_hears_of_it(
    session, submitter, owner, component, work, mail
):
    work()
    mail.sent.clear()
    user = make_member(session, owner, EDITOR)
    with transaction(session):
        claims.take_over(session, user, component, owner)
    work()
    assert [message.to for message in mail.sent] == [submitter.email]


def test_who_must_accept_a_transfer_is_asked(session, owner, other, component, work, mail):
    work()
    mail.sent.clear()
    manager, accepting = make_member(session, owner, MANAGER), make_member(session, other, MANAGER)
    with transaction(session):
        claims.hand_over(session, manager, component, other)
    work()
    [message] = mail.sent
    assert message.to == accepting.email
    assert "wil Gemeente Ander dit hebben?" in message.subject


def test_nobody_is_asked_what_was_withdrawn(session, other, component, work, mail):
    work()
    mail.sent.clear()
    user = make_member(session, other, EDITOR)
    with transaction(session):
        claim = claims.take_over(session, user, component, other, reason="Van ons.")
        claims.withdraw(session, user, claim)
    work()
    assert mail.sent == []


class TestInvitation:
    @pytest.fixture
    def invitation(self, session, owner):
        manager = make_member(session, owner, MANAGER)
        with transaction(session):
            return invitations.invite(session, manager, owner, "a@zwolle.nl", EDITOR)

    def test_the_link_goes_to_the_address(self, invitation, work, mail):
        work()
        [message] = mail.sent
        assert message.to == "a@zwolle.nl"
        assert message.subject == "Doe mee met Gemeente Zwolle op GovHub"
        assert "als redacteur" in message.text
        assert re.search(r"http://localhost/uitnodiging/\S+", message.text)
        assert "14 dagen lang" in message.text

    def test_a_withdrawn_one_is_not_sent(self, session, editor, invitation, work, mail):
        with transaction(session):
            invitations.withdraw(session, editor, invitation)
        work()
        assert mail.sent == []
