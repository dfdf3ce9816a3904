"""``govhub work`` in a hurry: what takes a minute in real life takes a second here."""

import http.client
import json
import threading
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from flask import Flask
from sqlalchemy.orm import Session

from govhub.app import create_app
from govhub.catalogue.events import StatusChanged
from govhub.cli import background
from govhub.config import Settings
from govhub.kernel.events import Event
from govhub.notifications.channels import smtp
from govhub.platform.outbox import Pace, Parcel, Relay, fan_out
from govhub.search.engines.memory import MemoryEngine
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


class WebReceiver:
    """Tells two addresses of a web server, as a webhook does."""

    name = "http"
    events = frozenset({StatusChanged})

    def __init__(self, port: int) -> None:
        self._port = port

    def receivers(self, _session: Session, _event: Event) -> Iterable[str]:
        return ("een", "twee")

    def deliver(self, _session: Session, parcel: Parcel) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        try:
            connection.request(
                "POST",
                f"/{parcel.receiver}",
                json.dumps(parcel.event.payload()),
                {"webhook-id": str(parcel.key), "content-type": "application/json"},
            )
            status = connection.getresponse().status
        finally:
            connection.close()
        if status >= 300:
            raise ConnectionError(f"HTTP {status}")


def hurried_app(settings: Settings, web_port: int) -> Flask:
    """Return the application, whose relay also tells the web server and waits for nothing long."""
    smtp.TIMEOUT = PATIENCE
    app = create_app(settings, search=MemoryEngine())
    given = app.extensions["govhub"]
    subscribers = [*given.relay.subscribers, WebReceiver(web_port)]
    with app.app_context():
        relay = Relay(db.sessionmaker, subscribers, pace=PACE, threads=THREADS)
    app.extensions["govhub"] = replace(given, relay=relay)
    return app


def work(app: Flask) -> None:
    """Work until killed, without a moment of rest."""
    background._PAUSE, background._PAUSE_AFTER_TROUBLE = 0.05, 0.1
    fan_out.CHUNK = 2  # so that a kill can come between two chunks
    background.handle_outbox(app, threading.Event())
