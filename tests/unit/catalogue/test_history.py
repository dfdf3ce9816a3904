"""Which status holds, and since when, worked out from the lines of a component."""

from datetime import date

import pytest

from govhub.catalogue.ledger.history import corrected, standing
from govhub.catalogue.ledger.models import LedgerLine, LineKind
from govhub.catalogue.status import Status

MARCH, APRIL, MAY, JUNE = (date(2026, month, 1) for month in (3, 4, 5, 6))


def line(number, new, effective_on, kind=LineKind.CHANGE, *, about=None):
    return LedgerLine(
        number=number, kind=kind, new=Status(new), effective_on=effective_on, about=about
    )


def corrects(number, new, effective_on, *, about):
    return line(number, new, effective_on, LineKind.CORRECTION, about=about)


def said(lines, on=None):
    found = standing(lines, on)
    return found and (found.status.value, found.since, found.line.number)


def test_without_lines_there_is_no_status():
    assert standing([]) is None


def test_the_last_change_holds_whatever_the_order_of_the_lines():
    lines = [line(1, "concept", MARCH), line(2, "demo", APRIL)]
    assert said(lines) == said(reversed(lines)) == ("demo", APRIL, 2)


@pytest.mark.parametrize(
    "kind", [LineKind.PLAN, LineKind.WITHDRAWAL, LineKind.CONFIRMATION], ids=lambda kind: kind.value
)
def test_other_lines_do_not_set_the_status(kind):
    assert said([line(1, "concept", MARCH), line(2, "demo", APRIL, kind)]) == ("concept", MARCH, 1)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 28), None),
        (MARCH, ("concept", MARCH, 1)),
        (date(2026, 3, 31), ("concept", MARCH, 1)),
        (APRIL, ("demo", APRIL, 2)),
        (JUNE, ("demo", APRIL, 2)),
    ],
)
def test_on_a_day_holds_what_had_begun_by_then(day, expected):
    assert said([line(1, "concept", MARCH), line(2, "demo", APRIL)], on=day) == expected


def test_a_correction_to_something_else_holds_from_the_day_of_the_mistake():
    lines = [
        line(1, "concept", MARCH),
        line(2, "uitfaseren", APRIL),
        corrects(3, "demo", APRIL, about=2),
    ]
    assert said(lines) == ("demo", APRIL, 3)


def test_a_correction_that_returns_brings_back_the_day_too():
    lines = [
        line(1, "concept", MARCH),
        line(2, "demo", APRIL),
        corrects(3, "concept", APRIL, about=2),
    ]
    assert said(lines) == ("concept", MARCH, 1)
    assert said(lines, on=APRIL) == ("concept", MARCH, 1)


def test_after_a_return_life_goes_on():
    lines = [
        line(1, "concept", MARCH),
        line(2, "demo", APRIL),
        corrects(3, "concept", APRIL, about=2),
        line(4, "gepland", MAY),
    ]
    assert said(lines) == ("gepland", MAY, 4)


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("concept", ("concept", MARCH, 1)),
        ("demo", ("demo", APRIL, 2)),
        ("gepland", ("gepland", APRIL, 4)),
    ],
)
def test_a_correction_of_a_correction_may_return_to_before_either(new, expected):
    lines = [
        line(1, "concept", MARCH),
        line(2, "demo", APRIL),
        corrects(3, "uitfaseren", APRIL, about=2),
        corrects(4, new, APRIL, about=3),
    ]
    assert said(lines) == expected


def test_the_lines_that_were_corrected_are_known():
    lines = [
        line(1, "concept", MARCH),
        line(2, "demo", APRIL),
        corrects(3, "concept", APRIL, about=2),
        line(4, "demo", JUNE, LineKind.PLAN, about=1),
    ]
    assert corrected(lines) == {2}
