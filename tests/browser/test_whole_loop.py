"""What GovHub is for, by people in a browser: find, register, approve, follow, be told, stop."""

from playwright.sync_api import Page, expect

from tests.browser.mailbox import follow_link, open_mail

NAME = "Vergunningenloket Waddeneilanden"
FOLLOWER = "volger@voorbeeld.nl"


def test_a_component_goes_from_idea_to_mail_to_its_followers(new_page, sign_in):
    reader, submitter, editor = new_page(), new_page(), new_page()
    find_that_it_is_not_there_yet(reader)
    register(submitter, sign_in)
    approve(editor, sign_in)
    find_it_and_follow(reader)
    confirm(reader)
    change_status(submitter)
    read_the_news_and_stop(reader)


def search(page: Page, words: str) -> None:
    page.goto("/")
    page.get_by_label("Zoek een herbruikbaar component").fill(words)
    page.get_by_role("button", name="Zoeken", exact=True).click()


def choose(page: Page, label: str) -> None:
    """Press on the words beside a round button, as people do."""
    page.locator("label").get_by_text(label, exact=True).click()
    expect(page.get_by_role("radio", name=label, exact=True)).to_be_checked()


def find_that_it_is_not_there_yet(page: Page) -> None:
    search(page, "formulieren")
    page.get_by_role("link", name="Open Formulieren", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Open Formulieren")
    expect(page.get_by_role("heading", name="Mag ik dit gebruiken?")).to_be_visible()
    search(page, NAME)
    expect(page.get_by_role("link", name=NAME, exact=True)).to_have_count(0)


def register(page: Page, sign_in) -> None:
    page.goto("/")
    page.get_by_role("link", name="Component aanmelden").first.click()
    page.get_by_role("button", name="Inloggen als demo-aanmelder").click()
    page.get_by_role("link", name="Vul zelf alles in").click()
    at(page, "Wat is het?")
    page.get_by_label("Naam", exact=True).fill(NAME)
    page.get_by_label("Korte omschrijving", exact=True).fill(
        "Loket waar bewoners van de Waddeneilanden vergunningen aanvragen."
    )
    page.get_by_label("Categorie", exact=True).select_option("formulieren")
    go_on(page, "Waarvoor is het?")
    page.get_by_label("Waarvoor gebruiken mensen het?", exact=True).fill(
        "vergunning aanvragen\nzaak volgen\nleges betalen"
    )
    go_on(page, "Van wie is het?")
    page.get_by_label("Organisatie die eigenaar is").fill("Logius")
    page.get_by_label("E-mailadres voor vragen", exact=True).fill("loket@voorbeeld.nl")
    go_on(page, "Mag iemand het gebruiken?")
    choose(page, "In ontwikkeling")
    go_on(page, "Waar vindt iemand meer?")
    page.get_by_role("link", name="Controleren en indienen").click()
    expect(page.get_by_role("heading", name="Zo komt de pagina eruit te zien")).to_be_visible()
    page.get_by_role("button", name="Indienen").click()
    expect(page.get_by_role("button", name="Aanmelding intrekken")).to_be_visible()


def at(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def go_on(page: Page, title: str) -> None:
    page.get_by_role("button", name="Opslaan en verder").click()
    at(page, title)


def approve(page: Page, sign_in) -> None:
    sign_in(page, "redacteur")
    page.get_by_role("link", name="Redactie").click()
    waiting = page.get_by_role("link", name=NAME, exact=True)
    while waiting.count() == 0:  # what other tests left stands before it
        with page.expect_navigation():
            page.get_by_role("link", name="Volgende", exact=False).click()
    waiting.click()
    choose(page, "Goedkeuren")
    page.get_by_role("button", name="Besluit versturen").click()
    expect(page).to_have_url("/redactie")
    expect(page.get_by_role("link", name=NAME, exact=True)).to_have_count(0)


def find_it_and_follow(page: Page) -> None:
    found = page.get_by_role("link", name=NAME, exact=True)
    search(page, "waddeneilanden")
    for _ in range(20):  # the worker brings it to the index within seconds
        if found.is_visible():
            break
        page.wait_for_timeout(500)
        page.reload()
    found.click()
    expect(page.get_by_text("In ontwikkeling").first).to_be_visible()
    page.get_by_role("link", name="Volgen", exact=True).click()
    page.get_by_label("E-mailadres").fill(FOLLOWER)
    page.get_by_role("button", name="Volgen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in uw mail")


def confirm(page: Page) -> None:
    page.get_by_role("link", name="Naar het demopostvak").click()
    open_mail(page, f"Bevestig dat u {NAME} wilt volgen")
    follow_link(page, "/volgen/bevestigen/")
    page.get_by_role("button", name="Bevestigen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"U volgt {NAME}")


def change_status(page: Page) -> None:
    page.goto("/mijn-aanmeldingen")
    page.get_by_role("link", name=NAME, exact=True).click()
    page.get_by_role("link", name="Status wijzigen").click()
    choose(page, "Demo")
    page.get_by_label("Reden").fill("Het eerste eiland probeert het.")
    page.get_by_role("button", name="Status wijzigen").click()
    expect(page.get_by_text("Het eerste eiland probeert het.").first).to_be_visible()


def read_the_news_and_stop(page: Page) -> None:
    open_mail(page, f"{NAME} gaat van ‘In ontwikkeling’ naar ‘Demo’")
    expect(page.get_by_text("Het eerste eiland probeert het.")).to_be_visible()
    follow_link(page, "/volgen/stoppen/")
    page.get_by_role("button", name="Stop met volgen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("U bent gestopt")
    page.go_back()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("U was al gestopt")
