"""The index follows what happens to components, and can be compared with the database."""

import uuid

import pytest
from sqlalchemy.orm import Session, sessionmaker

from govhub.catalogue import service
from govhub.catalogue.events import ComponentChanged, ComponentWithdrawn
from govhub.catalogue.facts import facts_of
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.outbox import Parcel, Relay
from govhub.search import indexer
from govhub.search.engine import Hit, SearchUnavailable
from govhub.search.engines.memory import MemoryEngine
from tests.integration.search.documents import counts, found
from tests.making import make_component


@pytest.fixture
def index():
    return MemoryEngine()


@pytest.fixture
def relay(engine, index):
    return Relay(sessionmaker(engine, expire_on_commit=False), [indexer.Indexer(index)])


def parcel(event, component):
    return Parcel(
        event=event(subject=str(component.public_id)),
        receiver="index",
        key=uuid.uuid4(),
        occurred_at=clock.now(),
    )


def test_a_component_is_found_from_the_moment_that_it_is_published(session, relay, index):
    component = make_component(session, name="Zaakbrug")
    make_component(session, name="Zaakklad", publication=Publication.DRAFT)

    relay.work_until_idle()

    assert found(index, "zaakbrug zaakklad") == [str(component.public_id)]


def test_the_index_has_what_the_component_is_now(session, relay, index):
    component = make_component(session, name="Zaakbrug", status=Status.DEMO)
    relay.work_until_idle()
    with transaction(session):
        facts = facts_of(component)
        service.edit(
            session, component, facts.__class__(name="Kaartbrug"), seen_version=component.version
        )
        wish = service.StatusWish(new=Status.CONCEPT, reason="Terug naar de tekentafel.")
        service.change_status(session, component, wish, decided_by="Gemeente")
    relay.work_until_idle()

    assert found(index, "zaakbrug") == []
    assert found(index, "kaartbrug") == [str(component.public_id)]
    assert counts(index, "status") == {"concept": 1}


def test_a_component_that_is_withdrawn_is_not_found_any_more(session, relay, index):
    component = make_component(session)
    relay.work_until_idle()
    with transaction(session):
        service.hide(session, component)

    relay.work_until_idle()

    assert found(index) == []


def test_a_component_that_is_published_while_it_is_removed_stays(engine, session):
    component = make_component(session)
    with transaction(session):
        service.hide(session, component)

    class PublishedMeanwhile(MemoryEngine):
        def delete(self, ids):
            super().delete(ids)
            with transaction(session):
                service.publish(session, component)

    index = PublishedMeanwhile()
    with Session(engine) as reader:
        indexer.Indexer(index).deliver(reader, parcel(ComponentWithdrawn, component))

    assert found(index) == [str(component.public_id)]


def test_what_changed_while_the_indexer_waited_for_another_is_not_missed(engine, session):
    component = make_component(session, name="Zaakbrug")

    class WaitsForAnother(MemoryEngine):
        def index(self, documents):
            with transaction(session):
                component.name = "Kaartbrug"
            super().index(documents)

    index = WaitsForAnother()
    with Session(engine) as reader:
        reader.get(Component, component.id)
        indexer.Indexer(index).deliver(reader, parcel(ComponentChanged, component))

    assert found(index, "kaartbrug") == [str(component.public_id)]


def test_events_wait_while_the_index_is_unavailable(session, relay, index):
    make_component(session)
    index.is_available = False

    relay.work()
    index.is_available = True

    assert found(index) == []
    assert not indexer.check(session, index).is_equal


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
        service.hide(session, hidden)
        changed.summary = "Anders."

    report = indexer.check(session, index)

    assert (report.missing, report.outdated, report.superfluous) == (1, 1, 1)
    assert "1 ontbreken, 1 zijn verouderd en 1 horen er niet meer in" in str(report)


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
