"""The index can be built anew from the database, compared with it, and repaired."""

import pytest

from govhub.catalogue import hiding
from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import Publication
from govhub.platform.db import transaction
from govhub.search import indexer
from govhub.search.engine import Hit, SearchUnavailable
from govhub.search.engines.memory import MemoryEngine
from tests.integration.search.documents import found
from tests.making import make_category, make_component, make_organisation


@pytest.fixture
def index():
    return MemoryEngine()


def test_a_rebuild_brings_in_every_public_component(session, index):
    make_component(session)
    make_component(session)
    make_component(session, publication=Publication.SUBMITTED)

    assert indexer.rebuild(session, index) == 2
    assert indexer.check(session, index).is_equal
    assert str(indexer.check(session, index)).endswith("2 componenten.")


def test_a_check_counts_what_differs(session, index):
    hidden, changed, _same = (make_component(session) for _ in range(3))
    indexer.rebuild(session, index)
    make_component(session)
    with transaction(session):
        hiding.withdraw(session, hidden, reason="Dubbel.")
        changed.summary = "Anders."

    report = indexer.check(session, index)

    assert (report.missing, report.outdated, report.superfluous) == (1, 1, 1)
    assert "1 ontbreken, 1 zijn verouderd en 1 horen er niet meer in" in str(report)


def test_a_repair_brings_in_what_differs_and_takes_out_what_should_not_be_there(session, index):
    hidden, changed, _same = (make_component(session) for _ in range(3))
    indexer.rebuild(session, index)
    make_component(session)
    with transaction(session):
        hiding.withdraw(session, hidden, reason="Dubbel.")
        changed.summary = "Anders."

    report = indexer.repair(session, index)

    assert (report.missing, report.outdated, report.superfluous) == (1, 1, 1)
    assert indexer.check(session, index).is_equal


def test_a_repair_notices_another_name_of_what_a_component_belongs_to(session, index):
    owner = make_organisation(session, slug="stad", name="Gemeente Stad")
    category = make_category(session, key="zaken", name="Zaken")
    component = make_component(session, owner_slug="stad", category_keys=("zaken",))
    indexer.rebuild(session, index)
    with transaction(session):
        owner.name, category.name = "Gemeente Buurt", "Dossiers"

    assert indexer.repair(session, index).outdated == 1

    assert found(index, "buurt") == found(index, "dossiers") == [str(component.public_id)]
    assert found(index, "stad") == []


def test_what_changed_while_the_indexer_waited_for_another_is_not_missed(session):
    component = make_component(session, name="Zaakbrug")

    class WaitsForAnother(MemoryEngine):
        def index(self, documents):
            with transaction(session):
                component.name = "Kaartbrug"
            super().index(documents)

    index = WaitsForAnother()
    session.get(Component, component.id)
    indexer.bring_in(session, index, [str(component.public_id)])

    assert found(index, "kaartbrug") == [str(component.public_id)]


def test_the_documents_can_be_watched(session, index):
    make_component(session, name="Zaakbrug")
    seen = []

    def watch(documents):
        for document in documents:
            seen.append(document.name)
            yield document

    indexer.rebuild(session, index, watch=watch)
    indexer.repair(session, index, watch=watch)

    assert seen == ["Zaakbrug", "Zaakbrug"]


def test_an_index_that_cannot_be_read_is_not_usable_and_lacks_everything(session, index):
    make_component(session)
    index.is_available = False

    assert not indexer.is_usable(index)
    assert indexer.check(session, index).missing == 1
    with pytest.raises(SearchUnavailable):
        index.fingerprints()


def test_hits_are_told_by_name_in_their_order(session):
    first = make_component(session, name="Zaakbrug")
    second = make_component(session, name="Kaartbrug")

    hits = [Hit(str(second.public_id)), Hit(str(first.public_id))]
    assert indexer.titles(session, hits) == ["Kaartbrug (kaartbrug)", "Zaakbrug (zaakbrug)"]
