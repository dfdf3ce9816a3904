"""What every mail has."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Link:
    """A name and where it leads."""

    name: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A mail before it is rendered."""

    template: ClassVar[str]

    to: str
    stop_url: str | None = None
    """Where one click ends this kind of mail; only for mail to followers."""
