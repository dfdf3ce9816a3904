"""The form about the status shows what belongs to the choice; without a script it shows all."""

import pytest
from playwright.sync_api import expect

from govhub.accounts.models import UserRole
from govhub.accounts.service import create_user
from govhub.catalogue.status import Status
from govhub.platform.db import transaction
from tests.making import make_component


@pytest.fixture
def address(portal):
    """Where the demo's submitter changes the status of a component."""
    with portal.session() as session:
        with transaction(session):
            user = create_user(session, "demo-aanmelder@govhub.example", UserRole.SUBMITTER)
        component = make_component(
            session,
            status=Status.DEMO,
            submitted_by=user,
            category_keys=("formulieren",),
            owner_slug="logius",
        )
    return f"/componenten/{component.slug}/status"


def test_the_end_is_asked_only_of_what_ends(page, sign_in, address):
    sign_in(page, "aanmelder")
    page.goto(address)
    end, successor = page.get_by_label("Einddatum"), page.get_by_label("Opvolger")
    expect(end).to_be_hidden()
    expect(successor).to_be_hidden()
    page.get_by_text("Wordt uitgefaseerd", exact=True).click()
    expect(end).to_be_visible()
    expect(successor).to_be_visible()
    page.get_by_text("Beëindigd", exact=True).click()
    expect(end).to_be_hidden()
    expect(successor).to_be_visible()


def test_a_part_with_a_mistake_stays_in_view(page, sign_in, address):
    sign_in(page, "aanmelder")
    page.goto(address)
    page.get_by_text("Wordt uitgefaseerd", exact=True).click()
    page.get_by_label("Einddatum").fill("ooit")
    page.get_by_text("Gepland", exact=True).click()
    page.get_by_role("button", name="Status wijzigen").click()
    expect(page.get_by_label("Einddatum")).to_be_visible()
    expect(page.get_by_label("Einddatum")).to_have_value("ooit")


def test_without_a_script_everything_is_there(new_page, sign_in, address):
    page = new_page(javascript=False)
    sign_in(page, "aanmelder")
    page.goto(address)
    expect(page.get_by_label("Einddatum")).to_be_visible()
    expect(page.get_by_label("Opvolger")).to_be_visible()
