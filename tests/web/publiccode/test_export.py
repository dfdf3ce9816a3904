"""``/componenten/<slug>/publiccode.yml``: what the catalogue says, for other catalogues."""

import pytest
from ruamel.yaml import YAML

from govhub.catalogue.interchange.publiccode import check, is_valid
from govhub.catalogue.vocabulary import Maintenance, Publication
from govhub.platform.db import transaction
from govhub.reuse import service
from govhub.reuse.facts import Use
from govhub.reuse.models import Phase
from tests.making import make_component, make_member, make_organisation

LONG = "Zaakbrug vertaalt berichten van oude zaaksystemen naar nieuwe. " * 4


def complete(session, **overrides):
    values = {
        "name": "Zaakbrug",
        "description": LONG,
        "maintenance": Maintenance.NONE,
    }
    component = make_component(session, **values | overrides)
    with transaction(session):
        component.platforms, component.languages = ["web"], ["nl"]
    return component


def exported(client, component):
    answer = client.get(f"/componenten/{component.slug}/publiccode.yml")
    assert answer.status_code == 200
    return answer.text


def test_the_file_of_a_complete_component_is_valid(client, session):
    text = exported(client, complete(session))
    assert is_valid(check(text)), check(text)
    assert YAML(typ="safe").load(text)["name"] == "Zaakbrug"


@pytest.mark.parametrize("is_confirmed", [True, False])
@pytest.mark.parametrize("maintenance", Maintenance)
def test_the_file_is_valid_whoever_keeps_it_going(client, session, maintenance, is_confirmed):
    component = complete(session, maintenance=maintenance, contact_is_confirmed=is_confirmed)
    text = exported(client, component)
    assert is_valid(check(text)), check(text)


def test_a_contract_without_a_supplier_is_not_claimed(client, session):
    text = exported(client, complete(session, maintenance=Maintenance.CONTRACT))
    assert YAML(typ="safe").load(text)["maintenance"]["type"] == "internal"


def test_what_an_imported_file_said_beside_our_facts_stays(client, session):
    component = complete(session)
    with transaction(session):
        component.publiccode = {"usedBy": ["Gemeente Voorbeeld"], "roadmap": "https://x.nl/plan"}
    assert "Gemeente Voorbeeld" in exported(client, component)


def test_a_contact_that_was_not_confirmed_is_left_out(client, session):
    component = complete(session, contact_is_confirmed=False)
    assert "team@voorbeeld.nl" not in exported(client, component)


def test_it_is_not_sent_twice_to_who_has_it(client, session):
    component = complete(session)
    address = f"/componenten/{component.slug}/publiccode.yml"
    tag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_what_is_not_public_has_no_file(client, session):
    component = complete(session, publication=Publication.DRAFT)
    assert client.get(f"/componenten/{component.slug}/publiccode.yml").status_code == 404


def test_who_runs_it_by_what_both_sides_say_is_named(client, session):
    component = complete(session)
    with transaction(session):
        component.publiccode = {
            "softwareType": "standalone/web",
            "usedBy": ["gemeente ZWOLLE", "Stichting Ver Weg"],
        }
    for name, phase, is_confirmed in (
        ("Gemeente Zwolle", Phase.PRODUCTION, True),
        ("Gemeente Utrecht", Phase.PILOT, True),
        ("Gemeente Kijker", Phase.EXPLORING, True),
        ("Gemeente Beweerd", Phase.PRODUCTION, False),
    ):
        organisation = make_organisation(session, name=name)
        user = make_member(session, organisation)
        with transaction(session):
            reuse = service.claim(session, user, component, organisation, Use(phase=phase))
            if is_confirmed:
                service.confirm_as(session, reuse, by=None)
    text = exported(client, component)
    assert is_valid(check(text)), check(text)
    assert YAML(typ="safe").load(text)["usedBy"] == [
        "gemeente ZWOLLE",
        "Stichting Ver Weg",
        "Gemeente Utrecht",
    ]
