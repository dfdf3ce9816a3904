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
        {"text": "Zaakvolger", "kind": "component", "label": "component"},
        {"text": "zaaksysteem", "kind": "trefwoord", "label": "trefwoord"},
    ]


def test_whatever_is_offered_says_in_dutch_what_it_is(session, work, client):
    make_component(
        session,
        name="Kluis",
        owner_slug="gemeente-kluizen",
        category_keys=("kluisbouw",),
        purposes=("kluizen beheren",),
    )
    work()
    labels = {each["label"] for each in client.get("/suggesties?q=klui").json}
    assert labels == {"component", "organisatie", "categorie", "toepassing"}


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
            {"text": "Zaakvolger", "kind": "component", "label": "component"}
        ]
    finally:
        engine.is_available = True
