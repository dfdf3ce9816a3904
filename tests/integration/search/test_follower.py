"""The index follows what happens to components: nothing is missed and nothing is done twice."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import sessionmaker

from govhub.catalogue import changing, hiding, service
from govhub.catalogue.events import ComponentChanged
from govhub.catalogue.facts import facts_of
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.outbox import RecordedEvent, record
from govhub.search import indexer
from govhub.search.engine import SearchUnavailable
from govhub.search.engines.memory import MemoryEngine
from govhub.search.engines.whoosh import WhooshEngine
from govhub.search.follower import Follower
from tests.integration.search.documents import counts, found
from tests.making import make_category, make_component


@pytest.fixture
def index():
    return MemoryEngine()


@pytest.fixture
def make_session(engine):
    return sessionmaker(engine, expire_on_commit=False)


@pytest.fixture
def follower(make_session, index):
    follower = Follower(make_session, index)
    follower.work()
    return follower


def change(session, component, **changes):
    with transaction(session):
        facts = facts_of(component)
        facts = facts.__class__(**{**vars(facts), **changes})
        service.edit(session, component, facts, seen_version=component.version)


def tell_of(session, component, number):
    """Let an event with this number become visible."""
    event = ComponentChanged(subject=str(component.public_id))
    with transaction(session):
        record(session, event).id = number


def let_time_pass(session):
    """Make every event so old that no other can appear before it any more."""
    with transaction(session):
        past = clock.now() - 2 * indexer.LATEST
        session.execute(update(RecordedEvent).values(occurred_at=past))


def test_a_component_is_found_from_the_moment_that_it_is_published(session, follower, index):
    component = make_component(session, name="Zaakbrug")
    make_component(session, name="Zaakklad", publication=Publication.DRAFT)

    follower.work()

    assert found(index, "zaakbrug zaakklad") == [str(component.public_id)]


def test_the_index_has_what_the_component_is_now(session, follower, index):
    component = make_component(session, name="Fietspomp", status=Status.DEMO)
    follower.work()
    change(session, component, summary="Meet het klimaat.", purposes=("klimaatmeting doen",))
    with transaction(session):
        wish = changing.StatusWish(new=Status.CONCEPT, reason="Terug naar de tekentafel.")
        changing.change_status(session, component, wish, decided_by="Gemeente")
    follower.work()

    assert found(index, "klimaatmeting") == [str(component.public_id)]
    assert counts(index, "status") == {"concept": 1}


def test_a_component_that_was_renamed_is_found_by_both_names(session, follower, index):
    component = make_component(session, name="Fietspomp")
    follower.work()
    change(session, component, name="Klimaatmeting")
    follower.work()

    for name in ("fietspomp", "klimaatmeting"):
        assert found(index, name) == [str(component.public_id)]


def test_a_component_that_is_withdrawn_is_not_found_any_more(session, follower, index):
    component = make_component(session)
    follower.work()
    with transaction(session):
        hiding.withdraw(session, component, reason="Dubbel.")

    follower.work()

    assert found(index) == []


def test_many_changes_at_once_are_all_brought_in(session, follower, index):
    components = [make_component(session) for _ in range(5)]
    follower.work()
    for component in components:
        change(session, component, summary="Nu over kaarten.")
        change(session, component, summary="Nu over bomen.")

    follower.work()

    assert len(found(index, "bomen")) == 5
    assert found(index, "kaarten") == []
    assert indexer.check(session, index).is_equal


def test_nothing_new_asks_nothing_of_the_index(session, follower, index):
    make_component(session)
    assert follower.work() > 0
    index.index = None

    assert follower.work() == 0


def test_an_event_that_becomes_visible_after_a_later_one_is_not_missed(session, follower, index):
    slow, quick = make_component(session), make_component(session)
    follower.work()
    newest = session.scalar(select(func.max(RecordedEvent.id)))
    index.delete([str(slow.public_id), str(quick.public_id)])  # as if nobody saw them yet
    tell_of(session, quick, newest + 20)
    assert follower.work() == 1
    tell_of(session, slow, newest + 10)

    assert follower.work() == 1

    assert set(found(index)) == {str(slow.public_id), str(quick.public_id)}
    assert follower.work() == 0


def test_a_number_that_no_event_got_does_not_hold_up_the_rest_for_ever(session, follower, index):
    component = make_component(session)
    tell_of(session, component, 1_000_000)
    follower.work()
    assert index.place().event < 1_000_000
    let_time_pass(session)

    follower.work()

    assert index.place().event == 1_000_000


def test_another_process_goes_on_where_one_was_killed(session, make_session, follower, index):
    make_component(session, name="Zaakbrug")

    assert Follower(make_session, index).work() > 0

    assert len(found(index, "zaakbrug")) == 1


def test_two_indexes_each_follow_for_themselves(session, make_session, tmp_path):
    engines = [WhooshEngine(tmp_path / name) for name in ("een", "twee")]
    followers = [Follower(make_session, engine) for engine in engines]
    for follower in followers:
        follower.work()
    component = make_component(session, name="Zaakbrug")
    for follower in followers:
        follower.work()

    assert [found(engine, "zaakbrug") for engine in engines] == 2 * [[str(component.public_id)]]


def test_of_two_followers_of_one_index_one_works(session, make_session, whoosh, folder):
    make_component(session)
    other = Follower(make_session, WhooshEngine(folder))
    with whoosh.only_follower() as is_the_one:
        assert is_the_one
        assert other.work() == 0
        assert found(whoosh) == []
    assert other.work() > 0
    assert len(found(whoosh)) == 1


def test_an_index_that_is_not_there_is_built(session, make_session, folder):
    make_component(session, name="Zaakbrug")
    engine = WhooshEngine(folder)

    Follower(make_session, engine).work()

    assert len(found(engine, "zaakbrug")) == 1
    assert indexer.check(session, engine).is_equal


def test_an_index_of_another_database_is_made_equal(session, follower, index):
    make_component(session, name="Zaakbrug")
    follower.work()
    let_time_pass(session)
    follower.work()
    place = index.place()
    index.keep_place(place.__class__(event=place.event + 10_000, compared_at=place.compared_at))
    index.delete(index.fingerprints())

    follower.work()

    assert len(found(index, "zaakbrug")) == 1


def test_once_an_hour_what_no_event_told_of_is_repaired(session, follower, index, monkeypatch):
    category = make_category(session, key="zaken", name="Zaken")
    make_component(session, category_keys=("zaken",))
    follower.work()
    with transaction(session):
        category.name = "Dossiers"
    follower.work()
    assert found(index, "dossiers") == []

    later = clock.now() + timedelta(hours=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    follower.work()

    assert len(found(index, "dossiers")) == 1


def test_events_wait_while_the_index_is_unavailable(session, follower, index, monkeypatch):
    make_component(session)
    monkeypatch.setattr(index, "rebuild", index.fingerprints)
    index.is_available = False
    with pytest.raises((SearchUnavailable, TypeError)):
        follower.work()
    index.is_available = True

    follower.work()

    assert len(found(index)) == 1
