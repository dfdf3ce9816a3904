"""The HTML of a guideline to blocks that are safe to show."""

import re
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import urlsplit

from govhub.guidance.models import Role
from govhub.guidance.text import safety, tree
from govhub.guidance.text.blocks import Block, Card, Cards, Tab, Tabs, Text
from govhub.guidance.text.front_matter import Unreadable
from govhub.guidance.text.tree import Element
from govhub.kernel.text import is_web_address
from govhub.platform.language import gettext as _

MOST_TAGS = 20_000
"""In one page; a guideline has 400."""
ANCHOR = "tekst-"
"""In front of every anchor of the text, so that none is taken for one of the page around it."""
_NAMES_OF_ROLES = {
    "beleidsmaker": Role.POLICY_MAKER,
    "cxo": Role.CXO,
    "bestuurder": Role.CXO,
    "projectleider": Role.PROJECT_LEAD,
    "developer": Role.DEVELOPER,
    "ontwikkelaar": Role.DEVELOPER,
    "jurist": Role.LAWYER,
    "inkoper": Role.BUYER,
}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_TITLE = 2
"""Level of the heading above the text; no level below it is skipped."""
_TITLE_OF_TAB = 3
"""Level of the name of a tab, above what is in it."""
_DEEPEST = 6
_CARDS = "action-cards"
_TABS = "tabbed-set"
_DONE = "\N{BALLOT BOX WITH CHECK}\N{NO-BREAK SPACE}"
_TO_DO = "\N{BALLOT BOX}\N{NO-BREAK SPACE}"

Lead = Callable[[str], str | None]
"""Where a link of the text goes in GovHub; None when it goes nowhere."""


def take_apart(html: str, lead: Lead, *, anchors: str = ANCHOR) -> tuple[Block, ...]:
    """Return the blocks of a page, with ``anchors`` in front of every anchor in it.

    Raises Unreadable when it has more tags than a page can have.
    """
    if html.count("<") > MOST_TAGS:
        raise Unreadable(_("De tekst heeft meer opmaak dan een richtlijn kan hebben."))
    root = tree.parse(safety.balanced(html))
    _prepare(root, lead, anchors)
    return tuple(_blocks(root.children, lead))


def role_named(label: str) -> Role | None:
    """Return the role that a heading or tab is for: "CXO/Bestuurder", "Voor juristen"."""
    words = re.findall(r"[a-z]+", label.lower())
    return next(
        (
            role
            for word in words
            for name, role in _NAMES_OF_ROLES.items()
            if word.startswith(name) or word == name.rstrip("r") + "rs"
        ),
        None,
    )


# --- the tree as we show it ------------------------------------------------------------------


def _prepare(root: Element, lead: Lead, anchors: str) -> None:
    """Leave out what only works on the site of the guidelines, and lead links on."""
    _leave_out(root)
    _set_levels(root, _TITLE)
    for each in list(root.walk()):
        _anchor(each, anchors)
        if each.tag == "a":
            _link(each, lead, anchors)
        elif each.tag == "li":
            _show_whether_done(each)
        elif each.tag == "div":
            _show_as_text(each)
        elif each.tag == "pre":
            each.attributes |= safety.said_of_what_moves(_("Code"))
        each.children = [_framed(child) for child in each.children]
    root.children = [_framed(child) for child in root.children]


def _set_levels(parent: Element, level: int) -> int:
    """Give the headings in it their level, after one of ``level``; return that of the last.

    Of the tabs a reader sees one, so that no level follows from what another tab has.
    """
    for each in parent.elements:
        if each.tag in _HEADINGS:
            level = min(max(int(each.tag[1]) + 1, _TITLE + 1), level + 1, _DEEPEST)
            each.tag = f"h{level}"
        elif "tabbed-block" in each.classes:
            _set_levels(each, _TITLE_OF_TAB)
        else:
            level = _set_levels(each, level)
    return level


def _framed(node: Element | str) -> Element | str:
    """Put a table in a frame, in which a reader moves it on a phone."""
    if isinstance(node, Element) and node.tag == "table":
        return Element(safety.FRAME, safety.said_of_what_moves(_("Tabel")), [node])
    return node


def _leave_out(root: Element) -> None:
    for parent in [root, *root.walk()]:
        parent.children = [
            each
            for each in parent.children
            if not isinstance(each, Element) or not (_is_of_their_site(each) or _is_bare(each))
        ]


def _is_of_their_site(node: Element) -> bool:
    """Tell whether a node is a dialog, the title above the text, or a remark about old cards.

    The remark says that the actions are not finished; here each card has the status of today.
    """
    return (
        node.tag == "h1"
        or "warning-banner" in node.classes
        or any("modal" in word for word in node.classes)
        or "modal" in node.attributes.get("id", "")
        or "display:none" in node.attributes.get("style", "").replace(" ", "")
    )


def _is_bare(node: Element) -> bool:
    return node.tag == "p" and not node.elements and not node.text


def _show_as_text(node: Element) -> None:
    """Make a note of an admonition, and a paragraph of a box with nothing but words in it."""
    if "admonition" in node.classes:
        node.attributes = {"class": safety.NOTE}
    elif not node.elements and node.text:
        node.tag = "p"


def _anchor(element: Element, anchors: str) -> None:
    name = element.attributes.pop("id", "")
    if name and (element.tag in _HEADINGS or element.tag in {"li", "sup"}):
        element.attributes["id"] = f"{anchors}{name}"


def _link(element: Element, lead: Lead, anchors: str) -> None:
    address = element.attributes.get("href", "").strip()
    if address.startswith("#"):
        element.attributes["href"] = f"#{anchors}{address[1:]}"
        return
    target = address if _has_scheme(address) else lead(address)
    if target is None:
        element.attributes.pop("href", None)
    else:
        element.attributes["href"] = target


def _has_scheme(address: str) -> bool:
    try:
        return bool(urlsplit(address).scheme)
    except ValueError:
        return False


def _show_whether_done(item: Element) -> None:
    """Show the box of a task as a sign: nobody can tick it here."""
    box = item.first("input")
    if box is None or box.attributes.get("type") != "checkbox":
        return
    sign = _DONE if "checked" in box.attributes else _TO_DO
    item.children.insert(0, sign)
    item.attributes["class"] = safety.TASK


# --- blocks ----------------------------------------------------------------------------------


def _blocks(nodes: Sequence[Element | str], lead: Lead) -> Iterator[Block]:
    """Give the blocks; text between two others is one block."""
    loose: list[Element | str] = []
    for node in nodes:
        if not isinstance(node, Element) or not _holds_more_than_text(node):
            loose.append(node)
            continue
        yield from _text(loose)
        loose = []
        if _CARDS in node.classes:
            yield _cards(node)
        elif _TABS in node.classes:
            yield _tabs(node, lead)
        else:
            yield from _blocks(node.children, lead)
    yield from _text(loose)


def _holds_more_than_text(node: Element) -> bool:
    return bool({_CARDS, _TABS} & node.classes) or any(
        {_CARDS, _TABS} & each.classes for each in node.walk()
    )


def _text(nodes: list[Element | str]) -> Iterator[Text]:
    html = safety.shown(tree.write(nodes)).strip()
    if html:
        yield Text(html)


def _tabs(node: Element, lead: Lead) -> Tabs:
    labels = [each.text for group in node.with_class("tabbed-labels") for each in group.elements]
    parts = [
        each
        for content in node.elements
        if "tabbed-content" in content.classes
        for each in content.elements
        if "tabbed-block" in each.classes
    ]
    return Tabs(
        tuple(
            Tab(label=label, role=role_named(label), blocks=tuple(_blocks(part.children, lead)))
            for label, part in zip(labels, parts, strict=False)
        )
    )


def _cards(node: Element) -> Cards:
    own = tuple(_card(each) for each in node.with_class("action-card"))
    if own:
        return Cards(cards=own)
    return Cards(
        principle=node.attributes.get("data-richtlijn") or None,
        phase=node.attributes.get("data-fase") or None,
    )


def _card(node: Element) -> Card:
    title, summary = node.first(*_HEADINGS), node.first("p")
    button = node.first("a", "button")
    badge = next((each for each in node.walk() if each.tag == "span"), None)
    address = button.attributes.get("href") if button else None
    return Card(
        name=title.text if title else node.text,
        summary=summary.text if summary else "",
        action=button.text if button else "",
        url=address if address and is_web_address(address) else None,
        status=badge.text if badge else None,
    )
