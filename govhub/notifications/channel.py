"""What a mail is, and what brings it away."""

from dataclasses import dataclass, fields
from typing import Protocol

from govhub.platform.outbox import Undeliverable


class AddressRefused(Undeliverable):
    """The server of the address says for good that it takes no mail for it.

    Not for a mail whose text or sender was refused: that says nothing about the address.
    """


@dataclass(frozen=True, kw_only=True)
class Message:
    """A mail that is ready to go. Raises ValueError for a header with a line end or the like."""

    to: str
    """One address."""
    subject: str
    text: str
    html: str
    key: str
    """The same for every attempt to deliver this mail: its Message-ID."""
    list_unsubscribe: str | None = None
    """Where one click ends this kind of mail; None for a mail that somebody asked for."""

    def __post_init__(self) -> None:
        """Refuse what could smuggle in a header or a second receiver."""
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name not in {"text", "html"} and value and not value.isprintable():
                raise ValueError(f"a mail's {field.name} is one line of printable text")


class Channel(Protocol):
    """Brings messages to people."""

    def deliver(self, message: Message) -> None:
        """Bring it there. Raises Undeliverable when trying again is of no use; else any error.

        Undeliverable is AddressRefused when it is because of the address.
        """
        ...
