"""Reads YAML 1.2 into nodes with places, in bounded time and memory.

The events of ruamel.yaml are composed here and not there: without recursion, and with a limit on
what aliases can blow up to.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from govhub.catalogue.interchange.publiccode import english
from govhub.catalogue.interchange.publiccode.nodes import (
    NOWHERE,
    Entry,
    Mapping,
    Node,
    Position,
    Scalar,
    Sequence,
)
from govhub.catalogue.interchange.publiccode.results import Result, Rule, Type

MOST_BYTES = 128 * 1024
"""The largest real file is 10 kB; this much is read in a second or two."""
MOST_DEPTH = 40
MOST_NODES = 20_000
"""Counted as if every alias were written out."""

_MERGE = "<<"
_SYNTAX = (ValueError, OverflowError, IndexError, AttributeError, TypeError, AssertionError)
"""What ruamel.yaml lets slip for some broken escapes, directives and tags."""

_WORDING = {
    "expected <block end>, but found '<block mapping start>'": "value is not allowed in this "
    "context. map key-value is pre-defined",
}
"""The words of the reference parser for what ruamel.yaml calls otherwise."""


class Unreadable(Exception):
    """The file cannot be read; ``result`` says why and where."""

    def __init__(self, rule: Rule, *values: str, position: Position = NOWHERE) -> None:
        """Keep what is wrong."""
        self.result = Result(
            type=Type.ERROR,
            key="",
            description=english.sentence(rule, *values),
            line=position.line,
            column=position.column,
            rule=rule,
            values=values,
        )
        super().__init__(self.result.description)


def read(data: bytes | str) -> Node | None:
    """Return the only document of a file; None when it has none. Raises Unreadable."""
    text = _decoded(data)
    try:
        return _Composer().compose(_events(text))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = 0 if mark is None else mark.line + 1
        problem = str(error.problem or error.context or "")
        wording = _WORDING.get(problem, problem)
        raise Unreadable(Rule.BAD_YAML, wording, position=Position(line, 1)) from error
    except ReaderError as error:
        line = text.count("\n", 0, _offset(error, text)) + 1
        raise Unreadable(Rule.BAD_YAML, error.reason, position=Position(line, 1)) from error
    except (YAMLError, RecursionError, *_SYNTAX) as error:
        raise Unreadable(Rule.BAD_YAML, "invalid YAML", position=Position(1, 1)) from error


def _decoded(data: bytes | str) -> str:
    if len(data) > MOST_BYTES:
        raise Unreadable(Rule.TOO_LARGE)
    try:
        text = data.decode("utf-8") if isinstance(data, bytes) else data
        text.encode("utf-8")
    except UnicodeError as error:
        raise Unreadable(Rule.UTF8) from error
    return text.removeprefix("\ufeff")


def _offset(error: ReaderError, text: str) -> int:
    position = error.position
    return position if isinstance(position, int) else len(text)


def _events(text: str) -> Iterator[Event]:
    yaml = YAML(typ="safe", pure=True)
    return yaml.parse(text)  # type: ignore[no-any-return]


@dataclass
class _Open:
    """A list or mapping that is being read."""

    event: NodeEvent
    anchor: str | None
    children: list[tuple[Node, int]] = field(default_factory=list)
    """Each with its size."""


class _Composer:
    """Builds one document out of events."""

    def __init__(self) -> None:
        self._stack: list[_Open] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._root: Node | None = None
        self._has_document = False

    def compose(self, events: Iterator[Event]) -> Node | None:
        for number, event in enumerate(events):
            if number > 2 * MOST_NODES:
                raise Unreadable(Rule.TOO_LARGE, position=_position(event))
            self._take(event)
        return self._root

    def _take(self, event: Event) -> None:
        match event:
            case DocumentStartEvent():
                if self._has_document:
                    raise Unreadable(Rule.SEVERAL_DOCUMENTS)
                self._has_document = True
            case ScalarEvent():
                self._add(_scalar(event), 1, event.anchor)
            case AliasEvent():
                self._add(*self._referred(event), None)
            case SequenceStartEvent() | MappingStartEvent():
                if len(self._stack) >= MOST_DEPTH:
                    raise Unreadable(Rule.TOO_LARGE, position=_position(event))
                self._stack.append(_Open(event, event.anchor))
            case SequenceEndEvent() | MappingEndEvent():
                self._close()

    def _referred(self, event: AliasEvent) -> tuple[Node, int]:
        found = self._anchors.get(event.anchor)
        if found is None:
            problem = f'could not find alias "{event.anchor}"'
            raise Unreadable(Rule.BAD_YAML, problem, position=Position(_position(event).line, 1))
        return found

    def _close(self) -> None:
        opened = self._stack.pop()
        children = [node for node, _size in opened.children]
        node: Node
        if isinstance(opened.event, SequenceStartEvent):
            node = Sequence(position=_position(opened.event), items=tuple(children))
        else:
            node = _mapping(opened.event, children)
        self._add(node, 1 + sum(size for _node, size in opened.children), opened.anchor)

    def _add(self, node: Node, size: int, anchor: str | None) -> None:
        if size > MOST_NODES:
            raise Unreadable(Rule.TOO_LARGE, position=node.position)
        if anchor is not None:
            self._anchors[anchor] = (node, size)
        if self._stack:
            self._stack[-1].children.append((node, size))
        else:
            self._root = node


def _position(event: Event) -> Position:
    mark = event.start_mark
    return Position(mark.line + 1, mark.column + 1)


def _scalar(event: ScalarEvent) -> Scalar:
    is_plain = event.style in (None, "") and not event.tag
    return Scalar(position=_position(event), text=event.value, is_plain=is_plain)


def _mapping(event: NodeEvent, children: list[Node]) -> Mapping:
    own: dict[str, Entry] = {}
    merged: dict[str, Entry] = {}
    for key, value in zip(children[::2], children[1::2], strict=True):
        name = _name(key)
        if name == _MERGE:
            merged |= {entry.key: entry for entry in _merged(value) if entry.key not in merged}
            continue
        if name in own:
            first = own[name].position
            at = (str(first.line), str(first.column))
            place = Position(key.position.line, 1)
            raise Unreadable(Rule.DUPLICATE_KEY, name, *at, position=place)
        own[name] = Entry(position=key.position, key=name, value=value)
    return Mapping(
        position=_position(event),
        entries=tuple((own | {k: e for k, e in merged.items() if k not in own}).values()),
        is_flow=bool(getattr(event, "flow_style", False)),
    )


def _name(key: Node) -> str:
    """Return a key as text; a list or mapping as key is not in any standard."""
    if isinstance(key, Scalar):
        return re.sub(r"\s+", " ", key.text) if "\n" in key.text else key.text
    raise Unreadable(
        Rule.BAD_YAML, "a key must be a single value", position=Position(key.position.line, 1)
    )


def _merged(value: Node) -> Iterator[Entry]:
    """Give what ``<<`` brings in; its places are those where it was written."""
    for source in value.items if isinstance(value, Sequence) else (value,):
        if isinstance(source, Mapping):
            yield from source.entries
