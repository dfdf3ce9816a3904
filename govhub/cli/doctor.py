"""``govhub doctor``: whether everything is as it should be, and what to do when it is not."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import click
from sqlalchemy.orm import Session

from govhub.catalogue import planning
from govhub.catalogue.ledger import verifying
from govhub.cli.application import application
from govhub.platform import audit, health, integrity
from govhub.platform.health import Check
from govhub.platform.language import gettext as _
from govhub.platform.language import long_date
from govhub.web.extensions import db
from govhub.web.services import services

_RESTORE = "Iemand wijzigde de database buiten GovHub om. Vergelijk met een reservekopie."
_GUARD_AGAIN = "Zet een reservekopie terug, of maak de triggers opnieuw."
_MOST_SHOWN = 20
"""Sentences about one subject; of the others only the number is told."""


def _line(
    _context: click.Context, _option: click.Parameter, value: str | None
) -> tuple[int, str] | None:
    """Return the number and the seal of a line, from how ``govhub doctor`` printed it before."""
    if value is None:
        return None
    found = re.fullmatch(r"(\d{1,18}):([0-9a-f]{64})", value)
    if found is None:
        message = "Geef het nummer en het zegel, zoals `govhub doctor` ze toonde."
        raise click.BadParameter(message)
    return int(found[1]), found[2]


@dataclass(frozen=True, kw_only=True)
class _Subject:
    """Something that is looked at, and what is wrong with it."""

    name: str
    wrong: Iterable[str]
    is_needed: bool = True
    """What is wrong is an error; else a warning."""
    advice: str = ""
    """What to do about it."""
    note: str = ""
    """What to tell when nothing is wrong."""


@click.command()
@click.option(
    "--head",
    metavar="NUMMER:ZEGEL",
    callback=_line,
    help="Kijk ook of deze regel nog zo in het verloop staat.",
)
@click.option(
    "--audit-head",
    metavar="NUMMER:ZEGEL",
    callback=_line,
    help="Kijk ook of deze regel nog zo in het logboek staat.",
)
def doctor(head: tuple[int, str] | None, audit_head: tuple[int, str] | None) -> None:
    """Kijk of alles klopt: het statusverloop, het logboek, de database, de outbox en de index."""
    with application():
        session = _one_moment(db.session)
        are_well = [_show(subject) for subject in _subjects(session, head, audit_head)]
    if not all(are_well):
        message = "Niet alles is goed. Hierboven staat wat u kunt doen."
        raise click.ClickException(message)


def _subjects(
    session: Session, head: tuple[int, str] | None, audit_head: tuple[int, str] | None
) -> Iterator[_Subject]:
    """Give what to look at, one by one: without a schema there is nothing else to look at."""
    yield _of(health.database(session))
    schema = health.schema(session)
    yield _of(schema)
    if not schema.is_ok:
        return
    yield from _about_sqlite(session)
    yield from _about_ledger(session, head)
    yield from _about_audit(session, audit_head)
    yield _Subject(
        name="aankondigingen",
        wrong=_overdue(session),
        advice="Er draait geen worker. Start `govhub work`, of `govhub serve --with-worker`.",
    )
    yield _of(health.outbox(session))
    yield _of(health.search(services().search.fingerprints))


def _about_ledger(session: Session, head: tuple[int, str] | None) -> Iterator[_Subject]:
    number, seal = verifying.head(session)
    yield _Subject(
        name="verloop: keten",
        wrong=verifying.broken_lines(session),
        advice=_RESTORE,
        note=_to_keep(number, seal, "--head"),
    )
    for name, wrong in (
        ("gebeurtenissen", verifying.lines_without_event(session)),
        ("statussen", verifying.wrong_statuses(session)),
        ("plannen", verifying.wrong_plans(session)),
    ):
        yield _Subject(name=f"verloop: {name}", wrong=wrong, advice=_RESTORE)
    yield _Subject(
        name="verloop: bewaking",
        wrong=verifying.missing_guards(session),
        advice=_GUARD_AGAIN,
    )
    if head is not None:
        yield _Subject(
            name=f"verloop: regel {head[0]}", wrong=_unknown(session, *head), advice=_RESTORE
        )


def _about_audit(session: Session, head: tuple[int, str] | None) -> Iterator[_Subject]:
    yield _Subject(
        name="logboek: keten",
        wrong=audit.broken_entries(session),
        advice=_RESTORE,
        note=_to_keep(*audit.head(session), "--audit-head"),
    )
    yield _Subject(
        name="logboek: bewaking", wrong=audit.missing_guards(session), advice=_GUARD_AGAIN
    )
    if head is not None:
        wrong = [] if audit.has_entry(session, *head) else [_gone(head[0])]
        yield _Subject(name=f"logboek: regel {head[0]}", wrong=wrong, advice=_RESTORE)


def _about_sqlite(session: Session) -> Iterator[_Subject]:
    if integrity.is_sqlite(session):
        yield _Subject(name="sqlite", wrong=integrity.old_sqlite(), is_needed=False)
        yield _Subject(name="bestand", wrong=integrity.damage(session))


def _of(check: Check) -> _Subject:
    wrong = [] if check.is_ok else [check.note]
    return _Subject(name=check.name, wrong=wrong, is_needed=check.is_needed)


def _overdue(session: Session) -> Iterator[str]:
    for plan in planning.overdue(session):
        yield _("“%(status)s” van %(slug)s, aangekondigd per %(day)s, is niet uitgevoerd.") % {
            "status": plan.new.label,
            "slug": plan.component.slug,
            "day": long_date(plan.effective_on),
        }


def _unknown(session: Session, number: int, seal: str) -> Iterator[str]:
    if not verifying.has_line(session, number, seal):
        yield _gone(number)


def _gone(number: int) -> str:
    return _("Regel %(number)s is weg, of heeft nu een ander zegel.") % {"number": number}


def _to_keep(number: int, seal: str, option: str) -> str:
    return (
        f"De laatste regel is {number}:{seal}\nBewaar dat buiten deze machine, en geef het "
        f"later mee met {option}."
    )


def _show(subject: _Subject) -> bool:
    """Print what is wrong with a subject; tell whether it is well enough to go on with."""
    wrong = iter(subject.wrong)
    sentences = list(islice(wrong, _MOST_SHOWN))
    if not sentences:
        _print("goed", subject.name, subject.note.splitlines())
        return True
    rest = sum(1 for _sentence in wrong)
    if rest:
        sentences.append(f"En nog {rest}.")
    _print("fout" if subject.is_needed else "let op", subject.name, [*sentences, subject.advice])
    return not subject.is_needed


def _print(verdict: str, name: str, sentences: Iterable[str]) -> None:
    click.echo(f"{verdict:<7} {name}")
    for sentence in filter(None, sentences):
        click.echo(f"        {sentence}")


def _one_moment(session: Session) -> Session:
    """Let the session see one moment of the database, however long it looks."""
    if not integrity.is_sqlite(session):  # a reader of SQLite does so already
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    return session
