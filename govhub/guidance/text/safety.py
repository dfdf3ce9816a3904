"""What of the HTML of a guideline may be shown. Everything that is not named here is left out."""

import re

import nh3

_TEXT_TAGS = {
    *("p", "br", "hr", "strong", "em", "b", "i", "del", "ins", "sub", "sup", "abbr", "kbd"),
    *("ul", "ol", "li", "dl", "dt", "dd", "a", "code", "pre", "blockquote"),
    *("h2", "h3", "h4", "h5", "h6", "details", "summary"),
    *("table", "thead", "tbody", "tr", "th", "td", "caption", "div"),
}
_STRUCTURE_TAGS = _TEXT_TAGS | {"h1", "section", "span", "label", "button", "input"}
"""With these a page is taken apart; they are not shown."""
_WITH_ALL_IN_THEM = {
    *("script", "style", "template", "iframe", "object", "embed", "svg", "math"),
    *("select", "textarea", "form", "title", "head", "audio", "video", "canvas"),
}
"""Left out with what is in them; a form works only with the scripts of its own site."""
_ATTRIBUTES = {
    "*": {"id", "class"},
    "a": {"href"},
    "div": {"data-richtlijn", "data-fase", "style"},
    "input": {"type", "checked"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "abbr": {"title"},
    "ol": {"start"},
}
_OF_WHAT_MOVES = {"role", "aria-label", "tabindex"}
_SHOWN_ATTRIBUTES = {
    **_ATTRIBUTES,
    "*": {"id"},
    "div": set(),
    "input": set(),
    "pre": _OF_WHAT_MOVES,
    "figure": _OF_WHAT_MOVES,
}
"""The last two are ours: what a guideline says there went before it was taken apart."""
NOTE = "gh-note"
"""Class of a remark that stands apart from the text."""
TASK = "gh-task"
"""Class of an item that has a sign for done or to do, in place of a bullet."""
FRAME = "figure"
"""Tag around what can be wider than a phone. A guideline cannot write it: we do."""
_SCHEMES = {"https", "http", "mailto"}
_NUMBER = re.compile(r"\d{1,4}")
_NUMBERS = {"colspan", "rowspan", "start"}


def balanced(html: str) -> str:
    """Return the HTML without what could harm, and with every tag closed, to be taken apart."""
    return nh3.clean(
        html,
        tags=_STRUCTURE_TAGS,
        clean_content_tags=_WITH_ALL_IN_THEM,
        attributes=_ATTRIBUTES,
        attribute_filter=_number_or_nothing,
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )


def shown(html: str) -> str:
    """Return the HTML that is kept and shown: text, and nothing that could be taken for ours."""
    return nh3.clean(
        html,
        tags=_TEXT_TAGS | {FRAME},
        clean_content_tags=_WITH_ALL_IN_THEM,
        attributes=_SHOWN_ATTRIBUTES,
        attribute_filter=_number_or_nothing,
        allowed_classes={"div": {NOTE}, "li": {TASK}, "p": {"admonition-title"}},
        url_schemes=_SCHEMES,
        link_rel="noopener",
    )


def said_of_what_moves(name: str) -> dict[str, str]:
    """Return the attributes of what moves sideways, so that the keyboard gets there too."""
    return {"aria-label": name, "role": "group", "tabindex": "0"}


def _number_or_nothing(_tag: str, name: str, value: str) -> str | None:
    if name in _NUMBERS and not _NUMBER.fullmatch(value):
        return None
    return value
