"""Queries that people judged: the answers may get better, not worse (docs/zoekkwaliteit.md).

The floors lie a little below what was measured, so that a change of text does not break them.
"""

import pytest
from sqlalchemy import select

from govhub import paths
from govhub.catalogue.interchange import seed
from govhub.catalogue.interchange.seed import files
from govhub.catalogue.models import Component
from govhub.platform.db import transaction
from govhub.search import evaluation, indexer, thesaurus_file
from govhub.search.engines.whoosh import WhooshEngine
from govhub.search.lexicon import FOLDER
from tests.places import ROOT

JUDGED = ROOT.parent / "shared" / "data" / "search"

pytestmark = [
    pytest.mark.skipif(
        not JUDGED.is_dir(),
        reason="the judged queries are not beside this checkout (shared/data/search)",
    ),
    pytest.mark.skipif(not FOLDER.is_dir(), reason="scripts/assets has not been run"),
]

CATALOGUE = {
    "abbrev": 0.93, "combo": 0.95, "compound": 0.94, "english": 0.88, "inflection": 0.85,
    "name": 0.97, "natural": 0.72, "need": 0.85, "org": 0.98, "split": 0.8, "standard": 0.97,
    "synonym": 0.89, "tech": 0.87, "typo": 0.92,
}  # fmt: skip
RECORDS = {
    "abbrev": 0.97, "accent": 0.9, "compound": 0.93, "english": 0.88, "inflection": 0.95,
    "keyword": 0.96, "multiword": 0.93, "name": 0.95, "natural": 0.8, "org": 0.98, "split": 0.82,
    "synonym": 0.95, "typo": 0.95, "variant": 0.98,
}  # fmt: skip


@pytest.fixture
def whoosh(folder):
    """An engine that knows the thesaurus of the seed."""
    thesaurus = thesaurus_file.load(paths.SEED / "thesaurus.yaml")
    return WhooshEngine(folder, lambda: thesaurus)


def below(floors, score):
    """Return the kinds of queries that are answered worse than their floor."""
    return {kind: value for kind, value in score.per_type.items() if value < floors[kind]}


def test_the_catalogue_answers_what_people_ask(session, whoosh):
    with transaction(session):
        seed.load(session, paths.SEED)
    indexer.rebuild(session, whoosh)
    slugs = {
        str(key): slug for key, slug in session.execute(select(Component.public_id, Component.slug))
    }
    queries = evaluation.judged_queries(JUDGED / "portal-queries.json")

    score = evaluation.score(queries, evaluation.answers(whoosh, queries, slugs))

    assert below(CATALOGUE, score) == {}
    assert score.ndcg10 >= 0.89
    assert score.zero == 0


def test_the_test_collection_is_answered(whoosh):
    categories = {row.key: (row.name, *row.synonyms) for row in files.read(paths.SEED).categories}
    records = evaluation.records(JUDGED / "records.json")
    whoosh.rebuild(record.document(categories) for record in records)
    queries = evaluation.judged_queries(JUDGED / "queries.json")

    score = evaluation.score(queries, evaluation.answers(whoosh, queries))

    assert below(RECORDS, score) == {}
    assert score.ndcg10 >= 0.95
    assert score.zero == 0
