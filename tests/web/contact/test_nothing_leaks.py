"""No page, feed or file for everybody holds an address that nobody confirmed."""

import pytest

from govhub.catalogue.events import ComponentChanged
from govhub.platform.db import transaction
from govhub.platform.outbox import record
from govhub.web.access import Access, declared
from tests.making import make_component, make_organisation

TEAM = "geheim-team@voorbeeld.nl"
PUBLICCODE = {
    "publiccodeYmlVersion": "0.4",
    "contacts": [{"name": "Jan Geheim", "email": TEAM}],
    "maintenance": {
        "type": "internal",
        "contacts": [{"name": "Jan Geheim", "email": TEAM, "affiliation": "Zwolle"}],
        "contractors": [{"name": "Bedrijf", "until": "2030-01-01", "email": TEAM}],
    },
    "x-eigen": {"email": TEAM, "wie": TEAM, "vragen": [TEAM, "Jan"], "kleur": "rood"},
    "contact": TEAM,
    "x-spiegel": "git@github.com:naam/naam.git",
}


@pytest.fixture
def component(session, work):
    make_organisation(session, name="Gemeente Zwolle")
    component = make_component(
        session,
        name="Zaakwijzer",
        owner_slug="gemeente-zwolle",
        contact_email=TEAM,
        contact_is_confirmed=False,
    )
    with transaction(session):
        component.publiccode = PUBLICCODE
        record(session, ComponentChanged(subject=str(component.public_id)))
    work()
    return component


def public_addresses(app, component):
    """Give every page for everybody, about this component where it is about one."""
    values = {"slug": [component.slug, component.owner.slug], "key": ["zaken"]}
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            is_public = rule.endpoint != "static" and declared(app, rule.endpoint) is Access.PUBLIC
            if not is_public or "GET" not in rule.methods or rule.arguments - {"slug", "key"}:
                continue
            argument = next(iter(rule.arguments), None)
            for value in values.get(argument, [None]):
                yield rule.rule.replace(f"<{argument}>", str(value))


def test_an_address_that_nobody_confirmed_is_nowhere(app, client, component):
    pages = [each for each in public_addresses(app, component) if "<" not in each]
    pages += ["/componenten?q=zaakwijzer", "/componenten?q=geheim-team", "/suggesties?q=geheim"]
    found = {page: client.get(page) for page in pages}
    assert {"/componenten/zaakwijzer", "/componenten/zaakwijzer.json"} <= set(found)
    assert "/componenten/zaakwijzer/publiccode.yml" in found
    assert "/organisaties/gemeente-zwolle" in found
    leaking = [page for page, answer in found.items() if TEAM in answer.text]
    assert leaking == []
    assert [page for page, answer in found.items() if "Jan Geheim" in answer.text] == []


def test_once_it_is_confirmed_it_is_on_the_page_and_for_programs(session, client, component):
    with transaction(session):
        component.contact_confirmed_at = component.changed_at
    for page in ("", ".json", "/publiccode.yml"):
        assert TEAM in client.get(f"/componenten/zaakwijzer{page}").text, page


def test_the_file_keeps_what_else_it_said(client, component):
    text = client.get("/componenten/zaakwijzer/publiccode.yml").text
    assert "Bedrijf" in text
    assert "rood" in text
    assert "git@github.com:naam/naam.git" in text
