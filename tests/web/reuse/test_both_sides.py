"""``/gebruik/<key>``: who may see, confirm, change, dispute and take away what."""

import uuid

import pytest

from govhub.accounts.models import MembershipRole
from govhub.platform.db import transaction
from govhub.reuse import queries, service
from govhub.reuse.models import Phase, Standing
from tests.inspector import page, words
from tests.making import make_member, make_user
from tests.web.reuse.conftest import PAGE

CHANGED = {"phase": "pilot", "software_version": "", "since": "", "experience": ""}
POSTS = {
    "bevestigen": {},
    "wijzigen": CHANGED,
    "klopt-niet": {"reason": "Wij kennen u niet."},
    "vragen": {},
    "intrekken": {},
    "weghalen": {"reason": "Reclame."},
    "terugzetten": {},
}
GETS = ("", "/wijzigen", "/klopt-niet", "/intrekken", "/weghalen")


@pytest.fixture
def people(session, user, keeper, editor, organisation):
    return {
        "gebruiker": user,
        "beheerder": keeper,
        "redactie": editor,
        "lezer": make_member(session, organisation, MembershipRole.READER),
        "vreemde": make_user(session),
    }


@pytest.fixture
def record(claim, user):
    """What the organisation says, and nobody confirmed."""
    return claim(user)


MAY_READ = {
    "gebruiker": {"", "/wijzigen", "/intrekken"},
    "beheerder": {"", "/klopt-niet"},
    "redactie": {"", "/weghalen"},
    "lezer": set(),
    "vreemde": set(),
}


@pytest.mark.parametrize("who", MAY_READ)
def test_who_may_read_what(who, people, browser, record):
    reader = browser(people[who])
    seen = {
        end for end in GETS if reader.get(f"/gebruik/{record.public_id}{end}").status_code == 200
    }
    assert seen == MAY_READ[who]


MAY_DO = {
    "gebruiker": {"wijzigen", "intrekken", "vragen"},
    "beheerder": {"bevestigen", "klopt-niet"},
    "redactie": {"weghalen"},
    "lezer": set(),
    "vreemde": set(),
}


@pytest.mark.parametrize("deed", POSTS)
@pytest.mark.parametrize("who", MAY_DO)
def test_who_may_do_what(who, deed, people, browser, record):
    answer = browser(people[who]).post(f"/gebruik/{record.public_id}/{deed}", data=POSTS[deed])
    if deed == "terugzetten" and who == "redactie":
        assert answer.status_code == 409  # it is there
    else:
        assert answer.status_code == (302 if deed in MAY_DO[who] else 403)


def test_nobody_who_is_not_signed_in(client, record):
    for end in GETS:
        assert client.get(f"/gebruik/{record.public_id}{end}").status_code == 302
    assert client.post(f"/gebruik/{record.public_id}/bevestigen").status_code == 302
    assert record.standing is Standing.WAITS


def test_what_is_not_there(browser, user):
    assert browser(user).get(f"/gebruik/{uuid.uuid4()}").status_code == 404


def test_the_keeper_confirms(session, browser, keeper, record, client):
    reader = browser(keeper)
    assert "Ja, dat klopt" in reader.get(f"/gebruik/{record.public_id}").text
    reader.post(f"/gebruik/{record.public_id}/bevestigen")
    session.refresh(record)
    assert record.standing is Standing.CONFIRMED
    assert "Dit telt mee tot" in reader.get(f"/gebruik/{record.public_id}").text


def test_the_keeper_says_that_it_is_not_so(session, browser, keeper, user, record, client):
    page = browser(keeper).post(f"/gebruik/{record.public_id}/klopt-niet", data={"reason": " "})
    assert "Leg uit waarom" in page.text
    browser(keeper).post(f"/gebruik/{record.public_id}/klopt-niet", data={"reason": "Nee hoor."})
    assert "Gemeente Ander" not in client.get(PAGE).text
    for who in (keeper, user):
        page = browser(who).get(f"/gebruik/{record.public_id}")
        assert "Nee hoor." in page.text
        assert "Betwist of weggehaald" in browser(who).get(PAGE).text


def test_the_redactie_sees_what_is_disputed(session, browser, keeper, editor, user, record):
    assert "Er is niets betwist." in browser(editor).get("/redactie/gebruik").text
    with transaction(session):
        service.dispute(session, keeper, record, reason="Nee hoor.")
    page = browser(editor).get("/redactie/gebruik")
    assert "Nee hoor." in page.text
    browser(editor).post(f"/gebruik/{record.public_id}/terugzetten")
    session.refresh(record)
    assert record.standing is Standing.WAITS


def test_the_redactie_takes_it_away(session, browser, editor, record, user):
    browser(editor).post(f"/gebruik/{record.public_id}/weghalen", data={"reason": "Reclame."})
    session.refresh(record)
    assert record.standing is Standing.REMOVED
    page = browser(user).get(f"/gebruik/{record.public_id}").text
    assert "de redactie" in page
    assert "Reclame." in page


def test_the_organisation_changes_and_stops(session, browser, user, confirmed, client):
    reader = browser(user)
    address = f"/gebruik/{confirmed.public_id}/wijzigen"
    page = reader.post(address, data=CHANGED | {"since": "13-2020"})
    assert "Vul een maand en een jaar in" in page.text
    page = reader.post(address, data=CHANGED | {"since": "1-2999"})
    assert "Vul een maand in die al begonnen is." in page.text
    reader.post(address, data=CHANGED | {"phase": "gestopt", "since": "2-2024"})
    session.refresh(confirmed)
    assert confirmed.phase is Phase.STOPPED
    page = client.get(PAGE).text
    assert "Gestopt (1)" in page
    assert "Nog geen bevestigd gebruik." in page


def test_taking_back_asks_first(session, browser, user, record, component):
    page = browser(user).get(f"/gebruik/{record.public_id}/intrekken")
    assert "nooit klopte" in page.text
    browser(user).post(f"/gebruik/{record.public_id}/intrekken")
    assert queries.of_component(session, component) == []


def test_what_waits_stands_on_a_page_of_ones_own(browser, keeper, user, record):
    assert "Wacht op u (1)" in browser(keeper).get("/mijn-gebruik").text
    mine = browser(user).get("/mijn-gebruik").text
    assert "Wacht op u (0)" in mine
    assert "Wat er gemeld is (1)" in mine


def test_who_is_on_neither_side_has_nothing_there(session, browser, record):
    page = browser(make_user(session)).get("/mijn-gebruik").text
    assert "Zaakwijzer" not in page
    assert "vraag daar een beheerder om een uitnodiging" in page


def test_no_address_of_a_person_is_shown(client, browser, user, keeper, editor, confirmed):
    pages = [client.get(PAGE), client.get("/componenten/zaakwijzer.json")]
    pages += [browser(who).get(f"/gebruik/{confirmed.public_id}") for who in (user, keeper, editor)]
    for shown in pages:
        assert user.email not in shown.text
        assert keeper.email not in shown.text or shown.request.path.startswith("/gebruik")


def test_the_log_leads_to_what_is_said_of_which_component(browser, editor, confirmed):
    answer = browser(editor).get("/redactie/logboek?onderwerp=hergebruik")
    links = page(answer).xpath("//main//a[starts-with(., 'gebruik van ')]")
    assert {(words(each), each.get("href")) for each in links} == {
        (f"gebruik van {confirmed.component.name}", f"/gebruik/{confirmed.public_id}")
    }
