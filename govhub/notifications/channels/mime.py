"""A message as it travels: RFC 5322 headers, text and HTML."""

from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from govhub.kernel import clock
from govhub.notifications.channel import Message


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """What is the same on every mail of an installation."""

    sender: str
    """``GovHub <noreply@voorbeeld.nl>``."""
    host: str
    """Host name of the portal, for Message-ID."""

    @property
    def sender_address(self) -> str:
        """Return the bare address, to which a mail server returns what it cannot deliver."""
        return parseaddr(self.sender)[1]


def email_of(message: Message, envelope: Envelope) -> EmailMessage:
    """Return the message with its headers. Raises ValueError when an address is none."""
    name, address = parseaddr(envelope.sender)
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(display_name=name, addr_spec=address)
    mail["To"] = Address(addr_spec=message.to)
    mail["Subject"] = message.subject
    mail["Date"] = format_datetime(clock.now())
    mail["Message-ID"] = f"<{message.key}@{envelope.host}>"
    mail["Auto-Submitted"] = "auto-generated"
    if message.list_unsubscribe:
        mail["List-Unsubscribe"] = f"<{message.list_unsubscribe}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(message.text, cte="quoted-printable")
    mail.add_alternative(message.html, subtype="html", cte="quoted-printable")
    return mail
