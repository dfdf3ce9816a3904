"""How well a ranked list answers a query that people have judged (normalised DCG)."""

from math import log2


def ndcg(found, grades, depth=10):
    """Return 1.0 for the best order there is; ``grades``: 3 is exactly it, 2 good, 1 related.

    Gain 2^grade - 1, discount log2 of the place (Burges et al., 2005).
    """
    ideal = sorted(grades.values(), reverse=True)
    return _dcg([grades.get(key, 0) for key in found[:depth]]) / _dcg(ideal[:depth])


def _dcg(grades):
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))
