"""Without an index there is the plain list from the database, with all filters and counts."""

import pytest

from govhub.catalogue.models import ComponentRole
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Kind, OrganisationRole, Publication
from govhub.platform.db import transaction
from govhub.search import fallback, indexer
from govhub.search.engine import Query, Sort, Suggestion
from govhub.search.engines.memory import MemoryEngine
from tests.making import make_component, make_organisation

FILTERS = [
    {},
    {"status": ("demo",)},
    {"status": ("demo", "beschikbaar"), "categorie": ("betaling",)},
    {"licentie": ("MIT",), "soort": ("software", "api")},
    {"organisatie": ("gemeente-voorbeeld",), "standaard": ("stuf",), "principe": ("open",)},
    {"standaard": ("bestaat-niet",)},
    {"licentie": ()},
    {"onbekend": ("x",)},
]


@pytest.fixture
def catalogue(session):
    make_component(session, name="Aap", status=Status.DEMO, category_keys=("betaling", "zaken"))
    make_component(session, name="Beer", category_keys=("betaling",), principle_keys=("open",))
    make_component(
        session, name="Chimpansee", licence="MIT", kind=Kind.API, owner_slug="waterschap"
    )
    make_component(session, name="Das", standard_keys=("stuf", "oin"), principle_keys=("open",))
    ezel = make_component(session, name="Ezel", licence=None, closed_reason="Dienst")
    supplier = make_organisation(session, name="Bouwer")
    with transaction(session):
        role = ComponentRole(organisation=supplier, role=OrganisationRole.SUPPLIER)
        ezel.roles = [*ezel.roles, role]
    make_component(session, name="Verborgen aap", publication=Publication.HIDDEN)


@pytest.fixture
def broken():
    engine = MemoryEngine()
    engine.is_available = False
    return engine


@pytest.mark.parametrize("filters", FILTERS)
@pytest.mark.parametrize("sort", [Sort.NAME, Sort.CHANGED])
def test_filters_and_counts_are_those_of_the_engine(session, catalogue, broken, filters, sort):
    engine = MemoryEngine()
    indexer.rebuild(session, engine)
    query = Query(filters=filters, sort=sort, per_page=3)

    with_index = fallback.search(session, engine, query)
    without = fallback.search(session, broken, query)

    assert (with_index.is_fallback, without.is_fallback) == (False, True)
    assert without.results.facets == with_index.results.facets
    assert without.results.total == with_index.results.total
    if sort is Sort.NAME:
        assert without.results.hits == with_index.results.hits


def test_the_last_change_comes_first_when_asked(session, catalogue, broken):
    query = Query(sort=Sort.CHANGED, per_page=2, page=2)
    found = fallback.search(session, broken, query).results

    assert indexer.titles(session, found.hits) == ["Chimpansee (chimpansee)", "Beer (beer)"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("beer", ["Beer"]),
        ("de AAP", ["Aap"]),
        ("das voor gemeenten", ["Das"]),
        ("cafés", ["Café"]),
        ("ideeën", ["Café"]),
        ("100%", ["Café"]),
        ("0% korst", []),
        ("onbekend aap", []),
        ("?!", []),
        ("nul\0teken", []),
    ],
)
def test_all_words_must_be_there(session, catalogue, broken, text, names):
    make_component(session, name="Café", summary="Alle cafés, 100", keywords=("ideeën", "korting"))

    found = fallback.search(session, broken, Query(text=text)).results

    assert [line.split(" (")[0] for line in indexer.titles(session, found.hits)] == names
    assert found.total == len(names)


def test_who_has_the_words_in_the_name_comes_first(session, broken):
    make_component(session, name="Aap", summary="Lijkt op een zebra.")
    zebra = make_component(session, name="Zebra")

    found = fallback.search(session, broken, Query(text="zebra")).results

    assert found.total == 2
    assert found.hits[0].id == str(zebra.public_id)


def test_names_complete_what_is_typed(session, catalogue, broken):
    make_component(session, name="Baap_1")

    assert fallback.suggest(session, broken, "AAP") == (
        Suggestion("Aap", "component"),
        Suggestion("Baap_1", "component"),
    )
    assert fallback.suggest(session, broken, "p_") == (Suggestion("Baap_1", "component"),)
    assert fallback.suggest(session, broken, "a", limit=1) == (Suggestion("Aap", "component"),)
    assert fallback.suggest(session, broken, " \0 ") == ()


def test_with_an_index_the_engine_answers(session, catalogue):
    engine = MemoryEngine()
    indexer.rebuild(session, engine)

    assert fallback.search(session, engine, Query(text="beeren")).results.total == 1
    assert fallback.suggest(session, engine, "ch") == (Suggestion("Chimpansee", "component"),)
