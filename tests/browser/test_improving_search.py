"""Why something is found, what was likely meant, and a synonym that works at once."""

import re

from playwright.sync_api import expect


def results(page):
    return page.locator(".gh-result")


def search(page, text):
    page.goto("/componenten")
    box = page.get_by_label("Zoek een herbruikbaar component")
    box.fill(text)
    box.press("Enter")
    expect(page).to_have_url(re.compile("q="))


def test_a_typing_error_is_repaired_and_can_be_searched_literally(page):
    search(page, "betlaing")
    said = page.get_by_text("Bedoelde u")
    expect(said).to_be_visible()
    assert results(page).count() > 0
    page.get_by_role("link", name="Zoek alleen naar ‘betlaing’").click()
    expect(page).to_have_url(re.compile("letterlijk=ja"))
    expect(page.locator("#aantal")).to_have_text("Geen componenten voor precies ‘betlaing’")
    page.get_by_role("link", name="Zoek ook naar woorden die erop lijken").click()
    expect(said).to_be_visible()


def test_the_meant_word_can_be_chosen(page):
    search(page, "betlaing")
    page.get_by_role("link", name=re.compile("^betaling")).first.click()
    expect(page.get_by_label("Zoek een herbruikbaar component")).to_have_value(
        re.compile("^betaling")
    )
    expect(page.get_by_text("Bedoelde u")).to_have_count(0)


def test_a_hit_says_what_stands_for_the_words_of_the_question(page):
    search(page, "afrekenen")
    reasons = page.get_by_text(re.compile("Gevonden op: afrekenen"))
    expect(reasons.first).to_be_visible()
    expect(results(page).locator("mark").first).to_be_visible()


def test_a_synonym_for_a_missed_search_works_at_once(new_page, sign_in):
    visitor = new_page()
    search(visitor, "xylofoonkast")
    expect(visitor.locator("#aantal")).to_have_text("Geen componenten voor ‘xylofoonkast’")
    editor = sign_in(new_page(), "redacteur")
    expect(missed := editor.get_by_role("link", name="xylofoonkast", exact=True)).to_have_count(0)
    for _ in range(20):  # it is written down within a few seconds
        editor.goto("/redactie/zoeken")
        if missed.count():
            break
        editor.wait_for_timeout(500)
    missed.click()
    editor.get_by_label("Betekent hetzelfde als").fill("zaaksysteem")
    editor.get_by_role("button", name="Synoniem toevoegen").click()
    expect(editor.get_by_text("‘xylofoonkast’ betekent nu hetzelfde als")).to_be_visible()
    expect(missed).to_have_count(0)
    search(visitor, "xylofoonkast")
    assert results(visitor).count() > 0
    expect(visitor.get_by_text("Gevonden op: xylofoonkast").first).to_be_visible()


def test_a_search_is_followed_with_a_feed(page):
    search(page, "zaak")
    feed = page.get_by_role("link", name="Volg deze zoekopdracht met een feed")
    address = feed.get_attribute("href")
    answer = page.request.get(address)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert "<entry>" in answer.text()
