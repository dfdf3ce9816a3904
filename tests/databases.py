"""The databases that the tests run on: SQLite always, and a throw-away PostgreSQL when it is here.

Both can make an empty database, and one that has been migrated (once, then copied).
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Protocol

import psycopg
import sqlalchemy as sa

from govhub.platform import db, migrations

REQUIRED = bool(os.environ.get("CI"))
"""In CI a missing PostgreSQL is a failure, never a silent gap."""


class Databases(Protocol):
    """One kind of database."""

    def empty(self) -> str:
        """Return the address of a new database without tables."""
        ...

    def migrated(self) -> str:
        """Return the address of a new database with the newest schema."""
        ...


class Sqlite:
    """A file for each database."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    def empty(self) -> str:
        return _sqlite_url(self._new_file())

    def migrated(self) -> str:
        file = self._new_file()
        shutil.copy(self._template, file)
        return _sqlite_url(file)

    @cached_property
    def _template(self) -> Path:
        file = self._folder / "template.db"
        _migrate(_sqlite_url(file))
        return file

    def _new_file(self) -> Path:
        return self._folder / f"{next(self._numbers)}.db"


class Postgresql:
    """A database for each, in a cluster of our own that listens on a Unix socket only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    def empty(self) -> str:
        return self._create("template0")

    def migrated(self) -> str:
        return self._create(self._template)

    @cached_property
    def _template(self) -> str:
        url = self.empty()
        _migrate(url)
        return sa.make_url(url).database

    def _create(self, template: str) -> str:
        name = f"govhub_{next(self._numbers)}"
        server = f"host={self._folder} user=govhub dbname=postgres"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return f"postgresql+psycopg://govhub@/{name}?host={self._folder}"


def names() -> list[str]:
    """Return which databases there are to test on."""
    return ["sqlite", "postgresql"] if REQUIRED or _programs() else ["sqlite"]


@contextmanager
def running(name: str, folder: Path) -> Iterator[Databases]:
    """Start this kind of database with its data in ``folder``, and stop it afterwards."""
    if name == "sqlite":
        yield Sqlite(folder)
        return
    with _cluster(folder):
        yield Postgresql(folder)


def empty_all_tables(engine: sa.Engine) -> None:
    """Delete every row, also of the ledger, which refuses that in real life."""
    with engine.begin() as connection, _without_triggers(connection):
        for table in reversed(db.Base.metadata.sorted_tables):
            connection.execute(table.delete())


@contextmanager
def _without_triggers(connection: sa.Connection) -> Iterator[None]:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        yield
        return
    found = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    triggers = connection.exec_driver_sql(found).all()
    for name, _ in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for _, statement in triggers:
        connection.exec_driver_sql(statement)


def _sqlite_url(file: Path) -> str:
    return f"sqlite:///{file}"


def _migrate(url: str) -> None:
    engine = db.prepare(sa.create_engine(url, **db.engine_options(url)))
    migrations.upgrade(engine)
    engine.dispose()


def _programs() -> Path | None:
    """Return the folder with ``initdb``, newest version first; Debian keeps it off the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version, reverse=True)
    on_path = shutil.which("initdb")
    candidates = [*found, *([Path(on_path)] if on_path else [])]
    return candidates[0].parent if candidates else None


def _version(initdb: Path) -> int:
    return int(initdb.parts[-3])


@contextmanager
def _cluster(folder: Path) -> Iterator[None]:
    programs = _programs()
    if programs is None:
        raise RuntimeError("PostgreSQL is not here: install Debian's package postgresql")
    run = _runner(folder)
    data = f"{folder}/data"
    settings = f"-h '' -k {folder} -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    run(programs / "initdb", "-D", data, "-U", "govhub", "-A", "trust", "-E", "UTF8", "--no-sync")
    run(programs / "pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", settings, "start")
    try:
        yield
    finally:
        run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _runner(folder: Path):
    """Return how to run a program; PostgreSQL refuses root, so root becomes somebody else."""
    become: list[str] = []
    if os.geteuid() == 0:
        users = {user.pw_name: user for user in pwd.getpwall()}
        user = users.get("postgres") or users["nobody"]
        shutil.chown(folder, user.pw_uid, user.pw_gid)
        become = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]

    def run(*command: str | Path) -> None:
        subprocess.run([*become, *command], check=True, stdout=subprocess.DEVNULL, cwd="/")

    return run
