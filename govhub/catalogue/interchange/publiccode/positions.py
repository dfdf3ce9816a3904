"""Where a key stands in a file, and which key stands on a line.

The rules for what is absent are those of the reference parser: programs compare the places.
"""

from govhub.catalogue.interchange.publiccode.nodes import (
    NOWHERE,
    Mapping,
    Node,
    Position,
    Scalar,
    Sequence,
)

Path = tuple[str | int, ...]
"""Keys and list indices, such as ``("maintenance", "contacts", 0, "name")``."""


def key_of(path: Path) -> str:
    """Return a path as people write it: ``maintenance.contacts[0].name``."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        elif part.isascii() and part.isalpha():
            text += f".{part}"
        else:
            text += f"[{part}]"
    return text.removeprefix(".")


def dotted(path: Path) -> str:
    """Return a path with a point before every key, also before ``en-US``."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)[1:]


def position_of(path: Path, root: Node) -> Position:
    """Return where a key stands, or else what is nearest to where it should have stood."""
    node = root
    for at, part in enumerate(path):
        if isinstance(part, int):
            continue  # done together with the key before it
        if not isinstance(node, Mapping):
            return node.position
        entry = node.by_key.get(part)
        rest = path[at + 1 :]
        if entry is None:
            return _of_absent(node, is_last=not any(isinstance(p, str) for p in rest))
        if not rest:
            return entry.position
        node = entry.value
        if isinstance(rest[0], int):
            if not isinstance(node, Sequence) or rest[0] >= len(node.items):
                return entry.position
            node = node.items[rest[0]]
    return node.position


def _of_absent(mapping: Mapping, *, is_last: bool) -> Position:
    if mapping.is_flow:
        return mapping.position
    if is_last and mapping.entries:
        return mapping.entries[0].position
    return NOWHERE


def path_at(line: int, root: Node) -> Path:
    """Return the path of the first key or list item that stands on this line; () for none."""
    return _path_at(line, root, ()) or ()


def _path_at(line: int, node: Node, path: Path) -> Path | None:
    match node:
        case Scalar():
            return None
        case Mapping():
            children = [((*path, e.key), e.position.line, e.value) for e in node.entries]
        case Sequence():
            children = [((*path, i), n.position.line, n) for i, n in enumerate(node.items)]
    for child, at, value in children:
        if at == line:
            return child
        found = _path_at(line, value, child)
        if found is not None:
            return found
    return None
