"""The engines compute what ``govhub.search.ranking`` says: by hand, and on random documents."""

import tempfile
from math import log, sqrt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govhub.search.engine import FACETS, Document, Query, Sort
from govhub.search.engines.memory import MemoryEngine
from govhub.search.engines.whoosh import WhooshEngine
from govhub.search.thesaurus import Group, Thesaurus
from tests.integration.search.documents import make_document

WORDS = ["zaak", "betaal", "digid", "boom", "klant", "kaart", "klantkaart", "betaling", "de"]
THESAURUS = Thesaurus(
    [Group(("boom", "groene plant"), ("digid",), ("klantkaart",)), Group(("kaart", "zaak kaart"))],
    ignored=["onbekend"],
    minor=["klant"],
)
texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
several = st.lists(texts, max_size=3).map(tuple)
documents = st.builds(
    Document,
    id=st.sampled_from([f"id-{number}" for number in range(8)]),
    name=texts,
    summary=texts,
    description=texts,
    organisation=texts,
    purposes=several,
    keywords=several,
    aliases=several,
    categories=several,
    standards=several,
    facets=st.fixed_dictionaries(
        {"status": st.sampled_from([("demo",), ("concept",), ()])},
        optional={"categorie": st.lists(st.sampled_from("xyz"), max_size=3).map(tuple)},
    ),
    changed_at=st.integers(0, 3),
)
queries = st.builds(
    Query,
    text=st.lists(st.sampled_from([*WORDS, "zaek", "digdi", "onbekend"]), max_size=4).map(" ".join),
    filters=st.fixed_dictionaries(
        {}, optional={"status": st.just(("demo",)), "categorie": st.just(("x", "y"))}
    ),
    sort=st.sampled_from(Sort),
    page=st.integers(1, 2),
    is_literal=st.booleans(),
    per_page=st.integers(1, 5),
    facets=st.just(FACETS),
)
changes = st.lists(
    st.tuples(st.sampled_from(["index", "delete", "rebuild"]), st.lists(documents, max_size=5)),
    min_size=1,
    max_size=6,
)


def test_the_score_is_bm25f_times_the_share_of_the_words_that_were_found(search_engine):
    search_engine.index(
        [
            make_document(id="a", name="boom", description="boom zaak zaak"),
            make_document(id="b", name="lange naam", description="zaak"),
        ]
    )

    hits = {hit.id: hit.score for hit in search_engine.search(Query(text="boom digid")).hits}

    name = 4 / (0.25 + 0.75 * 1 / 1.5)  # one word, where 1.5 is usual
    description = 1 / (0.25 + 0.75 * 3 / 2)
    frequency = name + description
    telling = log(1 + (2 - 1 + 0.5) / (1 + 0.5))
    bm25f = telling * frequency * 5 / (4 + frequency)
    known, unknown = sqrt(telling), sqrt(log(1 + (2 + 0.5) / 0.5))
    share = (known / (known + unknown)) ** 0.9
    assert hits == {"a": pytest.approx(bm25f * share, abs=1e-6)}


@settings(max_examples=40, deadline=None)
@given(changes=changes, asked=st.lists(queries, min_size=1, max_size=5))
def test_whatever_happened_to_the_index_on_disk_it_answers_as_the_brute_force(changes, asked):
    brute_force = MemoryEngine(lambda: THESAURUS)
    with tempfile.TemporaryDirectory() as folder:
        whoosh = WhooshEngine(Path(folder), lambda: THESAURUS)
        whoosh.rebuild([])
        for change, documents in changes:
            for engine in (brute_force, whoosh):
                if change == "delete":
                    engine.delete([document.id for document in documents])
                else:
                    getattr(engine, change)(documents)
            for query in asked:
                assert whoosh.search(query) == brute_force.search(query)
        assert whoosh.fingerprints() == brute_force.fingerprints()
        assert whoosh.suggest("k", 20) == brute_force.suggest("k", 20)
