"""``govhub import actions``: the action registry of the guidance."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from govhub.catalogue.actions.importing import Report


@click.command()
@click.argument("file", metavar="BESTAND", type=click.Path(path_type=Path))
def actions(file: Path) -> None:
    """Lees het actieregister van de NeRDS (actions.yaml).

    Er verandert niets aan componenten: de redactie ziet de verschillen en beslist.
    """
    # ``govhub import publiccode --check`` stands beside this, and need not wait for all of it.
    from govhub.catalogue.actions import importing, registry  # noqa: PLC0415
    from govhub.cli.application import application  # noqa: PLC0415
    from govhub.kernel.errors import DomainError  # noqa: PLC0415
    from govhub.platform.db import transaction  # noqa: PLC0415
    from govhub.web.extensions import db  # noqa: PLC0415

    try:
        with file.open("rb") as opened:
            rows = registry.read(opened.read(registry.MOST_BYTES + 1))
    except OSError as error:
        message = f"{file} is niet te lezen: {error.strerror}. Kijk of het pad klopt."
        raise click.ClickException(message) from error
    except DomainError as error:
        message = f"{file}: {error.message}"
        raise click.ClickException(message) from error
    with application(), transaction(db.session) as session:
        report = importing.bring_in(session, rows)
    for line in _lines(report):
        click.echo(line)


def _lines(report: "Report") -> Iterator[str]:
    yield f"Acties: {report.new} nieuw, {report.changed} gewijzigd, {report.unchanged} gelijk."
    if report.linked:
        yield f"Bij een component gezet: {report.linked}."
    for name in report.gone:
        yield f"Niet meer in het register: {name}."
    for each in report.odd:
        yield f"{each.key}: {each.message}"
    yield "De verschillen met de catalogus staan op /redactie/acties."
