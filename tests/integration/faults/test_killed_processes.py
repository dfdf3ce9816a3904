"""kill -9 of the portal and of the worker, with a mail server that refuses and hangs.

What the portal said yes to is mailed in the end; a repeat has the same Message-ID.
"""

import asyncio
import os
import signal
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from email import message_from_bytes
from http.cookiejar import CookieJar

import lxml.html
import pytest
import sqlalchemy as sa
from aiosmtpd.controller import Controller
from sqlalchemy.orm import Session

from govhub.following import service
from govhub.following.wishes import FollowWish
from govhub.kernel import clock
from govhub.platform.db import engine_options, prepare, transaction
from govhub.platform.outbox import Delivery, DeliveryState, RecordedEvent
from tests.serving import free_port, serving

GOVHUB = [sys.executable, "-m", "govhub"]
READERS = [f"lezer{number}@voorbeeld.nl" for number in range(12)]
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


@pytest.fixture
def mail_server():
    handler = MailServer()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    handler.port = controller.port
    yield handler
    controller.stop()


@pytest.fixture
def installation(databases, mail_server, tmp_path):
    """GovHub with a database and a mail server, not started yet."""
    made = Installation(databases.migrated(), mail_server.port, tmp_path)
    yield made
    made.engine.dispose()


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


class Reader:
    """Somebody with a browser."""

    def __init__(self, url):
        self._url = url
        self._open = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar())
        ).open

    def follow(self, email):
        """Ask to follow everything; return whether the portal said that a mail is coming."""
        page = lxml.html.document_fromstring(self._open(f"{self._url}/volgen", timeout=10).read())
        (token,) = page.xpath("//main//input[@name='csrf_token']/@value")
        data = urllib.parse.urlencode({"csrf_token": token, "email": email}).encode()
        answer = self._open(f"{self._url}/volgen", data, timeout=10)
        return "gevraagd" in answer.url


def test_who_was_told_that_a_mail_is_coming_gets_it_though_the_portal_is_killed(
    installation, mail_server
):
    promised = []
    for start in range(0, len(READERS), 6):
        with installation.serving() as server:
            reader = Reader(installation.url)
            promised += [email for email in READERS[start : start + 6] if reader.follow(email)]
            time.sleep(0.3)
            os.killpg(server.pid, signal.SIGKILL)
    assert promised == READERS
    with installation.serving():
        installation.wait_until_settled()
    assert set(mail_server.ids) == set(READERS)
    assert {email: len(ids) for email, ids in mail_server.ids.items() if len(ids) > 1} == {}


def test_a_worker_that_is_killed_while_it_mails_loses_nothing(installation, mail_server):
    ask_to_follow(installation, READERS)
    for _ in range(3):
        with installation.working() as worker:
            seen = mail_server.tried
            wait_for(lambda seen=seen: mail_server.tried > seen)
            worker.send_signal(signal.SIGKILL)
        installation.let_time_pass()
    with installation.working():
        installation.wait_until_settled()
    assert set(mail_server.ids) == set(READERS)
    assert max(len(ids) for ids in mail_server.ids.values()) == 1


def ask_to_follow(installation, emails):
    for email in emails:
        with Session(installation.engine) as session, transaction(session):
            service.follow(session, email, FollowWish())


def wait_for(is_so):
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)
