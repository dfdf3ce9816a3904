"""What ``govhub import publiccode`` does without ``--check``: components of files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import click
from sqlalchemy.orm import Session

from govhub.accounts import queries as accounts
from govhub.accounts.models import User
from govhub.catalogue.interchange.publiccode import check, is_valid
from govhub.catalogue.interchange.publiccode.finding import find
from govhub.cli.application import application
from govhub.kernel.errors import DomainError
from govhub.platform.db import transaction
from govhub.platform.email_address import email_address
from govhub.registration.importing import batch, reading
from govhub.registration.importing.batch import Done, Outcome
from govhub.registration.importing.reading import Source
from govhub.web.extensions import db
from govhub.web.services import services


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What an operator asks."""

    by: str | None
    owner: str | None
    publish: bool


@dataclass(frozen=True, kw_only=True)
class Handled:
    """A file, and what became of it."""

    file: str
    data: bytes | None
    outcome: Outcome

    @property
    def is_done(self) -> bool:
        """Tell whether the catalogue knows now what the file says."""
        return self.outcome.done is not Done.SKIPPED

    def as_json(self) -> dict[str, Any]:
        """Return what other programs read: what ``--check`` says, and what was done."""
        results = check(self.data) if self.data is not None else ()
        return {
            "file": self.file,
            "valid": self.data is not None and is_valid(results),
            "results": [result.as_json() for result in results],
            "done": self.outcome.done.value,
            "component": self.outcome.slug,
            "public": self.outcome.is_public,
            "changed": list(self.outcome.changed),
            "left": list(self.outcome.left),
            "message": self.outcome.message,
        }

    def lines(self) -> Iterator[str]:
        """Give what to tell an operator."""
        outcome = self.outcome
        if outcome.done is Done.SKIPPED:
            yield f"{self.file}: overgeslagen. {outcome.message}"
            return
        place = "in de catalogus" if outcome.is_public else "klad"
        changed = f": {batch.labels(outcome.changed)}" if outcome.changed else ""
        yield f"{self.file}: {outcome.done.value}, {outcome.slug} ({place}){changed}"
        if outcome.left:
            yield f"  zoals een mens het schreef, bleef: {batch.labels(outcome.left)}"
        if outcome.message:
            yield f"  nog niet gepubliceerd: {outcome.message}"
        if self.data is not None and not is_valid(check(self.data)):
            yield "  in het bestand zitten fouten: `--check` toont ze."


def bring_in(files: Sequence[tuple[str, bytes | None, str | None]], wish: Wish) -> list[Handled]:
    """Take in files, each in a transaction of its own.

    Each is a name or address, what is in it, and why it could not be read.
    """
    with application():
        editor_id, owner = _editor(db.session, wish.by).id, _owner(db.session, wish.owner)
        return [
            _handled(name, data, trouble, editor_id=editor_id, owner=owner, publish=wish.publish)
            for name, data, trouble in files
        ]


def is_address(name: str) -> bool:
    """Tell whether this is no file but a place on the web."""
    return name.startswith(("https://", "http://"))


def _handled(
    name: str,
    data: bytes | None,
    trouble: str | None,
    *,
    editor_id: int,
    owner: str | None,
    publish: bool,
) -> Handled:
    try:
        source, data = _source(name, data, trouble)
        with transaction(db.session) as session:
            editor = session.get_one(User, editor_id)
            read = reading.read(session, source)
            outcome = batch.take_in(session, editor, read, owner_slug=owner, publish=publish)
    except DomainError as error:
        outcome = Outcome(done=Done.SKIPPED, message=error.message)
    return Handled(file=name, data=data, outcome=outcome)


def _source(name: str, data: bytes | None, trouble: str | None) -> tuple[Source, bytes]:
    """Return what to read, and the file itself. Raises DomainError when there is none."""
    if is_address(name):
        found = find(name, reach=services().reach)
        text, _is_utf8 = reading.text_of(found.data)
        return Source(text=text, url=found.url, repository=found.repository), found.data
    if data is None:
        raise DomainError(trouble or "")
    text, _is_utf8 = reading.text_of(data)
    return Source(text=text), data


def _editor(session: Session, email: str | None) -> User:
    """Return whose drafts they are. Raises ClickException when that is not clear."""
    if email is not None:
        user = accounts.user_by_email(session, email_address(email))
        if user is None or not user.role.is_editor:
            message = f"{email} hoort niet bij de redactie. Zie `govhub users create --role`."
            raise click.ClickException(message)
        return user
    editors = accounts.editors(session)
    if len(editors) != 1:
        message = (
            "Zeg met --by wie van de redactie de nieuwe aanmeldingen krijgt, bijvoorbeeld "
            "--by ria@voorbeeld.nl."
        )
        raise click.ClickException(message)
    return editors[0]


def _owner(session: Session, slug: str | None) -> str | None:
    if slug is not None and accounts.organisation_by_slug(session, slug) is None:
        message = (
            f"De organisatie {slug} is onbekend. Gebruik het laatste deel van haar adres, zoals "
            "gemeente-delft in /organisaties/gemeente-delft."
        )
        raise click.ClickException(message)
    return slug
