"""``govhub guidance``: the text of the guidelines."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from govhub.cli.application import application
from govhub.guidance import checkout, importing
from govhub.guidance.checkout import Checkout, Source
from govhub.guidance.importing import Report
from govhub.kernel.errors import DomainError
from govhub.kernel.text import is_web_address
from govhub.platform.db import transaction
from govhub.web.extensions import db


@click.group()
def guidance() -> None:
    """Beheer de tekst van de richtlijnen."""


@guidance.command("import")
@click.argument("directory", metavar="MAP", type=click.Path(path_type=Path))
@click.option(
    "--url",
    help="Waar de richtlijnen openbaar staan, als dat niet in mkdocs.yml staat.",
)
@click.pass_context
def bring_in(context: click.Context, directory: Path, url: str | None) -> None:
    """Lees de richtlijnen uit MAP, een kopie van de NeRDS.

    Wat niet veranderde, blijft zoals het is. Het antwoord is 1 als een pagina niet te lezen was.
    """
    if url is not None and not is_web_address(url):
        message = f"{url} is geen webadres. Geef een adres als https://www.voorbeeld.nl/."
        raise click.ClickException(message)
    found = _found(directory, url)
    with application(), transaction(db.session) as session:
        report = importing.bring_in(session, found, watch=_shown(len(found.sources)))
    for line in _lines(report):
        click.echo(line)
    context.exit(1 if report.unread else 0)


def _found(directory: Path, url: str | None) -> Checkout:
    if not directory.is_dir():
        message = f"De map {directory} is er niet. Kijk of het pad klopt."
        raise click.ClickException(message)
    try:
        return checkout.read(directory, site=url)
    except DomainError as error:
        raise click.ClickException(error.message) from error
    except OSError as error:
        message = f"{error.filename} is niet te lezen: {error.strerror}."
        raise click.ClickException(message) from error


def _shown(total: int) -> Callable[[Source], None]:
    """Return what tells on a terminal how far it is."""
    if not sys.stderr.isatty():
        return lambda _source: None
    done = 0

    def show(source: Source) -> None:
        nonlocal done
        done += 1
        end = "\n" if done == total else ""
        click.echo(f"\r\033[KLezen: {done} van {total}, {source.path}{end}", err=True, nl=False)

    return show


def _lines(report: Report) -> Iterator[str]:
    yield (
        f"Richtlijnen: {len(report.new)} nieuwe pagina's, {len(report.changed)} gewijzigd, "
        f"{len(report.unchanged)} gelijk."
    )
    for path in report.changed:
        yield f"Gewijzigd: {path}"
    for url in report.moved:
        yield f"Staat nu op een ander adres: {url}"
    for title in report.gone:
        yield f"Niet meer in de richtlijnen: {title}. De pagina blijft, met die opmerking."
    for each in report.dead:
        yield f"{each.path}: {each.message}"
    for each in report.unread:
        yield f"{each.path} is niet gelezen: {each.message}"
