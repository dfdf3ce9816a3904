"""Somebody follows a search: from the search box to the mail, and back to less mail."""

import pytest
from playwright.sync_api import Page, expect

from govhub.catalogue import changing
from govhub.catalogue import queries as catalogue
from govhub.catalogue.changing import StatusWish
from govhub.catalogue.status import Status
from govhub.following.models import Subscription
from govhub.platform.db import transaction
from tests.browser.mailbox import follow_link, open_mail
from tests.making import make_component, make_follower

WAYS = [
    pytest.param({"width": 1280}, id="desktop"),
    pytest.param({"width": 390, "javascript": False}, id="phone without JavaScript"),
]


def make_findable(portal, name: str, word: str) -> str:
    with portal.session() as session:
        component = make_component(
            session,
            name=name,
            summary=f"Helpt bij {word}.",
            status=Status.DEMO,
            category_keys=("formulieren",),
            owner_slug="logius",
        )
        return component.slug


def change_status(portal, slug: str, new: Status) -> None:
    with portal.session() as session:
        component = catalogue.component_by_slug(session, slug)
        with transaction(session):
            changing.change_status(
                session,
                component,
                StatusWish(new=new, reason="Het is af."),
                decided_by="Logius",
            )


@pytest.mark.parametrize("way", WAYS)
def test_a_search_is_followed_from_the_search_box_to_the_mail(new_page, portal, way):
    word = "kwelderbeheer" if way["width"] > 500 else "duinbeheer"
    email, name = f"{word}@voorbeeld.nl", f"Hulp bij {word}"
    slug = make_findable(portal, name, word)
    page = new_page(**way)
    find(page, word, name)
    follow(page, email)
    confirm(page, word)
    change_status(portal, slug, Status.DEVELOPMENT)
    change_status(portal, slug, Status.AVAILABLE)
    open_mail(page, f"{name} gaat van ‘In ontwikkeling’ naar ‘Beschikbaar’")
    follow_link(page, "/volgen/beheren/")
    have_less_mail(page)
    page.get_by_role("button", name="Stoppen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("U bent gestopt")
    with portal.session() as session:
        assert (
            not session.query(Subscription).filter(Subscription.subscriber.has(email=email)).all()
        )


def find(page: Page, word: str, name: str) -> None:
    page.goto(f"/componenten?q={word}")
    for _ in range(20):  # the worker brings it to the index within seconds
        if page.get_by_role("link", name=name).first.is_visible():
            break
        page.wait_for_timeout(500)
        page.reload()
    page.get_by_role("link", name="Volg deze zoekopdracht", exact=True).click()


def follow(page: Page, email: str) -> None:
    page.get_by_text("Alleen als iets beschikbaar wordt").click()
    page.get_by_role("button", name="Volgen").click()
    expect(page.get_by_text("Vul uw e-mailadres in.").first).to_be_visible()
    expect(page.get_by_label("Alleen als iets beschikbaar wordt")).to_be_checked()
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_role("button", name="Volgen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in uw mail")


def confirm(page: Page, word: str) -> None:
    open_mail(page, f"Bevestig dat u de zoekopdracht ‘{word}’ wilt volgen")
    follow_link(page, "/volgen/bevestigen/")
    expect(page.get_by_text("Alleen als iets beschikbaar wordt")).to_be_visible()
    page.get_by_role("button", name="Bevestigen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"U volgt de zoekopdracht ‘{word}’")


def have_less_mail(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat ik volg")
    page.get_by_role("link", name="Verloop").click()
    expect(page.get_by_text("Verstuurd", exact=True)).to_be_visible()
    page.get_by_role("link", name="Terug naar wat ik volg").click()
    page.get_by_role("link", name="Wijzigen").click()
    page.get_by_text("Elke week één mail").click()
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Uw keuze is bewaard.")).to_be_visible()
    expect(page.get_by_text("Elke week één mail")).to_be_visible()


def test_who_is_signed_in_follows_at_once_and_finds_it_under_what_they_follow(page, sign_in):
    sign_in(page, "aanmelder")
    page.goto("/organisaties/logius")
    page.get_by_role("link", name="Volgen", exact=True).click()
    page.get_by_role("button", name="Volgen").click()
    expect(page.get_by_text("U volgt nu de componenten van Logius.")).to_be_visible()
    expect(page).to_have_url("/mijn-volgen")
    expect(page.get_by_role("heading", name="De componenten van Logius")).to_be_visible()


def test_the_form_is_filled_in_with_the_keyboard_alone(page):
    page.goto("/principes/samenwerking/volgen")
    page.get_by_label("Elke verandering van status").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Alleen als iets beschikbaar wordt")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("Ook als zo’n verandering wordt aangekondigd")).not_to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("Elke week één mail")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("toetsenbord@voorbeeld.nl")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in uw mail")


def test_what_is_not_ticked_is_not_followed(page, portal):
    email = "kiezer@voorbeeld.nl"
    with portal.session() as session:
        make_follower(session, email=email)
    for path in ("/organisaties/logius/volgen", "/principes/samenwerking/volgen"):
        page.goto(path)
        page.get_by_label("E-mailadres").fill(email)
        with page.expect_navigation():
            page.get_by_role("button", name="Volgen").click()
    open_mail(page, "Bevestig", to=email)
    follow_link(page, "/volgen/bevestigen/")
    page.get_by_text("De componenten van Logius").click()
    page.get_by_role("button", name="Bevestigen").click()
    page.get_by_role("link", name="uw keuzes wijzigen").click()
    expect(page.get_by_role("heading", level=3)).to_have_count(2)
    expect(page.get_by_text("De componenten van Logius")).to_have_count(0)
