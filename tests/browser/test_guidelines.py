"""The text of the guidelines in Chromium: accessible, usable without a script, and harmless."""

import os
import subprocess

import pytest
from playwright.sync_api import expect

from govhub.guidance import checkout
from govhub.guidance.models import Role
from tests.browser.conftest import GOVHUB, KEY, demo_portal
from tests.browser.inspecting import look_at
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
<style>body{{background:url(https://kwaad.voorbeeld/y.png)}}</style>
<base href="https://kwaad.voorbeeld/">
<meta http-equiv="refresh" content="0;url=https://kwaad.voorbeeld/">
<link rel="stylesheet" href="https://kwaad.voorbeeld/z.css">
<form action="https://kwaad.voorbeeld/"><input name="code"><button>Log in</button></form>
<template><script>window.hacked=1</script></template>
<noscript><p title="</noscript><img src=x onerror=window.hacked=1>"></p></noscript>
<math><mtext><table><mglyph><style><img src=x onerror=window.hacked=1></style></mglyph></table>
</mtext></math>
<p style="position:fixed;inset:0;z-index:99">over alles heen</p>
<a id="zoek" name="body" ping="https://kwaad.voorbeeld/p" href="javascript:window.hacked=1">klik</a>
[klik](javascript:window.hacked=1) [klik](data:text/html,hacked) [klik](vbscript:x)

=== "<img src=x onerror=window.hacked=1>"
    </div></section></main></body><script>window.hacked=1</script>

=== "Jurist"
    \N{RIGHT-TO-LEFT OVERRIDE}omgekeerd

{brackets}

Het slot van de tekst.
""".format(brackets="[" * 10_000)


def own(folder):
    """Write a checkout of our own, with one good guideline and one that means harm."""
    for key, text in (("samenwerking", OWN), ("toegankelijkheid", HOSTILE)):
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
        "document.querySelectorAll('[role=tabpanel]').forEach(panel => panel.hidden = false)"
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


def test_a_hostile_guideline_does_nothing(page, portal):
    asked, opened = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    page.goto("/principes/toegankelijkheid")
    expect(page.get_by_text("Het slot van de tekst.")).to_be_visible()
    show_every_tab(page)
    for link in page.get_by_text("klik", exact=True).all():
        link.click()
    assert page.evaluate("window.hacked") is None
    assert page.url.partition("#")[0] == f"{portal.url}/principes/toegankelijkheid"
    assert [url for url in asked if not url.startswith(portal.url)] == []
    assert opened == []
    expect(page.get_by_text("over alles heen")).to_have_css("position", "static")
    expect(page.get_by_role("button", name="Log in")).to_have_count(0)
    expect(page.get_by_role("contentinfo")).to_be_visible()
