"""``govhub import``: facts from files. Checking needs no database, no settings and no network."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from govhub.catalogue.interchange.publiccode import Result, check, dutch, is_valid
from govhub.catalogue.interchange.publiccode.reading import MOST_BYTES
from govhub.cli.actions import actions


@dataclass(frozen=True)
class _Checked:
    """A file, and what is wrong in it."""

    file: str
    results: tuple[Result, ...]

    @property
    def is_valid(self) -> bool:
        return is_valid(self.results)


@click.group("import")
def importing() -> None:
    """Haal gegevens uit bestanden."""


importing.add_command(actions)


@importing.command()
@click.argument("files", nargs=-1, required=True, metavar="BESTAND…")
@click.option("--check", "is_check", is_flag=True, help="Kijk alleen of de bestanden kloppen.")
@click.option("--json", "as_json", is_flag=True, help="Geef het antwoord als JSON.")
@click.option(
    "--with-files",
    is_flag=True,
    help="Kijk ook of logo en schermafbeeldingen naast het bestand staan.",
)
@click.pass_context
def publiccode(
    context: click.Context,
    files: tuple[str, ...],
    *,
    is_check: bool,
    as_json: bool,
    with_files: bool,
) -> None:
    """Lees publiccode.yml, en zeg wat er niet klopt.

    Het antwoord is 0 als alles klopt, en anders 1. Een waarschuwing is geen fout.
    """
    if not is_check:
        message = "Geef --check mee. Dit commando kan de bestanden controleren, nog niet inlezen."
        raise click.UsageError(message)
    checked = [found for file in files if (found := _checked(file, with_files=with_files))]
    if as_json:
        click.echo(_as_json(checked))
    else:
        for line in _lines(checked):
            click.echo(line)
    are_all_valid = len(checked) == len(files) and all(each.is_valid for each in checked)
    context.exit(0 if are_all_valid else 1)


def _checked(file: str, *, with_files: bool) -> _Checked | None:
    """Check a file; None when it cannot be read, which is said then."""
    path = Path(file)
    try:
        with path.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        click.echo(f"{file}: {_why_not(error)}", err=True)
        return None
    return _Checked(file, check(data, folder=path.parent if with_files else None))


def _why_not(error: Exception) -> str:
    match error:
        case FileNotFoundError():
            return "Dit bestand is er niet. Kijk of het pad klopt."
        case IsADirectoryError():
            return "Dit is een map. Geef het bestand zelf."
        case PermissionError():
            return "U mag dit bestand niet lezen. Vraag om toegang."
        case _:
            return f"Dit bestand is niet te lezen ({error}). Kijk of het pad klopt."


def _as_json(checked: Iterable[_Checked]) -> str:
    answer = [
        {
            "file": each.file,
            "valid": each.is_valid,
            "results": [result.as_json() for result in each.results],
        }
        for each in checked
    ]
    return json.dumps(answer, ensure_ascii=False, indent=2)


def _lines(checked: Iterable[_Checked]) -> Iterator[str]:
    for each in checked:
        for result in each.results:
            if result.follows:
                continue
            place = f"{each.file}:{result.line}:{result.column}"
            key = f"{result.key}: " if result.key else ""
            yield f"{place}: {dutch.type_of(result)}: {key}{dutch.sentence(result)}"
        if not each.results:
            yield f"{each.file}: in orde"
