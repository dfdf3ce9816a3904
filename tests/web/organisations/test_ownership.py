"""``/overnemen``, ``/overdragen`` and ``/overnames``: a component goes to another organisation."""

import pytest

from govhub.accounts.models import MembershipRole
from govhub.catalogue.vocabulary import Publication
from govhub.platform.db import transaction
from govhub.registration import claims
from govhub.registration.models import ProposalState
from tests.inspector import page, words
from tests.making import make_component, make_member, make_user

READER, EDITOR, MANAGER = MembershipRole
TAKE, GIVE = "/componenten/zaakwijzer/overnemen", "/componenten/zaakwijzer/overdragen"


@pytest.fixture
def owned(session, component):
    """The component, which its owner registered itself."""
    with transaction(session):
        component.is_on_behalf = False
    return component


@pytest.fixture
def claimant(session, ander):
    return make_member(session, ander, EDITOR)


@pytest.fixture
def claim(session, owned, ander, claimant):
    with transaction(session):
        return claims.take_over(session, claimant, owned, ander, reason="Wij maken dit.")


# --- taking over ---------------------------------------------------------------------------


def test_the_owner_takes_over_what_was_registered_on_its_behalf_at_once(
    session, browser, component, member_editor
):
    with transaction(session):
        component.is_on_behalf = True
    here = browser(member_editor)
    assert TAKE in page(here.get("/componenten/zaakwijzer")).xpath("//main//a/@href")
    assert "is het meteen van u" in words(page(here.get(TAKE)))
    done = here.submit(TAKE)
    assert done.location == "/componenten/zaakwijzer"
    assert "Zaakwijzer is nu van Gemeente Zwolle." in words(page(here.get(done.location)))
    session.refresh(component)
    assert not component.is_on_behalf
    assert component.submitted_by_id == member_editor.id


def test_another_asks_with_a_reason_and_the_owner_decides(
    session, browser, owned, claimant, manager, ander
):
    here = browser(claimant)
    refused = here.submit(TAKE, organisation=ander.slug)
    assert "Leg uit waarom dit van uw organisatie is." in words(page(refused))
    asked = here.submit(TAKE, organisation=ander.slug, reason="Wij maken dit.")
    assert asked.location.startswith("/overnames/")
    assert "Gemeente Ander zegt: dit is van ons." in words(page(here.get(asked.location)))
    assert "wacht op een besluit" in words(page(here.get(TAKE)))
    boss = browser(manager)
    assert "Gemeente Ander zegt dat dit van hen is" in words(
        page(boss.get("/componenten/zaakwijzer"))
    )
    boss.submit(asked.location, verdict="ja")
    session.refresh(owned, ["roles"])
    assert owned.owner is ander
    assert "is dit van Gemeente Ander geworden" in words(page(here.get(asked.location)))


def test_who_works_nowhere_reads_what_to_do(session, browser, owned, reader):
    for user in (make_user(session), reader):
        text = words(page(browser(user).get(TAKE)))
        assert "vraag daar een beheerder om een uitnodiging" in text
        assert TAKE not in browser(user).get("/componenten/zaakwijzer").text
        browser(user).post(TAKE, data={"organisation": "gemeente-ander", "reason": "x"})
    assert claims.waiting_claims(session) == []


def test_a_forged_organisation_is_refused(session, browser, owned, claimant):
    answer = browser(claimant).post(TAKE, data={"organisation": "gemeente-zwolle", "reason": "x"})
    assert page(answer).find_class("gh-error-summary")
    assert claims.waiting_claims(session) == []


@pytest.mark.parametrize("address", [TAKE, GIVE])
def test_of_what_is_not_public_nobody_learns(session, browser, zwolle, manager, address):
    make_component(
        session, name="Zaakwijzer", owner_slug=zwolle.slug, publication=Publication.SUBMITTED
    )
    assert browser(manager).get(address).status_code == 404
    assert browser(manager).post(address).status_code == 404


# --- deciding ------------------------------------------------------------------------------


def test_no_needs_a_reason_which_who_asked_reads(session, browser, claim, claimant, manager):
    address = f"/overnames/{claim.public_id}"
    boss = browser(manager)
    without = boss.submit(address, "//main//form[.//*[@name='verdict']]")
    assert "Kies ja of nee." in words(page(without))
    bare = boss.submit(address, "//main//form[.//*[@name='verdict']]", verdict="nee")
    assert "Leg uit waarom" in words(page(bare))
    boss.submit(address, "//main//form[.//*[@name='verdict']]", verdict="nee", answer="Van Zwolle.")
    assert "Van Zwolle." in words(page(browser(claimant).get(address)))
    session.refresh(claim)
    assert claim.state is ProposalState.REFUSED
    again = boss.post(address, data={"verdict": "ja"})
    assert again.status_code == 409


def test_the_redactie_sees_it_in_its_list_and_may_decide(session, browser, editor, claim, ander):
    here = browser(editor)
    link = f"/overnames/{claim.public_id}"
    assert "/redactie/organisaties" in page(here.get("/redactie")).xpath("//main//a/@href")
    assert link in page(here.get("/redactie/organisaties")).xpath("//main//a/@href")
    here.submit(link, "//main//form[.//*[@name='verdict']]", verdict="ja")
    session.refresh(claim.component, ["roles"])
    assert claim.component.owner is ander


def test_who_asked_can_withdraw_it(session, browser, claim, claimant):
    done = browser(claimant).submit(
        f"/overnames/{claim.public_id}", "//main//form[contains(@action, 'intrekken')]"
    )
    assert done.location == "/componenten/zaakwijzer"
    assert claims.waiting_claims(session) == []


def test_on_neither_side_it_is_nobody_s_business(
    session, browser, client, claim, reader, member_editor
):
    address = f"/overnames/{claim.public_id}"
    assert client.get(address).status_code == 302
    for user in (make_user(session), reader, member_editor):
        here = browser(user)
        assert here.get(address).status_code == 403
        assert here.post(address, data={"verdict": "ja"}).status_code == 403
        assert here.post(f"{address}/intrekken").status_code == 403
        assert "zegt dat dit van hen is" not in here.get("/componenten/zaakwijzer").text
    session.refresh(claim)
    assert claim.state is ProposalState.WAITING


def test_who_asked_decides_nothing(session, browser, claim, claimant):
    address = f"/overnames/{claim.public_id}"
    assert not page(browser(claimant).get(address)).xpath("//main//*[@name='verdict']")
    assert browser(claimant).post(address, data={"verdict": "ja"}).status_code == 403


def test_a_claim_that_does_not_exist(browser, editor):
    address = "/overnames/6f1c5f6e-52c4-4b2e-9f6a-0d6d9ac0a7f1"
    assert browser(editor).get(address).status_code == 404


# --- handing over --------------------------------------------------------------------------


def test_a_manager_hands_over_and_the_other_side_agrees(session, browser, owned, manager, ander):
    here = browser(manager)
    assert GIVE in page(here.get("/componenten/zaakwijzer")).xpath("//main//a/@href")
    asked = here.submit(GIVE, organisation="Gemeente Ander", reason="Jullie beheren het al.")
    boss = make_member(session, ander, MANAGER)
    text = words(page(browser(boss).get(asked.location)))
    assert "De eigenaar wil dit overdragen aan Gemeente Ander." in text
    assert "Jullie beheren het al." in text
    browser(boss).submit(asked.location, "//main//form[.//*[@name='verdict']]", verdict="ja")
    session.refresh(owned, ["roles"])
    assert owned.owner is ander


def test_who_manages_both_sides_need_not_wait(session, browser, owned, manager, ander):
    make_member(session, ander, MANAGER, user=manager)
    done = browser(manager).submit(GIVE, organisation="Gemeente Ander")
    assert done.location == "/componenten/zaakwijzer"
    session.refresh(owned, ["roles"])
    assert owned.owner is ander


def test_a_name_that_is_not_clear_is_asked_again(browser, owned, manager, ander):
    answer = browser(manager).submit(GIVE, organisation="gemeente", reason="Omdat.")
    assert "Kies hieronder welke organisatie u bedoelt." in words(page(answer))
    assert "Omdat." in answer.text


def test_to_itself_is_refused(browser, owned, manager):
    answer = browser(manager).submit(GIVE, organisation="Gemeente Zwolle")
    assert "Deze organisatie is al eigenaar" in words(page(answer))


def test_nobody_but_a_manager_of_the_owner_and_the_redactie_hands_over(
    session, browser, owned, reader, member_editor, ander, editor
):
    for user in (make_user(session), reader, member_editor, make_member(session, ander, MANAGER)):
        here = browser(user)
        assert here.get(GIVE).status_code == 403
        assert here.post(GIVE, data={"organisation": "Gemeente Ander"}).status_code == 403
        assert GIVE not in here.get("/componenten/zaakwijzer").text
    assert browser(editor).get(GIVE).status_code == 200


def test_a_component_without_an_owner_has_a_page_too(session, browser, owned, editor, claimant):
    with transaction(session):
        owned.roles = []
    assert browser(editor).get(GIVE).status_code == 200
    assert "De redactie besluit over uw verzoek" in words(page(browser(claimant).get(TAKE)))


def test_the_page_says_as_what_somebody_works_there(
    session, browser, client, owned, member_editor, reader, editor, ander
):
    make_member(session, ander, MANAGER, user=member_editor)
    said = {
        member_editor: "U werkt hier als redacteur van Gemeente Zwolle",
        editor: "U werkt hier als redactie",
    }
    for user, text in said.items():
        assert text in words(page(browser(user).get("/componenten/zaakwijzer")))
    for user in (reader, make_user(session)):
        assert "U werkt hier als" not in browser(user).get("/componenten/zaakwijzer").text
    assert "U werkt hier als" not in client.get("/componenten/zaakwijzer").text


def test_who_registered_it_for_another_works_there_on_its_behalf(session, browser, component):
    somebody = make_user(session)
    with transaction(session):
        component.is_on_behalf, component.submitted_by_id = True, somebody.id
    text = words(page(browser(somebody).get("/componenten/zaakwijzer")))
    assert "U werkt hier als aanmelder, namens Gemeente Zwolle" in text
