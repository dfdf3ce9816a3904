"""Addresses that somebody hands us, to go back to."""

import re

_LOCAL = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
_MAX_LENGTH = 2000


def local_path(address: str | None) -> str | None:
    """Return the address when it is a path on this portal; None when it leads elsewhere."""
    if not address or len(address) > _MAX_LENGTH:
        return None
    return address if _LOCAL.fullmatch(address) else None
