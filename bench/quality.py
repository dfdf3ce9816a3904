"""What each technique of the search adds: all of them, and all but one (docs/zoekkwaliteit.md).

    .venv/bin/python -m bench.quality ../shared/data/search

Three measures, all nDCG@10: the test collection, the catalogue of the seed, and *phrases kept
apart*: of each component one purpose is taken out of the index and asked; the component must be
found by what else it says. Those are hundreds of questions in the words of users that nobody judged
by hand, so that what is good for the judged queries only shows.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from govhub import paths
from govhub.catalogue import queries
from govhub.catalogue.interchange import seed
from govhub.catalogue.interchange.seed import files
from govhub.platform.db import Base, transaction
from govhub.search import (
    catalogue_words,
    decompound,
    evaluation,
    repairing,
    spelling,
    thesaurus_file,
)
from govhub.search.document import public_documents
from govhub.search.engine import Document
from govhub.search.engines.memory import MemoryEngine
from govhub.search.evaluation import Judged, Score
from govhub.search.lexicon import Lexicon
from govhub.search.recipe import RECIPE, Recipe
from govhub.search.thesaurus import Thesaurus, no_thesaurus

_FOLDS = 2
"""How many of the purposes of a component are kept apart, in turn."""

_NO_COMPOUND = {"part": 0, "compound": 0, "single_part": 0}
_NO_SYNONYM = {"synonym": 0, "narrower": 0, "broader": 0}
_NO_FAMILY = {"family": 0, "distant_family": 0}
_NOTHING = {
    **_NO_COMPOUND, **_NO_SYNONYM, **_NO_FAMILY, "joined": 0, "repaired": 0, "minor": 1,
    "drops_noise": False, "coherence": 0, "relaxed": 0,
}  # fmt: skip
WITHOUT = {
    "samenstellingen splitsen": _NO_COMPOUND,
    "een los deel van de gevraagde samenstelling": {"single_part": 0},
    "synoniemen van een deel": {"of_a_part": 0},
    "twee woorden aaneen": {"joined": 0},
    "synoniemen, smaller en ruimer": _NO_SYNONYM,
    "smaller en ruimer": {"narrower": 0, "broader": 0},
    "woordfamilies": _NO_FAMILY,
    "herstel van typefouten": {"repaired": 0},
    "vraagwoorden weglaten": {"drops_noise": False},
    "bijzaak minder tellen": {"minor": 1},
    "aandeel van de vraag": {"coordination": 0},
    "categorie van de beste antwoorden": {"coherence": 0},
    "verruimen bij weinig resultaten": {"relaxed": 0},
    "al het bovenstaande": _NOTHING,
}
"""Technique → the recipe without it."""


@dataclass(frozen=True)
class Collection:
    """Documents and the queries that are asked of them."""

    documents: Sequence[Document]
    queries: Sequence[Judged]

    def answers(self, recipe: Recipe, thesaurus: Thesaurus) -> dict[str, list[str]]:
        """Return query id → what is found first."""
        engine = MemoryEngine(lambda: thesaurus, recipe)
        engine.rebuild(self.documents)
        return evaluation.answers(engine, self.queries)


def main(folder: Path) -> None:
    """Print a row for each technique, as a table for the documentation."""
    thesaurus = thesaurus_file.load(paths.SEED / "thesaurus.yaml")
    documents = catalogue()
    judged = [test_collection(folder)], [in_catalogue(folder, documents)]
    measures = (*judged, [kept_apart(documents, fold) for fold in range(_FOLDS)])

    def show(name: str, recipe: Recipe = RECIPE, known: Thesaurus = thesaurus) -> None:
        scores = (measured(each, recipe, known) for each in measures)
        told = " | ".join(f"{each.ndcg10:.3f} ({each.zero})" for each in scores)
        print(f"| {name} | {told} |", flush=True)

    show("alles aan")
    for name, changes in WITHOUT.items():
        show(name, replace(RECIPE, **changes))
    with forgetting(), patch.object(spelling, "sounds", lambda lines: lines):
        show("klank", known=thesaurus.with_groups(()))
    with forgetting(), without_dictionary():
        show("woordenboek")
    show("thesaurus, met vraagwoorden en bijzaak", known=no_thesaurus())


def measured(collections: Sequence[Collection], recipe: Recipe, thesaurus: Thesaurus) -> Score:
    """Return how well the queries of all collections are answered."""
    queries = [query for each in collections for query in each.queries]
    found: dict[str, list[str]] = {}
    for each in collections:
        found |= each.answers(recipe, thesaurus)
    return evaluation.score(queries, found)


def test_collection(folder: Path) -> Collection:
    """Return the records of another catalogue, with their queries."""
    rows = files.read(paths.SEED).categories
    categories = {row.key: (row.name, *row.synonyms) for row in rows}
    records = evaluation.records(folder / "records.json")
    return Collection(
        [record.document(categories) for record in records],
        evaluation.judged_queries(folder / "queries.json"),
    )


def catalogue() -> list[Document]:
    """Return the components of the seed, by slug."""
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        with transaction(session):
            seed.load(session, paths.SEED)
        slugs = {str(each.public_id): each.slug for each in queries.public_components(session)}
        return [replace(each, id=slugs[each.id]) for each in public_documents(session)]


def in_catalogue(folder: Path, documents: Sequence[Document]) -> Collection:
    """Return the catalogue with its judged queries."""
    return Collection(documents, evaluation.judged_queries(folder / "portal-queries.json"))


def kept_apart(documents: Sequence[Document], fold: int) -> Collection:
    """Return the catalogue without one purpose of each component, which is asked."""
    asked = [
        Judged(id=f"{each.id}-{fold}", q=each.purposes[fold], type="kept apart", rel={each.id: 3})
        for each in documents
        if len(each.purposes) > fold
    ]
    left = [
        replace(each, purposes=each.purposes[:fold] + each.purposes[fold + 1 :])
        for each in documents
    ]
    return Collection(left, asked)


@contextmanager
def without_dictionary() -> Iterator[None]:
    """Do as if the dictionary was not built."""
    with ExitStack() as stack:
        for module in (catalogue_words, decompound, repairing):
            stack.enter_context(patch.object(module, "lexicon", Lexicon))
        yield


@contextmanager
def forgetting() -> Iterator[None]:
    """Remember nothing from before, or of what is done here."""
    remembered = (
        decompound.parts,
        decompound.part_terms,
        repairing._in_language,  # noqa: SLF001
        repairing._spelling,  # noqa: SLF001
    )
    for each in remembered:
        each.cache_clear()
    try:
        yield
    finally:
        for each in remembered:
            each.cache_clear()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
