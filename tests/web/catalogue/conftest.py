from dataclasses import replace

import pytest

from tests.inspector import page, words
from tests.web.catalogue.explaining import Explaining


@pytest.fixture
def found(client):
    """Return the names in the list at this address, in order: ``found("q=zaak")``."""

    def names(query=""):
        answer = client.get(f"/componenten?{query}")
        assert answer.status_code == 200
        return [words(title) for title in page(answer).find_class("gh-result__title")]

    return names


@pytest.fixture
def listed(client):
    """Return the page with the list: ``listed("q=zaak")``."""

    def open_list(query=""):
        answer = client.get(f"/componenten?{query}")
        assert answer.status_code == 200
        return page(answer)

    return open_list


@pytest.fixture
def engine_says(app):
    """The engine of the application, for tests of what a page does with an answer."""
    services = app.extensions["govhub"]
    explaining = Explaining(services.search)
    app.extensions["govhub"] = replace(services, search=explaining)
    yield explaining
    app.extensions["govhub"] = services
