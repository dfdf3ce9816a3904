"""What the redactie adds, so that people find more."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from govhub.kernel.errors import InvalidInput
from govhub.platform.db import transaction
from govhub.platform.outbox import RecordedEvent
from govhub.search import queries, service, synonyms
from govhub.search.dutch import stem
from govhub.search.synonyms import LivingThesaurus
from govhub.search.thesaurus import Group, Thesaurus
from tests.making import make_component


@pytest.fixture
def thesaurus(engine):
    return LivingThesaurus(Thesaurus([Group(("auto", "wagen"))]), lambda: Session(engine))


@pytest.fixture
def add(session):
    """Add a synonym as the redactie does."""

    def add(term, meaning):
        with transaction(session):
            return service.add_synonym(session, term, meaning)

    return add


def related(thesaurus, word):
    return {each.phrase for each in thesaurus().related((stem(word),))}


def test_an_added_synonym_counts_beside_what_was_given(thesaurus, add):
    assert related(thesaurus, "fiets") == set()
    add("fiets", "rijwiel")
    thesaurus.renew()
    assert related(thesaurus, "fiets") == {"rijwiel"}
    assert related(thesaurus, "rijwiel") == {"fiets"}
    assert related(thesaurus, "auto") == {"wagen"}


def test_a_change_and_a_removal_count_too(session, thesaurus, add):
    synonym = add("fiets", "rijwiel")
    thesaurus.renew()
    with transaction(session):
        service.change_synonym(session, synonym, "fiets", "tweewieler")
    thesaurus.renew()
    assert related(thesaurus, "fiets") == {"tweewieler"}
    with transaction(session):
        service.remove_synonym(session, synonym)
    thesaurus.renew()
    assert related(thesaurus, "fiets") == set()


def test_another_process_sees_it_after_a_moment(thesaurus, add, monkeypatch):
    thesaurus()
    add("fiets", "rijwiel")
    assert related(thesaurus, "fiets") == set()
    monkeypatch.setattr(synonyms, "_LOOK_EVERY", 0.0)
    assert related(thesaurus, "fiets") == {"rijwiel"}


def test_the_same_thesaurus_is_given_while_nothing_changes(thesaurus, add):
    add("fiets", "rijwiel")
    thesaurus.renew()
    before = thesaurus()
    thesaurus.renew()
    assert thesaurus() is before


def test_without_a_database_the_thesaurus_of_before_counts():
    elsewhere = sa.create_engine("sqlite:////bestaat/niet.db")
    thesaurus = LivingThesaurus(Thesaurus([Group(("auto", "wagen"))]), lambda: Session(elsewhere))
    assert related(thesaurus, "auto") == {"wagen"}


@pytest.mark.parametrize(
    ("term", "meaning", "field"),
    [
        ("?", "rijwiel", "term"),
        ("fiets", "!", "meaning"),
        ("Fiets", "fiets", "meaning"),
        ("fiets", "rijwiel", "meaning"),
        ("Rijwiel", "FIETS", "meaning"),
        ("fiets", 61 * "x", "meaning"),
    ],
)
def test_what_cannot_be_a_synonym_is_refused_at_its_field(add, term, meaning, field):
    add("fiets", "rijwiel")
    with pytest.raises(InvalidInput) as refusal:
        add(term, meaning)
    assert refusal.value.field == field


def test_a_synonym_may_be_written_in_other_capitals(session, add):
    synonym = add("fiets", "rijwiel")
    with transaction(session):
        service.change_synonym(session, synonym, "Fiets", "rijwiel")
    assert [each.term for each in queries.synonyms(session)] == ["Fiets"]


def test_an_added_keyword_is_an_event_that_the_index_follows(session):
    component = make_component(session, keywords=("betalen",))
    with transaction(session):
        service.add_keyword(session, component, "iDEAL")
    assert component.keywords == ["betalen", "iDEAL"]
    events = session.scalars(sa.select(RecordedEvent.name).order_by(RecordedEvent.id)).all()
    assert events[-1] == "catalogue.component_changed"
    with pytest.raises(InvalidInput), transaction(session):
        service.add_keyword(session, component, "IDEAL")


def test_a_key_that_no_database_can_hold_is_nobody_s(session):
    assert queries.miss_by_id(session, 10**30) is None
    assert queries.synonym_by_id(session, 10**30) is None
