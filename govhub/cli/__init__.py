"""The ``govhub`` command: everything an operator does."""

import click

from govhub import __version__
from govhub.cli.catalogue import seed
from govhub.cli.database import database
from govhub.cli.delivering import outbox
from govhub.cli.doctor import doctor
from govhub.cli.running import serve, work
from govhub.cli.searching import search
from govhub.cli.users import users
from govhub.platform import log


@click.group()
@click.version_option(__version__, prog_name="govhub")
def cli() -> None:
    """Draai en onderhoud GovHub."""
    log.configure("text")  # standard output is for answers; the settings may ask for another form


for command in (serve, work, database, seed, search, outbox, users, doctor):
    cli.add_command(command)
