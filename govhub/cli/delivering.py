"""``govhub outbox``: mail and index updates that were given up."""

import click

from govhub.cli.application import application
from govhub.platform.db import transaction
from govhub.platform.language import long_datetime
from govhub.platform.outbox import given_up, try_again
from govhub.web.extensions import db


@click.group()
def outbox() -> None:
    """Bekijk wat niet is afgeleverd, en probeer het opnieuw."""


@outbox.command("list")
def list_given_up() -> None:
    """Toon wat is opgegeven, en waarom."""
    with application():
        found = given_up(db.session)
        for each in found:
            since = long_datetime(each.event.occurred_at)
            click.echo(f"{since}  {each.subscriber}  {each.event.name}  {each.last_error}")
    click.echo(f"{len(found)} leveringen zijn opgegeven.")


@outbox.command()
def retry() -> None:
    """Zet wat is opgegeven terug in de rij."""
    with application(), transaction(db.session):
        number = try_again(db.session)
    click.echo(f"{number} leveringen worden opnieuw geprobeerd.")
