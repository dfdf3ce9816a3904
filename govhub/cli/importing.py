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
@click.option("--by", metavar="E-MAIL", help="Wie van de redactie de nieuwe aanmeldingen krijgt.")
@click.option(
    "--owner",
    metavar="ORGANISATIE",
    help="De eigenaar, als het bestand geen organisatie noemt die we kennen.",
)
@click.option("--publish", is_flag=True, help="Publiceer wat nieuw is en niets mist.")
@click.pass_context
def publiccode(  # noqa: PLR0913  # every option is one
    context: click.Context,
    files: tuple[str, ...],
    *,
    is_check: bool,
    as_json: bool,
    with_files: bool,
    by: str | None,
    owner: str | None,
    publish: bool,
) -> None:
    """Lees publiccode.yml in, of zeg met --check alleen wat er niet klopt.

    BESTAND is een bestand of het adres van een repository. Wat nieuw is, wordt een klad van de
    redactie. Wat er al is, wordt bijgewerkt; wat een mens schreef, blijft. Nog eens inlezen kan
    geen kwaad.

    Het antwoord is 0 als alles is ingelezen, of bij --check als alles klopt, en anders 1. Een
    waarschuwing is geen fout.
    """
    if is_check:
        if by or owner or publish:
            message = "Met --check wordt niets ingelezen. Laat --by, --owner en --publish weg."
            raise click.UsageError(message)
        context.exit(0 if _check(files, as_json=as_json, with_files=with_files) else 1)
    if with_files:
        message = "--with-files hoort bij --check."
        raise click.UsageError(message)
    # Checking must not load the database.
    from govhub.cli.bringing_in import Wish, bring_in, is_address  # noqa: PLC0415

    given = [(f, *((None, None) if is_address(f) else _read(f))) for f in files]
    handled = bring_in(given, Wish(by=by, owner=owner, publish=publish))
    if as_json:
        click.echo(json.dumps([h.as_json() for h in handled], ensure_ascii=False, indent=2))
    else:
        for line in (line for each in handled for line in each.lines()):
            click.echo(line)
    context.exit(0 if all(each.is_done for each in handled) else 1)


def _check(files: tuple[str, ...], *, as_json: bool, with_files: bool) -> bool:
    """Say what is wrong in the files; tell whether all of them are right."""
    checked = [found for file in files if (found := _checked(file, with_files=with_files))]
    if as_json:
        click.echo(_as_json(checked))
    else:
        for line in _lines(checked):
            click.echo(line)
    return len(checked) == len(files) and all(each.is_valid for each in checked)


def _read(file: str) -> tuple[bytes | None, str | None]:
    """Return what is in a file, or why it cannot be read."""
    try:
        with Path(file).open("rb") as opened:
            return opened.read(MOST_BYTES + 1), None
    except (OSError, ValueError) as error:
        return None, _why_not(error)


def _checked(file: str, *, with_files: bool) -> _Checked | None:
    """Check a file; None when it cannot be read, which is said then."""
    data, trouble = _read(file)
    if data is None:
        click.echo(f"{file}: {trouble}", err=True)
        return None
    folder = Path(file).parent if with_files else None
    return _Checked(file, check(data, folder=folder))


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
