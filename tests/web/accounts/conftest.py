import re

import pytest

from govhub.app import create_app
from govhub.config import Settings
from govhub.notifications.channels.memory import MemoryChannel
from govhub.search.engines.memory import MemoryEngine
from govhub.web.extensions import db
from tests.inspector import Inspector

KEY = "a-key-for-the-tests-0123456789-0123456789"


@pytest.fixture
def link_in_mail(work, mail):
    """Return the path of the link in the newest mail."""

    def newest():
        work()
        return re.search(r"http://localhost(/inloggen/\S+)", mail.sent[-1].text)[1]

    return newest


@pytest.fixture
def invited(client, link_in_mail):
    """Ask for a link as a visitor does, and return its path."""

    def ask(email="jan@voorbeeld.nl", page="/inloggen"):
        client.submit(page, email=email)
        return link_in_mail()

    return ask


@pytest.fixture
def make_app(database_url, engine, tmp_path):
    """Make an application on the shared database with other settings."""
    made = []

    def make(**settings):
        app = create_app(
            Settings(
                **{"database_url": database_url, "secret_key": KEY, "data_dir": str(tmp_path)}
                | settings
            ),
            search=MemoryEngine(),
            channel=MemoryChannel(),
        )
        app.testing = True
        app.test_client_class = Inspector
        made.append(app)
        return app

    yield make
    for app in made:
        with app.app_context():
            db.engine.dispose()
