"""Every old address leads to the new one, with what was asked and what was sent."""

from dataclasses import replace

import pytest

from govhub.catalogue import service
from govhub.catalogue.facts import facts_of
from govhub.platform.db import transaction
from tests.inspector import page, words


@pytest.fixture
def rename(session):
    def rename(component, name):
        with transaction(session):
            facts = replace(facts_of(component), name=name)
            service.edit(session, component, facts, seen_version=component.version)

    return rename


@pytest.fixture
def renamed(public, rename):
    component = public(name="Zaakregister")
    rename(component, "Register van zaken")
    return component


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".json",
        ".atom",
        ".ics",
        "/publiccode.yml",
        "/volgen",
        "/verloop",
        "?op=2026-01-01&a=%20b",
    ],
)
def test_an_old_address_leads_to_the_new_one(client, renamed, path):
    answer = client.get(f"/componenten/zaakregister{path}")
    assert answer.status_code == 301
    assert answer.location == f"/componenten/register-van-zaken{path}"


@pytest.mark.parametrize("path", ["/status", "/wijzigen", "/verbergen"])
def test_so_do_the_pages_of_who_keeps_it(me, renamed, path):
    answer = me.get(f"/componenten/zaakregister{path}")
    assert (answer.status_code, answer.location) == (301, f"/componenten/register-van-zaken{path}")


def test_what_was_sent_goes_along(client, renamed):
    answer = client.post("/componenten/zaakregister/volgen?vanaf=mail", data={"email": "x@y.nl"})
    assert answer.status_code == 308
    assert answer.location == "/componenten/register-van-zaken/volgen?vanaf=mail"


def test_two_names_later_one_step_is_enough(client, renamed, rename):
    rename(renamed, "Zakenboek")
    for old in ("zaakregister", "register-van-zaken"):
        assert client.get(f"/componenten/{old}").location == "/componenten/zakenboek"


def test_back_to_the_old_name_there_is_no_circle(client, renamed, rename):
    rename(renamed, "Zaakregister")
    assert client.get("/componenten/zaakregister").status_code == 200
    answer = client.get("/componenten/register-van-zaken")
    assert (answer.status_code, answer.location) == (301, "/componenten/zaakregister")


def test_it_is_found_by_its_old_name(client, renamed, work):
    work()
    found = page(client.get("/componenten?q=zaakregister"))
    assert "Register van zaken" in words(found)


def test_what_never_was_an_address_is_none(client, renamed):
    assert client.get("/componenten/nergens").status_code == 404
    assert client.get("/componenten/nergens/volgen").status_code == 404
