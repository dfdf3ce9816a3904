"""``/organisaties/<slug>/leden``: who takes part, and who may change that."""

import re

import pytest

from govhub.accounts import memberships, queries
from govhub.accounts import organisations as domain
from govhub.accounts.models import MembershipRole
from govhub.platform.db import transaction
from tests.inspector import page, words
from tests.making import make_member, make_organisation, make_user

READER, EDITOR, MANAGER = MembershipRole
MEMBERS = "/organisaties/gemeente-zwolle/leden"


@pytest.fixture(autouse=True)
def _zwolle(zwolle):
    """Every test is about this organisation."""


@pytest.fixture
def link(work, mail):
    """Return the path of the link in the newest invitation."""

    def link():
        work()
        return re.search(r"http://localhost(/uitnodiging/\S+)", mail.sent[-1].text)[1]

    return link


# --- who sees what -------------------------------------------------------------------------


def test_who_is_not_signed_in_signs_in_first(client):
    assert client.get(MEMBERS).location.startswith("/inloggen?verder=")


def test_a_stranger_reads_how_to_join_and_sees_no_addresses(session, browser, manager):
    text = words(page(browser(make_user(session)).get(MEMBERS)))
    assert "U doet hier niet mee. Vraag een beheerder" in text
    assert manager.email not in text


@pytest.mark.parametrize("role", [READER, EDITOR])
def test_a_member_reads_the_own_role_and_sees_no_other_address(
    session, browser, zwolle, manager, role
):
    text = words(page(browser(make_member(session, zwolle, role)).get(MEMBERS)))
    assert f"Uw rol hier: {role.label}" in text
    assert manager.email not in text
    assert "Iemand uitnodigen" not in text


def test_a_manager_and_the_redactie_see_everybody(browser, manager, reader, editor):
    for user in (manager, editor):
        text = words(page(browser(user).get(MEMBERS)))
        assert "Leden (2)" in text
        assert f"{reader.email} Lezer" in text
        assert f"{manager.email} Beheerder" in text


def test_who_manages_what_it_became_part_of_manages_it_too(session, browser, editor, zwolle, ander):
    with transaction(session):
        domain.merge(session, editor, zwolle, ander)
    boss = make_member(session, ander, MANAGER)
    text = words(page(browser(boss).get(MEMBERS)))
    assert "Via de organisatie waarin deze opging, is uw rol hier: Beheerder" in text
    assert "Iemand uitnodigen" in text


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/uitnodigen", {"email": "x@voorbeeld.nl", "role": "beheerder"}),
        ("/../maildomeinen", {"domain": "zwolle.nl"}),
    ],
)
def test_who_manages_something_else_may_do_nothing_here(session, browser, ander, path, data):
    boss = make_member(session, ander, MANAGER)
    address = (
        MEMBERS.removesuffix("/leden") + path.removeprefix("/..")
        if ".." in path
        else (MEMBERS + path)
    )
    assert browser(boss).post(address, data=data).status_code == 403


# --- inviting ------------------------------------------------------------------------------


def test_an_invitation_works_once_and_who_it_is_for_joins(
    session, client, browser, zwolle, manager, link
):
    done = browser(manager).submit(
        f"{MEMBERS}/uitnodigen", email="Nieuw@Voorbeeld.nl", role="redacteur"
    )
    assert done.location == MEMBERS
    assert "nieuw@voorbeeld.nl Redacteur" in words(page(browser(manager).get(MEMBERS)))
    path = link()
    assert "nieuw@voorbeeld.nl is uitgenodigd als redacteur" in words(page(client.get(path)))
    assert queries.user_by_email(session, "nieuw@voorbeeld.nl") is None
    joined = client.submit(path)
    assert "U doet nu mee met Gemeente Zwolle" in words(page(joined))
    user = queries.user_by_email(session, "nieuw@voorbeeld.nl")
    assert memberships.role_in(user, zwolle) is EDITOR
    assert "al aangenomen" in client.get(path).text


@pytest.mark.parametrize("email", ["", "geen adres", "a@b", "x" * 300 + "@voorbeeld.nl"])
def test_what_is_no_address_is_refused_and_kept(browser, manager, email):
    answer = browser(manager).submit(f"{MEMBERS}/uitnodigen", email=email)
    assert page(answer).find_class("gh-error-summary")
    assert page(answer).get_element_by_id("email").get("value") == email


def test_a_role_that_does_not_exist_is_refused(session, browser, manager):
    answer = browser(manager).post(
        f"{MEMBERS}/uitnodigen", data={"email": "a@voorbeeld.nl", "role": "koning"}
    )
    assert page(answer).find_class("gh-error-summary")


def test_a_withdrawn_invitation_works_no_longer(browser, client, manager, link):
    here = browser(manager)
    here.submit(f"{MEMBERS}/uitnodigen", email="nieuw@voorbeeld.nl", role="lezer")
    path = link()
    [action] = page(here.get(MEMBERS)).xpath("//form[contains(@action, 'uitnodigingen')]/@action")
    here.post(action)
    assert "ingetrokken of vervangen" in client.get(path).text


def test_an_invitation_of_another_organisation_is_left_alone(
    session, browser, client, manager, ander, link
):
    here = browser(manager)
    here.submit(f"{MEMBERS}/uitnodigen", email="nieuw@voorbeeld.nl", role="lezer")
    path = link()
    [action] = page(here.get(MEMBERS)).xpath("//form[contains(@action, 'uitnodigingen')]/@action")
    boss = make_member(session, ander, MANAGER)
    browser(boss).post(action.replace("gemeente-zwolle", "gemeente-ander"))
    assert browser(boss).post(action).status_code in {302, 403}
    assert client.get(path).status_code == 200


def test_too_many_invitations_are_refused_for_a_while(browser, manager):
    here = browser(manager)
    for number in range(41):
        answer = here.post(
            f"{MEMBERS}/uitnodigen", data={"email": f"n{number}@voorbeeld.nl", "role": "lezer"}
        )
    assert answer.status_code == 429


# --- members -------------------------------------------------------------------------------


def member_page(browser, user, member):
    document = page(browser(user).get(MEMBERS))
    return next(
        each.get("href")
        for each in document.xpath("//a[contains(@class, 'gh-tool-link')]")
        if member.email in words(each)
    )


def test_a_role_can_be_changed_and_the_page_says_so(session, browser, zwolle, manager, reader):
    address = member_page(browser, manager, reader)
    browser(manager).submit(address, "//main//form[.//input[@name='role']]", role="redacteur")
    assert memberships.role_in(reader, zwolle) is EDITOR
    done = browser(manager).get(MEMBERS)
    assert f"{reader.email} Redacteur" in words(page(done))


def test_the_last_manager_stays(session, browser, zwolle, manager):
    address = member_page(browser, manager, manager)
    answer = browser(manager).post(address, data={"role": "lezer"})
    assert answer.status_code == 409
    assert "Dit is de enige beheerder" in answer.text
    assert browser(manager).post(f"{address}/verwijderen").status_code == 409
    assert browser(manager).post(f"{MEMBERS}/weggaan").status_code == 409
    assert memberships.role_in(manager, zwolle) is MANAGER


def test_a_member_can_be_removed_and_can_leave(session, browser, zwolle, manager, reader):
    address = member_page(browser, manager, reader)
    browser(manager).post(f"{address}/verwijderen")
    assert not memberships.is_member(reader, zwolle)
    colleague = make_member(session, zwolle, EDITOR)
    done = browser(colleague).post(f"{MEMBERS}/weggaan", follow_redirects=True)
    assert "U doet niet meer mee met Gemeente Zwolle" in words(page(done))
    assert not memberships.is_member(colleague, zwolle)


def test_a_member_of_another_organisation_is_not_found_here(
    session, browser, ander, manager, reader
):
    boss = make_member(session, ander, MANAGER)
    address = member_page(browser, manager, reader)
    elsewhere = address.replace("gemeente-zwolle", "gemeente-ander")
    assert browser(boss).get(elsewhere).status_code == 404
    assert browser(boss).post(f"{elsewhere}/verwijderen").status_code == 404
    assert browser(boss).post(f"{address}/verwijderen").status_code == 403


def test_a_reader_or_redacteur_of_the_organisation_manages_nobody(
    browser, reader, member_editor, manager
):
    address = member_page(browser, manager, reader)
    for user in (reader, member_editor):
        for path in (address, f"{MEMBERS}/uitnodigen"):
            assert browser(user).get(path).status_code == 403


# --- mail domains --------------------------------------------------------------------------


def test_a_domain_waits_for_the_redactie_and_then_people_join_by_themselves(
    session, browser, zwolle, manager, editor
):
    form = "//main//form[.//input[@name='domain']]"
    browser(manager).submit(MEMBERS, form, domain="Zwolle.nl")
    assert "zwolle.nl wacht op de redactie" in words(page(browser(manager).get(MEMBERS)))
    colleague = browser(make_user(session, email="jan@zwolle.nl"))
    assert "Doe mee als lezer" not in colleague.get(MEMBERS).text
    colleague.post(f"{MEMBERS}/meedoen")
    jan = queries.user_by_email(session, "jan@zwolle.nl")
    assert not memberships.is_member(jan, zwolle)
    assert "zwolle.nl" in words(page(browser(editor).get("/redactie/organisaties")))
    browser(editor).submit(MEMBERS, "//main//form[contains(@action, 'bevestigen')]")
    done = colleague.submit(MEMBERS, "//main//form[contains(@action, 'meedoen')]")
    assert done.location == MEMBERS
    session.refresh(jan, ["memberships"])
    assert memberships.role_in(jan, zwolle) is READER


@pytest.mark.parametrize(
    ("domain_name", "said"),
    [
        ("gmail.com", "iedereen een adres"),
        ("geen domein", "Vul een domein in"),
        ("", "Vul een domein in"),
    ],
)
def test_what_is_no_domain_of_theirs_is_refused(browser, manager, domain_name, said):
    answer = browser(manager).submit(
        MEMBERS, "//main//form[.//input[@name='domain']]", domain=domain_name
    )
    assert said in words(page(answer).find_class("gh-error-summary")[0])


def test_a_domain_of_another_is_refused_and_cannot_be_removed(
    session, browser, manager, editor, ander
):
    with transaction(session):
        domain.propose_domain(session, editor, ander, "ander.nl")
    here = browser(manager)
    answer = here.submit(MEMBERS, "//main//form[.//input[@name='domain']]", domain="ander.nl")
    assert "hoort al bij een andere organisatie" in answer.text
    here.post("/organisaties/gemeente-zwolle/maildomeinen/verwijderen", data={"domein": "ander.nl"})
    assert queries.mail_domain(session, "ander.nl") is not None


def test_only_the_redactie_confirms(browser, manager):
    here = browser(manager)
    here.submit(MEMBERS, "//main//form[.//input[@name='domain']]", domain="zwolle.nl")
    address = "/organisaties/gemeente-zwolle/maildomeinen/bevestigen"
    assert here.post(address, data={"domein": "zwolle.nl"}).status_code == 403


def test_the_number_of_queries_does_not_grow_with_the_members(
    session, browser, zwolle, manager, statements
):
    here = browser(manager)
    few = statements(lambda: here.get(MEMBERS))
    for _number in range(8):
        make_member(session, zwolle, READER)
    assert statements(lambda: here.get(MEMBERS)) == few


def test_the_redactie_says_what_it_became_part_of_and_that_it_did_not(
    session, browser, editor, manager, zwolle, ander
):
    address = "/organisaties/gemeente-zwolle/opgegaan"
    assert browser(manager).get(address).status_code == 403
    browser(editor).submit(address, into="Gemeente Ander", since="1-1-2026")
    session.refresh(zwolle)
    assert (zwolle.merged_into, str(zwolle.active_until)) == (ander, "2025-12-31")
    circle = browser(editor).submit(
        "/organisaties/gemeente-ander/opgegaan", into="Gemeente Zwolle", since=""
    )
    assert "deze hoort zelf bij Gemeente Ander" in circle.text
    browser(editor).submit(address, into="", since="")
    session.refresh(zwolle)
    assert (zwolle.merged_into, zwolle.active_until) == (None, None)


def test_somebody_sees_for_which_organisations_they_act(session, browser, zwolle, ander):
    user = make_member(session, zwolle, EDITOR)
    make_member(session, ander, MANAGER, user=user)
    make_organisation(session, name="Gemeente Derde")
    text = words(page(browser(user).get("/mijn-account")))
    assert "Gemeente Ander Beheerder" in text
    assert "Gemeente Zwolle Redacteur" in text
    assert "Gemeente Derde" not in text
