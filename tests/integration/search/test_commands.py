"""``govhub search``, as an operator uses it."""

import json

import pytest
from click.testing import CliRunner

from govhub.catalogue.vocabulary import Publication
from govhub.cli import cli
from govhub.platform.db import transaction
from tests.making import make_component


@pytest.fixture
def govhub(installation):
    """Run a command: ``govhub("rebuild")``; return the exit code and what it says."""

    def run(*arguments):
        result = CliRunner().invoke(cli, ["search", *arguments])
        return result.exit_code, result.output

    return run


def test_rebuild_makes_the_index_and_check_compares_it(govhub, session):
    make_component(session)

    exit_code, output = govhub("check")
    assert exit_code == 1
    assert "1 ontbreken" in output
    assert "Voer `govhub search check --repair` uit" in output
    assert govhub("rebuild") == (0, "De zoekindex heeft nu 1 componenten.\n")
    assert govhub("check") == (0, "De zoekindex is gelijk aan de database: 1 componenten.\n")


def test_check_repairs_what_differs_when_it_is_asked_to(govhub, session):
    govhub("rebuild")
    make_component(session)

    exit_code, output = govhub("check", "--repair")
    assert exit_code == 0
    assert "1 ontbreken" in output
    assert "De index is bijgewerkt." in output
    assert govhub("check") == (0, "De zoekindex is gelijk aan de database: 1 componenten.\n")


def test_check_repairs_an_index_that_is_not_there(govhub, session):
    make_component(session)

    assert govhub("check", "--repair")[0] == 0
    assert govhub("check")[0] == 0


def test_rebuild_if_missing_leaves_a_usable_index_alone(govhub, session):
    assert govhub("rebuild", "--if-missing") == (0, "De zoekindex heeft nu 0 componenten.\n")
    make_component(session)

    assert govhub("rebuild", "--if-missing") == (0, "De zoekindex is er al.\n")
    assert govhub("check")[0] == 1


def test_rebuild_if_missing_replaces_the_index_of_another_database(govhub, session):
    component = make_component(session)
    govhub("rebuild")
    with transaction(session):
        component.publication = Publication.HIDDEN

    assert govhub("rebuild", "--if-missing") == (0, "De zoekindex heeft nu 0 componenten.\n")


def test_query_shows_what_is_found(govhub, session):
    make_component(session, name="Zaakbrug")
    govhub("rebuild")

    assert govhub("query", "zaakbrig") == (0, "1 resultaten\nZaakbrug (zaakbrug)\n")


def test_without_an_index_query_says_what_to_do(govhub):
    exit_code, output = govhub("query", "zaak")

    assert exit_code == 1
    assert output.startswith("Error: De zoekindex is niet te gebruiken")
    assert output.endswith("Voer `govhub search rebuild` uit.\n")


RECORDS = [
    {"id": "betalen", "name": "Betaalhulp", "tagline": "Leges betalen", "category": "betaling"},
    {"id": "kaart", "name": "Kaartlaag", "tagline": "Bomen op de kaart", "tags": ["groen"]},
]
QUERIES = [
    {"id": "a", "q": "bomen", "type": "need", "rel": {"kaart": 3}},
    {"id": "b", "q": "afrekenen", "type": "synonym", "rel": {"betalen": 3}},
]


@pytest.fixture
def write(tmp_path):
    """Write a file with JSON; return its name."""

    def write_json(name, content):
        (tmp_path / name).write_text(json.dumps(content))
        return str(tmp_path / name)

    return write_json


def test_eval_measures_a_test_collection_without_touching_the_index(govhub, write):
    files = write("records.json", RECORDS), write("queries.json", QUERIES)

    exit_code, output = govhub("eval", *files, "--json")

    assert exit_code == 0
    assert json.loads(output) == {
        "n": 2, "ndcg10": 1.0, "mrr": 1.0, "recall10": 1.0, "zero": 0,
        "per_type": {"need": 1.0, "synonym": 1.0},
    }  # fmt: skip
    assert govhub("eval", *files)[1].startswith("2 vragen, 0 zonder resultaat\nnDCG@10   1.000\n")
    assert govhub("query", "bomen")[0] == 1


def test_eval_measures_the_catalogue_by_slug(govhub, session, write):
    make_component(session, name="Zaakbrug")
    govhub("rebuild")
    queries = [{"id": "a", "q": "zaakbrug", "type": "name", "rel": {"zaakbrug": 3}}]

    exit_code, output = govhub("eval", "--catalogue", write("queries.json", queries), "--json")

    assert exit_code == 0
    assert json.loads(output)["ndcg10"] == 1.0


def test_eval_says_what_is_wrong_with_its_files(govhub, write):
    queries = write("queries.json", QUERIES)

    assert "Geef RECORDS.json en QUERIES.json" in govhub("eval", queries)[1]
    assert "is er niet" in govhub("eval", "weg.json", queries)[1]
    assert "klopt" in govhub("eval", write("records.json", [{"id": "a"}]), queries)[1]
