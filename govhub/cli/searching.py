"""``govhub search``: the search index."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from govhub import paths
from govhub.catalogue import queries
from govhub.catalogue.interchange.seed import files as seed_files
from govhub.cli.application import application
from govhub.kernel.errors import DomainError
from govhub.search import evaluation, indexer, thesaurus_file
from govhub.search.engine import Document, Query
from govhub.search.engines import open_engine
from govhub.search.evaluation import Judged
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


@search.command("eval")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--catalogue", is_flag=True, help="Vraag het aan de catalogus zelf.")
@click.option("--json", "as_json", is_flag=True, help="Toon het als JSON, voor een programma.")
def evaluate(*, files: tuple[Path, ...], catalogue: bool, as_json: bool) -> None:
    """Meet hoe goed er wordt gezocht: RECORDS.json QUERIES.json, of --catalogue QUERIES.json.

    De componenten uit RECORDS.json komen in een index die daarna weer weg is.
    """
    if len(files) != (1 if catalogue else 2):
        message = "Geef RECORDS.json en QUERIES.json, of --catalogue en QUERIES.json."
        raise click.UsageError(message)
    try:
        judged = evaluation.judged_queries(files[-1])
        found = _in_catalogue(judged) if catalogue else _in_records(files[0], judged)
    except DomainError as error:
        raise click.ClickException(error.message) from error
    score = evaluation.score(judged, found)
    click.echo(score.as_json() if as_json else str(score))


def _in_catalogue(judged: Sequence[Judged]) -> dict[str, list[str]]:
    with application():
        components = queries.public_components(db.session)
        slugs = {str(component.public_id): component.slug for component in components}
        return evaluation.answers(services().search, judged, slugs)


def _in_records(path: Path, judged: Sequence[Judged]) -> dict[str, list[str]]:
    thesaurus = thesaurus_file.load(paths.SEED / "thesaurus.yaml")
    categories = {
        row.key: (row.name, *row.synonyms) for row in seed_files.read(paths.SEED).categories
    }
    documents = [record.document(categories) for record in evaluation.records(path)]
    with TemporaryDirectory() as folder:
        engine = open_engine(f"whoosh:///{folder}", lambda: thesaurus)
        engine.rebuild(documents)
        return evaluation.answers(engine, judged)


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
