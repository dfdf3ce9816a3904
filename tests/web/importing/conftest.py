from dataclasses import replace

import pytest

from tests import forges as imitation


@pytest.fixture
def me(browser, submitter):
    """The browser of the submitter."""
    return browser(submitter)


@pytest.fixture
def forges(app):
    """A server with repositories that this application may reach."""
    with imitation.running() as forges:
        before = app.extensions["govhub"]
        app.extensions["govhub"] = replace(before, reach=forges.reach)
        yield forges
        app.extensions["govhub"] = before
