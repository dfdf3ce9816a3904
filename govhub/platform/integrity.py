"""Whether the database itself is sound, and guards the rows that are only added.

About its files only SQLite can be asked; PostgreSQL looks after itself.
"""

import sqlite3
from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import text
from sqlalchemy.orm import Session

from govhub.platform.language import gettext as _

SAFE_SQLITE = (3, 51, 3)
"""Before this version a rare error could damage a database in WAL mode (sqlite.org/wal.html)."""
_MOST = 20
_REFUSING_TRIGGERS = {
    "sqlite": (
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :name "
        "AND sql LIKE '%RAISE(ABORT%'"
    ),
    "postgresql": (
        "SELECT tgname FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
        "WHERE tgrelid = CAST(:name AS regclass) AND tgenabled IN ('O', 'A') "
        "AND prosrc LIKE '%RAISE EXCEPTION%'"
    ),
}
"""By database: how to ask which triggers of a table refuse something."""


def is_sqlite(session: Session) -> bool:
    """Tell whether the database is a SQLite file."""
    return session.get_bind().dialect.name == "sqlite"


def old_sqlite(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> Iterator[str]:
    """Say so when this SQLite has a known error that may damage data."""
    if version < SAFE_SQLITE:
        yield _(
            "SQLite %(version)s heeft een fout die heel zelden een database beschadigt. Werk bij "
            "naar %(safe)s of nieuwer, of gebruik PostgreSQL."
        ) % {
            "version": ".".join(map(str, version)),
            "safe": ".".join(map(str, SAFE_SQLITE)),
        }


def damage(session: Session) -> Iterator[str]:
    """Name what is wrong with the file, and the references that lead nowhere."""
    connection = session.connection()
    for (answer,) in connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST})"):
        if answer != "ok":
            yield _("Het bestand is beschadigd (%(what)s). Zet een reservekopie terug.") % {
                "what": answer
            }
    for table, row_id, parent, _number in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield _("Rij %(row)s van %(table)s verwijst naar een rij van %(parent)s die weg is.") % {
            "row": row_id,
            "table": table,
            "parent": parent,
        }


def missing_guards(
    session: Session, name: str, needed: Mapping[str, Collection[str]]
) -> Iterator[str]:
    """Name the triggers that must keep the rows of this table, and are not there or not on.

    ``needed`` has the names of the triggers by database.
    """
    dialect = session.get_bind().dialect.name
    present = set(session.scalars(text(_REFUSING_TRIGGERS[dialect]), {"name": name}))
    for trigger in sorted(set(needed[dialect]) - present):
        yield _("De database bewaakt de regels niet meer: trigger %(name)s ontbreekt.") % {
            "name": trigger
        }
