"""The search index disappears while the portal serves."""

import shutil
from contextlib import ExitStack

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from govhub.app import create_app
from govhub.config import Settings
from govhub.notifications.channels.memory import MemoryChannel
from govhub.platform.db import engine_options, prepare
from govhub.search import indexer
from govhub.web.extensions import db
from tests.inspector import Inspector, page, words
from tests.making import make_component

NOTICE = "Zoeken werkt nu beperkt"


@pytest.fixture
def engine(databases):
    url = databases.migrated()
    engine = prepare(sa.create_engine(url, **engine_options(url)))
    yield engine
    engine.dispose()


@pytest.fixture
def start(engine, tmp_path):
    """Start the portal, as often as you like, and return a browser on it."""
    settings = Settings(
        database_url=engine.url.render_as_string(hide_password=False),
        search_url=f"whoosh:///{tmp_path}/search",
        secret_key="a-key-for-the-tests-0123456789-0123456789",
        base_url="http://localhost",
        data_dir=str(tmp_path),
    )
    with ExitStack() as stack:

        def _start():
            app = create_app(settings, channel=MemoryChannel())
            app.testing = True
            app.test_client_class = Inspector
            with app.app_context():
                stack.callback(db.engine.dispose)
            return app.test_client(session=stack.enter_context(Session(engine)))

        yield _start


@pytest.fixture
def rebuild(engine):
    def _rebuild(client):
        with Session(engine) as session:
            indexer.rebuild(session, client.application.extensions["govhub"].search)

    return _rebuild


@pytest.fixture
def lose(tmp_path):
    """Lose the index: its folder, or what is in its files."""

    def _lose(how):
        if how == "folder":
            shutil.rmtree(tmp_path / "search")
            return
        for file in (tmp_path / "search").rglob("*"):
            if file.is_file():
                file.write_bytes(b"" if how == "empty" else b"\x00\xffrommel" * 50)

    return _lose


def main(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return words(page(answer).find(".//main"))


@pytest.fixture
def client(start, rebuild, engine):
    with Session(engine, expire_on_commit=False) as session:
        make_component(session, name="Open Zaak")
    client = start()
    rebuild(client)
    return client


def test_searching_goes_on_with_a_plain_list_until_the_index_is_back(client, rebuild, lose):
    assert NOTICE not in main(client, "/componenten?q=zaak")
    lose("folder")
    found = main(client, "/componenten?q=zaak")
    assert NOTICE in found
    assert "Open Zaak" in found
    assert client.get("/suggesties?q=zaak").status_code == 200
    rebuild(client)
    assert NOTICE not in main(client, "/componenten?q=zaak")


# Whoosh leaves the file open when it cannot read the table of contents.
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.parametrize("how", ["empty", "garbage"])
def test_a_portal_that_starts_on_a_broken_index_shows_the_plain_list(
    client, start, rebuild, lose, how
):
    lose(how)
    assert "Open Zaak" in main(client, "/componenten?q=zaak")
    fresh = start()
    found = main(fresh, "/componenten?q=zaak")
    assert NOTICE in found
    assert "Open Zaak" in found
    rebuild(fresh)
    assert NOTICE not in main(fresh, "/componenten?q=zaak")
