"""Facts as JSON and back, so that an edit can wait in the database until somebody decides."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from enum import Enum
from typing import Any

from govhub.catalogue.facts import Facts
from govhub.catalogue.serving import PrincipleDetail, in_order
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Kind, Maintenance
from govhub.registration.draft_facts import DraftFacts

_ENUMS: Mapping[str, type[Enum]] = {"kind": Kind, "status": Status}
_NAMES = tuple(field.name for field in fields(DraftFacts))
_LISTS = frozenset(
    {
        "purposes",
        "keywords",
        "category_keys",
        "standard_keys",
        "principle_keys",
        "aliases",
        "platforms",
        "languages",
    }
)
_ONLY_WHY = "motivations"
"""What ``principle_details`` was, a text by the key of the principle: old edits still hold it."""


def written(facts: Facts, names: Iterable[str]) -> dict[str, Any]:
    """Return these facts as JSON knows them, in the order of ``Facts``."""
    wanted = set(names)
    return {name: _written(getattr(facts, name)) for name in _NAMES if name in wanted}


def applied(facts: Facts, changes: Mapping[str, Any]) -> Facts:
    """Return the facts with what ``written`` gave in their place.

    What this version of ``Facts`` does not know, as an old proposal may hold, stays as it is.
    """
    known: dict[str, Any] = {}
    for name in _NAMES:
        if name in changes and hasattr(facts, name):
            try:
                known[name] = _read(name, changes[name])
            except (KeyError, TypeError, ValueError):
                continue
    if _ONLY_WHY in changes:
        known.setdefault("principle_details", _with_why(facts, changes[_ONLY_WHY]))
    return replace(facts, **known)


def _written(value: object) -> object:
    match value:
        case date():
            return value.isoformat()
        case Kind() | Maintenance() | Status():
            return value.value
        case tuple():
            return list(value)
        case PrincipleDetail():
            return {
                "motivation": value.motivation,
                "phases": [phase.value for phase in value.phases],
                "anchor": value.anchor,
            }
        case Mapping():
            return {key: _written(each) for key, each in value.items()}
        case _:
            return value


def _read(name: str, value: Any) -> object:
    if name in _LISTS:
        return tuple(value)
    match name:
        case "kind" | "status":
            return _ENUMS[name](value)
        case "maintenance":
            return Maintenance(value) if value is not None else None
        case "released_on":
            return date.fromisoformat(value) if value is not None else None
        case "principle_details":
            return {key: _detail(each) for key, each in value.items()}
        case _:
            return value


def _detail(value: Mapping[str, Any]) -> PrincipleDetail:
    return PrincipleDetail(
        motivation=value["motivation"], phases=in_order(value["phases"]), anchor=value["anchor"]
    )


def _with_why(facts: Facts, motivations: Mapping[str, str]) -> Mapping[str, PrincipleDetail]:
    """Return the details with these motivations; phases and parts stay as they are."""
    details = facts.principle_details
    found = {
        key: replace(details.get(key, PrincipleDetail()), motivation=motivations.get(key, ""))
        for key in sorted({*details, *motivations})
    }
    return {key: detail for key, detail in found.items() if detail}
