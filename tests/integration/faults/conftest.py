"""A portal on a disk of its own, that can be filled to the last byte; and one with processes."""

import os
import subprocess

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy.orm import Session

from govhub.app import create_app
from govhub.config import Settings
from govhub.notifications.channels.memory import MemoryChannel
from govhub.search.engines.memory import MemoryEngine
from govhub.web.extensions import db
from tests.databases import Sqlite
from tests.inspector import Inspector
from tests.integration.faults.installing import Installation, MailServer
from tests.serving import free_port

SIZE = 8 * 1024 * 1024


@pytest.fixture
def disk(tmp_path):
    """A folder on a disk of 8 MB; only root can make one."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", tmp_path]
    made = subprocess.run(mount, capture_output=True, text=True, check=False)
    if made.returncode != 0:
        pytest.skip(f"no disk that can be full: {made.stderr.strip()}")
    yield tmp_path
    subprocess.run(["umount", "--lazy", tmp_path], check=True)


@pytest.fixture
def filled(disk):
    """Fill the disk for as long as a block lasts: ``with filled(): …``."""
    return lambda: _Filler(disk / "filler")


class _Filler:
    def __init__(self, file):
        self._file = file

    def __enter__(self):
        with self._file.open("wb", buffering=0) as file:
            for size in (64 * 1024, 512, 1):
                try:
                    while True:
                        os.write(file.fileno(), b"x" * size)
                except OSError:
                    continue

    def __exit__(self, *_):
        self._file.unlink()


@pytest.fixture
def demo_app(disk):
    """The demo portal with its database on the small disk: SQLite, which shares it."""
    settings = Settings(
        database_url=Sqlite(disk).migrated(),
        secret_key="a-key-for-the-tests-0123456789-0123456789",
        base_url="http://localhost",
        data_dir=str(disk / "data"),
        demo=True,
    )
    app = create_app(settings, search=MemoryEngine(), channel=MemoryChannel())
    app.testing = True
    app.test_client_class = Inspector
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def demo_session(demo_app):
    with demo_app.app_context():
        engine = db.engine
    with Session(engine) as session:
        yield session


@pytest.fixture
def submitter(demo_app, demo_session):
    """The browser of the demo's submitter."""
    browser = demo_app.test_client(session=demo_session)
    browser.post("/inloggen/demo", data={"rol": "aanmelder"})
    return browser


@pytest.fixture
def mail_server():
    handler = MailServer()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    handler.port = controller.port
    yield handler
    controller.stop()


@pytest.fixture
def installation(databases, mail_server, tmp_path):
    """GovHub with a database and a mail server, not started yet."""
    made = Installation(databases.migrated(), mail_server.port, tmp_path)
    yield made
    made.engine.dispose()
