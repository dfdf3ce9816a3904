"""Markdown that people write, to HTML that is safe to show. Rendered when it is written."""

import markdown
import nh3

MAX_LENGTH = 10_000
"""Characters; longer text is refused by the forms."""
MAX_LINKS = 200
"""Opening brackets; the parser takes seconds for thousands of them, so more are plain text."""

_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "code", "pre", "blockquote", "h3"}
_HEADINGS = ("h1", "h2", "h4", "h5", "h6")
"""They all become h3: the text stands under a heading of ours, and no level may be skipped."""


def render(text: str) -> str:
    """Return the HTML of ``text``: paragraphs, lists, links, code; no images, no raw HTML."""
    text = text[:MAX_LENGTH]
    if text.count("[") > MAX_LINKS:
        text = text.replace("[", r"\[")
    html = markdown.markdown(text, extensions=["sane_lists"], output_format="html")
    for heading in _HEADINGS:
        html = html.replace(f"<{heading}>", "<h3>").replace(f"</{heading}>", "</h3>")
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"https", "http", "mailto"},
        link_rel="nofollow noopener",
    )
