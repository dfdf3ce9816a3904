"""The pages of organisations, of who owns what and of contact addresses, in a real browser."""

import pytest
from playwright.sync_api import expect

from govhub.accounts import invitations, queries
from govhub.accounts.models import MembershipRole
from govhub.catalogue import contact
from govhub.catalogue.queries import component_by_slug
from govhub.platform.db import transaction
from govhub.platform.links import OneTimeLink
from govhub.registration import claims
from tests.browser.inspecting import look_at
from tests.making import make_component, make_editor, make_member

LOGIUS = "/organisaties/logius"


@pytest.fixture
def made(portal):
    """Return links to an invitation, a question about an address and a claim that waits."""
    with portal.session() as session:
        logius = queries.organisation_by_slug(session, "logius")
        utrecht = queries.organisation_by_slug(session, "gemeente-utrecht")
        editor, claimant = make_editor(session), make_member(session, utrecht)
        member = make_member(session, logius, MembershipRole.READER)
        component = make_component(session, owner_slug="logius", contact_is_confirmed=False)
        email = "nieuw@logius.voorbeeld.nl"
        with transaction(session):
            invited = invitations.invite(session, editor, logius, email, MembershipRole.EDITOR)
            contact.settle(session, component, by=editor)
            digid = component_by_slug(session, "digid")
            claim = claims.take_over(session, claimant, digid, utrecht, reason="Van ons.")
        asked = session.query(OneTimeLink).filter_by(purpose=contact.CONFIRM).all()[-1]
        return {
            "invitation": portal.signer.token(invitations.ACCEPT, str(invited.public_id)),
            "contact": portal.signer.token(contact.CONFIRM, str(asked.id)),
            "claim": claim.public_id,
            "member": queries.membership(session, logius, member).public_id,
            "component": component.slug,
        }


def test_what_everybody_may_open_is_accessible(page, made, faults):
    pages = [
        "/organisaties?q=utrecht",
        "/organisaties?toon=alle&pagina=2",
        "/organisaties?q=xyzzy",
        f"/uitnodiging/{made['invitation']}",
        f"/contactadres/{made['contact']}",
        "/contactadres/verzonnen",
    ]
    assert look_at(page, pages, faults) == []


def test_what_the_redactie_does_is_accessible(page, sign_in, made, faults):
    sign_in(page, "redacteur")
    pages = [
        f"{LOGIUS}/leden",
        f"{LOGIUS}/leden/uitnodigen",
        f"{LOGIUS}/leden/{made['member']}",
        f"{LOGIUS}/opgegaan",
        "/redactie/organisaties",
        f"/overnames/{made['claim']}",
        "/componenten/digid/overdragen",
        "/componenten/digid/overnemen",
        f"/componenten/{made['component']}",
        "/mijn-account",
        "/mijn-account/verwijderen",
    ]
    assert look_at(page, pages, faults) == []


def test_an_organisation_is_chosen_with_the_keyboard_alone(page, sign_in, made):
    sign_in(page, "redacteur")
    page.goto("/componenten/digid/overdragen")
    field = page.get_by_label("Naar welke organisatie?")
    field.focus()
    page.keyboard.type("gemeente zwol")
    expect(page.get_by_role("option", name="Gemeente Zwolle")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field).to_have_value("Gemeente Zwolle")
    for _step in range(2):  # over the explanation to the button
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "DigiD overdragen aan Gemeente Zwolle"
    )


def test_yes_to_an_address_with_the_keyboard_alone(page, made):
    page.goto(f"/contactadres/{made['contact']}")
    yes = page.get_by_role("button", name="Ja, toon dit adres")
    for _step in range(40):
        page.keyboard.press("Tab")
        if yes.evaluate("each => each === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dank u wel, het adres staat er")
