"""From the address of a repository to a draft, by keyboard, and without scripts."""

import pytest
from playwright.sync_api import expect

from tests import forges as imitation
from tests.unit.publiccode.documents import VALID, changed


@pytest.fixture
def repository():
    """Give the address of a repository with a file that can be better."""
    with imitation.running() as forges:
        text = changed("EUPL-1.2", "EUPL-1.2+").replace("example.org/", "example.org/toetsenbord-")
        yield forges.gitlab("groep/zaakbrug", {"main/publiccode.yml": text})


@pytest.fixture
def plain(new_page):
    """A page without scripts."""
    return new_page(javascript=False)


def test_by_keyboard_from_an_address_to_the_form(page, sign_in, repository, faults):
    sign_in(page, "aanmelder")
    page.goto("/aanmelden")
    page.get_by_label("Adres van de repository").focus()
    page.keyboard.type(repository)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dit lazen we over Zaakbrug")
    assert faults(page) == []
    box = page.get_by_role("checkbox", name="Licentie: EUPL-1.2")
    expect(box).to_be_checked()
    page.get_by_role("link", name="regel").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("li:target")).to_be_in_viewport()
    page.get_by_role("button", name="Neem over en ga verder").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/stap/wat")

    page.goto("/aanmelden")
    page.get_by_label("Adres van de repository").fill(repository)
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", name="Dit is al aangemeld")
    expect(heading).to_be_visible()
    assert faults(page) == []
    page.get_by_label("Adres van de repository").focus()
    page.keyboard.press("Enter")  # Enter alone never makes a double
    expect(heading).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("link", name="Werk Zaakbrug bij").click()
    assert faults(page) == []
    page.get_by_role("button", name="Vergelijk").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Wat is er anders")
    assert faults(page) == []


def test_without_scripts_a_text_becomes_a_draft(plain, sign_in):
    sign_in(plain, "aanmelder")
    plain.goto("/aanmelden")
    plain.get_by_text("Liever een bestand of tekst").click()
    plain.get_by_label("Of plak de tekst").fill(VALID.replace("name: Zaakbrug", "name: Zonder"))
    plain.get_by_role("button", name="Lees in en ga verder").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Dit lazen we over Zonder")
    plain.get_by_role("button", name="Neem over en ga verder").click()
    plain.wait_for_url("**/aanmelden/zonder/stap/wat")
