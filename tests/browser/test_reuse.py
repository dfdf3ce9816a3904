"""An organisation says what it uses, an address without an account confirms it, all see it."""

from playwright.sync_api import expect
from sqlalchemy import select

from govhub.accounts import memberships
from govhub.accounts.models import MailDomain, MembershipRole, Organisation, User
from govhub.accounts.service import SIGN_IN, sign_in_link
from govhub.catalogue.models import Component
from govhub.kernel import clock
from govhub.platform.db import transaction
from tests.browser.mailbox import follow_link, open_mail

PAGE = "/componenten/open-formulieren/gebruik"


def prepare(portal):
    """Let the owner have a confirmed mail domain and nobody here; return how a user signs in."""
    with portal.session() as session, transaction(session):
        component = session.scalar(select(Component).where(Component.slug == "open-formulieren"))
        session.add(
            MailDomain(
                organisation_id=component.owner.id,
                domain="eigenaar.example",
                confirmed_at=clock.now(),
            )
        )
        organisation = session.scalar(
            select(Organisation).where(Organisation.slug == "gemeente-delft")
        )
        user = User(email="delft@voorbeeld.nl", created_at=clock.now())
        session.add(user)
        session.flush()
        memberships.add(session, organisation, user, MembershipRole.EDITOR)
        link = sign_in_link(session, user.email)
    return f"/inloggen/{portal.signer.token(SIGN_IN, str(link.id))}"


def test_saying_it_and_confirming_it_without_an_account(portal, new_page):
    page = new_page(javascript=False)
    page.goto(prepare(portal))
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name="Inloggen").click()
    page.goto("/componenten/open-formulieren")
    page.get_by_role("link", name="Wij gebruiken dit").click()
    page.get_by_text("Pilot", exact=True).click()
    page.get_by_label("Sinds wanneer?").fill("maart 2025")
    page.get_by_label("Wat is uw ervaring?").fill("Begin klein.")
    page.get_by_label("E-mailadres van iemand").fill("team@eigenaar.example")
    page.get_by_role("button", name="Wij gebruiken dit").click()
    expect(page.get_by_role("main")).to_contain_text("Nog niet bevestigd")

    other = new_page(width=390, scheme="dark")
    open_mail(other, "Gebruikt Gemeente Delft Open Formulieren?")
    follow_link(other, "/gebruik/bevestigen/")
    expect(other.get_by_role("heading", level=1)).to_have_text(
        "Gebruikt Gemeente Delft Open Formulieren?"
    )
    other.get_by_role("button", name="Ja, dat klopt").focus()
    other.keyboard.press("Enter")
    expect(other.get_by_role("heading", level=1)).to_contain_text("Dank u wel")

    other.goto("/componenten/open-formulieren")
    expect(other.get_by_role("main")).to_contain_text("1 organisatie in een pilot")
    other.goto(PAGE)
    expect(other.get_by_role("main")).to_contain_text("Begin klein.")
