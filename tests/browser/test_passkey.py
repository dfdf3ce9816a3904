"""A second factor, as people set it up and use it: a passkey of Chromium itself, and an app."""

import re

import pyotp
import pytest
from playwright.sync_api import Page, expect

from govhub.accounts.models import UserRole
from govhub.accounts.service import SIGN_IN, create_user, sign_in_link
from govhub.platform.db import transaction
from tests.browser.conftest import demo_portal

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def portal(browser, tmp_path_factory):
    """A portal with a name: a bare IP address has no passkeys."""
    with demo_portal(tmp_path_factory.mktemp("portal"), host="localhost") as running:
        yield running


@pytest.fixture
def link(portal):
    """The path that the mail to this person would have: ``link("ria@voorbeeld.nl")``."""

    def make(email: str, role: UserRole = UserRole.EDITOR) -> str:
        with portal.session() as session, transaction(session):
            create_user(session, email, role)
            token = portal.signer.token(SIGN_IN, str(sign_in_link(session, email).id))
        return f"/inloggen/{token}"

    return make


@pytest.fixture
def device():
    """Give a page a device that makes passkeys: ``device(page)``."""

    def plug_in(page: Page, **differs):
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        options = {"options": DEVICE | differs}
        session.send("WebAuthn.addVirtualAuthenticator", options)

    return plug_in


def open_link(page: Page, path: str) -> None:
    page.goto(path)
    page.get_by_role("main").get_by_role("button", name="Inloggen").click()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("link", name="Inloggen")).to_be_visible()


def test_an_editor_makes_a_passkey_and_signs_in_with_it(page, link, device, faults):
    device(page)
    open_link(page, link("ria@voorbeeld.nl"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Stel een tweede stap in")
    found = faults(page)
    page.get_by_role("button", name="Maak een passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bewaar uw herstelcodes")
    found += faults(page)
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    expect(page).to_have_url(re.compile("/redactie$"))
    page.goto("/mijn-account")
    found += faults(page)
    sign_out(page)
    page.goto("/inloggen?verder=/redactie/logboek")
    found += faults(page)
    page.get_by_role("button", name="Inloggen met een passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Logboek")
    found += faults(page)
    assert found == []


def test_a_passkey_is_the_second_step_after_a_link_too(page, link, device):
    device(page)
    open_link(page, link("jan@voorbeeld.nl"))
    page.get_by_role("button", name="Maak een passkey").click()
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    sign_out(page)
    open_link(page, link("jan@voorbeeld.nl"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Nog een stap")
    page.get_by_role("button", name="Gebruik uw passkey").click()
    expect(page).to_have_url(re.compile("/redactie$"))


def test_a_device_that_does_not_recognise_the_user_is_told_about(page, link, device):
    device(page, isUserVerified=False)
    open_link(page, link("piet@voorbeeld.nl"))
    page.get_by_role("button", name="Maak een passkey").click()
    expect(page.get_by_text("Dit lukte niet, of u brak het af.").first).to_be_visible()
    page.get_by_role("button", name="Koppel een app").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Koppel een app")


def test_an_app_works_without_javascript(new_page, link, faults):
    page = new_page(javascript=False)
    open_link(page, link("els@voorbeeld.nl"))
    expect(page.get_by_role("button", name="Maak een passkey")).to_be_hidden()
    page.get_by_role("button", name="Koppel een app").click()
    secret = "".join(page.locator("#sleutel").inner_text().split())
    code = page.get_by_role("textbox", name="Code", exact=True)
    code.fill("000000")
    page.get_by_role("button", name="Koppelen").click()
    expect(page.get_by_role("heading", name="Er is een probleem")).to_be_visible()
    code.fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Koppelen").click()
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    expect(page).to_have_url(re.compile("/redactie$"))


def test_two_browsers_each_see_the_other_and_end_it(new_page, link):
    first, second = new_page(), new_page()
    for page in (first, second):
        open_link(page, link("bob@voorbeeld.nl", UserRole.SUBMITTER))
    first.goto("/mijn-account")
    expect(first.get_by_text("(deze browser)")).to_have_count(1)
    first.get_by_role("button", name=re.compile("^Beëindig:? .*Linux")).first.click()
    expect(first.get_by_text("Die sessie is beëindigd.")).to_be_visible()
    second.goto("/mijn-account")
    expect(second.get_by_role("heading", level=1)).to_have_text("Inloggen")
    first.reload()
    expect(first.get_by_role("heading", level=1)).to_have_text("Mijn account")


def test_the_page_with_the_qr_code_and_the_one_to_leave_are_accessible(page, link, faults):
    open_link(page, link("kim@voorbeeld.nl", UserRole.SUBMITTER))
    page.goto("/mijn-account")
    page.get_by_role("button", name="Koppel een app").click()
    found = faults(page)
    page.goto("/mijn-account/verwijderen")
    found += faults(page)
    assert found == []
