"""Addresses that somebody hands us to go back to, and those that we hand to others."""

import re
from typing import Any

from flask import url_for

from govhub.web.services import services

_LOCAL = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
_MAX_LENGTH = 2000


def local_path(address: str | None) -> str | None:
    """Return the address when it is a path on this portal; None when it leads elsewhere."""
    if not address or len(address) > _MAX_LENGTH:
        return None
    return address if _LOCAL.fullmatch(address) else None


def absolute(path: str) -> str:
    """Return the full address of a path on this portal, for who reads it elsewhere."""
    return services().settings.base_url.rstrip("/") + path


def absolute_url_for(endpoint: str, **values: Any) -> str:
    """Return the full address of a page."""
    return absolute(url_for(endpoint, **values))
