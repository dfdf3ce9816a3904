"""Facets as rows of bits and as pairs say the same."""

import numpy as np
import pytest

from govhub.search.engines.whoosh import columns

SIZE = 130
VALUES = ("a", "b", "c")


@pytest.fixture(params=[256, 0], ids=["bits", "pairs"])
def column(request, monkeypatch):
    """A facet of two parts: every document has "a", every third one "b", and number 129 "c"."""
    monkeypatch.setattr(columns, "_MOST_ROWS", request.param)
    whole = [(number, "a") for number in range(SIZE)]
    whole += [(number, "b") for number in range(0, SIZE, 3)] + [(129, "c")]
    parts = [
        pairs([(number - start, value) for number, value in whole if start <= number < end])
        for start, end in ((0, 70), (70, SIZE))
    ]
    return columns.column(parts, [0, 70], SIZE)


def pairs(both):
    values = tuple(sorted({value for _, value in both}, reverse=True))
    documents = np.array([number for number, _ in both], np.int64)
    return columns.Pairs(values, documents, np.array([values.index(v) for _, v in both], np.int64))


def test_values_are_counted_among_what_was_found(column):
    found = np.arange(SIZE) >= 126

    assert column.values == VALUES
    assert column.count(found, columns.in_bits(found)).tolist() == [4, 2, 1]
    nothing = np.zeros(SIZE, np.bool_)
    assert column.count(nothing, columns.in_bits(nothing)).tolist() == [0, 0, 0]


def test_who_has_one_of_the_values_is_known(column):
    assert np.flatnonzero(column.having(["c"])).tolist() == [129]
    assert column.having(["b", "c", "onbekend"]).sum() == 44
    assert column.having(["onbekend"]).sum() == 0
