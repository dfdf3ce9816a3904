"""A real portal, served by ``govhub serve`` with the seed data, and a real Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
AXE = ROOT / "assets" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_TIME = 60
"""Seconds that the portal may take to answer for the first time."""


@dataclass(frozen=True)
class Portal:
    """Where the portal answers and where it keeps its data."""

    url: str
    data: Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_ready(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_TIME
    while time.monotonic() < deadline:
        assert server.poll() is None, "govhub serve stopped"
        try:
            with urllib.request.urlopen(f"{url}/health/ready", timeout=2):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    pytest.fail("the portal did not start")


@pytest.fixture(scope="session")
def portal(tmp_path_factory):
    """The demo portal with the seed data, its worker and its mailbox."""
    data = tmp_path_factory.mktemp("portal")
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "GOVHUB_DATABASE_URL": f"sqlite:///{data}/govhub.db",
        "GOVHUB_SEARCH_URL": f"whoosh:///{data}/search",
        "GOVHUB_DATA_DIR": str(data),
        "GOVHUB_SECRET_KEY": "a-key-for-the-browser-tests-0123456789",
        "GOVHUB_BASE_URL": url,
        "GOVHUB_DEMO": "1",
    }
    govhub = [sys.executable, "-m", "govhub"]
    for command in (["db", "upgrade"], ["seed"], ["search", "rebuild"]):
        subprocess.run([*govhub, *command], env=environment, cwd=ROOT, check=True)
    with (data / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [*govhub, "serve", "--port", str(port)],
            env=environment,
            cwd=ROOT,
            stdout=log,
            stderr=log,
        )
        try:
            wait_until_ready(url, server)
            yield Portal(url, data)
        finally:
            server.terminate()
            server.wait(timeout=30)


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
    """Open pages: ``new_page(width=320, scheme="dark", javascript=False)``."""
    contexts = []

    def open_page(*, width: int = 1280, scheme: str = "light", javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=portal.url,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=javascript,
            locale="nl-NL",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page) -> Page:
    """A light desktop page."""
    return new_page()
