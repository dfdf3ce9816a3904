"""A worker that is stopped, and wakes up after its lease lapsed, must not settle any more."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time

import pytest
import sqlalchemy as sa
from aiosmtpd.controller import Controller
from sqlalchemy.orm import Session, sessionmaker

from govhub.platform.db import engine_options, prepare, transaction
from govhub.platform.outbox import Delivery, DeliveryState, Relay, record
from tests.integration.outbox.doubles import Collector, Happened
from tests.integration.outbox.killing import PACE
from tests.places import ROOT
from tests.serving import free_port

PATIENCE = 30


class FirstHangs:
    """Lets the first mail wait until it is told to go on, and then refuses it."""

    def __init__(self):
        self.came = 0
        self.goes_on = threading.Event()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  # aiosmtpd's name
        self.came += 1
        await asyncio.to_thread(self.goes_on.wait)
        return "451 4.3.0 Later again"


@pytest.fixture
def engine(databases):
    url = databases.migrated()
    engine = prepare(sa.create_engine(url, **engine_options(url)))
    yield engine
    engine.dispose()


@pytest.fixture
def mail_server():
    handler = FirstHangs()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    handler.port = controller.port
    yield handler
    handler.goes_on.set()
    controller.stop()


@pytest.fixture
def worker(engine, mail_server, tmp_path):
    """A worker in a process of its own, with a lease of a second, that mails."""
    url = engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.integration.outbox.killing"]
    with (
        (tmp_path / "worker.log").open("wb") as log,
        subprocess.Popen(
            [*command, url, str(mail_server.port), "only"], cwd=ROOT, stdout=log, stderr=log
        ) as process,
    ):
        yield process
        process.kill()


def wait_until(is_so):
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def settled(engine):
    with Session(engine) as session:
        row = session.scalars(sa.select(Delivery)).one()
        return row.state, row.last_error, row.attempts, row.settled_at


def test_it_cannot_undo_what_another_worker_did_meanwhile(engine, mail_server, worker):
    with Session(engine) as session, transaction(session):
        record(session, Happened(subject="1", receivers=["lezer@example.nl"]))
    wait_until(lambda: mail_server.came == 1)
    os.kill(worker.pid, signal.SIGSTOP)
    second = Collector("mail")
    relay = Relay(sessionmaker(engine), [second], pace=PACE)
    wait_until(lambda: relay.work() and second.parcels)
    before = settled(engine)
    assert before[:3] == (DeliveryState.DONE, None, 2)
    mail_server.goes_on.set()
    os.kill(worker.pid, signal.SIGCONT)
    with Session(engine) as session, transaction(session):
        record(session, Happened(subject="2", receivers=[]))
    wait_until(lambda: is_relayed(engine))
    assert settled(engine) == before
    assert worker.poll() is None


def is_relayed(engine):
    """Tell whether the first worker looked at the event that came afterwards: it is awake."""
    with engine.connect() as connection:
        return not connection.scalar(sa.text("SELECT count(*) FROM event WHERE NOT relayed"))
