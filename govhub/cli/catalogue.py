"""``govhub seed``: the facts that GovHub starts with."""

import click

from govhub import paths
from govhub.catalogue.interchange import seed as facts
from govhub.cli.application import application
from govhub.platform.db import transaction
from govhub.web.extensions import db


@click.command()
def seed() -> None:
    """Laad de begingegevens. Wat mensen wijzigden, blijft zoals het is."""
    with application(), transaction(db.session) as session:
        report = facts.load(session, paths.SEED)
    click.echo(str(report))
