import pytest

from tests.judging import ndcg


@pytest.mark.parametrize(
    ("found", "score"),
    [
        (["best", "good", "related"], 1.0),
        ([], 0.0),
        (["other", "unknown"], 0.0),
        (["good", "best"], (3 + 7 / 1.584963) / (7 + 3 / 1.584963 + 1 / 2)),
    ],
)
def test_the_best_order_scores_one_and_every_other_less(found, score):
    assert ndcg(found, {"best": 3, "good": 2, "related": 1}) == pytest.approx(score, abs=1e-5)
