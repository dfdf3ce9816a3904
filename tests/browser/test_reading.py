"""Reading with a keyboard, in the dark, and over a slow line."""

import pytest
from playwright.sync_api import expect

MOST_BYTES = 80 * 1024
"""Of a page and everything it needs, as it travels (UI budget)."""


@pytest.mark.parametrize("path", ["/", "/componenten", "/componenten/open-formulieren", "/volgen"])
def test_the_first_tab_offers_to_skip_to_the_content(page, path):
    page.goto(path)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Naar de inhoud")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_the_error_summary_has_the_focus_and_leads_to_the_field(page):
    page.goto("/volgen")
    page.get_by_label("E-mailadres").fill("geen adres")
    page.get_by_label("E-mailadres").press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("link", name="Vul een e-mailadres in").click()
    expect(page.get_by_label("E-mailadres")).to_be_focused()
    expect(page.get_by_label("E-mailadres")).to_have_value("geen adres")


def test_the_focus_is_always_visible(page):
    page.goto("/")
    for _ in range(25):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            """() => {
                const style = getComputedStyle(document.activeElement);
                return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
            }"""
        )
        assert shown, page.evaluate("document.activeElement.outerHTML")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_reader_chooses_light_or_dark(new_page, javascript):
    page = new_page(javascript=javascript)
    page.goto("/componenten?q=zaak")
    page.get_by_role("button", name="Donker").click()
    expect(page).to_have_url("/componenten?q=zaak")
    expect(page.locator("html")).to_have_attribute("data-color-scheme", "dark")
    expect(page.get_by_role("button", name="Donker")).to_have_attribute("aria-pressed", "true")
    page.goto("/over")
    expect(page.locator("html")).to_have_attribute("data-color-scheme", "dark")
    page.get_by_role("button", name="Systeem").click()
    assert page.locator("html").get_attribute("data-color-scheme") is None


def test_dark_is_dark_and_light_is_light(new_page):
    brightness = "getComputedStyle(document.body).backgroundColor.match(/[0-9.]+/g).slice(0, 3)"
    shades = {}
    for scheme in ("light", "dark"):
        page = new_page(scheme=scheme)
        page.goto("/over")
        shades[scheme] = sum(map(float, page.evaluate(brightness)))
    assert shades["dark"] < 200
    assert shades["light"] > 600


@pytest.mark.parametrize("path", ["/", "/componenten", "/componenten/open-formulieren"])
def test_a_page_is_light_and_asks_nothing_of_other_sites(page, portal, path):
    sizes = {}
    page.on("requestfinished", lambda request: sizes.update({request.url: request.sizes()}))
    page.goto(path, wait_until="networkidle")
    assert [url for url in sizes if not url.startswith(portal.url)] == []
    assert sum(size["responseBodySize"] for size in sizes.values()) <= MOST_BYTES
