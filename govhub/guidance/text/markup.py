"""MkDocs Material text to HTML, as the guidelines write it. What comes out is not safe yet."""

import re
from itertools import zip_longest
from typing import Any

import markdown

from govhub.guidance.text.front_matter import Unreadable
from govhub.platform.language import gettext as _

MOST = 300_000
"""Characters; the longest guideline has 32,000."""
MOST_BRACKETS = 1_000
"""Opening brackets; the parser takes seconds for thousands without an end. A guideline has 150."""
MOST_TAGS = 2_000
"""Signs that may open a tag; for thousands without an end the parser takes minutes. A guideline has
300."""
MOST_ABBREVIATIONS = 200
"""Each is looked for in the whole text."""
MOST_DEPTH = 60
"""Signs that open a quote or a list on one line; each one is a call inside a call."""

_EXTENSIONS = (
    "attr_list",
    "md_in_html",
    "admonition",
    "abbr",
    "footnotes",
    "tables",
    "sane_lists",
    "toc",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.details",
    "pymdownx.tasklist",
)
_SETTINGS: dict[str, dict[str, Any]] = {
    "pymdownx.tabbed": {"alternate_style": True},
    "toc": {"permalink": False, "toc_depth": "2-4"},
}
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+\S")
_ABBREVIATION = re.compile(r"^ {0,3}\*\[", re.MULTILINE)
_FENCE = re.compile(r"`{3,}|~{3,}")
_UNDER_A_HEAD = set("|-: \t")
"""All that the line between the head and the rows of a table has."""
_QUOTES = re.compile(r"[ \t]*(?:>[ \t]?)*")
_ICON = re.compile(
    r":(?:material|fontawesome|octicons|simple)-[a-z0-9-]+:(?:\{[^}\n]{0,80}\})?[ \t]*"
)


def to_html(text: str) -> str:
    """Return the HTML of a guideline. Raises Unreadable for what no parser should be given."""
    if len(text) > MOST:
        raise Unreadable(_("De tekst is langer dan een richtlijn kan zijn."))
    if any(len(_opening(line)) > MOST_DEPTH for line in text.splitlines()):
        raise Unreadable(_("De tekst springt te diep in."))
    if text.count("<") > MOST_TAGS or len(_ABBREVIATION.findall(text)) > MOST_ABBREVIATIONS:
        raise Unreadable(_("De tekst heeft meer opmaak dan een richtlijn kan hebben."))
    if text.count("[") > MOST_BRACKETS:
        text = text.replace("[", r"\[")
    try:
        return markdown.markdown(
            with_room(_ICON.sub("", text)),
            extensions=list(_EXTENSIONS),
            extension_configs=_SETTINGS,
            output_format="html",
        )
    except (RecursionError, ValueError, IndexError, AttributeError) as error:
        # The parser trips over what nobody writes on purpose; the page is skipped and named.
        raise Unreadable(_("De opmaak van de tekst is niet te lezen.")) from error


def with_room(text: str) -> str:
    """Return the text with an empty line before each list or table directly under a paragraph.

    MkDocs writers leave it out; Markdown asks for it, and would show the dashes and bars.
    """
    lines: list[str] = []
    fence: str | None = None
    given = text.splitlines()
    for line, following in zip_longest(given, given[1:], fillvalue=""):
        quote = _QUOTES.match(line)
        prefix = quote[0] if quote else ""
        content = line[len(prefix) :]
        opens = _FENCE.match(content)
        if fence is None and opens:
            fence = opens[0]
        elif fence is not None:
            if content.startswith(fence) and not content.strip(fence[0] + " \t"):
                fence = None
        elif _opens_a_block(content, following[len(prefix) :]) and _ends_a_paragraph(lines, prefix):
            lines.append(prefix.rstrip() if ">" in prefix else "")
        lines.append(line)
    return "\n".join(lines)


def _opens_a_block(line: str, following: str) -> bool:
    """Tell whether a list or a table begins here."""
    is_head = "|" in line and "|" in following and "-" in following
    return bool(_ITEM.match(line)) or (is_head and set(following) <= _UNDER_A_HEAD)


def _ends_a_paragraph(lines: list[str], prefix: str) -> bool:
    """Tell whether the last line is text at the same depth, and no item of the same list."""
    if not lines:
        return False
    quote = _QUOTES.match(lines[-1])
    last_prefix = quote[0] if quote else ""
    last = lines[-1][len(last_prefix) :]
    is_deeper = len(last_prefix.expandtabs(4)) > len(prefix.expandtabs(4))
    return bool(last.strip()) and not is_deeper and not _ITEM.match(last)


def _opening(line: str) -> str:
    """Return the signs at the start of a line that open quotes and lists, without blanks."""
    found = re.match(r"[ \t>*+-]*", line)
    signs = "".join(found[0].split()) if found else ""
    return "" if set(signs) <= {"-"} or set(signs) <= {"*"} else signs
