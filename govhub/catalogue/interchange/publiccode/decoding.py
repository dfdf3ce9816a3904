"""Turns nodes into the values of the fields, and notes the first that has the wrong type.

What does not fit takes along the section it stands in, as in the reference parser: a wrong type in
``localisation`` leaves all of ``localisation`` unsaid. Other sections are read all the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from govhub.catalogue.interchange.publiccode.nodes import (
    Mapping,
    Node,
    Position,
    Scalar,
    Sequence,
    is_null,
)
from govhub.catalogue.interchange.publiccode.results import Rule
from govhub.catalogue.interchange.publiccode.schema import FIELDS, Field, Kind

Values: TypeAlias = dict[str, Any]
"""Texts, truth values, lists and sections, by key; what is absent or null is not in it."""


class Misfit(Exception):
    """A node that does not fit its field, or a key that no field has."""

    def __init__(self, rule: Rule, position: Position, *values: str) -> None:
        """Keep what is wrong."""
        super().__init__(rule)
        self.rule = rule
        self.position = position
        self.values = values


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """What a file says, as far as it fits."""

    values: Values = field(default_factory=dict)
    misfit: Misfit | None = None


def decode(root: Mapping) -> Decoded:
    """Return the values of every field that fits, and the first thing that does not."""
    values, misfit = _section(root, FIELDS)
    return Decoded(values=values, misfit=misfit)


def _section(node: Mapping, fields: Iterable[Field]) -> tuple[Values, Misfit | None]:
    values: Values = {}
    misfits = []
    unknown = dict(node.by_key)
    for known in fields:
        entry = unknown.pop(known.name, None)
        if entry is None or is_null(entry.value):
            continue
        try:
            values[known.name] = _value(entry.value, known)
        except Misfit as misfit:
            misfits.append(misfit)
    misfits += [Misfit(Rule.UNKNOWN_KEY, e.position, key) for key, e in unknown.items()]
    return values, next(iter(misfits), None)


def _value(node: Node, known: Field) -> Any:
    match known.kind:
        case Kind.SECTION:
            return _whole_section(node, known.fields)
        case Kind.SECTIONS:
            return _whole([(item, known.fields) for item in _items(node)])
        case Kind.SECTION_BY_LANGUAGE:
            entries = _mapping(node).entries
            sections = _whole([(entry.value, known.fields) for entry in entries])
            return dict(zip((entry.key for entry in entries), sections, strict=True))
        case kind:
            return _READERS[kind](node)


def _whole(parts: list[tuple[Node, tuple[Field, ...]]]) -> list[Values]:
    """Return all sections, or the first misfit of them."""
    return [_whole_section(node, fields) for node, fields in parts]


def _whole_section(node: Node, fields: tuple[Field, ...]) -> Values:
    if is_null(node):
        return {}
    values, misfit = _section(_mapping(node), fields)
    if misfit is not None:
        raise misfit
    return values


def _mapping(node: Node) -> Mapping:
    if not isinstance(node, Mapping):
        raise Misfit(Rule.WRONG_TYPE, node.position)
    return node


def _items(node: Node) -> tuple[Node, ...]:
    if not isinstance(node, Sequence):
        raise Misfit(Rule.WRONG_TYPE, node.position)
    return node.items


def _text(node: Node) -> str:
    """Return a text; a number or truth value is text as it is written."""
    if not isinstance(node, Scalar):
        raise Misfit(Rule.WRONG_TYPE, node.position)
    return node.text


def _item(node: Node) -> str:
    return "" if is_null(node) else _text(node)


def _text_or_texts(node: Node) -> list[str]:
    if isinstance(node, Scalar):
        return [node.text]
    try:
        return [_item(item) for item in _items(node)]
    except Misfit as misfit:
        raise Misfit(misfit.rule, node.position) from misfit


def _boolean(node: Node) -> bool:
    if not isinstance(node, Scalar) or node.boolean is None:
        raise Misfit(Rule.WRONG_TYPE, node.position)
    return node.boolean


def _texts(node: Node) -> list[str]:
    return [_item(item) for item in _items(node)]


_READERS = {
    Kind.TEXT: _text,
    Kind.BOOLEAN: _boolean,
    Kind.TEXTS: _texts,
    Kind.TEXT_OR_TEXTS: _text_or_texts,
}
