"""Everything works without scripts; they only make it nicer."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.mailbox import follow_link, open_mail


@pytest.fixture
def plain(new_page):
    """A desktop page without scripts."""
    return new_page(javascript=False)


def number_found(page) -> int:
    return int(re.search(r"\d+", page.locator("#aantal").inner_text())[0])


def test_searching_filtering_and_paging(plain):
    plain.goto("/")
    plain.get_by_label("Zoek een herbruikbaar component").fill("zaak")
    plain.get_by_label("Zoek een herbruikbaar component").press("Enter")
    everything = number_found(plain)
    plain.get_by_role("checkbox", name="Beschikbaar").check()
    plain.get_by_role("button", name="Filters toepassen").click()
    expect(plain).to_have_url(re.compile(r"q=zaak&status=beschikbaar|status=beschikbaar&q=zaak"))
    assert 0 < number_found(plain) < everything
    with plain.expect_navigation():
        plain.get_by_role("link", name="Wis alle filters").click()
    assert number_found(plain) == everything
    plain.get_by_role("link", name="Volgende").click()
    expect(plain).to_have_url(re.compile("pagina=2"))


def test_sorting(plain):
    plain.goto("/componenten?q=zaak")
    plain.get_by_label("Sorteer op").select_option("naam")
    plain.get_by_role("button", name="Sorteer").click()
    names = plain.locator(".gh-result__title").all_inner_texts()
    assert names == sorted(names, key=str.casefold)


def test_filters_can_be_opened_on_a_phone(new_page):
    page = new_page(width=320, javascript=False)
    page.goto("/componenten")
    page.locator(".gh-facets__toggle > summary").click()
    page.get_by_role("checkbox", name="Concept").check()
    page.get_by_role("button", name="Filters toepassen").click()
    expect(page).to_have_url(re.compile("status=concept"))


def test_following_and_stopping(plain):
    plain.goto("/componenten/open-formulieren/volgen")
    plain.get_by_label("E-mailadres").fill("zonder-script@voorbeeld.nl")
    with plain.expect_navigation():
        plain.get_by_role("button", name="Volgen").click()
    open_mail(plain, "Bevestig dat u Open Formulieren wilt volgen")
    follow_link(plain, "/volgen/bevestigen/")
    plain.get_by_role("button", name="Bevestigen").click()
    plain.get_by_role("link", name="stoppen met volgen").click()
    plain.get_by_role("button", name="Stop met volgen").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("U bent gestopt")


def test_a_form_with_mistakes_says_what_to_do(plain, sign_in):
    sign_in(plain, "aanmelder")
    plain.goto("/aanmelden/nieuw")
    plain.get_by_label("Korte omschrijving").fill("Dit blijft staan.")
    plain.get_by_role("button", name="Opslaan en verder").click()
    expect(plain.get_by_role("alert")).to_contain_text("Vul de naam van het component in.")
    expect(plain.get_by_label("Korte omschrijving")).to_have_value("Dit blijft staan.")
