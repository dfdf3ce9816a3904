"""Registering in steps: by keyboard alone, without scripts, and without losing what was typed."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.inspecting import look_at

NEW = "/aanmelden/nieuw"


@pytest.fixture
def registrant(new_page, sign_in):
    """A page in which the demo's submitter is signed in."""
    return lambda **how: sign_in(new_page(**how), "aanmelder")


def at(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def tab_to(page: Page, target) -> None:
    """Press Tab until the focus is there, as somebody without a mouse does."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail("Tab does not lead there")


def type_in(page: Page, label: str, words: str) -> None:
    tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.type(words)


def press_key_on(page: Page, name: str) -> None:
    tab_to(page, page.get_by_role("button", name=name, exact=True))
    page.keyboard.press("Enter")


def test_with_the_keyboard_alone(registrant):
    page = registrant()
    page.goto(NEW)
    type_in(page, "Naam", "Kievitenteller")
    type_in(page, "Korte omschrijving", "Telt kieviten in weilanden en maakt er een kaart van.")
    tab_to(page, page.get_by_label("Categorie", exact=True))
    page.keyboard.type("Formul")
    press_key_on(page, "Opslaan en verder")

    at(page, "Waarvoor is het?")
    type_in(page, "Waarvoor gebruiken mensen het?", "kieviten tellen\nnesten melden")
    pick = page.locator("[data-gh-picks=purposes] input").first
    tab_to(page, pick)
    page.keyboard.press("Space")
    expect(page.get_by_label("Waarvoor gebruiken mensen het?", exact=True)).to_have_value(
        f"kieviten tellen\nnesten melden\n{pick.get_attribute('value')}"
    )
    press_key_on(page, "Opslaan en verder")

    at(page, "Van wie is het?")
    type_in(page, "Organisatie die eigenaar is", "Logius")
    page.keyboard.press("Escape")
    type_in(page, "E-mailadres voor vragen", "kieviten@voorbeeld.nl")
    press_key_on(page, "Opslaan en verder")

    at(page, "Mag iemand het gebruiken?")
    tab_to(page, page.get_by_role("radio", name="Concept"))
    page.keyboard.press("ArrowDown")
    press_key_on(page, "Opslaan en verder")
    at(page, "Waar vindt iemand meer?")
    press_key_on(page, "Opslaan en verder")
    press_key_on(page, "Opslaan en controleren")

    at(page, "Kievitenteller")
    expect(page.get_by_text("Gepland").first).to_be_visible()
    press_key_on(page, "Indienen")
    expect(page.get_by_role("button", name="Aanmelding intrekken")).to_be_visible()


def test_without_scripts_a_tick_counts_when_the_step_is_saved(registrant):
    page = registrant(javascript=False)
    page.goto(NEW)
    page.get_by_label("Naam", exact=True).fill("Lepelaarloket")
    page.get_by_label("Soort").select_option("dienst")
    expect(page.get_by_label("Broncode")).to_be_visible()
    page.get_by_label("Korte omschrijving").fill("Loket om online een vergunning aan te vragen.")
    page.get_by_label("Categorie", exact=True).select_option("formulieren")
    press(page, "Opslaan en verder")
    picks = page.locator("[data-gh-picks=keywords] label")
    first = picks.first.inner_text()
    picks.first.click()
    press(page, "Bewaar en stop")
    expect(page.get_by_text("Uw klad van Lepelaarloket is bewaard.")).to_be_visible()
    page.get_by_role("link", name="Lepelaarloket", exact=True).click()
    page.get_by_role("link", name="Waarvoor het is").click()
    expect(page.get_by_label("Trefwoorden")).to_have_value(first)
    expect(page.get_by_label(first, exact=True)).to_have_count(0)
    page.get_by_role("link", name="Of iemand het mag gebruiken").click()
    expect(page.get_by_label("Wie mag het gebruiken, en hoe?")).to_be_visible()
    page.get_by_role("link", name="Waar iemand meer vindt").click()
    expect(page.get_by_label("Waar vraagt iemand aansluiting aan?")).to_be_visible()


def test_a_suggestion_is_written_at_once_and_taken_out_again(registrant):
    page = registrant()
    page.goto(NEW)
    page.get_by_label("Naam", exact=True).fill("Scholeksterwijzer")
    page.get_by_label("Korte omschrijving").fill("Laat inwoners online betalen voor een aanvraag.")
    page.get_by_label("Categorie", exact=True).select_option("betaling")
    press(page, "Opslaan en verder")
    field = page.get_by_label("Trefwoorden")
    box = page.locator("[data-gh-picks=keywords] input").first
    word = box.get_attribute("value")
    box.press("Space")
    expect(field).to_have_value(word)
    field.fill(f"iets anders\n{word.upper()}")
    expect(box).to_be_checked()
    box.press("Space")
    expect(field).to_have_value("iets anders")


def test_opening_another_step_keeps_what_was_typed(registrant):
    page = registrant()
    page.goto(NEW)
    page.get_by_label("Naam", exact=True).fill("Tureluurteller")
    press(page, "Opslaan en verder")
    page.get_by_label("Trefwoorden").fill("tureluur")
    page.get_by_role("link", name="Van wie het is").click()
    at(page, "Van wie is het?")
    page.get_by_role("link", name="Waarvoor het is").click()
    expect(page.get_by_label("Trefwoorden")).to_have_value("tureluur")


def test_going_back_and_saving_again_is_no_conflict(registrant):
    page = registrant()
    page.goto(NEW)
    page.get_by_label("Naam", exact=True).fill("Gruttogids")
    press(page, "Opslaan en verder")
    at(page, "Waarvoor is het?")
    page.get_by_label("Trefwoorden").fill("grutto")
    press(page, "Opslaan en verder")
    at(page, "Van wie is het?")
    page.go_back()
    at(page, "Waarvoor is het?")
    page.get_by_label("Trefwoorden").fill("weidevogel")
    press(page, "Opslaan en verder")
    at(page, "Van wie is het?")
    page.go_back()
    page.go_back()
    at(page, "Wat is het?")
    page.get_by_label("Korte omschrijving").fill("Gids over grutto's.")
    press(page, "Opslaan en verder")
    at(page, "Waarvoor is het?")
    expect(page.get_by_label("Trefwoorden")).to_have_value("weidevogel")


def test_two_windows_merge_what_one_changed_and_ask_about_what_both_did(registrant):
    one = registrant()
    one.goto(NEW)
    one.get_by_label("Naam", exact=True).fill("Wulpwacht")
    press(one, "Opslaan en verder")
    other = one.context.new_page()
    other.goto(one.url)
    one.get_by_label("Trefwoorden").fill("wulp")
    one.get_by_label("Andere namen").fill("WW")
    press(one, "Opslaan en verder")
    at(one, "Van wie is het?")
    other.get_by_label("Trefwoorden").fill("regenwulp")
    press(other, "Opslaan en verder")
    expect(other.get_by_text("blijft staan: andere namen.")).to_be_visible()
    block = other.get_by_role("region", name="Trefwoorden")
    expect(block).to_contain_text("wulp")
    expect(block).to_contain_text("regenwulp")
    own = other.locator("#keywords")
    expect(own).to_be_hidden()
    block.get_by_text("Iets anders, namelijk").click()
    expect(own).to_have_value("regenwulp")
    own.fill("wulp\nregenwulp")
    press(other, "Opslaan")
    at(other, "Van wie is het?")
    one.get_by_role("link", name="Waarvoor het is").click()
    expect(one.get_by_label("Trefwoorden")).to_have_value("wulp\nregenwulp")
    expect(one.get_by_label("Andere namen")).to_have_value("WW")


@pytest.mark.parametrize("kind", ["software", "dienst", "register", "kennisproduct"])
def test_the_source_code_is_asked_only_of_what_has_it(registrant, kind):
    page = registrant()
    page.goto(NEW)
    page.get_by_label("Soort").select_option(kind)
    expect(page.get_by_label(re.compile("^Broncode"))).to_be_visible(visible=kind == "software")


def test_a_step_with_a_conflict_or_mistakes_is_accessible(registrant, faults):
    page = registrant()
    page.goto(NEW)
    page.get_by_label("Naam", exact=True).fill("Kemphaankaart")
    page.get_by_label("Soort").select_option("dienst")
    press(page, "Opslaan en verder")
    address = page.url
    other = page.context.new_page()
    other.goto(address)
    other.get_by_label("Trefwoorden").fill("kemphaan")
    press(other, "Opslaan en verder")
    page.get_by_label("Trefwoorden").fill("\n".join(map(str, range(21))))
    press(page, "Opslaan en verder")
    expect(page).to_have_title(re.compile("^Fout: Waarvoor is het"))
    found = faults(page)
    page.get_by_label("Trefwoorden").fill("vogel")
    press(page, "Opslaan en verder")
    expect(page.get_by_text("Nu opgeslagen").first).to_be_visible()
    found += faults(page)
    steps = ("eigenaar", "gebruik", "vindplaats", "aansluiting")
    found += look_at(page, [address.replace("waarvoor", step) for step in steps], faults)
    assert found == []
