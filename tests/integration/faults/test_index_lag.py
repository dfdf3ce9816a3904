"""What the redactie publishes can be found soon after, on a portal that serves."""

import json
import os
import sys
import time
import urllib.parse
import urllib.request

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from govhub.platform.db import engine_options, prepare
from tests.making import make_component
from tests.serving import free_port, running

SECONDS = 5
"""Two is what we promise; this machine may be busy with other tests."""


@pytest.fixture
def engine(databases):
    url = databases.migrated()
    engine = prepare(sa.create_engine(url, **engine_options(url)))
    yield engine
    engine.dispose()


@pytest.fixture(params=["govhub serve", "gunicorn govhub.wsgi:app"])
def portal(request, engine, tmp_path):
    """The address of a portal that serves and has no index yet, in both ways to serve it."""
    port = free_port()
    ways = {
        "govhub serve": ["govhub", "serve", "--port", str(port)],
        "gunicorn govhub.wsgi:app": ["gunicorn", "govhub.wsgi:app", "-b", f"127.0.0.1:{port}"],
    }
    environment = {
        **os.environ,
        "GOVHUB_DATABASE_URL": engine.url.render_as_string(hide_password=False),
        "GOVHUB_SEARCH_URL": f"whoosh:///{tmp_path}/search",
        "GOVHUB_DATA_DIR": str(tmp_path),
        "GOVHUB_SECRET_KEY": "a-key-for-the-tests-0123456789-0123456789",
        "GOVHUB_MAIL_URL": "smtp://127.0.0.1:9",
        "GOVHUB_BASE_URL": f"http://127.0.0.1:{port}",
        "GOVHUB_LINK_CHECK": "0",
    }
    command = [sys.executable, "-m", *ways[request.param]]
    with running(command, port=port, folder=tmp_path, environment=environment):
        yield f"http://127.0.0.1:{port}"


def suggested(portal, text):
    address = f"{portal}/suggesties?{urllib.parse.urlencode({'q': text})}"
    with urllib.request.urlopen(address, timeout=10) as answer:
        return [each["text"] for each in json.load(answer)]


def seconds_until(is_so):
    start = time.monotonic()
    while not is_so():
        assert time.monotonic() - start < 30, "it never became so"
        time.sleep(0.05)
    return time.monotonic() - start


def test_a_new_component_is_found_within_seconds(engine, portal, tmp_path):
    seconds_until((tmp_path / "search" / "current" / "place").exists)
    with Session(engine) as session:
        make_component(session, name="Fietspomp", keywords=("bandenplakker",))

    assert seconds_until(lambda: suggested(portal, "bandenpl") == ["bandenplakker"]) < SECONDS
