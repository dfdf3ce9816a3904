"""Alembic runs this file; the engine comes from the application."""

from typing import Literal

from alembic import context
from sqlalchemy import Connection

import govhub.app  # makes every model known
import govhub.platform.audit
import govhub.reuse.models  # noqa: F401
from govhub.platform.db import Base, UtcDateTime

_LOCK = 7_263_401
"""Number of the advisory lock: two hosts that start at once migrate one after the other."""


def render_item(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write our own types as plain ones: a migration imports nothing of ours."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def migrate(connection: Connection) -> None:
    """Run the migrations on this connection."""
    _keep_references(connection, on=False)
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_lock({_LOCK})")
        connection.exec_driver_sql("SET lock_timeout = '10s'")
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render_item,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_server_default=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    _keep_references(connection, on=True)


def _keep_references(connection: Connection, *, on: bool) -> None:
    """Let SQLite make a table again without deleting what points to it: it does so by a copy."""
    if connection.dialect.name == "sqlite":
        raw = connection.connection.dbapi_connection
        raw.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")


with context.config.attributes["engine"].connect() as _connection:
    migrate(_connection)
