import pytest

from govhub.platform.db import transaction
from govhub.search import misses
from govhub.search.misses import Miss
from govhub.search.models import SearchMiss
from tests.inspector import page, words
from tests.making import make_component, make_editor


@pytest.fixture
def redactie(app, session, sign_in):
    """The browser of a redacteur."""
    return sign_in(app.test_client(session=session), make_editor(session))


@pytest.fixture
def missed(session):
    """Let people miss something: ``missed("rijwiel", times=3)`` returns the row."""

    def missed(text, **overrides):
        with transaction(session):
            misses.add(session, [Miss(**{"text": text, "total": 0} | overrides)])
        return session.query(SearchMiss).filter_by(text=text).one()

    return missed


@pytest.fixture
def found(client):
    """Return the names that a visitor finds: ``found("rijwiel")``."""

    def names(text):
        answer = client.get("/componenten", query_string={"q": text})
        return [words(title) for title in page(answer).find_class("gh-result__title")]

    return names


@pytest.fixture
def bicycle(session, work):
    component = make_component(session, name="Fietsregister", summary="Voor elke fiets.")
    work()
    return component


@pytest.fixture
def app_with_thesaurus(app, monkeypatch):
    """The application, whose engine knows what the redactie adds."""
    services = app.extensions["govhub"]
    monkeypatch.setattr(services.search, "_thesaurus", services.thesaurus)
