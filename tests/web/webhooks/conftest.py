"""A portal that may reach programs on this machine, and a receiver to reach."""

import pytest

from govhub.app import create_app
from govhub.config import Settings
from govhub.following import webhook_queries
from govhub.platform.fetch import Reach
from govhub.search.engines.memory import MemoryEngine
from govhub.web.extensions import db
from tests.inspector import Inspector
from tests.receiving import receiving


@pytest.fixture(scope="session")
def shared_app(database_url, shared_mail, tmp_path_factory):
    settings = Settings(
        database_url=database_url,
        secret_key="a-key-for-the-tests-0123456789-0123456789",
        base_url="http://localhost",
        data_dir=str(tmp_path_factory.mktemp("data")),
    )
    app = create_app(
        settings,
        search=MemoryEngine(),
        channel=shared_mail,
        reach=Reach(loopback_ports=range(1024, 65_536)),
    )
    app.testing = True
    app.test_client_class = Inspector
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def receiver():
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def me(browser, submitter):
    """The browser of the owner."""
    return browser(submitter)


@pytest.fixture
def added(me, receiver):
    """Add a webhook as a person does, and return the path of its page."""

    def _added(name="Ons register", url=None):
        return me.submit("/webhooks", name=name, url=url or receiver.url).location

    return _added


@pytest.fixture
def active(me, added):
    """Add a webhook, have it verified, and return the path of its page."""

    def _active(**values):
        path = added(**values)
        me.post(f"{path}/controleren")
        return path

    return _active


@pytest.fixture
def webhook(session):
    """Return the webhook of a page as it is now."""

    def _webhook(path):
        session.rollback()
        session.expire_all()
        return webhook_queries.by_public_id(session, path.rpartition("/")[2])

    return _webhook
