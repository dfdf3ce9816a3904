"""What is kept of a file besides the facts, so that an export loses nothing."""

import re
from collections.abc import Iterator
from typing import Any

from govhub.catalogue.interchange.publiccode.looking import Tree
from govhub.catalogue.interchange.publiccode.schema import FIELDS, Field, Kind

_ABBREVIATED = "…"
_NO_TEXT = re.compile("[\x00\ud800-\udfff\ufffe\uffff]")
CONTRACT, WITHOUT_CONTRACT = "contract", "internal"
"""Types of maintenance: a contract of which a file cannot tell enough is written as the second."""


def without_telephones(tree: Any) -> Any:
    """Return the same without telephone numbers, which nobody asked to keep."""
    if isinstance(tree, list):
        return [without_telephones(item) for item in tree]
    if isinstance(tree, dict):
        return {key: without_telephones(v) for key, v in tree.items() if key.lower() != "phone"}
    return tree


def sound(tree: Any) -> Any:
    """Return the same in signs that any database keeps and any page shows."""
    match tree:
        case str():
            return _NO_TEXT.sub("\ufffd", tree)
        case list():
            return [sound(item) for item in tree]
        case dict():
            return {sound(key): sound(value) for key, value in tree.items()}
        case _:
            return tree


def without_nulls(tree: Any) -> Any:
    """Return the same without keys that say nothing."""
    if isinstance(tree, list):
        return [without_nulls(item) for item in tree]
    if isinstance(tree, dict):
        return {key: without_nulls(value) for key, value in tree.items() if value is not None}
    return tree


def split(tree: Tree, fields: tuple[Field, ...] = FIELDS) -> tuple[Tree, Tree]:
    """Return what the standard knows, and what it does not know; both in the same shape.

    In the second a list is a mapping from the index to what is unknown in that item.
    """
    known: Tree = {}
    unknown: Tree = {}
    by_name = {field.name: field for field in fields}
    for key, value in tree.items():
        field = by_name.get(key)
        if field is None:
            unknown[key] = value
            continue
        known[key], rest = _split_value(value, field)
        if rest:
            unknown[key] = rest
    return known, unknown


def _split_value(value: Any, field: Field) -> tuple[Any, Tree]:
    match field.kind, value:
        case Kind.SECTION, dict():
            return split(value, field.fields)
        case Kind.SECTIONS, list():
            return _split_items(dict(enumerate(value)), field, list)
        case Kind.SECTION_BY_LANGUAGE, dict():
            return _split_items(value, field, dict)
        case _:
            return value, {}


def _split_items(items: dict[Any, Any], field: Field, shape: type) -> tuple[Any, Tree]:
    known: dict[Any, Any] = {}
    unknown: Tree = {}
    for key, item in items.items():
        if not isinstance(item, dict):
            known[key] = item
            continue
        known[key], rest = split(item, field.fields)
        if rest:
            unknown[str(key)] = rest
    return (list(known.values()) if shape is list else known), unknown


def unknown_keys(
    unknown: Tree, fields: tuple[Field, ...] = FIELDS, before: str = ""
) -> Iterator[str]:
    """Give the keys of the second that ``split`` returns, as people write them."""
    by_name = {field.name: field for field in fields}
    for key, value in unknown.items():
        field, place = by_name.get(key), f"{before}.{key}".removeprefix(".")
        if field is None:
            yield place
        elif field.kind is Kind.SECTION:
            yield from unknown_keys(value, field.fields, place)
        else:
            for item, inner in value.items():
                at = f"{place}[{item}]" if field.kind is Kind.SECTIONS else f"{place}.{item}"
                yield from unknown_keys(inner, field.fields, at)


def joined(tree: Any, kept: Any) -> Any:
    """Return a file with what was kept beside it put back; what the file itself says goes first."""
    if isinstance(tree, dict) and isinstance(kept, dict):
        both = {key: joined(value, kept[key]) for key, value in tree.items() if key in kept}
        return {**tree, **both, **{key: v for key, v in kept.items() if key not in tree}}
    if isinstance(tree, list) and isinstance(kept, dict):
        return [joined(item, kept.get(str(index))) for index, item in enumerate(tree)]
    if _is_short_for(tree, kept):
        return kept
    return tree


def with_contract(tree: Tree, kept: Tree) -> Tree:
    """Return a file with its contract put back, when it was written as something else."""
    said, meant = tree.get("maintenance"), kept.get("maintenance")
    if not (isinstance(said, dict) and isinstance(meant, dict)):
        return tree
    if (said.get("type"), meant.get("type")) != (WITHOUT_CONTRACT, CONTRACT):
        return tree
    return {**tree, "maintenance": {**said, "type": CONTRACT}}


def _is_short_for(tree: Any, kept: Any) -> bool:
    are_texts = isinstance(tree, str) and isinstance(kept, str)
    if not (are_texts and tree.endswith(_ABBREVIATED)):
        return False
    return " ".join(kept.split()).startswith(tree.removesuffix(_ABBREVIATED))


def shortened(text: str, most: int) -> str:
    """Return as much of a text as fits, up to a whole word."""
    if len(text) <= most:
        return text
    start = text[: most - 1]
    return (start.rpartition(" ")[0].rstrip(" ,.;:") or start) + _ABBREVIATED
