"""A real portal, served by ``govhub serve`` with the seed data, and a real Chromium."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from sqlalchemy.orm import Session

from govhub.platform.db import engine_options, prepare
from govhub.platform.links import Signer
from tests.browser import inspecting
from tests.serving import free_port, serving

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
GOVHUB = [sys.executable, "-m", "govhub"]
KEY = "a-key-for-the-browser-tests-0123456789"
TIMEOUT = 20_000
"""Milliseconds that a page may take on a busy machine."""


@dataclass(frozen=True)
class Portal:
    """Where the portal answers and where its database is."""

    url: str
    database_url: str

    @property
    def signer(self) -> Signer:
        """Return what signs its links."""
        return Signer([KEY])

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Give a session on its database, to prepare what a test needs."""
        engine = prepare(sa.create_engine(self.database_url, **engine_options(self.database_url)))
        with Session(engine, expire_on_commit=False) as session:
            yield session
        engine.dispose()


@pytest.fixture(scope="session")
def portal(browser, tmp_path_factory):
    """The demo portal with the seed data, its worker and its mailbox."""
    with demo_portal(tmp_path_factory.mktemp("portal"), host="127.0.0.1") as running:
        yield running


@contextmanager
def demo_portal(folder: Path, *, host: str) -> Iterator[Portal]:
    """Serve a demo portal, which browsers know by this name, until the block ends."""
    port = free_port()
    running = Portal(f"http://{host}:{port}", f"sqlite:///{folder}/govhub.db")
    environment = {
        **os.environ,
        "GOVHUB_DATABASE_URL": running.database_url,
        "GOVHUB_SEARCH_URL": f"whoosh:///{folder}/search",
        "GOVHUB_DATA_DIR": str(folder),
        "GOVHUB_SECRET_KEY": KEY,
        "GOVHUB_BASE_URL": running.url,
        "GOVHUB_DEMO": "1",
    }
    for command in (["db", "upgrade"], ["seed"], ["search", "rebuild"]):
        subprocess.run(
            [*GOVHUB, *command], env=environment, cwd=folder, check=True, capture_output=True
        )
    with serving(GOVHUB, port=port, folder=folder, environment=environment):
        yield running


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium; without it these tests are skipped, in CI they fail."""
    executable = shutil.which("chromium")
    if executable is None:
        reason = "no Chromium: install Debian's package chromium"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser: Browser, portal: Portal):
    """Open pages: ``new_page(width=320, scheme="dark", javascript=False)``.

    Whatever a page logs as an error, also what the Content-Security-Policy stops, fails the test.
    """
    contexts, problems = [], []

    def open_page(*, width: int = 1280, scheme: str = "light", javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=portal.url,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=javascript,
            locale="nl-NL",
        )
        context.set_default_timeout(TIMEOUT)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
        page.on("console", lambda message: problems.extend(_errors(page, message)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []


def _errors(page: Page, message: ConsoleMessage) -> Iterator[str]:
    """Give an error that was logged, save that the page itself has an error status."""
    is_own_status = message.location["url"] == page.url and "status of 4" in message.text
    if message.type == "error" and not is_own_status:
        yield f"{page.url}: {message.text}"


@pytest.fixture
def page(new_page) -> Page:
    """A light desktop page."""
    return new_page()


@pytest.fixture
def sign_in():
    """Sign in as somebody of the demo: ``sign_in(page, "redacteur")``."""

    def _sign_in(page: Page, role: str) -> Page:
        page.goto("/inloggen")
        page.get_by_role("button", name=f"Inloggen als demo-{role}").click()
        expect(page.get_by_role("button", name="Uitloggen")).to_be_attached()
        return page

    return _sign_in


@pytest.fixture(scope="session")
def axe() -> str:
    """The program that checks accessibility, built from ``assets/package.json``."""
    file = Path(__file__).parents[2] / "assets" / "node_modules" / "axe-core" / "axe.min.js"
    assert file.is_file(), "run `scripts/assets` first"
    return file.read_text(encoding="utf-8")


@pytest.fixture
def faults(axe):
    """Return what is wrong with a page now, in every view: ``faults(page)``."""
    return lambda page: inspecting.faults(page, axe)
