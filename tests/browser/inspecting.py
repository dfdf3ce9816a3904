"""What is wrong with a page as it stands in the browser: by axe, and by its width."""

from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIEWS = [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")]


def faults(page: Page, axe: str) -> list[str]:
    """Return what is wrong with the page now, in every view."""
    page.evaluate(axe)
    found = []
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        where = f"{page.url} at {width} px, {scheme}"
        found += [f"{where}: {line}" for line in [*violations(page), *overflow(page)]]
    return found


def violations(page: Page):
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules}).then(result => result.violations)", RULES
    )
    for violation in found:
        for node in violation["nodes"]:
            yield f"{violation['id']}: {node['target']}"


def overflow(page: Page):
    too_wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    if too_wide > 0:
        yield f"{too_wide} px too wide"


def look_at(page: Page, paths, faults) -> list[str]:
    found = []
    for path in paths:
        page.goto(path)
        found += faults(page)
    return found
