"""``govhub backup`` and ``govhub restore``: a copy of the database, and back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from govhub.cli.application import application
from govhub.platform.backup import back_up
from govhub.platform.backup import restore as put_back
from govhub.web.extensions import db

_File = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=_File)
@click.option("--force", is_flag=True, help="Vervang FILE als het bestaat.")
def backup(file: Path, *, force: bool) -> None:
    """Bewaar de hele database in FILE, ook terwijl GovHub draait."""
    with _told(file), application():
        back_up(db.engine, file, overwrite=force)
    click.echo(f"De database is bewaard in {file} ({file.stat().st_size:,} bytes).")


@click.command()
@click.argument("file", type=_File)
@click.option("--force", is_flag=True, help="Vervang alles wat in de database staat.")
def restore(file: Path, *, force: bool) -> None:
    """Zet FILE terug in de database. Stop GovHub eerst."""
    with _told(file), application():
        put_back(db.engine, file, overwrite=force)
    click.echo("De database is teruggezet.")
    click.echo("Voer nu `govhub db upgrade` en `govhub search rebuild` uit.")


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """Say in one sentence what is wrong with the disk or the folder."""
    try:
        yield
    except OSError as error:
        message = f"{file} is niet te lezen of te schrijven: {error.strerror or error}"
        raise click.ClickException(message) from error
