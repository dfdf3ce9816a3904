"""Mail over SMTP, to a real server in this process."""

import shutil
import smtplib
import socket
import ssl
import subprocess
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from govhub.kernel.errors import SettingsError
from govhub.notifications.channel import AddressRefused, Message
from govhub.notifications.channels import smtp
from govhub.notifications.channels.mime import Envelope
from govhub.notifications.channels.smtp import SmtpChannel, SmtpServer
from govhub.platform.outbox import Undeliverable
from tests.serving import free_port

MESSAGE = Message(
    to="lezer@voorbeeld.nl",
    subject="Één component gaat van Demo naar Beschikbaar",
    text="Beste lezer,\n\nCafé\n.\n" + "x" * 2000,
    html="<!doctype html><html lang='nl'><title>x</title><p>Café",
    key="3f0f8b0e-0000-4000-8000-000000000000",
    list_unsubscribe="https://voorbeeld.nl/volgen/stoppen/" + "t" * 100,
)
ENVELOPE = Envelope(sender="GovHub <hub@voorbeeld.nl>", host="voorbeeld.nl")


OPENED = []
"""Channels whose connections are closed before the server stops."""


class Server:
    """Keeps what it accepts; ``answers`` says what it answers to a command instead of 250."""

    def __init__(self):
        self.accepted = []
        self.answers = {}
        self.used_tls = None

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        envelope.rcpt_tos.append(address)
        return self.answers.get("RCPT", "250 OK")

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.used_tls = session.ssl is not None
        if "DATA" not in self.answers:
            self.accepted.append(envelope)
        return self.answers.get("DATA", "250 OK")


@contextmanager
def running(handler, **options):
    controller = Controller(handler, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    try:
        yield controller.port
    finally:
        while OPENED:
            OPENED.pop().close()
        controller.stop()


@pytest.fixture
def server():
    handler = Server()
    with running(handler) as handler.port:
        yield handler


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for 127.0.0.1 and its key, in one file."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not here")
    folder = tmp_path_factory.mktemp("tls")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", key, "-out", certificate),
        ],
        check=True,
        capture_output=True,
    )
    certificate.write_bytes(key.read_bytes() + certificate.read_bytes())
    return certificate


@pytest.fixture
def tls_server(certificate):
    handler = Server()
    with running(
        handler, tls_context=served_with(certificate), require_starttls=True
    ) as handler.port:
        yield handler


def served_with(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def channel(port, scheme="smtp", **options):
    server = SmtpServer.parse(f"{scheme}://{options.pop('login', '')}127.0.0.1:{port}")
    OPENED.append(SmtpChannel(server, ENVELOPE, **options))
    return OPENED[-1]


def test_the_server_gets_the_mail_with_its_headers_and_both_texts(server):
    channel(server.port).deliver(MESSAGE)
    (envelope,) = server.accepted
    assert (envelope.mail_from, envelope.rcpt_tos) == ("hub@voorbeeld.nl", [MESSAGE.to])
    mail = message_from_bytes(envelope.content, policy=default)
    assert (mail["From"], mail["To"]) == (ENVELOPE.sender, MESSAGE.to)
    assert mail["Subject"] == MESSAGE.subject
    assert mail["List-Unsubscribe"] == f"<{MESSAGE.list_unsubscribe}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail.get_body(("plain",)).get_content().split() == MESSAGE.text.split()
    assert "Café" in mail.get_body(("html",)).get_content()


def test_a_repeat_carries_the_same_message_id(server):
    for _ in range(2):
        channel(server.port).deliver(MESSAGE)
    ids = {message_from_bytes(each.content)["Message-ID"] for each in server.accepted}
    assert ids == {f"<{MESSAGE.key}@voorbeeld.nl>"}


def test_lines_are_as_long_as_mail_servers_allow(server):
    channel(server.port).deliver(MESSAGE)
    assert max(map(len, server.accepted[0].content.split(b"\r\n"))) <= 998


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ("550 5.1.1 no such user", AddressRefused),
        ("552 5.2.2 mailbox full", AddressRefused),
        ("550 5.7.1 your server is on a block list", smtp.NotNow),
        ("550 5.1.8 sender refused", smtp.NotNow),
        ("530 5.7.0 sign in first", smtp.NotNow),
    ],
)
def test_only_what_is_wrong_with_the_address_counts_against_it(server, answer, error):
    server.answers["RCPT"] = answer
    with pytest.raises(error) as refusal:
        channel(server.port).deliver(MESSAGE)
    assert isinstance(refusal.value, AddressRefused) == (error is AddressRefused)


@pytest.mark.parametrize("command", ["RCPT", "DATA"])
def test_a_refusal_for_ever_is_undeliverable(server, command):
    server.answers[command] = "550 5.1.1 No such mailbox"
    with pytest.raises(Undeliverable, match="550"):
        channel(server.port).deliver(MESSAGE)


@pytest.mark.parametrize("command", ["RCPT", "DATA"])
@pytest.mark.parametrize("code", [451, 550])
def test_what_is_kept_of_a_refusal_does_not_name_the_address(server, command, code):
    server.answers[command] = f"{code} 5.1.1 <{MESSAGE.to.title()}>: no such mailbox"
    with pytest.raises((Undeliverable, smtplib.SMTPException)) as refusal:
        channel(server.port).deliver(MESSAGE)
    assert MESSAGE.to not in repr(refusal.value).lower()
    assert "no such mailbox" in repr(refusal.value)


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
def test_a_refusal_for_now_is_tried_again(server, command):
    server.answers[command] = "451 4.3.0 Later again"
    with pytest.raises(smtplib.SMTPException):
        channel(server.port).deliver(MESSAGE)
    server.answers.clear()
    channel(server.port).deliver(MESSAGE)
    assert len(server.accepted) == 1


def test_a_sender_that_is_refused_is_our_fault_and_tried_again(server):
    server.answers["MAIL"] = "550 5.7.1 You may not send"
    with pytest.raises(smtplib.SMTPSenderRefused):
        channel(server.port).deliver(MESSAGE)


def test_no_server_is_tried_again():
    with pytest.raises(ConnectionRefusedError):
        channel(free_port()).deliver(MESSAGE)


def test_an_address_that_mail_cannot_have_is_undeliverable(server):
    wrong = Message(to="geen adres", subject="x", text="x", html="x", key="1")
    with pytest.raises(Undeliverable):
        channel(server.port).deliver(wrong)


def test_starttls_encrypts(tls_server, certificate):
    trusted = ssl.create_default_context(cafile=certificate)
    channel(tls_server.port, "smtp+starttls", tls=trusted).deliver(MESSAGE)
    assert tls_server.used_tls is True


def test_nothing_is_sent_to_a_server_with_a_certificate_that_nobody_vouches_for(tls_server):
    with pytest.raises(ssl.SSLCertVerificationError):
        channel(tls_server.port, "smtp+starttls").deliver(MESSAGE)
    assert tls_server.accepted == []


def test_nothing_is_sent_without_encryption_when_it_was_asked_for(server):
    with pytest.raises(smtplib.SMTPNotSupportedError):
        channel(server.port, "smtp+starttls").deliver(MESSAGE)
    assert server.accepted == []


def test_user_and_password_may_hold_any_sign(certificate):
    seen = []

    def authenticate(server, session, envelope, mechanism, data):
        seen.append((data.login, data.password))
        return AuthResult(success=True)

    handler = Server()
    trusted = ssl.create_default_context(cafile=certificate)
    with running(
        handler,
        authenticator=authenticate,
        auth_required=True,
        tls_context=served_with(certificate),
    ) as port:
        login = "hub%40voorbeeld.nl:a%2Fb%3Ac@"
        channel(port, "smtp+starttls", login=login, tls=trusted).deliver(MESSAGE)
    assert seen == [(b"hub@voorbeeld.nl", b"a/b:c")]
    assert len(handler.accepted) == 1


def test_a_server_that_says_nothing_is_left_after_a_while(monkeypatch):
    monkeypatch.setattr(smtp, "TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(OSError, match="timed out"):
            channel(port).deliver(MESSAGE)


@pytest.mark.parametrize(
    ("url", "scheme", "port"),
    [
        ("smtp://mail.voorbeeld.nl", "smtp", 25),
        ("smtp+starttls://mail.voorbeeld.nl", "smtp+starttls", 587),
        ("smtps://mail.voorbeeld.nl", "smtps", 465),
        ("smtp://mail.voorbeeld.nl:2525", "smtp", 2525),
    ],
)
def test_the_address_of_a_server_names_how_to_speak_to_it(url, scheme, port):
    server = SmtpServer.parse(url)
    assert (server.scheme, server.host, server.port) == (scheme, "mail.voorbeeld.nl", port)


@pytest.mark.parametrize("url", ["", "mail.voorbeeld.nl", "http://x.nl", "smtp://", "smtp://x:y"])
def test_an_address_that_is_none_says_what_to_set(url):
    with pytest.raises(SettingsError, match="GOVHUB_MAIL_URL"):
        SmtpServer.parse(url)


def test_the_password_is_not_shown():
    assert "geheim" not in repr(SmtpServer.parse("smtp://hub:geheim@mail.voorbeeld.nl"))
