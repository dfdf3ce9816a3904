"""The text of a mail with its links made clickable."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ADDRESS = re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]]")


@dataclass(frozen=True)
class Piece:
    """A piece of text; a link when it has an address."""

    text: str
    url: str | None = None


def linked(text: str, base_url: str) -> Iterator[Piece]:
    """Give the text in pieces; addresses of the portal and of https sites are links."""
    end = 0
    for found in _ADDRESS.finditer(text):
        yield Piece(text[end : found.start()])
        yield Piece(found[0], found[0] if _is_safe(found[0], base_url.rstrip("/")) else None)
        end = found.end()
    yield Piece(text[end:])


def _is_safe(address: str, own: str) -> bool:
    return address.startswith(("https://", f"{own}/")) or address == own
