"""The badge of a component as an image for a README: its status in a word, never colour alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from govhub.catalogue.status import Status
from govhub.platform.language import gettext as _

_NAME = "GovHub"
_PER_SIGN = 6.6
"""Width of a letter at 11 pixels in a usual sans serif; the text is fitted to what this gives."""
_EDGE = 8
_DOT = 14


@dataclass(frozen=True, kw_only=True)
class Colours:
    """Text on its ground; each pair has a contrast of 4.5 to 1 or more (tested)."""

    light: tuple[str, str]
    dark: tuple[str, str]


_GREY = Colours(light=("#3d4551", "#eef0f3"), dark=("#d5dae1", "#2b3037"))
COLOURS: Mapping[Status, Colours] = {
    Status.CONCEPT: Colours(light=("#7a3b06", "#fdeee1"), dark=("#ffc794", "#3a2410")),
    Status.PLANNED: Colours(light=("#5b3a8c", "#f1eafb"), dark=("#d6c2f5", "#2d2140")),
    Status.DEVELOPMENT: Colours(light=("#0b4a7d", "#e4f0fa"), dark=("#a9d3f5", "#12293d")),
    Status.DEMO: Colours(light=("#6b4a00", "#fdf3d0"), dark=("#f6d877", "#352a0a")),
    Status.AVAILABLE: Colours(light=("#0c5a2a", "#e3f5e9"), dark=("#9fdfb4", "#0f2f1b")),
    Status.PHASING_OUT: Colours(light=("#8c1d18", "#fde8e6"), dark=("#ffb4ab", "#41130f")),
    Status.ENDED: _GREY,
}
_MARKS: Mapping[Status, str] = {
    Status.CONCEPT: "M0 -4a4 4 0 1 0 .01 0z",
    Status.PLANNED: "M-4 -3h8v7h-8zM-4 -1h8",
    Status.DEVELOPMENT: "M-4 4l4 -8l4 8z",
    Status.DEMO: "M-3 -4l7 4l-7 4z",
    Status.AVAILABLE: "M-4 0l3 3l6 -6",
    Status.PHASING_OUT: "M0 -4v5M0 3.5v.5",
    Status.ENDED: "M-3 -3l6 6M3 -3l-6 6",
}


def title_of(name: str, status: Status | None) -> str:
    """Return what the badge says to who does not see it."""
    if status is None:
        return _("%(name)s staat niet meer in de catalogus van GovHub.") % {"name": name}
    return _("%(name)s heeft in GovHub de status %(status)s.") % {
        "name": name,
        "status": status.label,
    }


def parts_of(name: str, status: Status | None) -> dict[str, object]:
    """Return what the template of the badge needs. None: it is out of view."""
    word = str(status.label) if status else _("Niet meer te zien")
    colours = COLOURS[status] if status else _GREY
    left, right = _width(_NAME), _width(word) + _DOT
    return {
        "title": title_of(name, status),
        "portal": _NAME,
        "word": word,
        "left": left,
        "width": left + right,
        "portal_length": left - 2 * _EDGE,
        "word_length": right - _DOT - 2 * _EDGE,
        "colours": colours,
        "mark": _MARKS[status or Status.ENDED],
    }


def _width(text: str) -> int:
    return round(len(text) * _PER_SIGN) + 2 * _EDGE
