from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import sessionmaker

from govhub.following import service as following
from govhub.following import webhook_queries, webhooks
from govhub.following.wishes import FollowWish
from govhub.kernel import clock
from govhub.notifications.webhooks.cloudevents import Sender
from govhub.notifications.webhooks.subscriber import WebhookMessages
from govhub.platform.db import transaction
from govhub.platform.fetch import Reach
from govhub.platform.outbox import Delivery, Relay
from govhub.search.thesaurus import no_thesaurus
from tests.making import make_user
from tests.receiving import receiving

BASE_URL = "https://govhub.voorbeeld.nl"


@pytest.fixture
def receiver():
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def reach():
    return Reach(loopback_ports=range(1024, 65_536))


@pytest.fixture
def owner(session):
    return make_user(session)


@pytest.fixture
def make_webhook(session, owner, receiver, reach):
    """Return an active webhook that follows these: ``make_webhook(component)``; None is all."""

    def make(*subjects, is_active=True, user=owner, url=None, **choices):
        with transaction(session):
            webhook = webhooks.create(
                session, user, name="Ons register", url=url or receiver.url, reach=reach
            )
            if is_active:
                webhooks.activate(session, webhook)
            for subject in subjects:
                wish = FollowWish(subject=subject, webhook=webhook, **choices)
                following.follow(session, user.email, wish, is_own=True)
        return webhook

    return make


@pytest.fixture
def sender():
    return Sender(BASE_URL, "00000001823288444000")


@pytest.fixture
def relay(engine, sender, reach):
    """What sends messages to webhooks, and nothing else."""
    make_session = sessionmaker(engine, expire_on_commit=False)
    return Relay(make_session, [WebhookMessages(sender, no_thesaurus, reach)])


@pytest.fixture
def send(relay, session):
    """Send what is due."""

    def _send():
        relay.work_until_idle()
        session.rollback()
        session.expire_all()

    return _send


@pytest.fixture
def keep_sending(send):
    """Send, and send again as often as it is time, for so many hours."""

    def _keep_sending(hours):
        start = clock.now()
        for minutes in sorted({*range(0, 60, 5), *range(60, 60 * hours, 60)}):
            with clock.at(start + timedelta(minutes=minutes)):
                send()

    return _keep_sending


@pytest.fixture
def deliveries(session):
    """Return the deliveries as they are now, in the order in which they were made."""

    def _deliveries():
        session.rollback()
        session.expire_all()
        return session.scalars(sa.select(Delivery).order_by(Delivery.id)).all()

    return _deliveries


@pytest.fixture
def again(session):
    """Return the webhook as it is now."""

    def _again(webhook):
        session.rollback()
        session.expire_all()
        return webhook_queries.by_public_id(session, webhook.public_id)

    return _again
