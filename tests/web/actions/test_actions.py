"""``/redactie/acties`` and the registry for the site of the guidance."""

import pytest
import sqlalchemy as sa

from govhub.catalogue.actions import importing, registry
from govhub.catalogue.facts import facts_of
from govhub.catalogue.models import RegistryAction
from govhub.catalogue.serving import PrincipleDetail
from govhub.guidance.models import Phase
from govhub.platform.audit import AuditEntry
from govhub.platform.db import transaction
from tests.inspector import page, words
from tests.making import make_component, make_principle

FACTS = {
    "id": "wegwijzer",
    "name": "Wegwijzer",
    "source": "https://nieuw.voorbeeld.nl/",
    "description": "Wijst <b>de weg</b>",
    "richtlijn": "data",
    "type": "tool",
    "action": "Starten",
    "date_added": "08-12-2025",
    "status": "beschikbaar",
}


@pytest.fixture
def editors(browser, editor):
    return browser(editor)


def bring_in(session, *rows):
    with transaction(session):
        importing.bring_in(session, rows)
    return session.scalars(sa.select(RegistryAction)).first()


def test_the_file_is_the_registry_as_it_is_today(client, session):
    bring_in(session, FACTS)
    response = client.get("/principes/actions.yaml")
    assert response.content_type == "application/yaml; charset=utf-8"
    assert registry.read(response.get_data()) == [FACTS]
    headers = {"If-None-Match": response.headers["ETag"]}
    assert client.get("/principes/actions.yaml", headers=headers).status_code == 304


def test_a_difference_is_shown_with_both_sides_and_taken_over(editors, session):
    component = make_component(
        session, name="Wegwijzer", website_url="https://oud.nl", principle_keys=("data",)
    )
    action = bring_in(session, FACTS)
    text = words(page(editors.get("/redactie/acties")))
    assert "Verschillen (1)" in text
    assert "Link in het register https://nieuw.voorbeeld.nl/" in text
    assert "Link in de catalogus https://oud.nl" in text
    response = editors.post(f"/redactie/acties/{action.public_id}/source/overnemen")
    assert response.location == "/redactie/acties"
    session.expire_all()
    assert component.website_url == "https://nieuw.voorbeeld.nl/"
    assert "Overgenomen bij Wegwijzer." in words(page(editors.get("/redactie/acties")))
    assert "actie-overgenomen" in session.scalars(sa.select(AuditEntry.action)).all()


def test_a_difference_that_is_left_is_asked_no_more(editors, session):
    make_component(
        session, name="Wegwijzer", website_url="https://oud.nl", principle_keys=("data",)
    )
    action = bring_in(session, FACTS)
    editors.post(f"/redactie/acties/{action.public_id}/source/laten")
    assert "Verschillen (0)" in words(page(editors.get("/redactie/acties")))


@pytest.mark.parametrize("step", ["overnemen", "laten"])
def test_a_difference_that_went_meanwhile_is_no_error(editors, session, step):
    action = bring_in(session, FACTS)
    response = editors.post(f"/redactie/acties/{action.public_id}/source/{step}")
    assert response.status_code == 409
    assert "Dit verschil is er niet meer." in words(page(response))


def test_an_action_is_linked_by_the_name_of_its_component(editors, session):
    make_component(session, name="De wegwijzer van Delft")
    action = bring_in(session, FACTS)
    assert "Niet in de catalogus (1)" in words(page(editors.get("/redactie/acties")))
    address = f"/redactie/acties/{action.public_id}"
    refused = page(editors.post(address, data={"component": "Iets"}))
    assert "Dit component kennen we niet." in words(refused)
    editors.post(address, data={"component": "de wegwijzer van delft "})
    shown = words(page(editors.get("/redactie/acties?toon=gekoppeld")))
    assert "Niet in de catalogus (0)" in shown
    assert "Hoort bij De wegwijzer van Delft" in shown


def test_part_of_a_name_brings_those_that_may_be_meant(editors, session):
    for town in ("Delft", "Gouda"):
        make_component(session, name=f"Wegwijzer {town}")
    action = bring_in(session, FACTS)
    address = f"/redactie/acties/{action.public_id}"
    offered = page(editors.post(address, data={"component": "wegwijzer"}))
    choices = offered.xpath("//input[@name='component-keuze']/@value")
    assert sorted(choices) == ["wegwijzer-delft", "wegwijzer-gouda"]
    editors.post(address, data={"component": "wegwijzer", "component-keuze": "wegwijzer-gouda"})
    session.expire_all()
    assert action.component.name == "Wegwijzer Gouda"
    names = editors.get("/redactie/acties/namen?q=delft").get_json()
    assert "Wegwijzer Delft" in str(names)
    assert "Gouda" not in str(names)


def test_a_long_list_has_pages_and_a_choice_of_lists(editors, session):
    bring_in(session, *({**FACTS, "id": f"actie-{n}", "name": f"Actie {n}"} for n in range(25)))
    first = page(editors.get("/redactie/acties?toon=los"))
    assert "Niet in de catalogus (25)" in words(first)
    assert len(first.xpath("//main//li/strong")) == 20
    second = page(editors.get("/redactie/acties?toon=los&pagina=2"))
    assert len(second.xpath("//main//li/strong")) == 5


def test_what_has_no_link_is_a_list_of_its_own_and_everything_is_one(editors, session):
    make_component(session, name="Wegwijzer")
    rows = [
        {**FACTS, "id": "a"},
        {**FACTS, "id": "b", "name": "Bouwer", "source": None},
        {**FACTS, "id": "c", "name": "Cursus"},
    ]
    bring_in(session, *rows)
    without = page(editors.get("/redactie/acties?toon=zonder-link"))
    assert [words(each) for each in without.xpath("//main//li/strong")] == ["Bouwer"]
    assert "Het register noemt geen link. Koppelen" in words(without)
    every = page(editors.get("/redactie/acties?toon=alle"))
    assert [words(each) for each in every.xpath("//main//li/strong")] == [
        "Wegwijzer",
        "Bouwer",
        "Cursus",
    ]
    assert "Hoort bij geen component." in words(every)


def test_phases_are_taken_over_and_the_rest_of_what_the_owner_said_stays(editors, session):
    make_principle(session, key="data", title="Maak beter gebruik van data")
    component = make_component(
        session,
        name="Wegwijzer",
        website_url=FACTS["source"],
        principle_keys=("data",),
        principle_details={"data": PrincipleDetail(motivation="Wijst.", phases=(Phase.LIVE,))},
    )
    action = bring_in(session, {**FACTS, "fase": ["bouw"]})
    editors.post(f"/redactie/acties/{action.public_id}/fase/overnemen")
    session.expire_all()
    assert facts_of(component).principle_details == {
        "data": PrincipleDetail(motivation="Wijst.", phases=(Phase.BUILDING, Phase.LIVE))
    }
    assert "Verschillen (0)" in words(page(editors.get("/redactie/acties")))


def test_a_guideline_is_called_by_its_title(editors, session):
    make_principle(session, key="data", title="Maak beter gebruik van data")
    make_component(session, name="Wegwijzer", website_url=FACTS["source"], principle_keys=())
    bring_in(session, FACTS)
    shown = words(page(editors.get("/redactie/acties")))
    assert "Richtlijn in het register Maak beter gebruik van data" in shown


def test_an_action_that_is_no_component_is_asked_no_more(editors, session):
    action = bring_in(session, FACTS)
    editors.post(f"/redactie/acties/{action.public_id}/geen-component")
    assert "Niet in de catalogus (0)" in words(page(editors.get("/redactie/acties")))
    assert len(registry.read(editors.get("/principes/actions.yaml").get_data())) == 1


def test_an_action_that_is_no_component_is_not_linked_by_a_later_import(editors, session):
    action = bring_in(session, FACTS)
    editors.post(f"/redactie/acties/{action.public_id}/geen-component")
    make_component(session, name="Wegwijzer", website_url=FACTS["source"])
    bring_in(session, {**FACTS, "description": "Nieuw"})
    session.expire_all()
    assert (action.facts["description"], action.component) == ("Nieuw", None)
