"""What scripts add to searching: suggestions, and filters without loading the page again."""

import re

from playwright.sync_api import Page, expect

BOX = "Zoek een herbruikbaar component"


def suggestions(page: Page, words: str):
    """Type in the search box and return it, with its suggestions."""
    page.goto("/componenten")
    box = page.get_by_role("combobox", name=BOX)
    box.press_sequentially(words)
    options = page.get_by_role("listbox", name="Suggesties").get_by_role("option")
    expect(options.first).to_be_visible()
    return box, options


def is_same_document(page: Page) -> bool:
    return page.evaluate("window.stayed === true")


def stay(page: Page) -> None:
    page.evaluate("window.stayed = true")


def test_suggestions_are_chosen_with_the_keyboard(page):
    box, options = suggestions(page, "formul")
    box.press("ArrowDown")
    chosen = options.first
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    text = box.input_value()
    assert text != "formul"
    box.press("Enter")
    expect(page.get_by_label(BOX)).to_have_value(text)
    assert "q=" in page.url


def test_enter_searches_what_was_typed(page):
    box, _options = suggestions(page, "formul")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"[?&]q=formul$"))


def test_escape_gives_back_what_was_typed(page):
    box, options = suggestions(page, "formul")
    box.press("ArrowDown")
    box.press("Escape")
    expect(box).to_have_value("formul")
    expect(options).to_have_count(0)
    expect(box).to_be_focused()


def test_a_suggestion_can_be_clicked(page):
    _box, options = suggestions(page, "formul")
    options.first.click()
    expect(page).to_have_url(re.compile(r"[?&]q="))


def test_what_looks_like_markup_stays_text(page):
    page.goto("/componenten?q=" + "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    expect(page.get_by_label(BOX)).to_have_value("<img src=x onerror=alert(1)>")
    expect(page.locator("main img")).to_have_count(0)


def test_a_filter_keeps_the_page_the_focus_and_the_back_button(page):
    page.goto("/componenten?q=zaak")
    stay(page)
    count = page.locator("#aantal")
    before = count.inner_text()
    box = page.get_by_role("checkbox", name="Beschikbaar")
    box.focus()
    box.press("Space")
    expect(page).to_have_url(re.compile("status=beschikbaar"))
    expect(count).not_to_have_text(before)
    expect(page.get_by_role("checkbox", name="Beschikbaar")).to_be_focused()
    expect(page.get_by_role("status").last).to_have_text(count.inner_text())
    page.go_back()
    expect(count).to_have_text(before)
    expect(page.get_by_role("checkbox", name="Beschikbaar")).not_to_be_checked()
    page.go_forward()
    expect(page.get_by_role("checkbox", name="Beschikbaar")).to_be_checked()
    assert is_same_document(page)


def test_the_next_page_comes_without_loading_again(page):
    page.goto("/componenten")
    stay(page)
    page.get_by_role("link", name="Volgende").click()
    expect(page).to_have_url(re.compile("pagina=2"))
    expect(page).to_have_title(re.compile("pagina 2"))
    assert is_same_document(page)


def test_a_filter_is_removed_with_its_chip(page):
    page.goto("/componenten?status=beschikbaar&status=concept")
    stay(page)
    page.get_by_role("link", name="Verwijder filter Status: Beschikbaar").click()
    expect(page).to_have_url(re.compile(r"\?status=concept$"))
    assert is_same_document(page)
