"""The enumerations of the standard, from ``lists.json`` and ``video.json``.

``no_italian_administrations`` are codes that look right and are in no register. Italy registers
24,000 administrations; GovHub does not keep that register, so another code passes.
``video.json`` has the addresses of the oEmbed register, by host: a path, with ``http:`` or
``https:`` in front when only that one counts, and ``*`` for anything.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@cache
def _lists() -> dict[str, Any]:
    lists: dict[str, Any] = json.loads((_FOLDER / "lists.json").read_text(encoding="utf-8"))
    return lists


def latest() -> str:
    """Return the version of the standard that files are checked against."""
    return str(_lists()["standard"])


def versions() -> tuple[str, ...]:
    """Return the versions that a file may name, the oldest first."""
    return tuple(_lists()["versions"])


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(_lists()[name])


def categories() -> frozenset[str]:
    """Return the categories that a file may name."""
    return _set("categories")


def scopes() -> frozenset[str]:
    """Return the fields of government that a file may name."""
    return _set("scopes")


def aliases() -> frozenset[str]:
    """Return what may follow ``alias:`` in ``supports``."""
    return _set("aliases")


def is_italian_administration(code: str) -> bool:
    """Tell whether an Italian administration may have this code."""
    return code.lower() not in _set("no_italian_administrations")


def is_video(address: str) -> bool:
    """Tell whether a player for this address can be shown on a page (oEmbed)."""
    return any(_fits(address, pattern) for pattern in _videos())


@cache
def _videos() -> tuple[str, ...]:
    """Return every address, with ``*`` for anything."""
    hosts = json.loads((_FOLDER / "video.json").read_text(encoding="utf-8"))
    return tuple(
        address
        for host, paths in hosts.items()
        for path in paths
        for address in _addresses(host, path)
    )


def _addresses(host: str, path: str) -> Iterator[str]:
    scheme, colon, rest = path.partition(":")
    if colon and scheme in {"http", "https"}:
        yield f"{scheme}://{host}{rest}"
    else:
        yield f"http://{host}{path}"
        yield f"https://{host}{path}"


def _fits(text: str, pattern: str) -> bool:
    """Tell whether a text fits a pattern; in one pass, however long the text is."""
    first, *rest = pattern.split("*")
    if not rest:
        return text == first
    *middle, last = rest
    if not text.startswith(first):
        return False
    at = len(first)
    for part in middle:
        found = text.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return len(text) - len(last) >= at and text.endswith(last)
