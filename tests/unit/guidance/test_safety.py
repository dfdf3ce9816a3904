"""Whatever stands in a guideline, a browser makes nothing of it but what is named here."""

from urllib.parse import urlsplit

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govhub.guidance.text import blocks, markup, taking_apart
from govhub.guidance.text.blocks import Text
from govhub.guidance.text.front_matter import Unreadable

PLAIN = (
    *("br", "hr", "strong", "em", "b", "i", "del", "ins", "kbd", "sub", "code", "blockquote"),
    *("ul", "dl", "dt", "dd", "details", "summary", "table", "thead", "tbody", "tr", "caption"),
)
ALLOWED = {
    **{tag: set() for tag in PLAIN},
    **{tag: {"id"} for tag in ("h3", "h4", "h5", "h6", "sup")},
    **{tag: {"role", "aria-label", "tabindex"} for tag in ("pre", "figure")},
    "li": {"id", "class"},
    "div": {"class"},
    "p": {"class"},
    "a": {"href", "rel"},
    "abbr": {"title"},
    "ol": {"start"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
"""Tags and their attributes; written here once more, so that a mistake over there is seen."""
CLASSES = {"", "gh-note", "gh-task", "admonition-title"}
SCHEMES = {"", "https", "http", "mailto"}
AROUND = '<!doctype html><title>x</title><main><div id="in">%s</div><p id="after"></p></main>'

TOKENS = [
    *("\n", "\n\n", "    ", "# ", "- ", "> ", "| a | b |\n|---|---|\n", "`", "```\n", "**", "[^1]"),
    *("!!! note\n", "??? tip\n", '=== "Jurist"\n', "- [x] ", "{: onclick=x .a #b }", "*[a]: b\n"),
    *("[a](javascript:x)", "[a](data:text/html,x)", "<javascript:x>", "[a]: vbscript:x\n", "[a]"),
    *("![a](x)", "<script>", "</script>", "<style>", "</style>", "<svg>", "</svg>", "<math>"),
    *("<mtext>", "<mglyph>", "<table>", "</table>", "<tr>", "<td>", "<caption>", "<template>"),
    *("<noscript>", "</noscript>", "<!--", "-->", "--!>", "<![CDATA[", "]]>", "<?php", "<!x"),
    *("<title>", "<textarea>", "<xmp>", "<plaintext>", "<select>", "<option>", "<iframe>", "<p>"),
    *(
        "<form action=//x>",
        "<base href=//x>",
        "<meta http-equiv=refresh>",
        "<img src=x ",
        "onerror=",
    ),
    *("<a href='javascript:x'>", "<a href=' java\tscript:x' ping=x>", "</a>", "<a id=b>", "<li>"),
    *(
        '<div class="',
        "action-cards",
        "tabbed-set",
        "tabbed-block",
        "tabbed-labels",
        '">',
        "</div>",
    ),
    *('<p title="', "'", '"', "=", ">", "<", "/", "&lt;", "&#60;", "&#x6a;avascript:", "&amp;"),
    *("<figure onclick=x>", "<pre style=x>", '<div style="position:fixed">', "<details open>"),
    *("\N{NULL}", "\N{RIGHT-TO-LEFT OVERRIDE}", "é", "\x1b", "\N{LINE SEPARATOR}", "woord"),
]


def shown(text: str) -> list[str]:
    """Return every piece of HTML that is made of a text."""
    found = taking_apart.take_apart(markup.to_html(text), lambda _address: None)
    return [each.html for each in blocks.every(found) if isinstance(each, Text)]


def faults(html: str) -> list[str]:
    """Return what a browser would make of the HTML that is not allowed."""
    page = html5lib.parse(AROUND % html, namespaceHTMLElements=False)
    (main,) = page.iter("main")
    if [each.get("id") for each in main] != ["in", "after"]:
        return ["it breaks out of its place"]
    found = []
    for each in main[0].iter():
        if each is main[0]:
            continue
        if each.tag not in ALLOWED:
            found.append(f"<{each.tag}>")
            continue
        found += [f"{each.tag} {name}" for name in each.attrib if name not in ALLOWED[each.tag]]
        if not set(each.get("class", "").split(" ")) <= CLASSES:
            found.append(f"class {each.get('class')}")
        if "id" in each.attrib and not each.get("id").startswith(taking_apart.ANCHOR):
            found.append(f"id {each.get('id')}")
        if urlsplit(each.get("href", "")).scheme not in SCHEMES:
            found.append(f"href {each.get('href')}")
    return found


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(TOKENS), max_size=40).map("".join))
def test_a_browser_makes_nothing_of_a_text_but_what_is_allowed(text):
    try:
        made = shown(text)
    except Unreadable:
        return
    assert [fault for html in made for fault in faults(html)] == []


@pytest.mark.parametrize(
    "text",
    [
        (
            "<math><mtext><table><mglyph><style><!--</style>"
            "<img title='--&gt;&lt;img src=1 onerror=x&gt;'>"
        ),
        "<svg></p><style><a id='</style><img src=1 onerror=x>'>",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=x>",
        "<noscript><p title='</noscript><img src=x onerror=x>'>",
        "<svg><title><a title='</title><img src=x onerror=x>'>",
        (
            "<table><caption><svg><title></caption></table><style>"
            "<a title='</style><img src=x onerror=x>'>"
        ),
        "<select><iframe></select><img src=x onerror=x>",
        "<template><p></template><img src=x onerror=x>",
        "<abbr title='&lt;/abbr&gt;&lt;img src=x onerror=x&gt;'>a</abbr>",
        "<!--><img src=x onerror=x>-->",
        "<![CDATA[><img src=x onerror=x>]]>",
        "<xmp><p title='</xmp><img src=x onerror=x>'>",
        "<a href='&#106;avascript:x'>a</a> <a href='java&Tab;script:x'>b</a>",
        "```\n</code></pre><img src=x onerror=x>\n```",
        "| <td onclick=x> | </table><img src=x onerror=x> |\n|---|---|\n| a | b |",
        '=== "</a></ul><img src=x onerror=x>"\n    tekst',
        "<div class='gh-note gh-card' id='componenten'>tekst</div>",
        "<li class='gh-header'>tekst</li>",
    ],
)
def test_a_shape_that_turns_into_something_else_stays_harmless(text):
    assert [fault for html in shown(text + "\n\nslot") for fault in faults(html)] == []
