"""A month, as people type it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govhub.web.reuse.months import month, written_month

MARCH = date(2025, 3, 1)


@pytest.mark.parametrize(
    "written",
    [
        "3-2025",
        "03/2025",
        "3.2025",
        "3 2025",
        "2025-03",
        "2025-3",
        "2025-03-17",
        "17-3-2025",
        "maart 2025",
        " Maart  2025 ",
        "mrt 2025",
        "mrt. 2025",
        "maa-2025",
        "17 maart 2025",
    ],
)
def test_a_month(written):
    assert month(written) == MARCH


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_by_number_and_back(number):
    day = date(2024, number, 1)
    assert month(written_month(day)) == day


@pytest.mark.parametrize(
    ("written", "number"), [("jan 2024", 1), ("mei 2024", 5), ("okt 2024", 10), ("dec. 2024", 12)]
)
def test_in_short(written, number):
    assert month(written) == date(2024, number, 1)


@pytest.mark.parametrize(
    "written", ["", None, "2025", "13-2025", "0-2025", "3-0000", "maart", "foo 2025", "3-25", "x"]
)
def test_no_month(written):
    assert month(written) is None


@given(st.text())
def test_nothing_that_is_typed_breaks_it(written):
    found = month(written)
    assert found is None or found.day == 1
