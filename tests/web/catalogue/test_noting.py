"""Searches of people that find little are noted; nothing is written while a page is read."""

import pytest

from tests.making import make_component, make_editor, make_user

BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"


@pytest.fixture
def noted(app, client):
    """Return what is noted of a visit: ``noted("q=xqzw")``."""

    def noted(query, accept=BROWSER, browser=client):
        browser.get(f"/componenten?{query}", headers={"Accept": accept})
        return [(miss.text, miss.total) for miss in app.extensions["govhub"].notepad.take()]

    return noted


def test_what_finds_nothing_is_noted(noted):
    assert noted("q=Xqzw++Zaken") == [("xqzw zaken", 0)]
    assert noted("q=bsn+123456782") == [("bsn", 0)]


def test_what_finds_few_is_noted_and_what_finds_enough_is_not(session, work, noted):
    for number in range(2):
        make_component(session, name=f"Zaak {number}")
    work()
    assert noted("q=zaak") == [("zaak", 2)]
    make_component(session, name="Zaak 3")
    work()
    assert noted("q=zaak") == []


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=",
        "q=xqzw&status=demo",
        "q=xqzw&pagina=2",
        "q=xqzw&letterlijk=ja",
        "q=xqzw&status=kapot",
        "q=jan@voorbeeld.nl",
        "q=<script>",
        "q=" + 250 * "x",
    ],
)
def test_what_tells_nothing_is_not_noted(noted, query):
    assert noted(query) == []


def test_programs_and_the_redactie_are_not_noted(app, session, sign_in, noted):
    assert noted("q=xqzw", accept="*/*") == []
    assert noted("q=xqzw", accept="application/json") == []
    somebody = app.test_client(session=session)
    assert noted("q=xqzw", browser=sign_in(somebody, make_editor(session))) == []
    assert noted("q=xqzw", browser=sign_in(somebody, make_user(session))) == [("xqzw", 0)]


def test_without_an_index_nothing_is_noted(app, noted):
    engine = app.extensions["govhub"].search
    engine.is_available = False
    try:
        assert noted("q=xqzw") == []
    finally:
        engine.is_available = True
