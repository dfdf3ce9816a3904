import json

import pytest

from govhub.search.evaluation import (
    EvaluationRefused,
    Judged,
    Record,
    Score,
    judged_queries,
    ndcg,
    recall,
    reciprocal_rank,
    records,
    score,
)

GRADES = {"best": 3, "good": 2, "related": 1}


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (["best", "good", "related"], 1.0),
        ([], 0.0),
        (["other", "unknown"], 0.0),
        (["good", "best"], (3 + 7 / 1.584963) / (7 + 3 / 1.584963 + 1 / 2)),
        (["x"] * 10 + ["best"], 0.0),
    ],
)
def test_the_best_order_has_gain_one_and_every_other_less(found, expected):
    assert ndcg(found, GRADES) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(
    ("found", "rank", "share"),
    [
        (["related", "good", "best"], 0.5, 1.0),
        (["best"], 1.0, 0.5),
        (["related"], 0.0, 0.0),
        ([], 0.0, 0.0),
    ],
)
def test_only_good_answers_count_for_rank_and_recall(found, rank, share):
    assert reciprocal_rank(found, GRADES) == rank
    assert recall(found, GRADES) == share


def test_recall_is_of_the_good_answers_that_fit_and_one_without_any():
    many = {str(number): 3 for number in range(20)}

    assert recall([str(number) for number in range(10)], many) == 1.0
    assert recall([], {"related": 1}) == 1.0


def test_the_scores_of_all_queries_are_taken_together_and_by_kind():
    queries = [
        Judged(id="a", q="x", type="name", rel={"1": 3}),
        Judged(id="b", q="y", type="need", rel={"1": 3}),
        Judged(id="c", q="z", type="need", rel={"1": 3}),
    ]

    measured = score(queries, {"a": ["1"], "b": [], "c": ["2", "1"]})

    assert measured == Score(
        n=3, ndcg10=0.544, mrr=0.5, recall10=0.667, zero=1, per_type={"name": 1.0, "need": 0.315}
    )
    assert list(json.loads(measured.as_json())) == [
        "n", "ndcg10", "mrr", "recall10", "zero", "per_type",
    ]  # fmt: skip
    assert str(measured).splitlines()[:2] == ["3 vragen, 1 zonder resultaat", "nDCG@10   0.544"]


def test_a_record_becomes_a_document_with_the_words_of_its_category():
    record = Record(id="a", name="A", tagline="B", category="zaken", tags=("c",), status="demo")

    document = record.document({"zaken": ("Zaken", "dossiers")})

    assert document.categories == ("Zaken", "dossiers")
    assert document.facets == {"categorie": ("zaken",), "status": ("demo",)}
    assert (document.name, document.summary, document.keywords) == ("A", "B", ("c",))
    assert record.document({}).categories == ("zaken",)


@pytest.mark.parametrize("read", [judged_queries, records])
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(tmp_path, read):
    file = tmp_path / "test.json"
    with pytest.raises(EvaluationRefused, match="is er niet"):
        read(file)
    file.write_text('[{"id": "a"}]')
    with pytest.raises(EvaluationRefused, match=r"klopt 0 → \w+ niet"):
        read(file)
    file.write_text("geen json")
    with pytest.raises(EvaluationRefused, match="klopt"):
        read(file)
