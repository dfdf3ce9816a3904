"""``govhub search``: the search index."""

import sys
from collections.abc import Iterable, Iterator

import click

from govhub.catalogue import queries
from govhub.cli.application import application
from govhub.search import indexer
from govhub.search.engine import Document, Query
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
        shown = _shown("Componenten lezen")
        number = indexer.rebuild(db.session, services().search, watch=shown)
    click.echo(f"De zoekindex heeft nu {number} componenten.")


@search.command()
@click.option("--repair", is_flag=True, help="Werk bij wat verschilt.")
def check(*, repair: bool) -> None:
    """Vergelijk de index met de database."""
    with application():
        compare = indexer.repair if repair else indexer.check
        report = compare(db.session, services().search, watch=_shown("Vergelijken"))
    click.echo(str(report))
    if not report.is_equal and repair:
        click.echo("De index is bijgewerkt.")
    elif not report.is_equal:
        message = "De index loopt niet gelijk. Voer `govhub search check --repair` uit."
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


def _shown(label: str) -> indexer.Watch:
    """Return what shows the progress to somebody at a terminal, and nothing to a log."""

    def watch(documents: Iterable[Document]) -> Iterator[Document]:
        with click.progressbar(
            documents,
            length=queries.numbers(db.session).components,
            label=label,
            file=sys.stderr,
            hidden=not sys.stderr.isatty(),
        ) as bar:
            yield from bar

    return watch


def _is_of_this_database() -> bool:
    """Tell whether there is an index, with nothing in it that this database does not have.

    The worker brings in what an index lacks; what another database left in it, nobody takes out.
    """
    engine = services().search
    return indexer.is_usable(engine) and not indexer.check(db.session, engine).superfluous
