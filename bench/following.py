"""``python -m bench.following [--followers N] [--mails N]``: one component that very many follow.

Measured on every database that is here: how long the request takes that changes the status, alone
and while a worker is busy; how long the fan-out takes and what memory it needs; and how many mails
a second go out, in several ways, to a mail server (aiosmtpd) on this machine and to one whose every
answer takes ten milliseconds.
"""

import argparse
import asyncio
import json
import logging
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import tracemalloc
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa
from aiosmtpd.controller import Controller
from flask import Flask

from bench.__main__ import percentiles
from govhub.accounts.service import start_session
from govhub.app import create_app
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.cli.background import handle_outbox, handle_outbox_beside_requests
from govhub.config import Settings
from govhub.following.models import Scope, Subscriber, Subscription
from govhub.kernel import clock
from govhub.notifications.channels import lines
from govhub.platform.db import transaction
from govhub.platform.outbox import Delivery, DeliveryState, RecordedEvent, Relay
from govhub.platform.outbox.fan_out import FanOut
from govhub.platform.outbox.relay import THREADS
from govhub.platform.ratelimit import RateLimit
from govhub.search.engines.memory import MemoryEngine
from govhub.web.access import SECRET
from govhub.web.extensions import db
from tests import databases
from tests.making import make_component, make_editor

WAYS = ((1, False), (1, True), (4, False), (4, True), (8, True))
"""Threads, and whether more than one mail goes over a connection."""
REQUESTS = 40
PAUSE = 0.1
"""Seconds between two requests."""
DISTANCE = 0.01
"""Seconds that a mail server far away lets each answer wait."""


def main() -> None:
    """Measure every database."""
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    parser = argparse.ArgumentParser(prog="bench.following")
    parser.add_argument("--followers", type=int, default=10_000)
    parser.add_argument("--mails", type=int, default=2_000, help="for each way of mailing")
    parser.add_argument("--work", nargs=2, metavar=("THREADS", "SETTINGS"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.work:
        work(int(chosen.work[0]), json.loads(chosen.work[1]))
        return
    for name in databases.names():
        print(f"\n{name}, {chosen.followers} volgers")
        # Not in a folder that only we may enter: PostgreSQL runs as somebody else.
        with (
            tempfile.TemporaryDirectory(
                prefix="govhub-bench-", ignore_cleanup_errors=True
            ) as folder,
            databases.running(name, Path(folder)) as running,
        ):
            measure_requests(running.migrated(), chosen.followers)
            measure_fan_out(running.migrated(), chosen.followers)
            for distance in (0.0, DISTANCE):
                for threads, is_reused in WAYS:
                    measure_mail(
                        running.migrated(), chosen.mails, distance, threads, is_reused=is_reused
                    )
            measure_mail(running.migrated(), chosen.followers, 0.0, THREADS, is_reused=True)


def measure_requests(url: str, followers: int) -> None:
    """Print how long the change takes: alone, beside a worker, and in the process of a worker."""
    with mail_server() as port:
        app = portal(url, port)
        component = filled(app, followers)
        browser = Browser(app, component)
        browser.change()
        report("verzoek, zonder werker", browser.changes())
        with worker(url, port, threads=THREADS):
            report("verzoek, werker in een ander proces", browser.changes())
        stop = threading.Event()
        helper = threading.Thread(target=handle_outbox_beside_requests, args=(app, stop))
        helper.start()
        report("verzoek, werker in hetzelfde proces", browser.changes())
        stop.set()
        helper.join()
        close(app)


def measure_fan_out(url: str, followers: int) -> None:
    """Print how long the fan-out takes, how long it holds the write lock, and its memory."""
    app = portal(url, 9)
    component = filled(app, followers)
    Browser(app, component).change()
    with app.app_context():
        make_session, engine = db.sessionmaker, db.engine
    subscribers = app.extensions["govhub"].relay.subscribers
    held = Held(engine)
    before = resident()
    start = time.perf_counter()
    FanOut(make_session, subscribers).work()
    seconds = time.perf_counter() - start
    grown = resident() - before
    with make_session() as session:
        made = session.scalar(sa.select(sa.func.count()).select_from(Delivery))
        with transaction(session):
            session.execute(sa.delete(Delivery))
            session.execute(
                sa.update(RecordedEvent)
                .where(RecordedEvent.subject == str(component.public_id))
                .values(relayed=False)
            )
    tracemalloc.start()
    FanOut(make_session, subscribers).work()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(
        f"  fan-out: {made} leveringen in {seconds:.2f} s, schrijfslot hoogstens "
        f"{held.longest * 1000:.0f} ms, geheugen {peak / 1e6:.1f} MB (proces +{grown:.0f} MB)"
    )
    close(app)


def measure_mail(url: str, mails: int, distance: float, threads: int, *, is_reused: bool) -> None:
    """Print how many mails a second a worker sends."""
    with mail_server(distance) as port:
        app = portal(url, port)
        Browser(app, filled(app, mails)).change()
        with worker(url, port, threads=threads, is_reused=is_reused) as process:
            wait_until_delivered(app, 1)
            start = time.perf_counter()
            wait_until_delivered(app, mails)
            seconds = time.perf_counter() - start
            memory = resident(process.pid)
        where = "ver weg " if distance else "dichtbij"
        line = "verbinding hergebruikt" if is_reused else "verbinding per mail   "
        print(
            f"  {mails} mails, mailserver {where}, {line}, {threads} draden: "
            f"{mails / seconds:5.0f} per s, werker {memory:.0f} MB"
        )
        close(app)


def portal(url: str, port: int) -> Flask:
    """Return the application."""
    settings = Settings(
        database_url=url,
        secret_key="a-key-to-measure-with-0123456789-0123456789",  # noqa: S106  # opens nothing
        base_url="http://localhost",
        data_dir=tempfile.gettempdir(),
        mail_url=f"smtp://127.0.0.1:{port}",
    )
    return create_app(settings, search=MemoryEngine())


def filled(app: Flask, followers: int) -> Component:
    """Return a component that so many addresses follow."""
    with app.app_context(), db.sessionmaker() as session:
        component = make_component(session, status=Status.DEVELOPMENT)
        with transaction(session):
            session.execute(sa.update(RecordedEvent).values(relayed=True))
            for start in range(0, followers, 1000):
                add_followers(session, component, range(start, min(followers, start + 1000)))
        session.expunge_all()
    return component


def add_followers(session: object, component: Component, numbers: range) -> None:
    """Store addresses that follow the component."""
    now = clock.now()
    ids = session.scalars(
        sa.insert(Subscriber).returning(Subscriber.id),
        [
            {"public_id": uuid.uuid4(), "email": f"lezer{number}@voorbeeld.nl", "created_at": now}
            for number in numbers
        ],
    ).all()
    session.execute(
        sa.insert(Subscription),
        [
            {
                "public_id": uuid.uuid4(),
                "subscriber_id": subscriber_id,
                "scope": Scope.COMPONENT,
                "component_id": component.id,
                "target": f"component:{component.id}",
                "created_at": now,
                "confirmed_at": now,
            }
            for subscriber_id in ids
        ],
    )


class Browser:
    """A redacteur who changes the status of a component, forth and back."""

    def __init__(self, app: Flask, component: Component) -> None:
        """Sign in."""
        app.config["WTF_CSRF_ENABLED"] = False
        self._app = app
        self._client = app.test_client()
        self._address = f"/componenten/{component.slug}/status"
        self._status = Status.DEVELOPMENT
        with app.app_context(), db.sessionmaker() as session:
            editor = make_editor(session)
            with transaction(session):
                secret = start_session(session, editor)
        with self._client.session_transaction() as cookie:
            cookie[SECRET] = secret

    def change(self) -> float:
        """Send the form; return how many milliseconds that took."""
        new = Status.DEMO if self._status is Status.DEVELOPMENT else Status.DEVELOPMENT
        data = {"seen": self._status.value, "new": new.value, "reason": "Zo meten we."}
        start = time.perf_counter()
        answer = self._client.post(self._address, data=data)
        taken = (time.perf_counter() - start) * 1000
        if answer.status_code != 302:
            raise RuntimeError(f"{self._address}: {answer.status}")
        self._status = new
        return taken

    def changes(self) -> list[float]:
        """Send the form many times."""
        times = []
        for _ in range(REQUESTS):
            self._may_go_on()
            times.append(self.change())
            time.sleep(PAUSE)
        return times

    def _may_go_on(self) -> None:
        """Forget how often this redacteur changed a status: nobody does so this often."""
        with self._app.app_context(), db.sessionmaker() as session, transaction(session):
            session.execute(sa.delete(RateLimit))


class Held:
    """How long a write transaction lasted at most."""

    def __init__(self, engine: sa.Engine) -> None:
        """Listen to the engine."""
        self.longest = 0.0
        self._started: dict[int, float] = {}
        sa.event.listen(engine, "begin", self._begin)
        sa.event.listen(engine, "commit", self._commit)

    def _begin(self, connection: sa.Connection) -> None:
        self._started[id(connection.connection)] = time.perf_counter()

    def _commit(self, connection: sa.Connection) -> None:
        started = self._started.get(id(connection.connection), time.perf_counter())
        self.longest = max(self.longest, time.perf_counter() - started)


@contextmanager
def mail_server(distance: float = 0.0) -> Iterator[int]:
    """Run a mail server in a process of its own; give its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    pid = os.fork()
    if pid == 0:
        try:
            logging.disable(logging.CRITICAL)
            Controller(Taker(distance), hostname="127.0.0.1", port=port).start()
            threading.Event().wait()
        finally:
            os._exit(1)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            time.sleep(0.05)
    try:
        yield port
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


class Taker:
    """Takes every mail, after a while."""

    def __init__(self, distance: float) -> None:
        """Take how many seconds each answer takes."""
        self._distance = distance

    async def handle_EHLO(self, _server, session, _envelope, hostname, responses):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, D102, N802
        session.host_name = hostname
        await asyncio.sleep(self._distance)
        return responses

    async def handle_MAIL(self, _server, _session, envelope, address, _options):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, D102, N802
        await asyncio.sleep(self._distance)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, D102, N802
        await asyncio.sleep(self._distance)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, _envelope):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, D102, N802
        await asyncio.sleep(2 * self._distance)
        return "250 OK"


@contextmanager
def worker(
    url: str, port: int, *, threads: int, is_reused: bool = True
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a worker in a process of its own, until the block ends."""
    settings = json.dumps({"url": url, "port": port, "is_reused": is_reused})
    command = [sys.executable, "-m", "bench.following", "--work", str(threads), settings]
    with subprocess.Popen(command) as process:
        try:
            yield process
        finally:
            process.terminate()


def work(threads: int, settings: dict[str, object]) -> None:
    """Do as ``govhub work`` does."""
    os.nice(10)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    if not settings["is_reused"]:
        lines.MAILS = 1
    app = portal(str(settings["url"]), int(str(settings["port"])))
    with app.app_context():
        given = app.extensions["govhub"]
        relay = Relay(db.sessionmaker, given.relay.subscribers, threads=threads)
    app.extensions["govhub"] = replace(given, relay=relay)
    handle_outbox(app, stop)
    close(app)


def wait_until_delivered(app: Flask, number: int) -> None:
    """Wait until so many deliveries arrived."""
    arrived = sa.select(sa.func.count()).where(Delivery.state == DeliveryState.DONE)
    deadline = time.monotonic() + 600
    with app.app_context(), db.sessionmaker() as session:
        while (session.scalar(arrived) or 0) < number:
            session.rollback()
            if time.monotonic() > deadline:
                raise RuntimeError("not everything was delivered")
            time.sleep(0.1)


def resident(pid: int | None = None) -> float:
    """Return the memory of a process in MB; of this one its largest ever."""
    if pid is None:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def report(name: str, times: list[float]) -> None:
    """Print how long something took."""
    p50, p95 = percentiles(times)
    print(f"  {name:<38} p50 {p50:6.1f} ms   p95 {p95:6.1f} ms", flush=True)


def close(app: Flask) -> None:
    """Close the connections."""
    with app.app_context():
        db.engine.dispose()


if __name__ == "__main__":
    main()
