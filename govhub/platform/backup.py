"""A copy of the whole database in one file, made while people work, and put back later.

SQLite has a way to copy a database that others write to; for PostgreSQL its own programs do it. A
copy is written beside its name and gets that name when it is whole. Putting back happens whole or
not at all.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Engine

from govhub.kernel.errors import DomainError
from govhub.platform.language import gettext as _

_OWN = 0o600
"""A copy holds addresses: only whoever made it may read it."""


class BackupRefused(DomainError):
    """The copy cannot be made or put back; the message says why and what to do."""


def back_up(engine: Engine, file: Path, *, overwrite: bool = False) -> None:
    """Write the database to ``file``. Raises BackupRefused or OSError; then nothing is left."""
    if file.exists() and not overwrite:
        raise BackupRefused(
            _("%(file)s bestaat al. Kies een andere naam, of gebruik --force.") % {"file": file}
        )
    with _beside(file) as draft:
        if engine.dialect.name == "sqlite":
            _copy_sqlite(engine, draft)
        else:
            _run_postgresql("pg_dump", engine, "--format=custom", f"--file={draft}")
        _sync(draft)
        draft.replace(file)


def restore(engine: Engine, file: Path, *, overwrite: bool = False) -> None:
    """Put back what ``back_up`` wrote. Raises BackupRefused; then the database is as it was."""
    if not file.is_file():
        raise BackupRefused(_("Het bestand %(file)s is er niet.") % {"file": file})
    if not overwrite and sa.inspect(engine).get_table_names():
        raise BackupRefused(
            _(
                "In de database staan al gegevens. Maak er eerst een reservekopie van. "
                "Met --force komt %(file)s in de plaats van alles wat er staat."
            )
            % {"file": file}
        )
    engine.dispose()
    if engine.dialect.name == "sqlite":
        _put_back_sqlite(engine, file)
    else:
        _put_back_postgresql(engine, file)


def _copy_sqlite(engine: Engine, target: Path) -> None:
    with closing(_open(Path(str(engine.url.database)))) as source, closing(_open(target)) as copy:
        source.backup(copy)
        _check_sqlite(copy, target)


def _put_back_sqlite(engine: Engine, file: Path) -> None:
    with closing(_open(file)) as source:
        _check_sqlite(source, file)
        with closing(_open(Path(str(engine.url.database)))) as target:
            source.backup(target)


def _check_sqlite(connection: sqlite3.Connection, file: Path) -> None:
    try:
        (answer,) = connection.execute("PRAGMA quick_check").fetchone()
        versions = connection.execute("SELECT count(*) FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise _no_copy(file) from error
    if answer != "ok" or not versions[0]:
        raise _no_copy(file)


def _no_copy(file: Path) -> BackupRefused:
    return BackupRefused(_("%(file)s is geen hele kopie van een GovHub-database.") % {"file": file})


def _open(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, timeout=60)


def _put_back_postgresql(engine: Engine, file: Path) -> None:
    """Make a script of the copy first: half a script must never be carried out."""
    with _beside(file.with_suffix(".sql")) as script:
        _run_postgresql("pg_restore", None, "--no-owner", "--no-acl", f"--file={script}", str(file))
        _run_postgresql(
            "psql",
            engine,
            "--no-psqlrc",
            "--quiet",
            "--single-transaction",
            "--set=ON_ERROR_STOP=1",
            "--command=DROP SCHEMA public CASCADE; CREATE SCHEMA public",
            f"--file={script}",
        )


def _run_postgresql(program: str, engine: Engine | None, *arguments: str) -> None:
    """Run a program of PostgreSQL. Raises BackupRefused with what it says."""
    place = _program(program)
    environment = {**os.environ, **(_to_connect(engine) if engine else {})}
    done = subprocess.run(  # a program of PostgreSQL, with our own arguments
        [place, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise BackupRefused(
            _("%(program)s geeft een fout: %(error)s")
            % {"program": program, "error": done.stderr.strip() or done.returncode}
        )


def _to_connect(engine: Engine) -> dict[str, str]:
    """Return how to connect, in the environment: arguments can be seen by everybody."""
    _none, options = engine.dialect.create_connect_args(engine.url)
    names = {
        "host": "PGHOST",
        "port": "PGPORT",
        "user": "PGUSER",
        "password": "PGPASSWORD",
        "dbname": "PGDATABASE",
        "sslmode": "PGSSLMODE",
        "sslrootcert": "PGSSLROOTCERT",
    }
    return {names[key]: str(value) for key, value in options.items() if key in names}


def _program(name: str) -> str:
    """Return where the program is; Debian keeps it off the path. Raises BackupRefused."""
    found = shutil.which(name)
    if found:
        return found
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=_version)
    if not versions:
        raise BackupRefused(
            _("Het programma %(name)s is er niet. Installeer postgresql-client.") % {"name": name}
        )
    return str(versions[-1])


def _version(program: Path) -> float:
    try:
        return float(program.parent.parent.name)
    except ValueError:
        return 0.0


@contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """Give a new file of our own beside ``file``, that is gone afterwards unless it was renamed."""
    draft = file.with_name(f".{file.name}.{os.getpid()}.part")
    os.close(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, _OWN))
    try:
        yield draft
    finally:
        for left in (draft, *(draft.with_name(draft.name + end) for end in ("-wal", "-shm"))):
            left.unlink(missing_ok=True)


def _sync(file: Path) -> None:
    """Wait until the disk has it."""
    with file.open("rb") as written:
        os.fsync(written.fileno())
