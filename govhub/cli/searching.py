"""``govhub search``: the search index."""

import click

from govhub.cli.application import application
from govhub.search import indexer
from govhub.search.engine import Query
from govhub.web.extensions import db
from govhub.web.services import services


@click.group()
def search() -> None:
    """Beheer de zoekindex."""


@search.command()
@click.option("--if-missing", is_flag=True, help="Alleen als er nog geen bruikbare index is.")
def rebuild(*, if_missing: bool) -> None:
    """Bouw de index opnieuw op, naast de oude, en neem hem in gebruik."""
    with application():
        if if_missing and _is_of_this_database():
            click.echo("De zoekindex is er al.")
            return
        number = indexer.rebuild(db.session, services().search)
    click.echo(f"De zoekindex heeft nu {number} componenten.")


@search.command()
def check() -> None:
    """Vergelijk de index met de database."""
    with application():
        report = indexer.check(db.session, services().search)
    click.echo(str(report))
    if not report.is_equal:
        message = "De index loopt niet gelijk. Voer `govhub search rebuild` uit."
        raise click.ClickException(message)


@search.command()
@click.argument("text")
def query(text: str) -> None:
    """Zoek TEXT en toon de eerste resultaten."""
    with application():
        results = services().search.search(Query(text=text, facets=()))
        click.echo(f"{results.total} resultaten")
        for line in indexer.titles(db.session, results.hits):
            click.echo(line)


def _is_of_this_database() -> bool:
    """Tell whether there is an index, with nothing in it that this database does not have.

    The worker brings in what an index lacks; what another database left in it, nobody takes out.
    """
    engine = services().search
    return indexer.is_usable(engine) and not indexer.check(db.session, engine).superfluous
