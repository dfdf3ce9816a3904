"""The database: base class, readers and writers, and the one place that commits.

A session starts as a reader. ``transaction`` turns it into a writer: on SQLite with BEGIN
IMMEDIATE, because a deferred BEGIN that reads and then writes fails under load with "database is
locked" whatever the time-out (docs/adr/0005). A flush outside ``transaction`` is a mistake in the
program and raises.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Dialect, Engine, MetaData, event
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.pool import ConnectionPoolEntry

_WRITES = "govhub_writes"


class UtcDateTime(sa.TypeDecorator[datetime]):
    """A moment, stored in UTC and given back with its zone on every database."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC. Raises ValueError for a moment without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a moment needs its time zone"
            raise ValueError(message)
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Return the moment with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def values_of(enum: type[StrEnum]) -> sa.Enum:
    """Return a column type that stores an enum by its (Dutch) value, as text."""
    return sa.Enum(
        enum,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        create_constraint=False,
        length=30,
    )


class Base(DeclarativeBase):
    """Parent of every table class; names each constraint, so that a migration can drop it."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012  # SQLAlchemy reads it from the class
        datetime: UtcDateTime,
        str: sa.String(255),
        list[str]: sa.JSON,
        dict[str, str]: sa.JSON,
        dict[str, Any]: sa.JSON,
    }


class WriteOutsideTransactionError(RuntimeError):
    """The program changes data without saying so first with ``transaction``."""


@contextmanager
def transaction(session: Session) -> Iterator[Session]:
    """Make the session a writer; commit when the block succeeds, roll back when it raises.

    What the session had read before is read again inside, under the write lock, so a decision is
    never taken on stale rows. Objects keep their values after the commit. Raises RuntimeError when
    the session is a writer already: only the outermost caller decides when to commit.
    """
    if session.info.get(_WRITES):
        message = "this session is in a transaction already"
        raise RuntimeError(message)
    session.rollback()
    session.connection(execution_options={_WRITES: True})
    session.info[_WRITES] = True
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.pop(_WRITES, None)


@contextmanager
def short_transaction(engine: Engine) -> Iterator[sa.Connection]:
    """Give a connection that writes, apart from every session; commit when the block succeeds.

    For what must count even when the request fails. Not inside ``transaction``: on SQLite the two
    would wait for each other.
    """
    with (
        engine.connect().execution_options(**{_WRITES: True}) as connection,
        connection.begin(),
    ):
        yield connection


@event.listens_for(Session, "before_flush")
def _refuse_writes_of_readers(session: Session, *_: object) -> None:
    changed = session.new or session.deleted or any(map(session.is_modified, session.dirty))
    if changed and not session.info.get(_WRITES):
        message = "this session reads; write inside `with transaction(session):`"
        raise WriteOutsideTransactionError(message)


def engine_options(url: str) -> dict[str, Any]:
    """Return how to connect to this database (RELIABILITY: time limits on every wait).

    The pool has no limit of its own: a thread uses one connection, so ``--threads`` is the limit.
    An error never repeats the values of a statement: they may be somebody's.
    """
    always = {"max_overflow": -1, "hide_parameters": True}
    if url.startswith("sqlite"):
        return {**always, "connect_args": {"timeout": 10}}
    return {
        **always,
        "pool_pre_ping": True,
        "connect_args": {
            "connect_timeout": 5,
            "keepalives_idle": 30,
            "tcp_user_timeout": 15_000,
            "options": "-c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000",
        },
    }


def prepare(engine: Engine) -> Engine:
    """Teach a SQLite engine durable settings and real transactions; return the engine."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_sqlite_connect)
        event.listen(engine, "begin", _on_sqlite_begin)
    return engine


def _on_sqlite_connect(connection: Any, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    for setting in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "busy_timeout = 10000",
        "foreign_keys = ON",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {setting}")


def _on_sqlite_begin(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
