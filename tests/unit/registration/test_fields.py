from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govhub.web.registration.fields import day, number, written_day


@pytest.mark.parametrize("text", ["31-12-2026", "31/12/2026", "31.12.2026", "2026-12-31"])
def test_a_date_may_be_written_in_several_ways(text):
    assert day(text) == date(2026, 12, 31)


@pytest.mark.parametrize(
    "text", ["", None, "31-2-2026", "12-31-2026", "morgen", "1-1-26", "1-1-20266"]
)
def test_another_text_is_no_date(text):
    assert day(text) is None


@given(st.dates())
def test_a_date_is_read_as_it_was_written(value):
    assert day(written_day(value)) == value or value.year < 1000


@given(st.text())
def test_any_text_can_be_read_as_a_number(text):
    assert number(text) >= 0


@pytest.mark.parametrize(
    ("text", "value"), [("7", 7), ("-7", 0), ("7.0", 0), ("²", 0), ("9" * 30, 0)]
)
def test_only_a_plain_number_is_one(text, value):
    assert number(text) == value
