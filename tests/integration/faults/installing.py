"""GovHub as it is installed: its own processes, a database and a mail server."""

import asyncio
import os
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from email import message_from_bytes

import sqlalchemy as sa
from sqlalchemy.orm import Session

from govhub.following import service
from govhub.following.wishes import FollowWish
from govhub.kernel import clock
from govhub.platform.db import engine_options, prepare, transaction
from govhub.platform.outbox import Delivery, DeliveryState, RecordedEvent
from tests.serving import free_port, serving

GOVHUB = [sys.executable, "-m", "govhub"]
PATIENCE = 40
"""Seconds in which everything must have been mailed."""


class MailServer:
    """Refuses every third mail for now, and takes some time for the others."""

    def __init__(self):
        self.ids = {}
        self.tried = 0

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  # aiosmtpd's name
        self.tried += 1
        if self.tried % 3 == 0:
            return "451 4.3.0 Later again"
        mail = message_from_bytes(envelope.content)
        self.ids.setdefault(mail["To"], Counter())[mail["Message-ID"]] += 1
        await asyncio.sleep(0.2)
        return "250 OK"


class Installation:
    def __init__(self, database_url, mail_port, folder):
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.engine = prepare(sa.create_engine(database_url, **engine_options(database_url)))
        self.environment = {
            **os.environ,
            "GOVHUB_DATABASE_URL": database_url,
            "GOVHUB_SEARCH_URL": f"whoosh:///{folder}/search",
            "GOVHUB_DATA_DIR": str(folder),
            "GOVHUB_SECRET_KEY": "a-key-for-the-tests-0123456789-0123456789",
            "GOVHUB_MAIL_URL": f"smtp://127.0.0.1:{mail_port}",
            "GOVHUB_BASE_URL": self.url,
            "GOVHUB_LINK_CHECK": "0",
        }

    def serving(self):
        return serving(GOVHUB, port=self.port, folder=self.folder, environment=self.environment)

    @contextmanager
    def working(self):
        """Run ``govhub work`` until the block ends."""
        with subprocess.Popen(
            [*GOVHUB, "work"], cwd=self.folder, env=self.environment, stderr=subprocess.DEVNULL
        ) as worker:
            try:
                yield worker
            finally:
                worker.terminate()

    def let_time_pass(self):
        """Make due what waits: a lease of a minute or a pause of seconds is over."""
        with Session(self.engine) as session, transaction(session):
            past = clock.now() - timedelta(minutes=1)
            session.execute(
                sa.update(Delivery)
                .where(Delivery.state == DeliveryState.WAITING, Delivery.due_at > clock.now())
                .values(due_at=past)
            )

    def unsettled(self):
        with Session(self.engine) as session:
            waiting = sa.select(sa.func.count()).where(Delivery.state == DeliveryState.WAITING)
            fresh = sa.select(sa.func.count()).where(~RecordedEvent.relayed)
            return session.scalar(waiting) + session.scalar(fresh)

    def wait_until_settled(self):
        deadline = time.monotonic() + PATIENCE
        while self.unsettled():
            assert time.monotonic() < deadline, "not everything was mailed"
            time.sleep(0.3)
            self.let_time_pass()


def ask_to_follow(installation, emails):
    for email in emails:
        with Session(installation.engine) as session, transaction(session):
            service.follow(session, email, FollowWish())


def wait_for(is_so):
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)
