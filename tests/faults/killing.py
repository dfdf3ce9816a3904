"""``python -m tests.faults.killing PLAN.json``: kill workers and producers, then let it drain.

A program of its own, because a fork is only safe in a process without threads. Everything is
imported once; what is killed is forked anew.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from govhub.config import Settings
from govhub.platform import db
from govhub.platform.outbox import Delivery, DeliveryState, RecordedEvent
from tests.faults.producing import produce
from tests.faults.sinks import serve_mail, serve_web
from tests.faults.working import hurried_app, work

WORKERS, PRODUCERS = 3, 2
DRAIN_TIME = 90


class Herd:
    """Processes that are started again when they are killed."""

    def __init__(self, run: Callable[[], None], number: int) -> None:
        self._run = run
        self._pids = [fork(run) for _ in range(number)]

    def kill_one(self, chance: random.Random) -> None:
        place = chance.randrange(len(self._pids))
        kill(self._pids[place])
        self._pids[place] = fork(self._run)

    def end(self) -> None:
        while self._pids:
            kill(self._pids.pop())


def fork(run: Callable[[], None]) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            run()
        finally:
            os._exit(1)
    return pid


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def is_drained(url: str) -> bool:
    engine = db.prepare(sa.create_engine(url, **db.engine_options(url)))
    with engine.connect() as connection:
        fresh = connection.scalar(sa.select(sa.exists().where(~RecordedEvent.relayed)))
        waiting = connection.scalar(
            sa.select(sa.exists().where(Delivery.state == DeliveryState.WAITING))
        )
    engine.dispose()
    return not (fresh or waiting)


def main(plan: dict) -> None:
    folder = Path(plan["folder"])
    settings = Settings(**plan["settings"])
    chance = random.Random(plan["seed"])  # noqa: S311  # no secret
    sinks = [
        fork(lambda: serve_mail(plan["mail_port"], folder / "mail.log")),
        fork(lambda: serve_web(plan["web_port"], folder / "web.log")),
    ]
    number = iter(range(10**6))

    def a_producer() -> None:
        log = folder / f"producer-{os.getpid()}.log"
        produce(settings.database_url, plan["slugs"], log)

    workers = Herd(lambda: work(hurried_app(settings, plan["web_port"])), WORKERS)
    producers = Herd(a_producer, PRODUCERS)
    time.sleep(1)
    for _ in range(plan["kills"]):
        time.sleep(chance.uniform(0.05, 0.45))
        (producers if next(number) % 5 == 4 else workers).kill_one(chance)
    producers.end()
    deadline = time.monotonic() + DRAIN_TIME
    while not is_drained(settings.database_url) and time.monotonic() < deadline:
        time.sleep(0.2)
    workers.end()
    for sink in sinks:
        kill(sink)


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text()))
