"""Looks at the files that a publiccode.yml names, when it lies in its own repository."""

import os.path
import struct
from pathlib import Path
from typing import TypeAlias

from govhub.catalogue.interchange.publiccode.results import Rule

Problem: TypeAlias = tuple[Rule, tuple[str, ...]]
"""The rule that a file breaks, and what its sentence names."""

_SMALLEST_LOGO = 120
"""Pixels of width; the standard asks 1000, the reference parser is content with this."""
_PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
_WIDTH = struct.Struct(">I")


def logo(folder: Path | None, name: str) -> Problem | None:
    """Return what is wrong with a logo; None when it is fine, on the web, or not looked for."""
    path = _path(folder, name)
    if path is None:
        return None
    problem = _missing(path, (".svg", ".svgz", ".png"))
    if problem is None and path.suffix.lower() == ".png":
        return _bad_png(path)
    return problem


def screenshot(folder: Path | None, name: str) -> Problem | None:
    """Return what is wrong with a screenshot; None when it is fine or not looked for."""
    path = _path(folder, name)
    problem = None if path is None else _missing(path, (".jpg", ".png"))
    if problem is None:
        return None
    rule, values = problem
    why = "invalid file extension for" if rule is Rule.EXTENSION else "no such file"
    return Rule.NO_SCREENSHOT, (name, f"{why}: {values[0]}")


def authors(folder: Path | None, name: str) -> Problem | None:
    """Return what is wrong with a file of authors; None when it is there or not looked for."""
    path = _path(folder, name)
    return None if path is None or _is_there(path) else (Rule.NO_AUTHORS, (str(path),))


def _path(folder: Path | None, name: str) -> Path | None:
    """Return the path of a file in the repository; None without one, or for one on the web."""
    if folder is None or ":" in name or "\0" in name:
        return None
    return Path(os.path.normpath(folder.absolute() / name))


def _missing(path: Path, extensions: tuple[str, ...]) -> Problem | None:
    if path.suffix.lower() not in extensions:
        return Rule.EXTENSION, (str(path),)
    return None if _is_there(path) else (Rule.NO_FILE, (str(path),))


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that is too long
        return False


def _bad_png(path: Path) -> Problem | None:
    try:
        with path.open("rb") as file:
            head = file.read(len(_PNG) + _WIDTH.size)
    except OSError:
        return Rule.NO_FILE, (str(path),)
    if len(head) < len(_PNG) + _WIDTH.size or not head.startswith(_PNG):
        return Rule.NO_IMAGE, ()
    (width,) = _WIDTH.unpack_from(head, len(_PNG))
    if width < _SMALLEST_LOGO:
        return Rule.SMALL_IMAGE, (str(width), str(_SMALLEST_LOGO), str(path))
    return None
