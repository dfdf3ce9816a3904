"""The file of the action registry: reading it, saying what is odd in it, and writing it.

What it says is kept as it stands there, in its order and form, so that writing it loses nothing.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from govhub.catalogue.status import Status
from govhub.guidance.models import Phase
from govhub.kernel.errors import DomainError
from govhub.kernel.text import is_web_address
from govhub.platform.language import gettext as _

MOST_BYTES = 2_000_000
NO_COMPONENT = "component"
"""In ``RegistryAction.settled``: the redactie said that an action is no component."""
MOST_ACTIONS = 5_000
MOST_VALUES = 200_000
"""With what aliases repeat; an action has ten."""
OBLIGATORY = (
    "id",
    "name",
    "description",
    "richtlijn",
    "type",
    "action",
    "date_added",
    "status",
)
"""As the schema of the registry asks."""
TYPES = ("beleid", "register", "tool", "handleiding", "form")
STATUSES = (Status.AVAILABLE, Status.CONCEPT, Status.DEVELOPMENT, Status.DEMO)
"""The words that the registry knows."""
_DAY = re.compile(r"\d{2}-\d{2}-\d{4}")
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_INDENT = {"mapping": 2, "sequence": 4, "offset": 2}
_WIDE = 10_000

Facts = dict[str, Any]
"""What the registry says of one action."""


class NotARegistry(DomainError):
    """The file holds no actions; the message says why."""


@dataclass(frozen=True)
class Oddity:
    """Something in an action that differs from what the registry promises."""

    key: str
    message: str


def read(data: bytes) -> list[Facts]:
    """Return the actions in a file, in its order. Raises NotARegistry.

    An action that is no set of names and values, or that has no id, is refused with the file:
    nothing of it could be found back.
    """
    if len(data) > MOST_BYTES:
        raise NotARegistry(_("Het bestand is te groot voor een actieregister."))
    try:
        found = YAML(typ="safe", pure=True).load(data.decode("utf-8-sig"))
    except (YAMLError, ValueError, RecursionError) as error:
        raise NotARegistry(_("Het bestand is geen YAML in UTF-8.")) from error
    rows = found.get("actions") if isinstance(found, dict) else None
    if not isinstance(rows, list) or len(rows) > MOST_ACTIONS:
        raise NotARegistry(_("Het bestand heeft geen lijst met de naam actions."))
    _require_size(rows)
    return [_facts(row, number) for number, row in enumerate(rows, start=1)]


def _require_size(rows: list[Any]) -> None:
    """Refuse what grows out of a small file: names for a list of names for a list, and so on."""
    left = MOST_VALUES
    waiting: list[Any] = [rows]
    while waiting:
        inside: list[Any] | dict[Any, Any] = waiting.pop()
        left -= len(inside)
        if left < 0:
            raise NotARegistry(_("Het bestand is te groot voor een actieregister."))
        values = inside.values() if isinstance(inside, dict) else inside
        waiting.extend(each for each in values if isinstance(each, list | dict))


def write(actions: Sequence[Mapping[str, Any]]) -> str:
    """Return the file with these actions."""
    yaml = YAML()
    yaml.indent(**_INDENT)
    yaml.width = _WIDE
    yaml.default_flow_style = False
    yaml.representer.add_representer(
        type(None), lambda representer, _value: representer.represent_scalar(_NULL, "null")
    )
    out = io.StringIO()
    yaml.dump({"actions": [dict(each) for each in actions]}, out)
    return out.getvalue()


_NULL = "tag:yaml.org,2002:null"


def oddities(actions: Sequence[Facts]) -> list[Oddity]:
    """Return what is not as the registry promises; none of it stops an import."""
    return [
        *_doubles(actions),
        *(oddity for facts in actions for oddity in _oddities(facts)),
    ]


def values_of(facts: Mapping[str, Any], name: str) -> list[str]:
    """Return what the registry writes as one word or as a list, as a list."""
    value = facts.get(name)
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, str)]


def _facts(row: Any, number: int) -> Facts:
    if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not row["id"].strip():
        raise NotARegistry(_("Actie nummer %(number)s heeft geen id.") % {"number": number})
    return {str(name): _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    """Return a value as JSON can keep it."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def _doubles(actions: Sequence[Facts]) -> Iterator[Oddity]:
    for key, number in Counter(facts["id"] for facts in actions).items():
        if number > 1:
            yield Oddity(key, _("Deze id staat er %(number)s keer.") % {"number": number})


def _oddities(facts: Facts) -> Iterator[Oddity]:
    key = facts["id"]
    if not _KEY.fullmatch(key):
        yield Oddity(key, _("De id is geen naam met kleine letters en streepjes."))
    for name in OBLIGATORY:
        if not facts.get(name):
            yield Oddity(key, _("%(name)s ontbreekt.") % {"name": name})
    yield from _unknown_words(facts)
    if facts.get("date_added") and not _DAY.fullmatch(str(facts["date_added"])):
        yield Oddity(key, _("De datum is niet geschreven als dag-maand-jaar."))
    source = facts.get("source")
    if source is not None and not (isinstance(source, str) and is_web_address(source)):
        yield Oddity(key, _("De link (source) is geen webadres."))
    if facts.get("status") == Status.AVAILABLE and not source:
        yield Oddity(key, _("De actie is beschikbaar, maar heeft geen link (source)."))


def _unknown_words(facts: Facts) -> Iterator[Oddity]:
    for name, known in (("status", STATUSES), ("type", TYPES), ("fase", tuple(Phase))):
        for word in values_of(facts, name):
            if word not in known:
                yield Oddity(
                    facts["id"],
                    _("%(name)s: %(word)s kent het register niet.") % {"name": name, "word": word},
                )
