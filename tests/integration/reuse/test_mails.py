"""Who must know gets a mail: the other side when it is asked, who said it when it is answered."""

from datetime import timedelta

import pytest

from govhub.accounts.models import MembershipRole
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.reuse import asking, expiring, service
from govhub.reuse.facts import Use
from govhub.reuse.models import Phase
from tests.integration.reuse.conftest import EDITOR, on
from tests.making import make_component, make_follower, make_member, make_user


@pytest.fixture
def mailed(work, mail):
    """What is mailed by what the block does, by receiver: ``mailed(lambda: …)``."""
    work()

    def mailed(deed):
        work()
        mail.sent.clear()
        deed()
        work()
        return {message.to: message for message in mail.sent}

    return mailed


def test_the_keepers_are_asked(session, owner, user, keeper, organisation, claim, mailed):
    colleague = make_member(session, owner, EDITOR)
    make_member(session, owner, MembershipRole.READER)
    make_member(session, organisation, EDITOR)
    sent = mailed(lambda: claim(user, experience="Werkt <b>goed</b>.", software_version="2.1"))
    assert sent.keys() == {keeper.email, colleague.email}
    message = sent[keeper.email]
    assert message.subject == "Gebruikt Gemeente Ander Zaakwijzer?"
    assert "Werkt <b>goed</b>." in message.text
    assert "Werkt &lt;b&gt;goed" in message.html
    assert "http://localhost/gebruik/" in message.text
    assert user.email not in message.text + message.html


def test_who_registered_it_alone_is_asked_when_they_may(session, submitter, user, claim, mailed):
    other = make_component(session, owner_slug="gemeente-derde", submitted_by=submitter)
    with transaction(session):
        other.is_on_behalf = True
    assert mailed(lambda: claim(user, other)).keys() == {submitter.email}


def test_the_organisation_is_asked(user, keeper, claim, mailed):
    sent = mailed(lambda: claim(keeper))
    assert sent.keys() == {user.email}
    assert "Wie Zaakwijzer beheert, zegt dat Gemeente Ander het gebruikt" in sent[user.email].text


def test_an_address_without_an_account_gets_a_link(keeper, organisation, domain, claim, mailed):
    domain(organisation)
    sent = mailed(lambda: claim(keeper, email="jan@ander.nl", software_version="www.kwaad.nl"))
    assert sent.keys() == {"jan@ander.nl"}
    text = sent["jan@ander.nl"].text
    assert "/gebruik/bevestigen/" in text
    assert "30 dagen" in text
    assert "kwaad" not in text


def test_no_mail_when_it_was_taken_back_first(session, user, keeper, claim, mailed):
    def say_and_take_back():
        reuse = claim(user)
        with transaction(session):
            service.withdraw(session, user, reuse)

    assert mailed(say_and_take_back) == {}


def test_no_mail_when_it_was_confirmed_first(user, keeper, claim, confirm, mailed):
    sent = mailed(lambda: confirm(keeper, claim(user)))
    assert sent.keys() == {user.email}


def test_who_said_it_hears_that_it_is_confirmed(
    session, user, keeper, organisation, claim, mailed, confirm
):
    make_member(session, organisation, EDITOR)
    reuse = claim(user)
    sent = mailed(lambda: confirm(keeper, reuse))
    assert sent.keys() == {user.email}
    assert sent[user.email].subject == "Bevestigd: Gemeente Ander gebruikt Zaakwijzer"


def test_who_said_it_hears_why_it_is_not_so(user, keeper, claim, dispute, mailed):
    reuse = claim(user)
    sent = mailed(lambda: dispute(keeper, reuse, "Wij kennen u niet."))
    assert sent.keys() == {user.email}
    assert "Wij kennen u niet." in sent[user.email].text


def test_both_sides_hear_why_the_redactie_took_it_away(
    session, editor, user, keeper, claim, confirm, mailed
):
    reuse = confirm(keeper, claim(user))

    def remove():
        with transaction(session):
            service.remove(session, editor, reuse, reason="Reclame.")

    sent = mailed(remove)
    assert sent.keys() == {user.email, keeper.email}
    assert all("Reclame." in each.text for each in sent.values())


def test_the_keeper_hears_that_they_stopped(session, user, keeper, claim, confirm, mailed):
    reuse = confirm(keeper, claim(user))

    def stop():
        with transaction(session):
            service.change(session, user, reuse, Use(phase=Phase.STOPPED))

    sent = mailed(stop)
    assert sent.keys() == {keeper.email}
    assert sent[keeper.email].subject == "Gemeente Ander is gestopt met Zaakwijzer"


def test_followers_are_not_told(session, user, keeper, component, claim, confirm, mailed):
    follower = make_follower(session, component).subscriber.email
    assert follower not in mailed(lambda: confirm(keeper, claim(user)))


def test_the_organisation_is_asked_a_month_before_and_when_it_is_over(
    session, user, keeper, claim, confirm, mailed, make_session, work, mail
):
    reuse = confirm(keeper, claim(user))
    day = reuse.expires_on
    for moment, words in (
        (day - timedelta(days=30), "Bevestig het voor"),
        (day, "staat erbij ‘niet meer bevestigd’"),
    ):
        with on(moment):
            sent = mailed(lambda: expiring.ask_due(make_session))
        assert sent.keys() == {user.email}
        message = sent[user.email]
        assert message.subject == "Gebruikt Gemeente Ander Zaakwijzer nog?"
        assert words in message.text
        assert "/gebruik/bevestigen/" in message.text


def test_who_said_it_left_so_the_colleagues_are_asked(
    session, user, keeper, organisation, claim, confirm, mailed, make_session
):
    reuse = confirm(keeper, claim(user))
    colleagues = {make_member(session, organisation, EDITOR).email for _number in range(2)}
    with transaction(session):
        user.memberships.clear()
    with on(reuse.expires_on):
        assert mailed(lambda: expiring.ask_due(make_session)).keys() == colleagues


def test_where_nobody_is_left_nobody_is_mailed(
    session, user, keeper, claim, confirm, mailed, make_session
):
    reuse = confirm(keeper, claim(user))
    with transaction(session):
        user.memberships.clear()
    with on(reuse.expires_on):
        assert mailed(lambda: expiring.ask_due(make_session)) == {}


def test_asking_again_mails_again(session, user, keeper, claim, mailed):
    reuse = claim(user)

    def ask():
        with transaction(session):
            asking.ask_again(session, user, reuse)

    with clock.at(clock.now() + timedelta(days=8)):
        assert mailed(ask).keys() == {keeper.email}


def test_somebody_who_came_later_may_confirm_it(session, owner, user, claim, confirm):
    reuse = claim(user)
    confirm(make_member(session, owner, EDITOR, user=make_user(session)), reuse)
    assert reuse.counts
