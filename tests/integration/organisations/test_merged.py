"""What an organisation had goes on when it becomes part of another: to find, to follow, to read."""

from itertools import pairwise

import pytest

from govhub.accounts import organisations, queries
from govhub.catalogue import facets
from govhub.catalogue.ledger.queries import ChangeFilter, status_changes
from govhub.catalogue.status import Status
from govhub.following import telling
from govhub.following.telling import News
from govhub.platform.db import transaction
from govhub.search import document, plain_list
from govhub.search.engine import Query
from tests.making import make_component, make_follower, make_organisation

NEWS = News(new=Status.AVAILABLE)


@pytest.fixture
def merged(session, editor):
    """Return three of which the first became part of the second, and that of the third."""
    found = [make_organisation(session, name=f"Gemeente {name}") for name in ("Oud", "Fusie", "Nu")]
    for old, new in pairwise(found):
        with transaction(session):
            organisations.merge(session, editor, old, new)
    return found


@pytest.fixture
def component(session, merged):
    return make_component(session, name="Zaakwijzer", owner_slug=merged[0].slug)


def told(session, component):
    session.rollback()
    return set(telling.mail_at_once(session, component, NEWS, ()))


def test_who_follows_the_old_or_the_new_one_hears_of_what_the_old_one_had(
    session, merged, component
):
    wanted = {str(make_follower(session, each).public_id) for each in merged}
    make_follower(session, make_organisation(session, name="Gemeente Anders"))
    assert told(session, component) == wanted


def test_who_follows_the_old_one_hears_nothing_of_what_the_new_one_had(session, merged):
    make_follower(session, merged[0])
    component = make_component(session, owner_slug=merged[2].slug)
    assert told(session, component) == set()


def test_memory_says_the_same_as_the_database(session, merged, component):
    for each in merged:
        subscription = make_follower(session, each)
        assert telling.covers(subscription, component, NEWS, ())


def test_changes_of_the_new_one_are_those_of_the_old_one_too(session, merged, component):
    make_component(session, owner_slug="gemeente-anders")
    for each in merged:
        lines = status_changes(session, ChangeFilter(organisation_id=each.id), limit=9)
        assert {line.component_id for line in lines} == {component.id}


def test_the_filter_on_the_new_one_finds_what_the_old_one_had(session, merged, component):
    make_component(session, owner_slug="gemeente-anders")
    for each in merged:
        query = Query(text="", filters={"organisatie": (each.slug,)}, facets=("organisatie",))
        assert plain_list.search(session, query).total == 1


def test_the_list_and_the_index_say_the_same(session, merged, component):
    slugs = {each.slug for each in merged}
    assert set(document.document_of(component).facets["organisatie"]) == slugs
    found = plain_list.search(session, Query(text="", facets=("organisatie",)))
    assert {each.value for each in found.facets["organisatie"]} == slugs


def test_the_name_of_the_new_one_finds_what_the_old_one_had(component):
    assert "Gemeente Nu" in document.document_of(component).organisation


def test_the_filter_says_what_became_of_it(session, merged):
    labels = facets.facet_labels(session)["organisatie"]
    assert labels["gemeente-oud"] == "Gemeente Oud (opgegaan in Gemeente Fusie)"
    assert labels["gemeente-nu"] == "Gemeente Nu"


def test_a_circle_in_the_database_does_not_go_round_for_ever(session, merged, component):
    with transaction(session):
        merged[2].merged_into = merged[0]
    assert len(session.scalars(queries.with_what_was_merged(merged[0].id)).all()) == 3
    assert plain_list.search(session, Query(text="", facets=("organisatie",))).total == 1
    assert told(session, component) == set()
