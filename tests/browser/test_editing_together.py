"""Two people, each in a browser of their own, who edit the same component."""

import pytest
from playwright.sync_api import expect

from govhub.accounts.models import UserRole
from govhub.accounts.service import create_user
from govhub.catalogue import queries
from govhub.platform.db import transaction
from tests.making import make_component

LONG = (
    "Met dit component vraagt een inwoner een vergunning aan. De gemeente ziet de aanvraag in "
    "het zaaksysteem en stuurt een bericht als er een besluit is."
)


@pytest.fixture
def component(portal):
    """A component that the demo's submitter keeps."""
    with portal.session() as session:
        with transaction(session):
            user = create_user(session, "demo-aanmelder@govhub.example", UserRole.SUBMITTER)
        return make_component(
            session,
            summary="Vraag een vergunning aan.",
            description=LONG,
            submitted_by=user,
            category_keys=("formulieren",),
            owner_slug="logius",
        )


@pytest.fixture
def stored(portal, component):
    """What everybody reads now."""

    def read():
        with portal.session() as session:
            found = queries.component_by_slug(session, component.slug)
            return found.summary, found.description, found.conditions, found.software_version

    return read


@pytest.fixture
def two_editors(new_page, sign_in, component):
    """The same form in two browsers, opened before either is saved."""

    def open_both(**options):
        pages = []
        for role in ("aanmelder", "redacteur"):
            page = sign_in(new_page(**options), role)
            page.goto(f"/componenten/{component.slug}/wijzigen")
            pages.append(page)
        return pages

    return open_both


def save(page):
    page.get_by_role("button", name="Opslaan").click()


def write(page, **fields):
    for name, text in fields.items():
        page.locator(f"#{name}").fill(text)


@pytest.mark.parametrize("javascript", [True, False])
def test_the_second_sees_both_texts_and_finishes(two_editors, stored, javascript):
    mine, theirs = two_editors(javascript=javascript)
    write(theirs, summary="Vergunningen aanvragen.", conditions="Alleen voor gemeenten.")
    save(theirs)
    expect(theirs.get_by_text("Uw wijzigingen zijn opgeslagen.")).to_be_visible()

    write(mine, summary="Vraag hier een vergunning aan.", software_version="2.4")
    save(mine)
    expect(mine.get_by_role("heading", name="Iemand anders heeft dit")).to_be_visible()
    clash = mine.get_by_role("region", name="Korte omschrijving")
    expect(clash).to_contain_text("Vergunningen aanvragen.")
    expect(clash).to_contain_text("Vraag hier een vergunning aan.")
    clash.get_by_text("Wat stond er toen u begon?").click()
    expect(clash.get_by_text("Vraag een vergunning aan.", exact=True)).to_be_visible()
    assert stored()[0] == "Vergunningen aanvragen."

    clash.get_by_text("Iets anders, namelijk").click()
    clash.locator("#summary").fill("Vergunningen aanvragen en volgen.")
    save(mine)
    expect(mine.get_by_text("Uw wijzigingen zijn opgeslagen.")).to_be_visible()
    assert stored() == ("Vergunningen aanvragen en volgen.", LONG, "Alleen voor gemeenten.", "2.4")


def test_who_changes_something_else_is_not_asked_anything(two_editors, stored):
    mine, theirs = two_editors()
    write(theirs, conditions="Alleen voor gemeenten.")
    save(theirs)
    expect(theirs.get_by_text("Uw wijzigingen zijn opgeslagen.")).to_be_visible()
    write(mine, software_version="2.5")
    save(mine)
    expect(mine.get_by_text("Intussen wijzigde iemand anders ook iets")).to_be_visible()
    assert stored()[2:] == ("Alleen voor gemeenten.", "2.5")


def test_another_text_is_only_asked_of_who_wants_one_and_the_keyboard_is_enough(
    two_editors, stored
):
    mine, theirs = two_editors()
    write(theirs, description=LONG.replace("een bericht", "een brief"))
    save(theirs)
    expect(theirs.get_by_text("Uw wijzigingen zijn opgeslagen.")).to_be_visible()
    write(mine, description=LONG.replace("een bericht", "een mail"))
    save(mine)
    own = mine.locator("#description")
    expect(own).to_be_hidden()
    mine.get_by_label("Wat nu is opgeslagen").focus()
    mine.keyboard.press("Space")
    mine.keyboard.press("ArrowDown")
    mine.keyboard.press("ArrowDown")
    expect(own).to_be_visible()
    mine.keyboard.press("ArrowUp")
    expect(own).to_be_hidden()
    mine.keyboard.press("Enter")
    expect(mine.get_by_text("Uw wijzigingen zijn opgeslagen.")).to_be_visible()
    assert "een mail" in stored()[1]


def test_without_a_choice_it_says_so_first(two_editors):
    mine, theirs = two_editors()
    write(theirs, summary="Van hen.")
    save(theirs)
    expect(theirs.get_by_text("Uw wijzigingen zijn opgeslagen.")).to_be_visible()
    write(mine, summary="Van mij.")
    save(mine)
    save(mine)
    expect(mine.get_by_role("alert")).to_be_focused()
    mine.get_by_role("link", name="Korte omschrijving: Kies wat er moet staan.").click()
    expect(mine.get_by_label("Wat nu is opgeslagen")).to_be_focused()


@pytest.mark.parametrize("javascript", [True, False])
def test_who_proposes_sees_first_what_it_changes_and_chooses_what_both_changed(
    new_page, sign_in, faults, javascript
):
    one = sign_in(new_page(width=390, scheme="dark", javascript=javascript), "aanmelder")
    two = one.context.new_page()
    found = []
    for page in (one, two):
        page.goto("/componenten/open-zaak/voorstellen")
    one.get_by_role("link", name="Waar vindt iemand meer?").click()
    write(one, summary=f"Bewaart zaken {javascript}.", why="Zie hun site.")
    one.get_by_role("button", name="Bekijk eerst wat u voorstelt").click()
    shown = one.get_by_role("region", name="Dit stelt u voor")
    expect(shown).to_contain_text(f"Bewaart zaken {javascript}.")
    found += faults(one) if javascript else []
    one.get_by_role("button", name="Verstuur voorstel").click()
    expect(one.get_by_text("Uw voorstel is verstuurd.")).to_be_visible()
    write(two, summary=f"Bewaart alle zaken {javascript}.", software_version="9", why="Zo is het.")
    two.get_by_role("button", name="Verstuur voorstel").click()
    clash = two.get_by_role("region", name="Korte omschrijving")
    expect(clash).to_contain_text(f"Bewaart zaken {javascript}.")
    found += faults(two) if javascript else []
    clash.get_by_text("Wat ik invulde").last.click()
    one.get_by_role("button", name="Trek deze wijziging in").click()
    expect(one.get_by_text("De wijziging is ingetrokken.")).to_be_visible()
    two.get_by_role("button", name="Verstuur voorstel").click()
    expect(two.get_by_role("heading", name="Uw eerdere voorstel wacht niet meer")).to_be_visible()
    found += faults(two) if javascript else []
    two.get_by_role("button", name="Verstuur voorstel").click()
    expect(two.get_by_role("heading", name="Wacht: korte omschrijving, versie")).to_be_visible()
    two.get_by_role("button", name="Trek deze wijziging in").click()
    assert found == []
