"""``/suggesties``: what the search box offers."""

from govhub.catalogue.vocabulary import Publication
from tests.making import make_component


def test_names_and_search_terms_that_begin_so_are_offered(session, work, client):
    make_component(session, name="Zaakvolger", keywords=("zaaksysteem",))
    make_component(session, name="Zaakgeheim", publication=Publication.DRAFT)
    work()
    answer = client.get("/suggesties?q=zaak")
    assert answer.mimetype == "application/json"
    assert answer.json == [
        {"text": "Zaakvolger", "kind": "component"},
        {"text": "zaaksysteem", "kind": "trefwoord"},
    ]


def test_nothing_typed_gives_nothing(client):
    assert client.get("/suggesties").json == []
    assert client.get("/suggesties?q=").json == []
    assert client.get("/suggesties?q=" + 500 * "x").json == []


def test_names_are_offered_without_an_index_too(session, work, app, client):
    make_component(session, name="Zaakvolger")
    work()
    engine = app.extensions["govhub"].search
    engine.is_available = False
    try:
        assert client.get("/suggesties?q=zaak").json == [
            {"text": "Zaakvolger", "kind": "component"}
        ]
    finally:
        engine.is_available = True
