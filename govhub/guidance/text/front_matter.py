"""What stands above the text of a guideline: its title, summary, relations and roles."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from govhub.guidance.models import Role
from govhub.kernel.errors import DomainError
from govhub.platform.language import gettext as _

MOST = 20_000
"""Characters of front matter; more is no front matter."""
_BETWEEN_LINES = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_NUMBERED = re.compile(r"\s*(\d{1,3})[.)]\s+(\S.*)", re.DOTALL)
_WEIGHTS = {"high", "medium", "low"}


class Unreadable(DomainError):
    """A page that cannot be read; the message says why."""


@dataclass(frozen=True, kw_only=True)
class FrontMatter:
    """What a guideline says about itself."""

    number: int | None
    """In front of the title: "8. Deel, …"."""
    title: str
    summary: str
    related_keys: tuple[str, ...] = ()
    role_weights: Mapping[str, str] = field(default_factory=dict)
    """Role → high, medium or low; today's guidelines say nothing about roles."""


def split(text: str) -> tuple[FrontMatter, str]:
    """Return the front matter and the text below it.

    Raises Unreadable when there is none, when it is no YAML, or when it has no title.
    """
    text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    found = _BETWEEN_LINES.match(text)
    if found is None or len(found[1]) > MOST:
        raise Unreadable(_("Boven de tekst staan geen gegevens tussen twee regels met ---."))
    try:
        known = YAML(typ="safe", pure=True).load(found[1])
    except (YAMLError, ValueError, RecursionError) as error:
        raise Unreadable(_("De gegevens boven de tekst zijn geen YAML.")) from error
    if not isinstance(known, dict) or not _text(known.get("title")):
        raise Unreadable(_("Boven de tekst staat geen titel (title)."))
    number, title = _numbered(_text(known["title"]))
    return (
        FrontMatter(
            number=number,
            title=title,
            summary=_text(known.get("summary")),
            related_keys=_keys(known.get("relations")),
            role_weights=_weights(known.get("roles")),
        ),
        text[found.end() :],
    )


def _numbered(title: str) -> tuple[int | None, str]:
    found = _NUMBERED.fullmatch(title)
    return (int(found[1]), found[2]) if found else (None, title)


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _keys(value: Any) -> tuple[str, ...]:
    """Return the relations: a list, or one alone."""
    values = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(text for each in values if (text := _text(each))))


def _weights(value: Any) -> dict[str, str]:
    """Return the weights: a list of one pair each, or pairs. What is no role or weight is left."""
    pairs = value if isinstance(value, list) else [value]
    said = {
        _text(role).lower(): _text(weight).lower()
        for each in pairs
        if isinstance(each, dict)
        for role, weight in each.items()
    }
    return {role.value: said[role] for role in Role if said.get(role) in _WEIGHTS}
