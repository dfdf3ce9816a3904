"""What differs between two sets of facts; in which order boxes were ticked is no difference."""

from dataclasses import fields

from govhub.catalogue.facts import Facts

_UNORDERED = {"standard_keys", "principle_keys"}


def differing_fields(one: Facts, other: Facts) -> list[str]:
    """Return the names of the facts that are not the same, in the order of ``Facts``."""
    return [
        field.name
        for field in fields(Facts)
        if _comparable(one, field.name) != _comparable(other, field.name)
    ]


def _comparable(facts: Facts, name: str) -> object:
    value = getattr(facts, name)
    if name == "category_keys":
        return value[:1], frozenset(value)
    return frozenset(value) if name in _UNORDERED else value
