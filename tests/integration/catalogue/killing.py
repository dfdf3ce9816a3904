"""Workers that are killed while they carry out plans: ``python -m … DATABASE_URL DAY KILLS``.

A program of its own, because a fork is only safe in a process without threads.
"""

import os
import signal
import sys
import time
from datetime import date, datetime
from datetime import time as hour

import sqlalchemy as sa
from sqlalchemy.orm import sessionmaker

import govhub.app  # noqa: F401  # makes every model known
from govhub.catalogue import planning
from govhub.catalogue.ledger.models import PlannedChange, PlanState
from govhub.kernel import clock
from govhub.platform import db

PAUSES = (0.21, 0.05, 0.13, 0.09, 0.17)
"""Seconds between two kills: no rhythm that the workers could keep."""


def open_engine(url):
    return db.prepare(sa.create_engine(url, **db.engine_options(url)))


def work(url, day):
    """Carry out what is due until killed, slowly, so that a kill is in the middle of a plan."""
    engine = open_engine(url)
    sa.event.listen(engine, "after_cursor_execute", lambda *_: time.sleep(0.002))
    make_session = sessionmaker(engine)
    with clock.at(datetime.combine(day, hour(9), clock.AMSTERDAM)):
        while True:
            planning.carry_out_due(make_session)
            time.sleep(0.01)


def start(url, day):
    pid = os.fork()
    if pid == 0:
        try:
            work(url, day)
        finally:
            os._exit(1)
    return pid


def is_anything_waiting(engine):
    with engine.connect() as connection:
        waits = PlannedChange.state == PlanState.WAITING
        return connection.scalar(sa.select(sa.exists().where(waits)))


def end(worker):
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)


def main(url, day, kills):
    workers = [start(url, day) for _ in range(2)]
    for kill in range(kills):
        time.sleep(PAUSES[kill % len(PAUSES)])
        end(workers.pop(0))
        workers.append(start(url, day))
    engine = open_engine(url)
    deadline = time.monotonic() + 30
    while is_anything_waiting(engine) and time.monotonic() < deadline:
        time.sleep(0.05)
    for worker in workers:
        end(worker)


if __name__ == "__main__":
    main(sys.argv[1], date.fromisoformat(sys.argv[2]), int(sys.argv[3]))
