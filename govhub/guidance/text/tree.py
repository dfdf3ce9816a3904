"""A small tree of safe HTML, to take parts out of and write back."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

DEEPEST = 100
"""Elements inside elements; what is deeper hangs at this depth, so that no walk is too deep."""
_EMPTY = {"br", "hr", "input"}


@dataclass
class Element:
    """A tag with what is in it; text is a plain string, not escaped."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """Return the words of ``class``."""
        return frozenset(self.attributes.get("class", "").split())

    @property
    def elements(self) -> list["Element"]:
        """Return the elements directly in it."""
        return [each for each in self.children if isinstance(each, Element)]

    @property
    def text(self) -> str:
        """Return all text in it, on one line."""
        return " ".join("".join(self.texts()).split())

    def walk(self) -> Iterator["Element"]:
        """Give every element in it, in the order of the page."""
        for each in self.elements:
            yield each
            yield from each.walk()

    def first(self, *tags: str) -> "Element | None":
        """Return the first element in it with one of these tags."""
        return next((each for each in self.walk() if each.tag in tags), None)

    def with_class(self, name: str) -> list["Element"]:
        """Return every element in it with this class."""
        return [each for each in self.walk() if name in each.classes]

    def texts(self) -> Iterator[str]:
        """Give every piece of text in it, as it stands there."""
        for each in self.children:
            if isinstance(each, str):
                yield each
            else:
                yield from each.texts()


def parse(html: str) -> Element:
    """Return the tree of HTML whose tags are balanced, under an element without a name."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


def write(nodes: "list[Element | str]") -> str:
    """Return the HTML of the nodes."""
    return "".join(_written(each) for each in nodes)


def _written(node: "Element | str") -> str:
    if isinstance(node, str):
        return escape(node, quote=False)
    attributes = "".join(
        f' {name}="{escape(value)}"' for name, value in sorted(node.attributes.items())
    )
    if node.tag in _EMPTY:
        return f"<{node.tag}{attributes}>"
    return f"<{node.tag}{attributes}>{write(node.children)}</{node.tag}>"


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = [self.root]
        self._too_deep = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag in _EMPTY:
            return
        if len(self._open) < DEEPEST:
            self._open.append(element)
        else:
            self._too_deep += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _EMPTY:
            return
        if self._too_deep:
            self._too_deep -= 1
        elif len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)
