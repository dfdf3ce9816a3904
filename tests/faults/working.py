"""``govhub work`` in a hurry: what takes a minute in real life takes a second here."""

import threading
from dataclasses import replace
from datetime import timedelta

from flask import Flask

from govhub.app import create_app
from govhub.cli import background
from govhub.config import Settings
from govhub.notifications.channels import smtp
from govhub.notifications.webhooks import subscriber as webhooks
from govhub.notifications.webhooks.cloudevents import Sender
from govhub.notifications.webhooks.subscriber import WebhookMessages
from govhub.platform.fetch import Reach
from govhub.platform.outbox import Pace, Relay, fan_out
from govhub.search.engines.memory import MemoryEngine
from govhub.search.thesaurus import no_thesaurus
from govhub.web.extensions import db

PACE = Pace(
    lease=timedelta(seconds=2),
    patience=timedelta(seconds=0.5),
    first_pause=timedelta(seconds=0.1),
    max_pause=timedelta(seconds=0.5),
    max_attempts=1000,
)
PATIENCE = 0.4
"""Seconds that a receiver may let us wait."""
THREADS = 3


def hurried_app(settings: Settings, web_port: int) -> Flask:
    """Return the application; its relay waits for nothing long, and its webhooks are here."""
    smtp.TIMEOUT = PATIENCE
    webhooks.LIMITS = replace(webhooks.LIMITS, timeout=PATIENCE)
    webhooks.REST = PATIENCE
    app = create_app(settings, search=MemoryEngine())
    given = app.extensions["govhub"]
    others = [each for each in given.relay.subscribers if each.name != WebhookMessages.name]
    reach = Reach(loopback_ports={web_port})
    messages = WebhookMessages(Sender(settings.base_url, None), no_thesaurus, reach)
    with app.app_context():
        relay = Relay(db.sessionmaker, [*others, messages], pace=PACE, threads=THREADS)
    app.extensions["govhub"] = replace(given, relay=relay)
    return app


def work(app: Flask) -> None:
    """Work until killed, without a moment of rest."""
    background._PAUSE = background._PAUSE_OF_HELPERS = 0.05
    background._PAUSE_AFTER_TROUBLE = 0.1
    fan_out.CHUNK = 2  # so that a kill can come between two chunks
    background.handle_outbox(app, threading.Event())
