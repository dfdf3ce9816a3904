"""``/redactie/acties`` and the registry for the site of the guidance."""

import pytest
import sqlalchemy as sa

from govhub.catalogue.actions import importing, registry
from govhub.catalogue.models import RegistryAction
from govhub.platform.audit import AuditEntry
from govhub.platform.db import transaction
from tests.inspector import page, words
from tests.making import make_component

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
    assert "Er is geen component in de catalogus met precies deze naam." in words(refused)
    editors.post(address, data={"component": "de wegwijzer van delft "})
    assert "Niet in de catalogus (0)" in words(page(editors.get("/redactie/acties")))


def test_an_action_that_is_no_component_is_asked_no_more(editors, session):
    action = bring_in(session, FACTS)
    editors.post(f"/redactie/acties/{action.public_id}/geen-component")
    assert "Niet in de catalogus (0)" in words(page(editors.get("/redactie/acties")))
    assert len(registry.read(editors.get("/principes/actions.yaml").get_data())) == 1
