"""Who hears of what was hidden, came back or became one: once each, and only while it is so."""

from dataclasses import replace

import pytest

from govhub.catalogue import changing, hiding, service
from govhub.catalogue.changing import StatusWish
from govhub.catalogue.facts import facts_of
from govhub.catalogue.status import Status
from govhub.following.models import Interest, Rhythm
from govhub.platform.db import transaction
from tests.making import make_editor, make_follower, make_relation

REASON = "Dit is een proef."


@pytest.fixture
def followed(session, double, into, work, mail):
    """Let people follow the double, each in a way of their own; forget the mail until now."""
    work()
    make_follower(session, double, email="elke@voorbeeld.nl")
    make_follower(
        session,
        double,
        email="week@voorbeeld.nl",
        interest=Interest.ENDING,
        rhythm=Rhythm.WEEKLY,
    )
    make_follower(session, double, email="wacht@voorbeeld.nl", is_confirmed=False)
    make_follower(session, email="alles@voorbeeld.nl")
    work()
    mail.sent.clear()
    return double


@pytest.fixture
def hide(session, editor):
    def hide(component):
        with transaction(session):
            hiding.hide(session, component, reason=REASON, decided_by=editor)

    return hide


@pytest.fixture
def restore(session, editor):
    def restore(component):
        with transaction(session):
            hiding.restore(session, component, decided_by=editor)

    return restore


def receivers(mail):
    return sorted(each.to for each in mail.sent)


def test_who_follows_it_and_who_keeps_it_hear_that_it_is_hidden(
    followed, hide, work, mail, submitter
):
    hide(followed)
    work()
    assert receivers(mail) == sorted(["elke@voorbeeld.nl", submitter.email, "week@voorbeeld.nl"])
    assert all(each.subject == "Zaakregister is verborgen" for each in mail.sent)
    assert all(REASON in each.text for each in mail.sent)
    to_follower = next(each for each in mail.sent if each.to == "week@voorbeeld.nl")
    assert "Stop met volgen" in to_follower.text
    assert to_follower.list_unsubscribe


def test_they_read_what_may_help_instead(session, followed, hide, work, mail, into):
    make_relation(session, into, "vervangt", followed)
    hide(followed)
    work()
    to_follower = next(each for each in mail.sent if each.to == "elke@voorbeeld.nl")
    assert "/componenten/register-van-zaken" in to_follower.text


def test_they_hear_that_it_is_back(followed, hide, restore, work, mail, submitter):
    hide(followed)
    work()
    mail.sent.clear()
    restore(followed)
    work()
    assert receivers(mail) == sorted(["elke@voorbeeld.nl", submitter.email, "week@voorbeeld.nl"])
    assert all("staat weer in de catalogus" in each.subject for each in mail.sent)


def test_nobody_hears_of_what_was_put_right_at_once(followed, hide, restore, work, mail):
    hide(followed)
    restore(followed)
    work()
    assert not [each for each in mail.sent if "is verborgen" in each.subject]


def test_who_followed_the_double_hears_what_they_follow_now(
    followed, merge, work, mail, submitter, into
):
    merge(reason=REASON)
    work()
    told = {each.to: each for each in mail.sent}
    assert set(told) == {"elke@voorbeeld.nl", "week@voorbeeld.nl", submitter.email}
    text = told["elke@voorbeeld.nl"].text
    assert told["elke@voorbeeld.nl"].subject == "Zaakregister staat nu bij Register van zaken"
    assert REASON in text
    assert "/componenten/register-van-zaken" in text
    assert "omdat u Register van zaken volgt" in text
    assert told["elke@voorbeeld.nl"].list_unsubscribe
    assert "/componenten/zaakregister/verloop" in told[submitter.email].text


def test_after_that_news_of_the_other_comes(session, followed, merge, work, mail, into):
    merge()
    work()
    mail.sent.clear()
    with transaction(session):
        wish = StatusWish(new=Status.DEMO, reason="Stap terug.")
        changing.change_status(session, into, wish, decided_by="Gemeente")
    work()
    assert "elke@voorbeeld.nl" in receivers(mail)


def test_the_redactie_hears_that_somebody_asks_and_the_asker_what_became_of_it(
    session, double, submitter, work, mail
):
    editors = [make_editor(session), make_editor(session)]
    work()
    mail.sent.clear()
    with transaction(session):
        hiding.ask_to_hide(session, double, reason="Het was een proef.", asked_by=submitter)
    work()
    assert receivers(mail) == sorted(each.email for each in editors)
    assert "/componenten/zaakregister/verbergen" in mail.sent[0].text
    mail.sent.clear()
    with transaction(session):
        hiding.refuse_to_hide(session, double, reason="In gebruik.", decided_by=editors[0])
    work()
    (answer,) = mail.sent
    assert (answer.to, "In gebruik." in answer.text) == (submitter.email, True)


def test_a_question_that_was_answered_asks_nobody(session, double, submitter, editor, work, mail):
    work()
    mail.sent.clear()
    with transaction(session):
        hiding.ask_to_hide(session, double, reason="Het was een proef.", asked_by=submitter)
        hiding.refuse_to_hide(session, double, reason="In gebruik.", decided_by=editor)
    work()
    assert receivers(mail) == [submitter.email]


def test_the_next_mail_says_what_it_was_called(session, followed, work, mail):
    with transaction(session):
        renamed = replace(facts_of(followed), name="Zakenboek")
        service.edit(session, followed, renamed, seen_version=followed.version)
    work()
    assert mail.sent == []
    with transaction(session):
        wish = StatusWish(new=Status.DEMO, reason="Stap terug.")
        changing.change_status(session, followed, wish, decided_by="Gemeente")
    work()
    told = next(each for each in mail.sent if each.to == "elke@voorbeeld.nl")
    assert "Zakenboek heette eerder Zaakregister." in told.text
    assert "Zakenboek heette eerder Zaakregister." in told.html
