"""Another name brings another address, and no address is ever lost or given away."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govhub.catalogue import hiding, queries, renaming, service
from govhub.catalogue.facts import Facts, facts_of
from govhub.catalogue.models import OldSlug
from govhub.catalogue.vocabulary import Publication
from govhub.platform.db import transaction
from tests.databases import empty_all_tables
from tests.integration.catalogue.test_workers_at_once import together
from tests.making import make_component


@pytest.fixture
def rename(session):
    def rename(component, name, **changes):
        with transaction(session):
            facts = facts_of(component).__class__(
                **{**vars(facts_of(component)), "name": name, **changes}
            )
            service.edit(session, component, facts, seen_version=component.version)

    return rename


def names(component):
    return sorted(alias.name for alias in component.aliases)


def test_the_old_address_and_the_old_name_lead_to_it(session, public, rename, told):
    component = public(name="Zaakregister")
    key = component.public_id
    rename(component, "Register van zaken")
    assert component.slug == "register-van-zaken"
    assert component.public_id == key
    assert queries.component_by_old_slug(session, "zaakregister") is component
    assert names(component) == ["Zaakregister"]
    assert told("catalogue.component_changed")[-1]["old_name"] == "Zaakregister"
    assert told("catalogue.component_changed")[-1]["old_slug"] == "zaakregister"


def test_the_old_name_back_brings_the_old_address_back(session, public, rename):
    component = public(name="Zaakregister")
    rename(component, "Register van zaken")
    rename(component, "Zaakregister")
    assert component.slug == "zaakregister"
    assert names(component) == ["Register van zaken"]
    assert [old.slug for old in session.query(OldSlug)] == ["register-van-zaken"]


def test_a_number_behind_the_name_is_another_name_too(session, public, rename):
    component = public(name="Balie")
    rename(component, "Balie 2")
    rename(component, "Balie")
    assert component.slug == "balie"


def test_nobody_else_gets_an_address_that_was_used(session, public, rename):
    component = public(name="Zaakregister")
    rename(component, "Register van zaken")
    assert public(name="Zaakregister").slug == "zaakregister-2"
    rename(public(name="Balie"), "Zaakregister")
    assert sorted(each.slug for each in queries.public_components(session)) == [
        "register-van-zaken",
        "zaakregister-2",
        "zaakregister-3",
    ]


@pytest.mark.parametrize(
    ("old", "new", "is_mistake"),
    [
        ("Zaakregsiter", "Zaakregister", True),
        ("zaak-register", "Zaak register", True),
        ("Zaakregister 2", "Zaakregister 3", False),
        ("DSO", "DSA", False),
        ("Zaakregister", "Zaaksysteem", False),
    ],
)
def test_a_mistake_in_writing_is_no_other_name(public, rename, old, new, is_mistake):
    component = public(name=old)
    rename(component, new)
    assert names(component) == ([] if is_mistake else [old])
    assert renaming.is_mistake(old, new) is is_mistake


def test_a_name_that_only_gets_capitals_keeps_its_address(session, public, rename):
    component = public(name="zaakregister")
    rename(component, "Zaakregister")
    assert component.slug == "zaakregister"
    assert session.query(OldSlug).count() == 0


def test_an_edit_of_something_else_moves_nothing(session, public, rename, told):
    component = public(name="Zaakregister")
    rename(component, "Zaakregister", summary="Anders.")
    assert session.query(OldSlug).count() == 0
    assert told("catalogue.component_changed")[-1]["old_name"] is None


def test_a_draft_keeps_the_address_that_it_began_with(session, rename):
    component = make_component(session, name="Klad", publication=Publication.DRAFT)
    rename(component, "Register")
    assert component.slug == "klad"


def test_two_that_take_a_name_at_once_get_two_addresses(session, make_session, public):
    first, second = public(name="Balie"), public(name="Loket")

    def take(component):
        def take():
            with make_session() as other, transaction(other):
                mine = other.get(type(component), component.id)
                renamed = Facts(**{**vars(facts_of(mine)), "name": "Servicepunt"})
                service.edit(other, mine, renamed, seen_version=mine.version)

        return take

    together(take(first), take(second))
    session.rollback()
    session.expire_all()
    assert sorted([first.slug, second.slug]) == ["servicepunt", "servicepunt-2"]


_NAMES = st.sampled_from(["Balie", "Balie 2", "Loket", "Register", "Nieuw", "Café", "Cafe"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=st.lists(st.tuples(st.integers(0, 3), _NAMES), max_size=12))
def test_after_any_renames_every_address_leads_to_what_once_stood_there(session, engine, steps):
    empty_all_tables(engine)
    session.rollback()
    session.expunge_all()
    components = [make_component(session, name=name) for name in ("Balie", "Loket", "Balie", "X")]
    stood = {each.slug: each.id for each in components}
    for number, name in steps:
        component = components[number]
        with transaction(session):
            renamed = Facts(**{**vars(facts_of(component)), "name": name})
            service.edit(session, component, renamed, seen_version=component.version)
        assert stood.setdefault(component.slug, component.id) == component.id
    with transaction(session):
        hiding.withdraw(session, components[0], reason="Proef.")
    for slug, key in stood.items():
        found = queries.component_at(session, slug)
        assert found is not None
        assert found.id == key
    session.rollback()
