"""The text of the guidelines in Chromium: accessible, usable without a script, and harmless."""

import os
import re
import subprocess
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect

from govhub.guidance import checkout
from govhub.guidance.models import Role
from tests.browser.conftest import GOVHUB, KEY, demo_portal
from tests.browser.inspecting import look_at, overflow, violations
from tests.places import ROOT

REAL = ROOT.parent / "shared" / "data" / "nerds"
OWN = """\
---
title: "8. Deel, hergebruik en werk samen"
summary: Samen.
---
# 8. Deel, hergebruik en werk samen

Waarom? Daarom, en met `code` en een [link](https://voorbeeld.nl).

## Direct aan de slag

<div class="action-cards">
<div class="action-card"><span class="wip-badge">concept</span><h4>GovHub</h4>
<p>Een hub.</p><button disabled>Verkennen</button></div>
<div class="action-card"><span class="wip-badge">beschikbaar</span><h4>NL Design System</h4>
<p>Samen bouwen.</p><a href="https://www.nldesignsystem.nl">Ontdekken</a></div>
</div>

=== "Beleidsmaker"
    ### Voor beleid

    1. **Eerst** dit
        - en dit

=== "Jurist"
    ### Voor het recht

    !!! note "Let op"
        Lees de licentie.

    | wet | wat |
    |---|---|
    | Archiefwet | bewaren |

=== "Developer"
    ### Voor code

    ```python
    print("een heel lange regel die niet past op een telefoon en die dus moet afbreken")
    ```

## Verder

- [ ] te doen
- [x] klaar
"""
HOSTILE = """\
---
title: "2. <img src=x onerror=window.hacked=1>"
summary: "<script>window.hacked=1</script>"
---
# Titel

<script>window.hacked=1</script>
<img src="https://kwaad.voorbeeld/x.png" onerror="window.hacked=1">
<svg onload="window.hacked=1"><script>window.hacked=1</script></svg>
<iframe srcdoc="<script>parent.hacked=1</script>"></iframe>
<style>body{background:url(https://kwaad.voorbeeld/y.png)}</style>
<base href="https://kwaad.voorbeeld/">
<meta http-equiv="refresh" content="0;url=https://kwaad.voorbeeld/">
<link rel="stylesheet" href="https://kwaad.voorbeeld/z.css">
<form action="https://kwaad.voorbeeld/"><input name="code"><button>Log in</button></form>
<template><script>window.hacked=1</script></template>
<noscript><p title="</noscript><img src=x onerror=window.hacked=1>"></p></noscript>
<math><mtext><table><mglyph><style><img src=x onerror=window.hacked=1></style></mglyph></table>
</mtext></math>
<details open ontoggle="window.hacked=1">open</details>
<input autofocus onfocus="window.hacked=1"><video><source onerror="window.hacked=1"></video>
<object data="https://kwaad.voorbeeld/o"></object><embed src="https://kwaad.voorbeeld/e">
<div style="background:url(https://kwaad.voorbeeld/b.png)">een vlak</div>
<link rel="preload" as="image" href="https://kwaad.voorbeeld/p.png">
<p style="position:fixed;inset:0;z-index:99">over alles heen</p>
<a id="zoek" name="body" ping="https://kwaad.voorbeeld/p" href="javascript:window.hacked=1">klik</a>

[klik](javascript:window.hacked=1) [klik](data:text/html,hacked) [klik](vbscript:x)

<a href="java&#9;script:window.hacked=1">klik</a> <a href="&#x6a;avascript:window.hacked=1">klik</a>

=== "<img src=x onerror=window.hacked=1>"
    </div></section></main></body><script>window.hacked=1</script>

=== "Jurist"
    \N{RIGHT-TO-LEFT OVERRIDE}omgekeerd

Het slot van de tekst.

<body onload="window.hacked=1">
<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=window.hacked=1>

<svg><title><a title="</title><img src=x onerror=window.hacked=1>">

<table><caption><svg><title></caption></table><style>
<a title="</style><img src=x onerror=hacked=1>">

<xmp><p title="</xmp><img src=x onerror=window.hacked=1>">
"""
BRACKETS = f"""\
---
title: "6. Haken"
summary: Heel veel haken.
---
{"[" * 10_000}

Het slot na de haken.
"""


def own(folder):
    """Write a checkout of our own, with one good guideline and one that means harm."""
    for key, text in (
        ("samenwerking", OWN),
        ("toegankelijkheid", HOSTILE),
        ("veiligheid", BRACKETS),
    ):
        place = folder / "docs" / "principes" / key
        place.mkdir(parents=True)
        (place / "index.md").write_text(text, encoding="utf-8")
    return folder


def bring_in(portal, guidelines, folder):
    """Bring guidelines into a portal, as its operator does."""
    environment = {
        **os.environ,
        "GOVHUB_DATABASE_URL": portal.database_url,
        "GOVHUB_DATA_DIR": str(folder),
        "GOVHUB_SECRET_KEY": KEY,
        "GOVHUB_BASE_URL": portal.url,
    }
    command = [*GOVHUB, "guidance", "import", str(guidelines)]
    subprocess.run(command, env=environment, check=True, capture_output=True)


@pytest.fixture(scope="module")
def portal(browser, tmp_path_factory):  # skips without a browser
    """A portal of its own, with the guidelines that we wrote for it."""
    folder = tmp_path_factory.mktemp("portal")
    with demo_portal(folder, host="127.0.0.1") as running:
        bring_in(running, own(tmp_path_factory.mktemp("guidelines")), folder)
        yield running


def show_every_tab(page):
    page.evaluate(
        """() => {
            document.querySelectorAll('[role=tabpanel]').forEach(panel => panel.hidden = false);
            document.querySelectorAll('details').forEach(details => details.open = true);
        }"""
    )


@pytest.mark.skipif(
    not REAL.is_dir(),
    reason="the guidelines are not beside this checkout (shared/data/nerds)",
)
def test_every_real_guideline_is_accessible_with_every_tab_open(page, tmp_path, faults):
    found, seen = [], 0
    with demo_portal(tmp_path, host="127.0.0.1") as real:
        for form in ("seed-revision", "head"):
            bring_in(real, REAL / form, tmp_path)
            for key in sorted(checkout.read(REAL / form).keys):
                page.goto(f"{real.url}/principes/{key}")
                expect(page.get_by_role("heading", name="De richtlijn zelf")).to_be_visible()
                show_every_tab(page)
                found += faults(page)
                seen += 1
    assert found == []
    assert seen == 27


def test_what_is_around_the_guidelines_is_accessible(page, faults):
    paths = [
        "/principes",
        "/principes/samenwerking",
        "/principes/toegankelijkheid",
        "/hiaten",
        "/componenten/nl-design-system/badge",
        *(f"/componenten/nl-design-system?rol={role.value}" for role in Role),
        "/componenten/govhub?rol=inkoper",
    ]
    assert look_at(page, paths, faults) == []


def test_roles_are_chosen_with_the_keyboard_alone(page):
    page.goto("/principes/samenwerking")
    tabs = page.get_by_role("tablist")
    tabs.get_by_role("tab", name="Beleidsmaker").focus()
    page.keyboard.press("ArrowRight")
    expect(tabs.get_by_role("tab", name="Jurist")).to_be_focused()
    expect(page.get_by_role("heading", name="Voor het recht")).to_be_visible()
    expect(page.get_by_role("heading", name="Voor beleid")).to_be_hidden()


def test_an_address_leads_into_a_tab_that_was_closed(page):
    page.goto("/principes/samenwerking")
    place = page.locator("h3, h4").filter(has_text="Voor het recht")
    anchor = place.evaluate("heading => heading.id")
    page.goto(f"/principes/samenwerking#{anchor}")
    page.reload()
    expect(place).to_be_in_viewport()
    expect(page.get_by_role("tab", name="Jurist")).to_have_attribute("aria-selected", "true")


def test_without_a_script_every_role_is_there_and_the_cards_are_alive(new_page):
    plain = new_page(javascript=False, width=390)
    plain.goto("/principes/samenwerking?rol=jurist")
    for heading in ("Voor beleid", "Voor het recht", "Voor code"):
        expect(plain.get_by_role("heading", name=heading)).to_be_visible()
    card = plain.locator(".gh-action").filter(has_text="NL Design System")
    expect(card.get_by_text("Beschikbaar")).to_be_visible()
    card.get_by_role("link", name="NL Design System", exact=True).click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("NL Design System")


def test_the_tab_key_visits_a_guideline_in_its_order_and_shows_where_it_is(page):
    page.goto("/principes/samenwerking?rol=developer")
    page.get_by_role("link", name="Iedereen").focus()
    visited = []
    while "Op de site" not in visited and len(visited) < 40:
        where, name = page.evaluate(
            """() => {
                const it = document.activeElement, style = getComputedStyle(it);
                const box = it.getBoundingClientRect();
                const isSeen = box.bottom > 0 && box.top < innerHeight;
                const isMarked = style.outlineStyle !== 'none' && isSeen;
                const name = it.getAttribute('aria-label') || it.getAttribute('role') === 'tabpanel'
                    ? it.getAttribute('aria-label') ?? 'paneel' : it.textContent.trim();
                return [isMarked && Boolean(it.closest('main')), name.split('\\n')[0]];
            }"""
        )
        if not where:
            break
        visited.append(name)
        page.keyboard.press("Tab")
    roles = [str(role.label) for role in Role]
    assert visited[: len(roles) + 1] == ["Iedereen", *roles]
    assert visited[len(roles) + 1 :] == [
        "link",
        "GovHub",
        "NL Design System",
        "Ontdekken: NL Design System",
        "Ontwikkelaar",
        "paneel",
        "Code",
        "Nederlandse Richtlijn Digitale Systemen (NeRDS)",
        "https://minbzk.github.io/NeRDS/production/richtlijnen/samenwerking/",
    ]


def test_every_key_of_the_tabs_works(page):
    page.goto("/principes/samenwerking")
    tab = page.get_by_role("tab", selected=True)
    page.get_by_role("tab", name="Beleidsmaker").focus()
    for key, name in (
        ("ArrowLeft", "Ontwikkelaar"),
        ("ArrowRight", "Beleidsmaker"),
        ("End", "Ontwikkelaar"),
        ("Home", "Beleidsmaker"),
    ):
        page.keyboard.press(key)
        expect(tab).to_have_text(name)
        expect(tab).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("tabpanel", name="Beleidsmaker")).to_be_focused()


def test_wide_code_and_tables_move_in_their_own_frame_on_a_phone(new_page):
    page = new_page(width=320)
    page.goto("/principes/samenwerking?rol=developer")
    code = page.get_by_role("group", name="Code")
    expect(code).to_be_visible()
    assert code.evaluate("it => it.scrollWidth > it.clientWidth")
    code.focus()
    code.evaluate("it => it.addEventListener('scroll', () => it.setAttribute('data-moved', ''))")
    page.keyboard.press("ArrowRight")
    expect(code).to_have_attribute("data-moved", "")
    assert list(overflow(page)) == []


@pytest.mark.parametrize("role", list(Role)[:1] + list(Role)[-2:])
def test_without_a_script_a_role_is_chosen_with_a_link(new_page, role):
    plain = new_page(javascript=False)
    plain.goto("/principes/samenwerking")
    plain.get_by_label("Kies uw rol").get_by_role("link", name=str(role.label)).click()
    expect(plain).to_have_url(re.compile(f"rol={role.value}"))
    chosen = plain.get_by_label("Kies uw rol").locator("[aria-current]")
    expect(chosen).to_have_text(str(role.label))
    expect(plain.get_by_role("heading", name="Voor het recht")).to_be_visible()


def test_text_of_twice_the_size_fits(new_page):
    for width in (1280, 390):
        page = new_page(width=width)
        page.goto("/principes/samenwerking?rol=jurist")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert list(overflow(page)) == []
        expect(page.get_by_role("tab", name="Jurist")).to_be_visible()


def test_the_chosen_tab_is_seen_without_our_colours(page):
    page.emulate_media(forced_colors="active")
    page.goto("/principes/samenwerking?rol=jurist")
    colour = "it => getComputedStyle(it).color"
    chosen = page.get_by_role("tab", name="Jurist").evaluate(colour)
    assert chosen != page.get_by_role("tab", name="Beleidsmaker").evaluate(colour)


def test_nothing_moves_for_who_does_not_want_that(page):
    page.emulate_media(reduced_motion="reduce")
    page.goto("/principes/samenwerking")
    moving = page.evaluate(
        """() => [...document.querySelectorAll('main *')].filter((it) => {
            const style = getComputedStyle(it);
            return [style.transitionDuration, style.animationDuration].some(
                (time) => time.split(', ').some((each) => parseFloat(each) > 0));
        }).map((it) => it.className)"""
    )
    assert moving == []


def test_on_paper_every_tab_is_there_under_its_name(page):
    page.goto("/principes/samenwerking?rol=jurist")
    expect(page.get_by_role("tab", name="Jurist")).to_be_visible()
    page.emulate_media(media="print")
    for text in ("Voor beleid", "Voor het recht", "Voor code"):
        expect(page.get_by_text(text, exact=True)).to_be_visible()
    for name in ("Beleidsmaker", "Jurist", "Ontwikkelaar"):
        expect(page.locator(".gh-tabs__heading").filter(has_text=name)).to_be_visible()
    expect(page.locator(".gh-tabs__list")).to_be_hidden()


FOREIGN = """\
<!doctype html><html lang="nl"><title>Gids</title>
<main><h1>Gids</h1><h2>Acties</h2><h3>Nu</h3><div id="plek"></div></main>
<script>
fetch('%s/principes/samenwerking/kaarten').then((answer) => answer.text()).then((html) => {
    document.getElementById('plek').innerHTML = html;
});
</script></html>
"""


@contextmanager
def foreign_site(html):
    """Serve a page of somebody else, at an address of its own."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode() if self.path == "/gids" else b"")

        def log_message(self, *_arguments):
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/gids"
        server.shutdown()


def test_another_site_takes_the_cards_into_a_page_of_its_own(page, portal, axe):
    with foreign_site(FOREIGN % portal.url) as address:
        page.goto(address)
        links = page.locator("#plek .action-card a")
        expect(links.first).to_be_visible()
        assert [link.get_attribute("href")[:4] for link in links.all()] == ["http"] * links.count()
        page.evaluate(axe)
        assert list(violations(page)) == []
        with page.expect_navigation():
            links.first.click()
    assert page.url.startswith(f"{portal.url}/componenten/")


def test_ten_thousand_brackets_are_there_at_once(page):
    page.goto("/principes/veiligheid")
    began = time.monotonic()
    page.reload()
    expect(page.get_by_text("Het slot na de haken.")).to_be_visible()
    assert time.monotonic() - began < 5
    assert list(overflow(page)) == []


STOPPED = """
addEventListener('securitypolicyviolation', (event) => {
    (window.stopped ??= []).push(event.blockedURI);
});
"""
"""Keeps what the Content-Security-Policy had to stop: nothing should get as far as that."""


@pytest.mark.parametrize("javascript", [True, False])
def test_a_hostile_guideline_does_nothing(new_page, portal, javascript):
    page = new_page(javascript=javascript)
    asked, opened = [], []
    page.add_init_script(STOPPED)
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    page.goto("/principes/toegankelijkheid")
    expect(page.get_by_text("Het slot van de tekst.")).to_be_visible()
    show_every_tab(page)
    links = page.get_by_text("klik", exact=True).all()
    assert len(links) == 6
    for link in links:
        link.click()
    assert page.evaluate("[window.hacked, window.stopped]") == [None, None]
    assert page.url.partition("#")[0] == f"{portal.url}/principes/toegankelijkheid"
    assert [url for url in asked if not url.startswith(portal.url)] == []
    assert opened == []
    expect(page.get_by_text("over alles heen")).to_have_css("position", "static")
    expect(page.get_by_role("button", name="Log in")).to_have_count(0)
    expect(page.get_by_role("contentinfo")).to_be_visible()
    assert list(overflow(page)) == []
