"""Fixtures for the pages."""

import pytest
import sqlalchemy as sa

from govhub.accounts.service import start_session
from govhub.platform.db import transaction
from govhub.web.access import SECRET
from govhub.web.extensions import db


@pytest.fixture
def sign_in(session):
    """Sign a user in on a browser: ``sign_in(client, user)``, second step and all."""

    def sign_in(client, user, *, has_second_factor=True):
        with transaction(session):
            secret = start_session(session, user, has_second_factor=has_second_factor)
        with client.session_transaction() as cookie:
            cookie[SECRET] = secret
        return client

    return sign_in


@pytest.fixture
def statements(app):
    """Count the SQL statements of a page: ``statements(lambda: client.get("/"))``."""

    def count(ask):
        seen = []
        with app.app_context():
            engine = db.engine
        listener = lambda *arguments: seen.append(arguments[2])  # noqa: E731  # to remove it again
        sa.event.listen(engine, "before_cursor_execute", listener)
        try:
            assert ask().status_code == 200
        finally:
            sa.event.remove(engine, "before_cursor_execute", listener)
        return len(seen)

    return count


@pytest.fixture
def browser(app, session, sign_in):
    """A browser in which somebody is signed in: ``browser(user)``."""

    def browser(user):
        return sign_in(app.test_client(session=session), user)

    return browser
