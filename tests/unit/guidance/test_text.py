"""The text of a guideline, as its authors write it, becomes blocks that are safe to show."""

import re
import time
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govhub.guidance.models import Role
from govhub.guidance.text import blocks, front_matter, markup, taking_apart
from govhub.guidance.text.blocks import Card, Cards, Tabs, Text
from govhub.guidance.text.front_matter import Unreadable

ABOVE = '---\ntitle: "8. Deel en hergebruik"\nsummary: Doe het samen.\n---\n'


def made(text, lead=lambda address: f"naar:{address}"):
    return taking_apart.take_apart(markup.to_html(text), lead)


def html_of(text, **more):
    return "".join(each.html for each in blocks.every(made(text, **more)) if isinstance(each, Text))


# --- above the text ---------------------------------------------------------------------------


def test_the_number_stands_in_front_of_the_title():
    about, body = front_matter.split(ABOVE + "\nTekst.")
    assert (about.number, about.title, about.summary) == (8, "Deel en hergebruik", "Doe het samen.")
    assert body.strip() == "Tekst."


def test_relations_and_weights_are_read_in_the_form_of_the_first_version():
    about, _body = front_matter.split(
        "---\ntitle: Data\nrelations:\n  - privacy\n  - privacy\nroles:\n"
        "  - developer: high\n  - jurist: heel hoog\n  - tuinman: low\n---\n"
    )
    assert about.related_keys == ("privacy",)
    assert about.role_weights == {"developer": "high"}


@pytest.mark.parametrize(
    "text",
    [
        "Alleen tekst",
        "---\n---\n",
        "---\ntitle: [1, 2]\n---\n",
        "---\nsummary: zonder titel\n---\n",
        "---\ntitle: *weg\n---\n",
        "---\n" + "[" * 5000 + "\n---\n",
        "---\ntitle: !!python/object/apply:os.system ['ls']\n---\n",
    ],
)
def test_a_page_without_a_title_says_so(text):
    with pytest.raises(Unreadable):
        front_matter.split(text)


# --- lists ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Stappen:\n1. Een\n2. Twee", 2),
        ("**Let op:**\n- Een\n- Twee\n\nKlaar.", 2),
        ("> Eis:\n> - Een\n> - Twee", 2),
        ('=== "Jurist"\n    Stappen:\n    1. Een\n    2. Twee', 2),
        ("- Een\n    - Een a\n- Twee", 3),
        ("- Een\n  vervolg van een\n- Twee", 2),
        ("```\nlijst:\n- geen item\n```", 0),
        ("Jaar 2026. Dat is\n2027. Nee.", 1),
    ],
)
def test_a_list_directly_under_a_line_is_a_list(text, items):
    assert html_of(text).count("<li") == items


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("**Matrix:**\n| a | b |\n|---|:-:|\n| c | d |", 4),
        ('=== "Jurist"\n    **Matrix:**\n    | a | b |\n    |---|---|\n    | c | d |', 4),
        ("a | b\n--- | ---\nc | d", 4),
        ("Kies a | b.\nDat is alles.", 0),
    ],
)
def test_a_table_directly_under_a_line_is_a_table(text, cells):
    html = html_of(text)
    assert html.count("<th") - html.count("<thead") + html.count("<td") == cells
    assert ("|" in html) is (cells == 0)


def test_a_task_shows_a_sign_and_no_box_to_tick():
    html = html_of("- [ ] Te doen\n- [x] Gedaan")
    assert html.count('<li class="gh-task">') == 2
    assert "gh-task" not in html_of("- gewoon")
    assert "☐" in html
    assert "☑" in html
    assert "<input" not in html


# --- tabs and cards ---------------------------------------------------------------------------


def test_tabs_for_roles_know_their_role():
    (tabs,) = made('=== "CXO/Bestuurder"\n    Kies.\n\n=== "Inkoper"\n    Koop.')
    assert isinstance(tabs, Tabs)
    assert [each.role for each in tabs.tabs] == [Role.CXO, Role.BUYER]
    assert tabs.are_roles
    assert tabs.tabs[1].blocks == (Text("<p>Koop.</p>"),)


def test_other_tabs_have_no_role():
    (tabs,) = made('=== "Python"\n    a\n\n=== "Java"\n    b')
    assert [each.role for each in tabs.tabs] == [None, None]
    assert not tabs.are_roles


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Voor juristen", Role.LAWYER),
        ("Voor ontwikkelaars", Role.DEVELOPER),
        ("Bestuurder", Role.CXO),
        ("Inkopers", Role.BUYER),
        ("Voor iedereen", None),
    ],
)
def test_a_role_is_known_by_its_name(label, role):
    assert taking_apart.role_named(label) is role


def test_a_card_tells_what_it_is_and_where_it_goes():
    (cards,) = made(
        '<div class="action-cards"><div class="action-card">'
        '<span class="wip-badge">beschikbaar</span><h4>Hub</h4><p>Een hub.</p>'
        '<a href="https://hub.voorbeeld.nl" class="action-button">Ga</a></div>'
        '<div class="action-card"><span class="wip-badge">concept</span><h4>Later</h4>'
        "<p>Komt nog.</p><button disabled>Verkennen</button></div></div>"
    )
    assert cards == Cards(
        cards=(
            Card(
                name="Hub",
                summary="Een hub.",
                action="Ga",
                url="https://hub.voorbeeld.nl",
                status="beschikbaar",
            ),
            Card(name="Later", summary="Komt nog.", action="Verkennen", url=None, status="concept"),
        )
    )


def test_a_place_for_cards_names_the_guideline_and_phase():
    text = '<div class="action-cards" data-richtlijn="cloud" data-fase="ontwerp"></div>\n</div>'
    assert made(text) == (Cards(principle="cloud", phase="ontwerp"),)


# --- links and headings -----------------------------------------------------------------------


def test_relative_links_are_led_on_and_others_stay():
    html = html_of("[a](../b/index.md) [c](https://c.nl) [d](#deel) [e](mailto:e@e.nl)")
    assert 'href="naar:../b/index.md"' not in html  # an unknown scheme is no link
    assert 'href="https://c.nl"' in html
    assert 'href="#tekst-deel"' in html
    assert 'href="mailto:e@e.nl"' in html
    assert 'href="b#x"' in html_of("[a](../b/index.md)", lead=lambda _address: "b#x")


def test_a_link_that_goes_nowhere_is_text():
    html = html_of("[a](../b/index.md)", lead=lambda _address: None)
    assert "a</a>" in html
    assert "href" not in html


def test_no_level_of_heading_is_skipped():
    html = html_of("# Titel\n\n#### Diep\n\n## Hoog\n\n##### Dieper")
    assert "Titel" not in html
    assert [html.count(f"<h{level} ") for level in (2, 3, 4, 5)] == [0, 2, 1, 0]


def test_no_level_follows_from_what_another_tab_has():
    text = "## Kop\n\n" + "".join(
        f'=== "{name}"\n    {signs} In {name}\n\n'
        for name, signs in (("Een", "###"), ("Twee", "######"))
    )
    levels = re.findall("<h([2-6])", html_of(text + "#### Na de tabs"))
    assert levels == ["3", "4", "4", "4"]


def test_what_is_wider_than_a_phone_can_be_moved_with_the_keyboard():
    html = html_of("| a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```")
    frame = re.search("<figure([^>]*)><table>", html)
    assert sorted(frame[1].split()) == ['aria-label="Tabel"', 'role="group"', 'tabindex="0"']
    assert re.search('<pre[^>]* tabindex="0"', html)
    assert "<figure" not in html_of('<figure onclick="x()">tekst</figure>')


def test_an_anchor_is_never_one_of_the_page_around_it():
    assert 'id="tekst-componenten"' in html_of("## Componenten")


# --- hostile pages ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<style>body{display:none}</style>",
        '<p onclick="alert(1)">x</p>',
        '<a href="javascript:alert(1)">x</a>',
        "[x](javascript:alert(1))",
        "[x](  JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "<svg><script>alert(1)</script></svg>",
        "<math><mtext><script>alert(1)</script></mtext></math>",
        "<iframe src='https://kwaad.nl'></iframe>",
        "<img src=x onerror=alert(1)>",
        '<form action="https://kwaad.nl"><input name="code"><button>Log in</button></form>',
        "</div></div></main></body><script>alert(1)</script>",
        '=== "<script>alert(1)</script>"\n    tekst',
        '!!! note "<img src=x onerror=alert(1)>"\n    tekst',
        "x{: onclick=alert(1) style=position:fixed }",
        "<template><script>alert(1)</script></template>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    ],
)
def test_nothing_of_a_hostile_page_does_anything(text):
    html = html_of(text + "\n\nslot").lower()
    tags = re.findall(r"<[^>]*>", html)
    assert "slot" in html
    for forbidden in ("script", "<style", "<img", "<iframe", "<form", "<svg", " on", "style="):
        assert not any(forbidden in tag for tag in tags)
    assert not any("data:text" in tag for tag in tags)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 10_000,
        "[" * 10_000 + "](x)" * 10_000,
        "<div>" * 50_000,
        "<b>" * 50_000,
        ">" * 10_000 + " x",
        "\n".join("    " * depth + "- x" for depth in range(500)),
        "- " * 5_000,
        "*" * 50_000,
        "`" * 20_001 + "\n",
        "a" * 299_000,
        '=== "x"\n' * 5_000,
        "!!! note\n" * 5_000,
        "| a " * 10_000 + "\n" + "|---" * 10_000,
        "<!--" * 10_000,
        "&" * 100_000,
        "<a " * 9_000,
        "![a" * 2_900,
        "\n".join(f"*[W{n}]: x" for n in range(2_500)),
        "x\n\n" * 40_000,
        "\n".join(f"[^{n}]: x [^{n}]" for n in range(2_000)),
    ],
    ids=lambda text: f"{text[:6]!r} x {len(text)}",
)
def test_a_page_that_is_made_to_be_slow_is_not(text):
    began = time.process_time()
    with suppress(Unreadable):
        made(text)
    assert time.process_time() - began < 10


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            [
                *("# ", "- ", "1. ", "> ", "    ", "\n", "\n\n", "```\n", '=== "Jurist"\n'),
                *("<div>", "</div>", '<div class="action-cards">', "[a](b)", "**", "`", "|"),
                *("??? b\n", "!!! a\n", "woord ", "[^1]", "<p", 'class="tabbed-set"', "&amp;"),
                *("\t", "\x00", "é", "{: .a }"),
            ]
        ),
        max_size=60,
    ).map("".join)
)
def test_whatever_somebody_writes_is_read_or_refused(text):
    try:
        found = made(text)
    except Unreadable:
        return
    assert blocks.from_json(blocks.as_json(found)) == found
