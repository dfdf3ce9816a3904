"""What may be in the catalogue already: while somebody types, and before it is submitted."""

import re

import pytest
from playwright.sync_api import Page, expect

from govhub.accounts.models import UserRole
from govhub.accounts.service import create_user
from govhub.catalogue.vocabulary import Publication
from govhub.platform.db import transaction
from tests.browser.inspecting import look_at
from tests.making import make_component

NEAR = "/aanmelden/lijkt-op"
FORM = "/aanmelden/nieuw"
_names = iter(["Signalen", "Open Klant", "NotifyNL"])
"""Of components of the seed: one for each test, as a draft of one's own looks the same too."""


@pytest.fixture
def draft(portal):
    """A draft of the demo's submitter with the name of a component of the seed."""
    with portal.session() as session:
        with transaction(session):
            user = create_user(session, "demo-aanmelder@govhub.example", UserRole.SUBMITTER)
        return make_component(
            session,
            name=next(_names),
            summary="Neemt klachten aan over kwartels en nesten.",
            category_keys=("formulieren",),
            owner_slug="logius",
            publication=Publication.DRAFT,
            submitted_by=user,
        )


@pytest.fixture
def asked(page: Page):
    """The questions that the form asks while somebody types."""
    addresses = []
    page.on("request", lambda request: addresses.append(request.url))
    return lambda: [each for each in addresses if NEAR in each]


def said(page: Page):
    return page.get_by_role("status").filter(has_text="lijk")


def test_a_name_that_exists_is_shown_and_said_while_typing(page, sign_in, asked):
    sign_in(page, "aanmelder")
    page.goto(FORM)
    name = page.get_by_label("Naam", exact=True)
    name.press_sequentially("Open Formuliren", delay=20)
    link = page.locator("[data-gh-lookalikes]").get_by_role("link", name="Open Formulieren (opent")
    expect(link).to_be_visible()
    expect(link).to_have_attribute("href", "/componenten/open-formulieren")
    expect(said(page)).to_have_text(re.compile(r"^Er (is een component|zijn \d componenten) "))
    expect(name).to_be_focused()
    assert len(asked()) < 4
    name.fill("Kwartelnest")
    expect(link).to_have_count(0)


def test_the_repository_is_enough(page, sign_in):
    sign_in(page, "aanmelder")
    page.goto(FORM)
    page.get_by_label("Naam", exact=True).fill("Kwartelnest")
    page.get_by_label(re.compile("^Broncode")).fill(
        "git@github.com:Open-Formulieren/open-forms.git"
    )
    region = page.locator("[data-gh-lookalikes]")
    expect(region.get_by_role("link", name=re.compile("^Open Formulieren"))).to_be_visible()
    expect(region).to_contain_text("Dezelfde broncode")


def test_what_the_server_cannot_say_is_no_trouble(page, sign_in):
    sign_in(page, "aanmelder")
    page.goto(FORM)
    page.route(f"**{NEAR}*", lambda route: route.fulfill(body="<h1>Even wachten</h1>"))
    page.get_by_label("Naam", exact=True).fill("Open Formulieren")
    page.wait_for_timeout(800)
    expect(page.locator("[data-gh-lookalikes]")).to_be_hidden()


def test_the_answer_is_given_with_the_keyboard(page, sign_in, draft):
    sign_in(page, "aanmelder")
    page.goto(f"/aanmelden/{draft.slug}")
    page.get_by_role("button", name="Indienen").click()
    expect(page).to_have_url(re.compile("/lijkt-op$"))
    question = page.get_by_role("region", name=draft.name)
    reason = question.get_by_label("Wat is het verschil?")
    expect(reason).to_be_hidden()
    question.get_by_role("radio", name="Dit is hem").focus()
    page.keyboard.press("ArrowDown")
    expect(question.get_by_label("Hoe hoort uw component")).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(question.get_by_role("radio", name="Iets anders")).to_be_checked()
    expect(question.get_by_label("Hoe hoort uw component")).to_be_hidden()
    page.keyboard.press("Tab")
    expect(reason).to_be_focused()
    page.keyboard.type("Dit gaat over kwartels.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Uw antwoorden zijn bewaard.")).to_be_visible()
    page.get_by_role("button", name="Indienen").click()
    expect(page.get_by_text("Uw aanmelding wacht op de redactie.").first).to_be_visible()


def test_it_works_without_scripts(new_page, sign_in, draft):
    page = sign_in(new_page(javascript=False), "aanmelder")
    page.goto(f"/aanmelden/{draft.slug}")
    expect(page.get_by_role("link", name=draft.name, exact=True)).to_be_visible()
    page.get_by_role("link", name="Vertel of dit hetzelfde is").click()
    question = page.get_by_role("region", name=draft.name)
    question.get_by_text("Verwant", exact=True).click()
    question.get_by_label("Hoe hoort uw component").select_option("alternatief")
    question.get_by_label("Wat is het verschil?").fill("Dit gaat over kwartels.")
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Indienen").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Uitloggen").click()
    sign_in(page, "redacteur").goto(f"/redactie/{draft.slug}")
    expect(page.get_by_text(f"Verwant: Alternatief voor {draft.name}")).to_be_visible()


def test_the_pages_are_accessible(page, sign_in, draft, faults):
    sign_in(page, "aanmelder")
    question = f"/aanmelden/{draft.slug}/lijkt-op"
    found = look_at(page, [f"/aanmelden/{draft.slug}", question], faults)
    page.get_by_role("button", name="Verder").click()
    expect(page).to_have_title(re.compile("^Fout: "))
    found += faults(page)
    page.get_by_text("Dit is hem", exact=True).first.click()
    page.get_by_role("button", name="Verder").click()
    expect(page).to_have_title(re.compile("bestaat al"))
    found += faults(page)
    page.goto(FORM)
    page.get_by_label("Naam", exact=True).fill("Open Formulieren")
    expect(page.locator("[data-gh-lookalikes]").get_by_role("link").first).to_be_visible()
    assert found + faults(page) == []
