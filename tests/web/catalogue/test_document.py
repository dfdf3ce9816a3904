"""``/componenten/<slug>.json``: the page of a component for a program."""

from datetime import timedelta

import pytest

from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.platform.db import transaction
from tests.inspector import page
from tests.making import make_component, make_relation
from tests.places import DOCS

ADDRESS = "/componenten/kees.json"


@pytest.fixture
def kees(session):
    return make_component(session, name="Kees", reason="Getest.", principle_keys=("open",))


def test_it_says_what_it_is_and_what_the_status_is(client, kees):
    answer = client.get(ADDRESS)
    assert answer.mimetype == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    found = answer.json
    assert list(found)[:3] == ["id", "naam", "adres"]
    assert found["id"] == str(kees.public_id)
    assert found["adres"] == "http://localhost/componenten/kees"
    assert found["organisaties"] == [
        {
            "rol": "eigenaar",
            "naam": "Gemeente voorbeeld",
            "adres": "http://localhost/organisaties/gemeente-voorbeeld",
        }
    ]
    assert found["richtlijnen"][0]["sleutel"] == "open"
    assert found["peildatum"] is None
    assert found["status"] == {
        "waarde": "beschikbaar",
        "naam": "Beschikbaar",
        "sinds": clock.today().isoformat(),
        "besluitVan": "redactie GovHub",
        "reden": "Getest.",
        "bron": None,
        "einddatum": None,
        "bevestigdOp": clock.today().isoformat(),
        "bevestigenVoor": kees.confirm_by.isoformat(),
        "isTeLaatBevestigd": False,
    }


def test_it_holds_the_ledger_what_was_announced_and_what_is_near(session, client, kees, decide):
    mies = make_component(session, name="Mies")
    make_relation(session, kees, "vereist", mies)
    day = clock.today() + timedelta(days=9)
    decide(kees, Status.ENDED, on=day, reason="Op.", successor_slug="mies")
    found = client.get(ADDRESS).json
    (plan,) = found["aankondigingen"]
    assert (plan["status"], plan["ingangsdatum"]) == ("beeindigd", day.isoformat())
    assert plan["opvolger"] == "http://localhost/componenten/mies"
    announcement, first = found["verloop"]
    assert (announcement["soort"], announcement["statusNieuw"]) == ("aankondiging", "beeindigd")
    assert (first["soort"], first["statusOud"], first["reden"]) == ("wijziging", None, "Getest.")
    assert first["vastgelegdOp"].endswith("Z")
    assert len(first["zegel"]) == 64
    assert found["verwant"] == [
        {
            "relatie": "vereist",
            "richting": "naar",
            "naam": "Mies",
            "adres": "http://localhost/componenten/mies",
            "status": "beschikbaar",
            "isOpvolger": False,
            "isVerborgen": False,
            "reden": None,
        }
    ]


def test_a_correction_names_the_line_that_it_is_about(client, kees, decide, correct):
    decide(kees, Status.DEMO, reason="Oeps.")
    correct(kees, Status.AVAILABLE)
    correction, mistake, _first = client.get(ADDRESS).json["verloop"]
    assert (correction["soort"], correction["gaatOver"]) == ("correctie", mistake["id"])


def test_nothing_of_persons_is_in_it(session, client, submitter):
    make_component(session, name="Kees", submitted_by=submitter)
    assert submitter.email not in client.get(ADDRESS).text


def test_whoever_has_it_already_gets_nothing(session, client, kees):
    first = client.get(ADDRESS)
    again = client.get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    with transaction(session):
        kees.name = "Anders"
    later = client.get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]})
    assert later.status_code == 200


def test_only_what_is_public_has_one(session, client):
    make_component(session, name="Geheim", publication=Publication.SUBMITTED)
    for slug in ("geheim", "bestaat-niet"):
        assert client.get(f"/componenten/{slug}.json").status_code == 404


def test_the_page_leads_to_it(client, kees):
    head = page(client.get("/componenten/kees?op=2026-01-01")).head
    assert head.xpath("link[@type='application/json']/@href") == [f"{ADDRESS}?op=2026-01-01"]


def test_every_field_is_documented(client, kees, decide):
    decide(kees, Status.ENDED, on=clock.today() + timedelta(days=9), reason="Op.")
    documented = (DOCS / "gebruik.md").read_text(encoding="utf-8")
    found = [client.get(ADDRESS).json, client.get(f"{ADDRESS}?op=2020-01-01").json]
    fields = {name for each in found for name in _fields(each)}
    assert {name for name in fields if f"`{name}`" not in documented} == set()


def _fields(value):
    if isinstance(value, dict):
        for name, each in value.items():
            yield name
            yield from _fields(each)
    elif isinstance(value, list):
        for each in value:
            yield from _fields(each)
