from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govhub.kernel import clock
from govhub.kernel.clock import AMSTERDAM
from govhub.registration import promise

MOMENTS = st.dates(date(2000, 1, 1), date(2099, 12, 1)).map(
    lambda day: datetime.combine(day, time(12), AMSTERDAM)
)


def at(year, month, day, hour=12):
    return datetime(year, month, day, hour, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    "day",
    [
        date(1961, 4, 2),
        date(2000, 4, 23),
        date(2008, 3, 23),
        date(2011, 4, 24),
        date(2024, 3, 31),
        date(2025, 4, 20),
        date(2026, 4, 5),
        date(2027, 3, 28),
        date(2038, 4, 25),
        date(2049, 4, 18),
        date(2076, 4, 19),
    ],
)
def test_easter_is_on_its_day(day):
    assert promise.easter(day.year) == day


@given(st.integers(1900, 2199))
def test_easter_is_a_sunday_in_spring(year):
    day = promise.easter(year)
    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),
        date(2026, 4, 3),  # Goede Vrijdag
        date(2026, 4, 6),  # Tweede Paasdag
        date(2026, 4, 27),
        date(2026, 5, 5),
        date(2026, 5, 14),  # Hemelvaartsdag
        date(2026, 5, 25),  # Tweede Pinksterdag
        date(2026, 12, 25),
        date(2025, 12, 26),
        date(2026, 11, 28),  # zaterdag
        date(2026, 11, 29),  # zondag
    ],
)
def test_nobody_works_on_a_holiday_or_in_a_weekend(day):
    assert not promise.is_working_day(day)


@pytest.mark.parametrize("day", [date(2026, 11, 25), date(2026, 12, 24), date(2026, 5, 15)])
def test_on_other_days_people_work(day):
    assert promise.is_working_day(day)


@pytest.mark.parametrize(("year", "day"), [(2025, 26), (2026, 27), (2031, 26), (2014, 26)])
def test_kings_day_is_never_on_a_sunday(year, day):
    assert promise.kings_day(year) == date(year, 4, day)


@pytest.mark.parametrize(
    ("since", "days", "until"),
    [
        (at(2026, 11, 25), 5, date(2026, 12, 2)),  # woensdag
        (at(2026, 11, 27), 5, date(2026, 12, 4)),  # vrijdag
        (at(2026, 11, 28), 5, date(2026, 12, 4)),  # in het weekend telt het niet eerder
        (at(2026, 12, 23), 5, date(2026, 12, 31)),  # Kerst op vrijdag en zaterdag
        (at(2026, 12, 31), 1, date(2027, 1, 4)),  # over oud en nieuw
        (at(2026, 4, 2), 1, date(2026, 4, 7)),  # Pasen
        (at(2026, 5, 4), 1, date(2026, 5, 6)),
        (at(2026, 11, 25), 0, date(2026, 11, 25)),
    ],
)
def test_the_term_ends_on_a_working_day(since, days, until):
    assert promise.answer_by(since, days) == until


def test_late_in_the_evening_counts_as_that_day_in_the_netherlands():
    assert promise.answer_by(at(2026, 7, 1, 0), 1) == date(2026, 7, 2)


def test_it_is_late_from_the_day_after():
    since = at(2026, 11, 25)
    with clock.at(at(2026, 12, 2, 23)):
        assert not promise.is_late(since, 5)
    with clock.at(at(2026, 12, 3, 0)):
        assert promise.is_late(since, 5)


@given(MOMENTS, st.integers(1, 40))
def test_so_many_working_days_lie_between(since, days):
    until = promise.answer_by(since, days)
    assert promise.is_working_day(until)
    between = (until - since.date()).days
    worked = sum(promise.is_working_day(since.date() + timedelta(n + 1)) for n in range(between))
    assert worked == days
