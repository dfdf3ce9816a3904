"""One connection for many mails, and a new one when it is gone."""

import threading

import pytest
from aiosmtpd.controller import Controller

from govhub.notifications.channel import Message
from govhub.notifications.channels import lines
from govhub.notifications.channels.mime import Envelope
from govhub.notifications.channels.smtp import SmtpChannel, SmtpServer
from tests.serving import free_port

ENVELOPE = Envelope(sender="GovHub <hub@voorbeeld.nl>", host="voorbeeld.nl")


class Counting:
    """Counts connections and mails; hangs up when it is told to."""

    def __init__(self):
        self.connections = set()
        self.mails = []
        self.hangs_up_after = None
        self.answers = []

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        session.host_name = hostname
        self.connections.add(session.peer)
        return responses

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.mails.append(envelope.rcpt_tos[0])
        if len(self.mails) == self.hangs_up_after:
            server.loop.call_later(0.05, server.transport.abort)
        return self.answers.pop(0) if self.answers else "250 OK"


@pytest.fixture
def server():
    handler = Counting()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    handler.port = controller.port
    yield handler
    controller.stop()


@pytest.fixture
def send(server):
    """Send a mail, and return what went wrong."""
    channel = SmtpChannel(SmtpServer.parse(f"smtp://127.0.0.1:{server.port}"), ENVELOPE)

    def _send(number=0):
        channel.deliver(
            Message(to=f"lezer{number}@voorbeeld.nl", subject="x", text="x", html="x", key="1")
        )

    yield _send
    channel.close()


def test_mails_of_one_thread_go_over_one_connection(server, send):
    for number in range(5):
        send(number)
    assert len(server.mails) == 5
    assert len(server.connections) == 1


def test_each_thread_has_a_connection_of_its_own(server, send):
    threads = [threading.Thread(target=send, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server.mails) == len(server.connections) == 3


def test_a_connection_that_the_server_ended_is_replaced(server, send):
    server.hangs_up_after = 1
    send(1)
    threading.Event().wait(0.2)
    send(2)
    assert server.mails == ["lezer1@voorbeeld.nl", "lezer2@voorbeeld.nl"]
    assert len(server.connections) == 2


def test_a_refusal_does_not_disturb_the_next_mail(server, send):
    server.answers = ["250 OK", "451 4.3.0 Later again"]
    send(1)
    with pytest.raises(Exception, match="451"):
        send(2)
    send(3)
    assert server.mails == [f"lezer{number}@voorbeeld.nl" for number in (1, 2, 3)]


def test_a_connection_is_not_used_for_ever(server, send, monkeypatch):
    monkeypatch.setattr(lines, "MAILS", 2)
    for number in range(5):
        send(number)
    assert len(server.connections) == 3


def test_a_connection_that_was_not_used_for_long_is_not_trusted(server, send, monkeypatch):
    monkeypatch.setattr(lines, "IDLE", -1.0)
    send(1)
    send(2)
    assert len(server.connections) == 2
