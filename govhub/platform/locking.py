"""Doing something one at a time, when there is no row to hold."""

import zlib

import sqlalchemy as sa
from sqlalchemy.orm import Session


def one_at_a_time(session: Session, what: str) -> None:
    """Wait until nobody else does this, and keep them waiting until the transaction ends.

    What they wrote is there for who asks again afterwards. On SQLite a transaction that writes is
    alone already.
    """
    if session.get_bind().dialect.name == "postgresql":
        key = zlib.crc32(what.encode())
        session.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})
