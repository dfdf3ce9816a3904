"""Workers that are killed while they deliver: ``python -m … DATABASE_URL SMTP_PORT KILLS``.

``only`` instead of a number: one worker, that nobody kills.

A program of its own, because a fork is only safe in a process without threads.
"""

import os
import signal
import sys
import time
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import sessionmaker

from govhub.notifications.channel import Message
from govhub.notifications.channels import smtp
from govhub.notifications.channels.mime import Envelope
from govhub.platform import db, outbox
from tests.integration.outbox.doubles import Happened

smtp.TIMEOUT = 0.3
PACE = outbox.Pace(
    lease=timedelta(seconds=1),
    first_pause=timedelta(seconds=0.2),
    max_pause=timedelta(seconds=0.2),
    max_attempts=1000,
)

PAUSES = (0.31, 0.07, 0.23, 0.11, 0.37)
"""Seconds between two kills: no rhythm that the workers could keep."""


class Mailer:
    """Sends each event by SMTP, with the key of the parcel as Message-ID."""

    name = "mail"
    events = frozenset({Happened})

    def __init__(self, port):
        server = smtp.SmtpServer(scheme="smtp", host="127.0.0.1", port=port)
        self._channel = smtp.SmtpChannel(
            server, Envelope(sender="hub@example.nl", host="example.nl")
        )

    def receivers(self, session, event):
        return event.receivers

    def deliver(self, session, parcel):
        self._channel.deliver(
            Message(
                to=parcel.receiver, subject="Nieuws", text="x", html="<p>x", key=str(parcel.key)
            )
        )


def work(url, port):
    """Work until killed."""
    engine = db.prepare(sa.create_engine(url, **db.engine_options(url)))
    relay = outbox.Relay(sessionmaker(engine), [Mailer(port)], pace=PACE)
    while True:
        if not relay.work(limit=5):
            time.sleep(0.02)


def start(url, port):
    pid = os.fork()
    if pid == 0:
        try:
            work(url, port)
        finally:
            os._exit(1)
    return pid


def is_everything_settled(engine):
    with engine.connect() as connection:
        new = connection.scalar(sa.select(sa.exists().where(~outbox.RecordedEvent.relayed)))
        waiting = connection.scalar(
            sa.select(sa.exists().where(outbox.Delivery.state == outbox.DeliveryState.WAITING))
        )
    return not (new or waiting)


def main(url, port, kills):
    workers = [start(url, port) for _ in range(2)]
    for kill in range(kills):
        time.sleep(PAUSES[kill % len(PAUSES)])
        victim = workers.pop(0)
        os.kill(victim, signal.SIGKILL)
        os.waitpid(victim, 0)
        workers.append(start(url, port))
    engine = db.prepare(sa.create_engine(url, **db.engine_options(url)))
    deadline = time.monotonic() + 20
    while not is_everything_settled(engine) and time.monotonic() < deadline:
        time.sleep(0.05)
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)


if __name__ == "__main__":
    if sys.argv[3] == "only":
        smtp.TIMEOUT = 30
        work(sys.argv[1], int(sys.argv[2]))
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
