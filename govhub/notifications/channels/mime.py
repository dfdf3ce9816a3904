"""A message as it travels: RFC 5322 headers, text and HTML."""

from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from govhub.kernel import clock
from govhub.kernel.errors import SettingsError
from govhub.notifications.channel import Message
from govhub.platform.language import gettext as _


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """What is the same on every mail of an installation."""

    sender: str
    """``GovHub <noreply@voorbeeld.nl>``."""
    host: str
    """Host name of the portal, for Message-ID."""

    def __post_init__(self) -> None:
        """Raise SettingsError when nobody can send as this: else each mail would be given up."""
        try:
            self.sender_header()
        except (ValueError, IndexError) as error:
            raise SettingsError(
                _(
                    "GOVHUB_MAIL_FROM klopt niet. Gebruik een adres met een naam ervoor, "
                    "bijvoorbeeld GovHub <govhub@voorbeeld.nl>."
                )
            ) from error

    def sender_header(self) -> Address:
        """Return the sender as it stands in the mail. Raises ValueError or IndexError."""
        name, address = parseaddr(self.sender)
        return Address(display_name=name, addr_spec=address)

    @property
    def sender_address(self) -> str:
        """Return the bare address, to which a mail server returns what it cannot deliver."""
        return parseaddr(self.sender)[1]


def email_of(message: Message, envelope: Envelope) -> EmailMessage:
    """Return the message with its headers. Raises ValueError when an address is none."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = envelope.sender_header()
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
