"""kill -9 of workers in the middle of their work, with a mail server that hangs and refuses."""

import asyncio
import socket
import subprocess
import sys
import uuid
from collections import Counter
from email import message_from_bytes
from itertools import count

import pytest
import sqlalchemy as sa
from aiosmtpd.controller import Controller

from govhub.platform.outbox import DeliveryState, RecordedEvent

EVENTS, KILLS = 200, 10


class Sink:
    """Accepts mail, sometimes too slowly for the sender to notice, and sometimes refuses."""

    def __init__(self):
        self.accepted = Counter()
        self._numbers = count()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  # aiosmtpd's name
        number = next(self._numbers)
        if number % 10 == 3:
            return "451 4.3.0 Later again"
        self.accepted[message_from_bytes(envelope.content)["Message-ID"]] += 1
        await asyncio.sleep(0.6 if number % 20 == 7 else 0.02)
        return "250 2.0.0 OK"


@pytest.fixture
def sink():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    handler = Sink()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    handler.port = port
    yield handler
    controller.stop()


def test_nothing_is_lost_and_a_repeat_carries_the_same_message_id(
    engine, session, happen, deliveries, sink
):
    for number in range(EVENTS):
        happen(f"lezer-{number}@example.nl")

    url, port = engine.url.render_as_string(hide_password=False), str(sink.port)
    subprocess.run(
        [sys.executable, "-m", "tests.integration.outbox.killing", url, port, str(KILLS)],
        check=True,
        timeout=60,
    )

    assert {delivery.state for delivery in deliveries()} == {DeliveryState.DONE}
    events = session.scalars(sa.select(RecordedEvent)).all()
    expected = {
        f"<{uuid.uuid5(event.key, f'mail:{receiver}')}@example.nl>"
        for event in events
        for receiver in event.payload["receivers"]
    }
    assert len(expected) == EVENTS
    assert set(sink.accepted) == expected
