"""Mail through a mail server (RFC 5321)."""

import re
import smtplib
import ssl
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import unquote, urlsplit

from govhub.kernel.errors import SettingsError
from govhub.notifications.channel import AddressRefused, Message
from govhub.notifications.channels.lines import Lines
from govhub.notifications.channels.mime import Envelope, email_of
from govhub.platform.language import gettext as _
from govhub.platform.outbox import Undeliverable

TIMEOUT = 15
"""Seconds that the server may let each answer wait."""
_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
_PERMANENT = 500
"""From this reply code on, trying again is of no use (RFC 5321, 4.2.1)."""
_ABOUT_THE_ADDRESS = {550, 551, 552, 553, 554, 556}
"""Replies to RCPT that can be about the address (RFC 5321, 4.2.2; RFC 7504)."""
_ABOUT_US = re.compile(r"^\W*5\.(?:1\.[78]|[3567]\.)")
"""Enhanced codes (RFC 3463) of what is wrong with the sender, the server, the protocol, the text or
the policy: nothing that a reader can help."""


class NotNow(smtplib.SMTPException):
    """The server refuses this mail, for now."""


@dataclass(frozen=True, kw_only=True)
class SmtpServer:
    """Where the mail server is and how to speak to it."""

    scheme: str
    """``smtp``, ``smtp+starttls`` or ``smtps``."""
    host: str
    port: int
    user: str | None = None
    password: str = field(default="", repr=False)

    @classmethod
    def parse(cls, url: str) -> Self:
        """Return the server of ``smtp+starttls://user:password@host:port``, each part decoded.

        Raises SettingsError when it is no such address.
        """
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            parts, port = urlsplit(""), None
        if parts.scheme not in _PORTS or not parts.hostname:
            raise SettingsError(
                _(
                    "GOVHUB_MAIL_URL klopt niet. Gebruik smtp://, smtp+starttls:// of smtps://, "
                    "bijvoorbeeld smtp+starttls://gebruiker:wachtwoord@mail.voorbeeld.nl:587."
                )
            )
        return cls(
            scheme=parts.scheme,
            host=parts.hostname,
            port=port or _PORTS[parts.scheme],
            user=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password or ""),
        )


class SmtpChannel:
    """Hands mails to the server, each thread over a connection of its own."""

    def __init__(
        self, server: SmtpServer, envelope: Envelope, *, tls: ssl.SSLContext | None = None
    ) -> None:
        """Take the server and the sender; ``tls`` says which certificates to trust."""
        self._server = server
        self._envelope = envelope
        self._tls = tls or ssl.create_default_context()
        self._lines = Lines()

    def deliver(self, message: Message) -> None:
        """Send it. Raises Undeliverable when the server says that it never will; else try again.

        What it raises is kept and logged, so it never names the address.
        """
        try:
            mail = email_of(message, self._envelope)
        except ValueError:
            raise Undeliverable("mail cannot go to an address like this") from None
        with self._lines.line(self._connect) as smtp:
            try:
                smtp.send_message(
                    mail, from_addr=self._envelope.sender_address, to_addrs=[message.to]
                )
            except smtplib.SMTPRecipientsRefused as refusal:
                code, reason = refusal.recipients[message.to]
                raise _recipient_refused(code, reason, message.to) from None
            except smtplib.SMTPDataError as refusal:
                raise _refused(refusal.smtp_code, refusal.smtp_error, message.to) from None

    def close(self) -> None:
        """Close the connections that are kept for the next mail."""
        self._lines.close()

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        if server.scheme == "smtps":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=TIMEOUT, context=self._tls
            )
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
        try:
            if server.scheme == "smtp+starttls":
                smtp.starttls(context=self._tls)
            if server.user is not None:
                smtp.login(server.user, server.password)
        except BaseException:
            smtp.close()
            raise
        return smtp


def _recipient_refused(code: int, reason: bytes | str, address: str) -> Exception:
    """Return the error for a refused address.

    Who refuses us by policy, as with a block list, may take the mail once we did something about
    that.
    """
    said = _said(code, reason, address)
    is_for_good = code in _ABOUT_THE_ADDRESS
    if is_for_good and not _ABOUT_US.match(said.partition(" ")[2]):
        return AddressRefused(said)
    return NotNow(said)


def _refused(code: int, reason: bytes | str, address: str) -> Exception:
    """Return the error for a refused text: for good, or for now."""
    said = _said(code, reason, address)
    return Undeliverable(said) if code >= _PERMANENT else NotNow(said)


def _said(code: int, reason: bytes | str, address: str) -> str:
    """Return what the server said, without the address."""
    text = reason.decode(errors="replace") if isinstance(reason, bytes) else reason
    return f"{code} {re.sub(re.escape(address), '…', text, flags=re.IGNORECASE)}"
