"""The status on a day in the past, by what we know now."""

from datetime import UTC, date, datetime

import pytest

from govhub.catalogue.ledger.looking_back import look_back
from govhub.catalogue.ledger.models import LedgerLine, LineKind
from govhub.catalogue.status import Status

LISTED = date(2026, 1, 10)


def line(number, new, on, *, kind=LineKind.CHANGE, written=None, about=None):
    written = written or on
    return LedgerLine(
        number=number,
        kind=kind,
        new=new,
        effective_on=on,
        recorded_at=datetime(written.year, written.month, written.day, 12, tzinfo=UTC),
        about=about,
    )


CHANGES = (
    line(1, Status.DEMO, date(2026, 1, 10)),
    line(2, Status.AVAILABLE, date(2026, 2, 1)),
)
CORRECTED = (
    *CHANGES,
    line(3, Status.ENDED, date(2026, 3, 1)),
    line(
        4,
        Status.AVAILABLE,
        date(2026, 3, 1),
        kind=LineKind.CORRECTION,
        written=date(2026, 3, 5),
        about=3,
    ),
)


@pytest.mark.parametrize(
    ("day", "status", "since"),
    [
        (date(2026, 1, 10), Status.DEMO, date(2026, 1, 10)),
        (date(2026, 1, 31), Status.DEMO, date(2026, 1, 10)),
        (date(2026, 2, 1), Status.AVAILABLE, date(2026, 2, 1)),
        (date(2026, 6, 1), Status.AVAILABLE, date(2026, 2, 1)),
    ],
)
def test_it_is_what_was_set_last_on_that_day(day, status, since):
    back = look_back(CHANGES, day, listed_on=LISTED)
    assert (back.status, back.standing.since, back.was_listed) == (status, since, True)
    assert back.correction is None


def test_before_the_first_line_there_was_no_status():
    back = look_back(CHANGES, date(2026, 1, 9), listed_on=LISTED)
    assert (back.status, back.was_listed) == (None, False)


def test_a_status_that_was_written_down_later_is_known_before_the_catalogue_had_it():
    lines = [line(1, Status.DEMO, date(2024, 5, 1), written=date(2026, 1, 10))]
    back = look_back(lines, date(2025, 1, 1), listed_on=LISTED)
    assert (back.status, back.was_listed, back.correction) == (Status.DEMO, False, None)


def test_of_a_day_on_which_a_mistake_was_shown_we_know_better():
    back = look_back(CORRECTED, date(2026, 3, 2), listed_on=LISTED)
    assert (back.status, back.was_shown) == (Status.AVAILABLE, Status.ENDED)
    assert back.standing.since == date(2026, 2, 1)
    assert back.correction.number == 4


@pytest.mark.parametrize("day", [date(2026, 2, 28), date(2026, 3, 5), date(2026, 4, 1)])
def test_before_the_mistake_and_after_its_correction_nothing_was_wrong(day):
    back = look_back(CORRECTED, day, listed_on=LISTED)
    assert (back.status, back.correction, back.was_shown) == (Status.AVAILABLE, None, None)


def test_a_confirmation_or_a_plan_changes_nothing():
    others = [
        line(3, Status.AVAILABLE, date(2026, 3, 1), kind=LineKind.CONFIRMATION),
        line(4, Status.ENDED, date(2026, 3, 2), kind=LineKind.PLAN),
    ]
    back = look_back([*CHANGES, *others], date(2026, 4, 1), listed_on=LISTED)
    assert (back.status, back.standing.line.number) == (Status.AVAILABLE, 2)


def test_the_day_is_that_of_the_netherlands():
    late = LedgerLine(
        number=1,
        kind=LineKind.CHANGE,
        new=Status.DEMO,
        effective_on=date(2026, 3, 1),
        recorded_at=datetime(2026, 2, 28, 23, 30, tzinfo=UTC),
    )
    assert look_back([late], date(2026, 3, 1), listed_on=None).status is Status.DEMO
    assert look_back([late], date(2026, 2, 28), listed_on=None).status is None
