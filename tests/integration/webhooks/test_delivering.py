"""What happens when a receiver refuses, hangs or is gone, and what its owner can do."""

import socket
from datetime import timedelta

import pytest
import sqlalchemy as sa

from govhub.catalogue import service
from govhub.catalogue.facts import facts_of
from govhub.catalogue.status import Status
from govhub.following import webhook_queries, webhooks
from govhub.following.events import WebhookDisabled
from govhub.following.models import Subscriber, Subscription, WebhookState
from govhub.kernel import clock
from govhub.kernel.errors import Conflict, InvalidInput
from govhub.notifications.webhooks import subscriber
from govhub.platform.db import transaction
from govhub.platform.fetch import PUBLIC, Limits
from govhub.platform.outbox import MAX_ATTEMPTS, DeliveryState, RecordedEvent
from tests.making import make_component, make_user

A_DAY = 30
"""Hours after which a message that never arrives was given up."""


@pytest.fixture
def component(session, send):
    made = make_component(session, status=Status.DEMO)
    send()
    return made


@pytest.fixture
def webhook(make_webhook, component):
    return make_webhook(component)


@pytest.fixture
def change(session, component, webhook):
    """Let something happen that the webhook is told of."""

    def _change(times=1):
        for _ in range(times):
            with transaction(session):
                session.refresh(component)
                service.edit(
                    session, component, facts_of(component), seen_version=component.version
                )

    return _change


@pytest.fixture
def told_owner(session):
    """Return the reasons of the mails that its owner gets."""

    def _told_owner():
        session.rollback()
        events = session.scalars(
            sa.select(RecordedEvent).where(RecordedEvent.name == WebhookDisabled.name)
        )
        return [(each.subject, each.payload["reason"]) for each in events]

    return _told_owner


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_any_2xx_is_a_success(change, receiver, send, deliveries, status):
    change()
    receiver.statuses = [status]
    send()
    (delivery,) = deliveries()
    assert (delivery.state, delivery.attempts) == (DeliveryState.DONE, 1)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (302, "verwijst door"),
        (400, "begrijpt het bericht niet"),
        (401, "weigert ons"),
        (404, "bestaat niet"),
        (429, "te veel"),
        (500, "ging iets mis"),
        (503, "ging iets mis"),
    ],
)
def test_anything_else_is_tried_again_with_the_same_id(
    change, receiver, send, deliveries, webhook, status, words
):
    change()
    receiver.statuses = [status]
    send()
    (delivery,) = deliveries()
    assert delivery.state is DeliveryState.WAITING
    assert delivery.last_error.startswith(f"Refused: HTTP {status}. ")
    assert words in delivery.last_error
    with clock.at(clock.now() + timedelta(seconds=6)):
        send()
    first, second = receiver.received
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.message["id"] == second.message["id"]
    assert second.verify(webhook.secret)
    assert deliveries()[0].state is DeliveryState.DONE


def test_a_redirect_is_not_followed(change, receiver, send):
    change()
    receiver.statuses = [302]
    send()
    assert len(receiver.received) == 1


def test_a_receiver_that_hangs_is_cut_off_and_left_alone_for_a_while(
    monkeypatch, change, receiver, send, deliveries
):
    monkeypatch.setattr(subscriber, "LIMITS", Limits(timeout=0.3, redirects=0))
    receiver.delay = 0.8
    change(3)
    send()
    assert len(receiver.received) == 1
    first, *others = (each.last_error for each in deliveries())
    assert first == "Refused: De server deed er te lang over."
    assert all("net te traag" in each for each in others)


def test_a_receiver_that_is_gone_is_given_up_after_most_of_a_day(
    session, change, receiver, make_webhook, component, keep_sending, deliveries, again, reach
):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        gone = make_webhook(component, url=f"http://127.0.0.1:{closed.getsockname()[1]}/")
        change()
        keep_sending(A_DAY)
    (delivery,) = [each for each in deliveries() if each.receiver == str(gone.public_id)]
    assert (delivery.state, delivery.attempts) == (DeliveryState.DEAD, MAX_ATTEMPTS)
    assert delivery.last_error == "Refused: De server is niet bereikbaar."
    assert again(gone).failures == 1
    assert again(gone).state is WebhookState.ACTIVE


def test_three_messages_in_a_row_that_are_given_up_disable_it(
    change, receiver, keep_sending, webhook, again, told_owner
):
    receiver.statuses = [500] * 100
    change(2)
    keep_sending(A_DAY)
    assert again(webhook).state is WebhookState.ACTIVE
    assert again(webhook).failures == 2
    change(1)
    keep_sending(A_DAY)
    found = again(webhook)
    assert found.state is WebhookState.DISABLED
    assert "3 berichten achter elkaar" in found.disabled_reason
    assert "HTTP 500" in found.disabled_reason
    assert told_owner() == [(str(webhook.public_id), found.disabled_reason)]


def test_a_message_that_arrives_starts_the_count_again(
    change, receiver, keep_sending, send, webhook, again
):
    receiver.statuses = [500] * (2 * MAX_ATTEMPTS)
    change(2)
    keep_sending(A_DAY)
    change()
    send()
    assert again(webhook).failures == 0


def test_a_whole_day_in_which_nothing_arrives_disables_it(
    change, receiver, keep_sending, send, webhook, again, told_owner
):
    """Two messages, the second hours after the first: when it is given up, a day has passed."""
    receiver.statuses = [500] * 100
    start = clock.now()
    change()
    keep_sending(9)
    with clock.at(start + timedelta(hours=10)):
        change()
        keep_sending(40)
    found = again(webhook)
    assert found.state is WebhookState.DISABLED
    assert "Een dag lang" in found.disabled_reason
    assert len(told_owner()) == 1


def test_410_disables_it_at_once_and_what_waits_ends_visibly(
    change, receiver, send, webhook, again, told_owner, deliveries
):
    change(1)
    receiver.statuses = [503, 410]
    send()
    change(1)
    send()
    found = again(webhook)
    assert found.state is WebhookState.DISABLED
    assert found.disabled_reason == "HTTP 410. De ontvanger wil geen berichten meer."
    waited, refused = deliveries()
    assert {waited.state, refused.state} == {DeliveryState.DEAD}
    assert waited.last_error == refused.last_error == f"Undeliverable: {found.disabled_reason}"
    assert None not in {waited.settled_at, refused.settled_at}
    assert len(told_owner()) == 1


def test_a_disabled_webhook_hears_nothing_and_starts_again_when_verified(
    session, change, receiver, send, webhook, again, deliveries
):
    change()
    with transaction(session):
        webhooks.pause(session, again(webhook))
    send()
    change()
    send()
    assert (receiver.received, deliveries()) == ([], [])
    with transaction(session):
        webhooks.activate(session, again(webhook))
    change()
    send()
    assert len(receiver.received) == 1
    assert again(webhook).disabled_reason is None


def test_what_was_underway_when_it_was_paused_ends_visibly(
    session, change, receiver, send, webhook, again, deliveries, told_owner
):
    change()
    receiver.statuses = [503]
    send()
    with transaction(session):
        webhooks.pause(session, again(webhook))
    (delivery,) = deliveries()
    assert delivery.state is DeliveryState.DEAD
    assert delivery.last_error == "Undeliverable: U hebt de webhook gepauzeerd."
    assert told_owner() == []


def test_what_was_missed_can_be_sent_again_with_the_same_id(
    session, change, receiver, send, webhook, again, deliveries
):
    change()
    send()
    for _ in range(2):
        with transaction(session):
            assert webhooks.resend(session, again(webhook), deliveries()[0].id)
        send()
    assert len({each.headers["webhook-id"] for each in receiver.received}) == 1
    assert len(receiver.received) == 3


def test_nobody_sends_again_what_is_another_s(
    session, change, receiver, send, webhook, make_webhook, deliveries
):
    change()
    send()
    other = make_webhook(user=make_user(session))
    with transaction(session):
        assert not webhooks.resend(session, other, deliveries()[0].id)


def test_only_an_active_webhook_can_be_tried(session, make_webhook):
    webhook = make_webhook(is_active=False)
    with pytest.raises(Conflict), transaction(session):
        webhooks.send_test(session, webhook)


def test_a_test_message_is_tried_once_and_is_no_failure(
    session, receiver, send, webhook, again, deliveries
):
    receiver.statuses = [500]
    for _ in range(2):
        with transaction(session):
            webhooks.send_test(session, again(webhook))
        send()
    dead, done = deliveries()
    assert (dead.state, dead.attempts) == (DeliveryState.DEAD, 1)
    assert "HTTP 500" in dead.last_error
    assert done.state is DeliveryState.DONE
    assert again(webhook).failures == 0
    message = receiver.received[0].verify(webhook.secret)
    assert message["type"] == "nl.softwarecomponenten.webhook-test.v1"
    assert message["subject"] == str(webhook.public_id)


def test_a_deleted_webhook_is_gone_with_all_that_it_follows(
    session, owner, change, receiver, send, webhook, again, deliveries
):
    change()
    receiver.statuses = [503]
    send()
    with transaction(session):
        webhooks.delete(session, again(webhook))
    assert again(webhook) is None
    assert session.scalars(sa.select(Subscription)).all() == []
    assert session.scalars(sa.select(Subscriber)).all() == []
    assert deliveries()[0].last_error == "Undeliverable: De webhook is verwijderd."


def test_only_addresses_that_nobody_can_read_along(session, owner):
    for url in ("http://voorbeeld.nl/", "http://127.0.0.1:8000/", "https://10.0.0.1/", "onzin"):
        with pytest.raises(InvalidInput), transaction(session):
            webhooks.create(session, owner, name="x", url=url, reach=PUBLIC)
    with transaction(session):
        webhooks.create(session, owner, name="x", url="https://voorbeeld.nl/", reach=PUBLIC)


def test_one_person_has_ten_webhooks_at_most_each_to_another_address(session, owner):
    def add(number):
        url = f"https://voorbeeld.nl/{number}"
        with transaction(session):
            return webhooks.create(session, owner, name="x", url=url, reach=PUBLIC)

    made = [add(number) for number in range(10)]
    assert len({each.secret for each in made}) == 10
    with pytest.raises(InvalidInput):
        add(0)
    with pytest.raises(webhooks.NoRoom):
        add(10)
    assert len(webhook_queries.of_user(session, owner)) == 10
