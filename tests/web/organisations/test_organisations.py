"""``/organisaties``: who shares what."""

import pytest

from govhub.catalogue.models import ComponentRole
from govhub.catalogue.vocabulary import OrganisationRole, Publication
from govhub.platform.db import transaction
from tests.inspector import page, words
from tests.making import make_component, make_organisation


def test_owners_are_listed_by_letter_with_how_many_components(session, client):
    make_organisation(session, slug="eindhoven", name="Éindhoven")
    make_organisation(session, slug="brabant", name="Brabant")
    make_organisation(session, slug="42", name="42 Nederland")
    make_organisation(session, slug="leeg", name="Zonder")
    for owner in ("eindhoven", "brabant", "brabant", "42"):
        make_component(session, owner_slug=owner)
    make_component(session, owner_slug="leeg", publication=Publication.SUBMITTED)
    document = page(client.get("/organisaties"))
    assert "3 organisaties zijn eigenaar" in words(document)
    assert [words(part) for part in document.find_class("gh-columns__part")] == [
        "0-9 42 Nederland 1 component",
        "B Brabant 2 componenten",
        "E Éindhoven 1 component",
    ]
    assert document.xpath("//nav[@aria-label='Ga naar een letter']//a/@href") == [
        "#letter-0-9",
        "#letter-B",
        "#letter-E",
    ]


def test_an_organisation_has_a_page_with_its_components_by_role(session, client):
    utrecht = make_organisation(
        session,
        slug="utrecht",
        name="Gemeente Utrecht",
        short_name="GU",
        kind="gemeente",
        country="NL",
        tooi_uri="https://identifier.overheid.nl/tooi/id/gemeente/gm0344",
    )
    make_component(session, name="Van ons", owner_slug="utrecht")
    other = make_component(session, name="Van een ander")
    with transaction(session):
        other.roles.append(ComponentRole(organisation=utrecht, role=OrganisationRole.SUPPLIER))
    document = page(client.get("/organisaties/utrecht"))
    text = words(document)
    assert "Afgekort GU Gemeente In het register" in text
    assert "Eigenaar van 1 component Van ons Status: Beschikbaar Helpt" in text
    assert "Leverancier van 1 component Van een ander Status: Beschikbaar" in text
    assert "/componenten?organisatie=utrecht" in document.xpath("//main//a/@href")


def test_a_foreign_organisation_shows_its_country(session, client):
    make_organisation(session, slug="dinum", name="DINUM", country="FR", kind="iets-nieuws")
    text = words(page(client.get("/organisaties/dinum")))
    assert "iets-nieuws Frankrijk" in text


def test_drafts_are_invisible(session, client):
    make_component(session, name="Geheim", owner_slug="utrecht", publication=Publication.DRAFT)
    text = words(page(client.get("/organisaties/utrecht")))
    assert "Geheim" not in text
    assert "geen componenten in de catalogus" in text
    assert "Er staan nog geen componenten" in words(page(client.get("/organisaties")))


def test_markup_in_a_name_stays_text(session, client):
    make_organisation(session, slug="x", name="<script>a</script>", short_name="<i>")
    make_component(session, owner_slug="x", summary="<img src=x>")
    for address in ("/organisaties", "/organisaties/x"):
        assert "<script>a" not in client.get(address).text


@pytest.mark.parametrize("slug", ["bestaat-niet", "x" * 500, "É", "%ff"])
def test_an_unknown_organisation_does_not_exist(client, slug):
    assert client.get(f"/organisaties/{slug}").status_code in {400, 404}


def test_the_number_of_queries_does_not_grow(session, client, statements):
    make_component(session, owner_slug="utrecht")
    few = [statements(lambda path=path: client.get(path)) for path in ADDRESSES]
    for _number in range(6):
        make_component(session, owner_slug="utrecht")
    assert [statements(lambda path=path: client.get(path)) for path in ADDRESSES] == few


ADDRESSES = ("/organisaties", "/organisaties/utrecht")
