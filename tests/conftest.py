"""Fixtures for every test: a real database, the application, and a client that inspects pages.

A test that uses the database runs on every database that is here; ``--database sqlite`` chooses.
What it writes is really committed, because in real life too a request, the worker and a reader each
have a session of their own. After the test all tables are emptied.
"""

import os
import tempfile
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from govhub.config import Settings
from govhub.notifications.channels.memory import MemoryChannel
from govhub.platform.db import engine_options, prepare
from govhub.web.extensions import db
from tests import databases as available
from tests.inspector import Inspector
from tests.making import make_component, make_editor, make_user

pytest_plugins = ["tests.network"]

for _name in [name for name in os.environ if name.startswith("GOVHUB_")]:
    del os.environ[_name]  # the developer's own settings are not the tests' business


def pytest_addoption(parser):
    parser.addoption("--database", choices=available.names(), help="use only this database")
    parser.addoption("--kills", type=int, default=8, help="processes to kill in tests/faults")


def pytest_generate_tests(metafunc):
    if "databases" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("database")
        names = [chosen] if chosen else available.names()
        metafunc.parametrize("databases", names, indirect=True, scope="session")


def pytest_report_header():
    return f"databases: {', '.join(available.names())}"


@pytest.fixture(scope="session")
def databases(request):
    """One kind of database: ``.empty()`` and ``.migrated()`` give the address of a new one."""
    with (
        tempfile.TemporaryDirectory(prefix="govhub-", ignore_cleanup_errors=True) as folder,
        available.running(request.param, Path(folder)) as running,
    ):
        yield running


@pytest.fixture(scope="session")
def database_url(databases):
    """The database that most tests share; for one that is your own, ask ``databases``."""
    return databases.migrated()


@pytest.fixture(scope="session")
def shared_engine(database_url):
    engine = prepare(sa.create_engine(database_url, **engine_options(database_url)))
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _prepare_for_tests)
    yield engine
    engine.dispose()


@pytest.fixture
def engine(shared_engine):
    """The shared database, empty again after the test."""
    yield shared_engine
    available.empty_all_tables(shared_engine)


@pytest.fixture
def session(engine):
    """A session as the domain gets it: a reader; write inside ``with transaction(session):``."""
    with Session(engine, expire_on_commit=False) as session:
        yield session


@pytest.fixture(scope="session")
def shared_mail():
    return MemoryChannel()


@pytest.fixture
def mail(shared_mail):
    """Where mail goes: look in ``mail.sent``; ``mail.refuse_with`` makes it fail."""
    shared_mail.sent.clear()
    shared_mail.refuse_with = None
    return shared_mail


@pytest.fixture(scope="session")
def shared_app(database_url, shared_mail, tmp_path_factory):
    from govhub.app import create_app  # noqa: PLC0415
    from govhub.search.engines.memory import MemoryEngine  # noqa: PLC0415

    settings = Settings(
        database_url=database_url,
        secret_key="a-key-for-the-tests-0123456789-0123456789",
        base_url="http://localhost",
        data_dir=str(tmp_path_factory.mktemp("data")),
        security_contact="mailto:beveiliging@voorbeeld.nl",
    )
    app = create_app(settings, search=MemoryEngine(), channel=shared_mail)
    app.testing = True
    app.test_client_class = Inspector
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(shared_app, engine, mail):
    """The application on the shared database, with an empty search index."""
    services = shared_app.extensions["govhub"]
    services.search.rebuild([])
    services.thesaurus.renew()
    services.notepad.take()
    services.searches.forget()
    services.suggestions.forget()
    return shared_app


@pytest.fixture
def client(app, session):
    """A browser that inspects every page; see ``tests.inspector``."""
    return app.test_client(session=session)


@pytest.fixture
def submitter(session):
    """Somebody who registers components."""
    return make_user(session)


@pytest.fixture
def editor(session):
    """Somebody of the redactie."""
    return make_editor(session)


@pytest.fixture
def public(session, submitter):
    """A component of the submitter that everybody sees; ``public(status=…)``."""

    def public(**overrides):
        return make_component(session, submitted_by=submitter, **overrides)

    return public


@pytest.fixture
def work(app, session):
    """Do what the worker does, until nothing is left to do: ``work()``."""

    def work_until_idle() -> int:
        done = app.extensions["govhub"].relay.work_until_idle()
        app.extensions["govhub"].follower.work()
        session.rollback()
        session.expire_all()
        return done

    return work_until_idle


def _prepare_for_tests(connection, _record):
    connection.execute("PRAGMA synchronous = OFF")
    # Who asks for no order may get any: nobody leans on the order in which rows were written.
    connection.execute("PRAGMA reverse_unordered_selects = ON")
