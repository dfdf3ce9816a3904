"""The application that a command works on."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Flask
from pydantic import ValidationError
from sqlalchemy.exc import OperationalError, ProgrammingError

from govhub.app import create_app
from govhub.config import Settings
from govhub.kernel.errors import DomainError
from govhub.search.engine import SearchUnavailable
from govhub.web.extensions import db


def settings() -> Settings:
    """Return the settings. Raises ClickException that names what is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = "; ".join(
            f"GOVHUB_{'_'.join(map(str, line['loc'])).upper()}: {line['msg']}"
            for line in error.errors()
        )
        message = f"Deze instelling klopt niet: {wrong}"
        raise click.ClickException(message) from error


@contextmanager
def application() -> Iterator[Flask]:
    """Give the application with its context; what goes wrong becomes one clear sentence."""
    try:
        app = create_app(settings())
        with app.app_context():
            try:
                yield app
            finally:
                db.session.close()
                db.engine.dispose()
    except DomainError as error:
        raise click.ClickException(error.message) from error
    except SearchUnavailable as error:
        message = f"De zoekindex is niet te gebruiken ({error}). Voer `govhub search rebuild` uit."
        raise click.ClickException(message) from error
    except (OperationalError, ProgrammingError) as error:
        message = (
            "De database geeft een fout. Is hij bereikbaar, en is `govhub db upgrade` uitgevoerd? "
            f"({error.orig})"
        )
        raise click.ClickException(message) from error
