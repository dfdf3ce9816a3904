"""What tests of the pages about following share."""

import pytest
import sqlalchemy as sa

from govhub.following import service, tokens
from govhub.following.models import Subscription, Webhook, WebhookState
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.links import Signer
from govhub.platform.outbox import RecordedEvent


@pytest.fixture
def signer(app) -> Signer:
    return app.extensions["govhub"].signer


@pytest.fixture
def path_of(signer):
    """Give the path of a page about one subscription: ``path_of("stoppen", subscription)``."""

    def _path_of(page, subscription):
        return f"/volgen/{page}/{tokens.stop_token(signer, subscription)}"

    return _path_of


@pytest.fixture
def manage_path(signer):
    """Give the path to all that an address follows."""

    def _manage_path(subscriber, page="beheren", rhythm=None):
        return f"/volgen/{page}/{tokens.manage_token(signer, subscriber, rhythm)}"

    return _manage_path


@pytest.fixture
def confirm_path(session, signer):
    """Give the path in the newest mail that asks to confirm."""

    def _confirm_path():
        events = session.query(RecordedEvent).filter_by(name="following.follow_requested")
        link = events.order_by(RecordedEvent.id.desc()).first().payload["link_id"]
        return f"/volgen/bevestigen/{signer.token(service.CONFIRM, link)}"

    return _confirm_path


@pytest.fixture
def subscriptions(session):
    """Give all subscriptions, the oldest first."""

    def _subscriptions():
        session.rollback()
        session.expire_all()
        return session.scalars(sa.select(Subscription).order_by(Subscription.id)).all()

    return _subscriptions


@pytest.fixture
def webhook_of(session):
    """Give an active webhook of a user."""

    def _webhook_of(user, **values):
        webhook = Webhook(
            user_id=user.id,
            url="https://robot.voorbeeld.nl/",
            secret="whsec_x",
            created_at=clock.now(),
            **{"name": "Onze robot", "state": WebhookState.ACTIVE} | values,
        )
        with transaction(session):
            session.add(webhook)
        return webhook

    return _webhook_of
