"""The redactie makes one component of two, and every address of the double keeps working."""

import pytest

from govhub.catalogue import service
from govhub.catalogue.facts import facts_of
from govhub.platform.db import transaction
from tests.inspector import page, words
from tests.making import make_follower, make_user

REASON = "Het is hetzelfde, twee keer aangemeld."


@pytest.fixture
def double(public):
    return public(name="Zaakregister", keywords=("boek",), demo_url="https://demo.voorbeeld.nl")


@pytest.fixture
def into(public):
    return public(name="Register van zaken", keywords=("zaak",))


@pytest.fixture
def address(double, into):
    return f"/componenten/{double.slug}/samenvoegen?met={into.slug}"


@pytest.fixture
def merged(redactie, address, session, double, into):
    answer = redactie.submit(address, reason=REASON)
    assert answer.location == "/componenten/register-van-zaken"
    session.rollback()
    session.expire_all()


def test_the_other_is_chosen_by_a_part_of_its_name(redactie, double, into):
    answer = redactie.get("/componenten/zaakregister/samenvoegen?other=Register van zaken")
    assert answer.location == "/componenten/zaakregister/samenvoegen?met=register-van-zaken"
    document = page(redactie.get("/componenten/zaakregister/samenvoegen?other=van zak"))
    assert "Kies hieronder welk component u bedoelt." in words(document)


def test_what_looks_like_it_is_offered(redactie, public, double):
    public(name="Zaakregisters")
    links = page(redactie.get("/componenten/zaakregister/samenvoegen")).xpath("//main//a/@href")
    assert "/componenten/zaakregister/samenvoegen?met=zaakregisters" in links


def test_both_stand_side_by_side_and_what_fills_a_gap_is_chosen(session, redactie, address, double):
    make_follower(session, double)
    document = page(redactie.get(address))
    assert "1 volger volgt voortaan Register van zaken" in words(document)
    chosen = document.xpath("//input[@name='taken'][@checked]/@value")
    assert chosen == ["demo_url"]
    assert "keywords" in document.xpath("//input[@name='taken']/@value")


def test_what_is_chosen_comes_along(session, redactie, address, into):
    redactie.submit(address, reason=REASON, taken=["keywords"])
    session.rollback()
    session.expire_all()
    assert into.keywords == ["zaak", "boek"]
    assert into.demo_url is None


def test_without_a_reason_they_stay_two(redactie, address, double):
    answer = redactie.submit(address, reason=" ", taken=["keywords"])
    assert "Leg uit waarom dit hetzelfde is." in words(page(answer))
    assert page(answer).xpath("//input[@name='taken'][@checked]/@value") == ["keywords"]
    assert double.is_public


def test_what_changed_meanwhile_is_shown_first(session, redactie, address, into, double):
    seen = page(redactie.get(address)).xpath("//input[@name='seen']/@value")[0]
    with transaction(session):
        service.edit(session, into, facts_of(into), seen_version=into.version)
        into.summary = "Anders."
    answer = redactie.post(address, data={"reason": REASON, "seen": seen})
    assert answer.status_code == 409
    assert "Een van beide is intussen gewijzigd" in words(page(answer))
    assert REASON in words(page(answer))
    assert double.is_public


def test_with_itself_it_is_not_merged(redactie, double):
    answer = redactie.get("/componenten/zaakregister/samenvoegen?met=zaakregister")
    assert answer.location == "/componenten/zaakregister/samenvoegen"


@pytest.mark.parametrize("path", [".json", ".atom", ".ics", "/publiccode.yml", "/volgen"])
def test_its_addresses_lead_to_the_other(client, merged, path):
    answer = client.get(f"/componenten/zaakregister{path}?a=b")
    assert answer.status_code == 301
    assert answer.location == f"/componenten/register-van-zaken{path}?a=b"


def test_a_reader_is_told_where_they_came_from(client, merged):
    answer = client.get("/componenten/zaakregister")
    assert answer.location == "/componenten/register-van-zaken?van=zaakregister"
    document = page(client.get(answer.location))
    assert "Zaakregister staat nu bij Register van zaken" in words(document)
    assert "/componenten/zaakregister/verloop" in document.xpath("//main//a/@href")
    assert "staat nu bij" not in words(page(client.get("/componenten/register-van-zaken?van=x")))


def test_its_ledger_can_be_read_on_its_own(client, merged):
    answer = client.get("/componenten/zaakregister/verloop")
    assert answer.status_code == 200
    assert "Zaakregister is samengevoegd met een ander component" in words(page(answer))
    looking_back = client.get("/componenten/zaakregister?op=2026-01-01")
    assert looking_back.location == "/componenten/zaakregister/verloop?op=2026-01-01"


def test_who_follows_the_double_by_a_form_that_was_open_follows_the_other(client, merged):
    answer = client.post("/componenten/zaakregister/volgen", data={"email": "x@y.nl"})
    assert answer.status_code == 308
    assert answer.location == "/componenten/register-van-zaken/volgen"


def test_an_edit_of_the_double_is_not_made_of_the_other(me, merged):
    answer = me.post("/componenten/zaakregister/verbergen", data={"reason": "Mijn zin."})
    assert answer.status_code == 410
    document = page(answer)
    assert "Mijn zin." in words(document)
    assert "/componenten/register-van-zaken" in document.xpath("//main//a/@href")


def test_the_changes_keep_its_name(client, merged):
    assert "Zaakregister" in words(page(client.get("/wijzigingen")))
    assert "Samengevoegd" in words(page(client.get("/wijzigingen")))


def test_it_stands_with_what_was_merged(redactie, merged):
    listed = words(page(redactie.get("/redactie/verborgen")))
    assert "Zaakregister staat nu bij Register van zaken" in listed
    assert REASON in listed


def test_only_for_the_redactie(browser, session, address):
    assert browser(make_user(session)).get(address).status_code == 403
