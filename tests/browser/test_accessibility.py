"""Every page in Chromium: axe finds nothing, nothing sticks out, nothing is logged as an error."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import AXE

PUBLIC_PAGES = [
    "/",
    "/componenten",
    "/componenten?q=zaak&status=beschikbaar",
    "/componenten?q=qqqqzzzz",
    "/componenten/open-formulieren",
    "/componenten/nlx",
    "/componenten/haven",
    "/componenten/open-formulieren/volgen",
    "/volgen",
    "/wijzigingen",
    "/organisaties",
    "/organisaties/logius",
    "/principes",
    "/principes/samenwerking",
    "/inloggen",
    "/over",
    "/toegankelijkheid",
    "/privacy",
    "/demo/postvak",
    "/bestaat-niet",
]
PAGES_OF_EDITORS = ["/aanmelden", "/mijn-aanmeldingen", "/redactie"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIEWS = [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")]


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules}).then(result => result.violations)", RULES
    )
    return [f"{v['id']}: {node['target']}" for v in found for node in v["nodes"]]


def sideways_overflow(page: Page) -> int:
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def sign_in(page: Page, who: str) -> None:
    page.goto("/inloggen")
    page.get_by_role("button", name=who).click()
    expect(page.get_by_role("button", name="Uitloggen")).to_be_attached()


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_every_public_page_is_accessible(new_page, width, scheme):
    page = new_page(width=width, scheme=scheme)
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    for path in PUBLIC_PAGES:
        page.goto(path)
        problems += [f"{path} {line}" for line in violations(page)]
        if sideways_overflow(page) > 0:
            problems.append(f"{path} is wider than {width} px")
    assert problems == []


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_every_page_of_the_redactie_is_accessible(new_page, width, scheme):
    page = new_page(width=width, scheme=scheme)
    sign_in(page, "demo-redacteur")
    problems = []
    for path in PAGES_OF_EDITORS:
        page.goto(path)
        problems += [f"{path} {line}" for line in violations(page)]
        if sideways_overflow(page) > 0:
            problems.append(f"{path} is wider than {width} px")
    assert problems == []


def test_a_form_with_mistakes_is_accessible(page):
    sign_in(page, "demo-aanmelder")
    page.goto("/aanmelden")
    page.get_by_role("button", name="Controleer").click()
    assert page.title().startswith("Fout: ")
    assert violations(page) == []
