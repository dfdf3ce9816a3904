"""The audit log only grows, in order, and shows when somebody changed it all the same."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.orm import Session

from govhub.platform import audit, chain
from govhub.platform.audit import AuditEntry, AuditFilter
from govhub.platform.db import WriteOutsideTransactionError, transaction
from tests.databases import _without_triggers

COMPONENT = "component:3f1c5f0e-0000-4000-8000-000000000001"
PERSON = "9a1c5f0e-0000-4000-8000-000000000002"
ATTEMPTS = {
    "sqlite": [
        "UPDATE audit_entry SET actor = 'iemand anders'",
        "DELETE FROM audit_entry",
        "INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry",
    ],
    "postgresql": [
        "UPDATE audit_entry SET actor = 'iemand anders'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
    ],
}


@pytest.fixture
def note(session):
    """Add an entry: ``note("verborgen")``."""

    def add(action="verborgen", *, actor=PERSON, subject=COMPONENT, **details):
        with transaction(session):
            return audit.note(session, actor=actor, action=action, subject=subject, details=details)

    return add


@pytest.fixture
def problems(session):
    def look():
        session.rollback()
        session.expire_all()
        return [*audit.broken_entries(session), *audit.missing_guards(session)]

    return look


@pytest.fixture
def behind_our_back(engine):
    """Change something as who owns the database can: ``behind_our_back("UPDATE …")``."""

    def run(statement):
        with engine.begin() as connection, _without_triggers(connection):
            connection.exec_driver_sql(statement)

    return run


def test_entries_are_numbered_and_each_holds_the_seal_of_the_one_before(session, note, problems):
    first, second = note("verborgen", reden="dubbel"), note("hersteld")
    assert [first.number, second.number] == [1, 2]
    assert (first.previous_hash, second.previous_hash) == (chain.START, first.hash)
    assert audit.head(session) == (2, second.hash)
    assert audit.has_entry(session, 1, first.hash)
    assert not audit.has_entry(session, 1, second.hash)
    assert problems() == []


def test_an_empty_log_is_a_good_log(session, problems):
    assert problems() == []
    assert audit.has_entry(session, 0, chain.START)
    assert audit.entries(session, AuditFilter(), limit=10) == []


def test_what_is_not_committed_is_not_in_the_log_and_leaves_no_gap(session, note):
    note("verborgen")
    with pytest.raises((StatementError, TypeError)):
        note("hersteld", reden=object())  # which JSON does not know
    assert note("hersteld").number == 2


def test_nobody_notes_outside_a_transaction(session, note):
    note()
    with pytest.raises(WriteOutsideTransactionError):
        audit.note(session, actor=PERSON, action="verborgen", subject=COMPONENT)


@pytest.mark.parametrize("number", range(3))
def test_the_database_refuses_to_change_or_lose_an_entry(engine, note, problems, number):
    note()
    with pytest.raises(DBAPIError, match="audit entries are only added"), engine.begin() as tries:
        tries.exec_driver_sql(ATTEMPTS[engine.dialect.name][number])
    assert problems() == []


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE audit_entry SET actor = 'cli' WHERE number = 2", "Regel 2 is gewijzigd"),
        ("UPDATE audit_entry SET details = '{}' WHERE number = 2", "Regel 2 is gewijzigd"),
        ("DELETE FROM audit_entry WHERE number = 2", "Regel 2 ontbreekt."),
        ("DELETE FROM audit_entry WHERE number = 3", "Regel 3 ontbreekt."),
        ("DELETE FROM audit_entry", "De regels 1 tot en met 3 ontbreken."),
        ("UPDATE audit_head SET number = 2", "Regel 3 staat niet als laatste regel bekend."),
    ],
)
def test_what_was_done_behind_our_back_shows(note, problems, behind_our_back, statement, sentence):
    for number in range(3):
        note(reden=f"nummer {number}")
    behind_our_back(statement)
    assert problems()
    assert problems()[0].startswith(sentence)


def test_a_guard_that_is_gone_is_missed(engine, problems):
    name = "audit_entry_refuses_" + ("update" if engine.dialect.name == "sqlite" else "change")
    if engine.dialect.name == "sqlite":
        with engine.begin() as connection:
            found = "SELECT sql FROM sqlite_master WHERE name = ?"
            again = connection.exec_driver_sql(found, (name,)).scalar_one()
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
    else:
        with engine.begin() as connection:
            connection.exec_driver_sql(f"ALTER TABLE audit_entry DISABLE TRIGGER {name}")
        again = f"ALTER TABLE audit_entry ENABLE TRIGGER {name}"
    try:
        assert [name in sentence for sentence in problems()] == [True]
    finally:
        with engine.begin() as connection:
            connection.exec_driver_sql(again)


def test_who_note_at_the_same_time_get_numbers_one_after_another(engine, session, problems):
    together = Barrier(8)

    def add(number):
        with Session(engine, expire_on_commit=False) as own:
            together.wait(timeout=10)
            with transaction(own):
                audit.note(own, actor=PERSON, action="getest", subject=f"getal:{number}")

    with ThreadPoolExecutor(8) as people:
        list(people.map(add, range(8)))
    assert list(session.scalars(sa.select(AuditEntry.number).order_by(AuditEntry.number))) == list(
        range(1, 9)
    )
    assert problems() == []


def test_the_log_can_be_asked_by_who_what_and_when(session, note):
    note("verborgen")
    note("hersteld", actor=audit.OPERATOR)
    note("verborgen", subject="gebruiker:1", actor=audit.BY_ITSELF)

    def found(**wanted):
        return [each.number for each in audit.entries(session, AuditFilter(**wanted), limit=9)]

    assert found() == [3, 2, 1]
    assert found(actors=[audit.OPERATOR, audit.BY_ITSELF]) == [3, 2]
    assert found(actors=[]) == []
    assert found(action="verborgen") == [3, 1]
    assert found(subject="component") == found(subject=COMPONENT) == [2, 1]
    assert found(subject="comp") == found(subject="%") == []
    assert found(before=datetime(2020, 1, 1, tzinfo=UTC)) == []
    assert found(since=datetime(2020, 1, 1, tzinfo=UTC)) == [3, 2, 1]
    assert audit.number_of_entries(session, AuditFilter(action="verborgen")) == 2
    assert audit.actions(session) == ["hersteld", "verborgen"]
