"""The database itself refuses to change or lose a line of the ledger."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from tests.making import make_component

ANYWHERE = ["UPDATE ledger_line SET reason = 'Nooit gezegd.'", "DELETE FROM ledger_line"]
REPLACE = "INSERT OR REPLACE INTO ledger_line SELECT * FROM ledger_line"
TRUNCATE = "TRUNCATE ledger_line CASCADE"


@pytest.fixture
def attempt(engine, session):
    """Try a statement on a ledger with one line."""
    make_component(session)

    def run(statement):
        with engine.begin() as connection:
            connection.exec_driver_sql(statement)

    return run


@pytest.mark.parametrize("statement", ANYWHERE)
def test_a_line_cannot_be_changed_or_deleted(attempt, problems, statement):
    with pytest.raises(DBAPIError, match="ledger lines are only added"):
        attempt(statement)
    assert problems() == []


def test_nor_by_a_way_around_the_triggers_for_that(engine, attempt, problems):
    statement = REPLACE if engine.dialect.name == "sqlite" else TRUNCATE
    with pytest.raises(DBAPIError, match="ledger lines are only added"):
        attempt(statement)
    assert problems() == []


def test_a_component_with_lines_cannot_leave_the_database(engine, attempt):
    with pytest.raises(DBAPIError):
        attempt("DELETE FROM component")
    with engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM ledger_line")) == 1
