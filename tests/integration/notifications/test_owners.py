"""Mail to who answers for a component or a webhook."""

from datetime import timedelta

import pytest

from govhub.catalogue import confirming
from govhub.catalogue.changing import StatusWish, change_status
from govhub.catalogue.status import Status
from govhub.following import webhooks
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.fetch import PUBLIC
from govhub.platform.language import long_date
from tests.inspector import page
from tests.making import make_component, make_user

EMAIL = "eigenaar@voorbeeld.nl"
LATER = timedelta(days=360)
"""Within two weeks of the day by which the status must be confirmed."""


@pytest.fixture
def owner(session):
    return make_user(session, email=EMAIL)


@pytest.fixture
def component(session, owner, work, mail):
    made = make_component(session, name="Open Zaak", submitted_by=owner)
    work()
    mail.sent.clear()
    return made


@pytest.fixture
def ask(app):
    """Let the worker ask whether statuses are still true."""

    def _ask():
        from govhub.web.extensions import db  # noqa: PLC0415

        with app.app_context():
            return confirming.ask_due(db.sessionmaker)

    return _ask


def link_in(sent):
    return next(line for line in sent.text.splitlines() if "/status-bevestigen/" in line)


def test_the_owner_is_asked_in_time_and_confirms_with_one_click(client, component, ask, work, mail):
    with clock.at(clock.now() + LATER):
        assert ask() == 1
        work()
        (sent,) = mail.sent
        assert (sent.to, sent.subject) == (EMAIL, "Klopt de status van Open Zaak nog?")
        assert "Status nu: Beschikbaar" in sent.text
        path = link_in(sent).removeprefix("http://localhost")
        assert client.submit(path, "//main//form[@method='post']").status_code == 302
        assert "Open Zaak" in page(client.get(path)).text_content()
        assert ask() == 0
    assert component.confirmed_on == clock.today() + LATER


def test_the_link_works_on_the_last_day_that_the_mail_names(component, client, ask, work, mail):
    asked_at = (clock.now() + LATER).replace(hour=12)
    with clock.at(asked_at):
        ask()
        work()
    (sent,) = mail.sent
    path = link_in(sent).removeprefix("http://localhost")
    days = (asked_at.astimezone(clock.AMSTERDAM) + timedelta(days=n) for n in range(90))
    (last,) = [day for day in days if f"tot en met {long_date(day)}." in sent.text]
    with clock.at(last.replace(hour=23, minute=59)):
        assert client.get(path).status_code == 200


def test_a_question_that_was_answered_by_a_change_is_not_mailed(
    session, component, ask, work, mail
):
    with clock.at(clock.now() + LATER):
        ask()
        wish = StatusWish(new=Status.ENDED, reason="Klaar.")
        with transaction(session):
            change_status(session, component, wish, decided_by="Gemeente Voorbeeld")
        work()
    assert not [sent for sent in mail.sent if "Klopt de status" in sent.subject]


@pytest.fixture
def webhook(session, owner):
    with transaction(session):
        made = webhooks.create(
            session, owner, name="Teams", url="https://hook.voorbeeld.nl/", reach=PUBLIC
        )
        webhooks.activate(session, made)
    return made


def test_the_owner_of_a_webhook_hears_that_it_was_disabled_and_why(session, webhook, work, mail):
    with transaction(session):
        webhooks.disable(session, webhook, "Het adres bestaat niet meer.")
    work()
    (sent,) = mail.sent
    assert (sent.to, sent.subject) == (EMAIL, "Uw webhook ‘Teams’ is uitgezet")
    assert "Het adres bestaat niet meer." in sent.text
    assert f"http://localhost/webhooks/{webhook.public_id}" in sent.text


def test_a_webhook_that_works_again_is_not_mailed_as_disabled(session, webhook, work, mail):
    with transaction(session):
        webhooks.disable(session, webhook, "Weg.")
        webhooks.activate(session, webhook)
    work()
    assert mail.sent == []
