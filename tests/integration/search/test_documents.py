"""What the engine gets to know of a component."""

import pytest

from govhub.catalogue.models import ComponentRole
from govhub.catalogue.vocabulary import Kind, OrganisationRole
from govhub.platform.db import transaction
from govhub.search.document import document_of
from tests.making import make_category, make_component, make_organisation


@pytest.fixture
def component(session):
    make_category(session, key="betaling", name="Betaling", synonyms=["afrekenen"])
    make_organisation(session, slug="stad", name="Gemeente Stad", short_name="STAD")
    component = make_component(
        session,
        name="Betaalmodule",
        description="# Kop\n\nEen [link](https://voorbeeld.nl) & **vet**.\n\n- punt",
        keywords=("leges",),
        aliases=("Kassa", "Betaalding"),
        kind=Kind.MODULE,
        category_keys=("betaling",),
        standard_keys=("stuf",),
        principle_keys=("open",),
        owner_slug="stad",
    )
    supplier = make_organisation(session, name="Bouwer BV")
    with transaction(session):
        role = ComponentRole(organisation=supplier, role=OrganisationRole.SUPPLIER)
        component.roles = [*component.roles, role]
    return component


def test_a_component_is_found_by_everything_that_is_said_about_it(component):
    document = document_of(component)

    assert document.id == str(component.public_id)
    assert document.description == "Kop\nEen link & vet.\npunt"
    assert document.organisation == "Gemeente Stad STAD Bouwer BV"
    assert document.aliases == ("Betaalding", "Kassa")
    assert document.categories == ("Betaling", "afrekenen")
    assert document.changed_at == int(component.changed_at.timestamp())


def test_a_component_is_filtered_by_keys_and_by_its_owner_only(component):
    assert document_of(component).facets == {
        "status": ("beschikbaar",),
        "categorie": ("betaling",),
        "organisatie": ("stad",),
        "licentie": ("EUPL-1.2",),
        "soort": ("module",),
        "standaard": ("stuf",),
        "principe": ("open",),
    }


def test_the_fingerprint_follows_the_content(session, component):
    before = document_of(component).fingerprint
    session.expire_all()

    assert document_of(component).fingerprint == before
    with transaction(session):
        component.keywords = ["leges", "boete"]
    assert document_of(component).fingerprint != before
