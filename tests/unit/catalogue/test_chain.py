"""The seal of a line guards all of it, and the line before it."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest

from govhub.catalogue.ledger.chain import START, Sealed, seal

LINE = Sealed(
    number=7,
    key=UUID(int=1),
    component=UUID(int=2),
    kind="wijziging",
    old="demo",
    new="beschikbaar",
    effective_on=date(2026, 3, 1),
    recorded_at=datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
    decided_by="Gemeente Voorbeeld",
    reason="Vier gemeenten gebruiken het, één in productie.",
    evidence_url="https://voorbeeld.nl/besluit",
    end_date=None,
    about=5,
)
OTHER = {
    "number": 8,
    "key": UUID(int=3),
    "component": UUID(int=4),
    "kind": "correctie",
    "old": None,
    "new": "demo",
    "effective_on": date(2026, 3, 2),
    "recorded_at": datetime(2026, 3, 1, 9, 30, 0, 1, tzinfo=UTC),
    "decided_by": "Gemeente Voorbeel",
    "reason": None,
    "evidence_url": "https://voorbeeld.nl/besluit/",
    "end_date": date(2027, 1, 1),
    "about": None,
}


@pytest.mark.parametrize("name", [field.name for field in fields(Sealed)])
def test_another_value_of_any_field_gives_another_seal(name):
    assert seal(replace(LINE, **{name: OTHER[name]}), START) != seal(LINE, START)


def test_another_line_before_it_gives_another_seal():
    assert seal(LINE, "1" * 64) != seal(LINE, START)


def test_the_same_moment_in_another_zone_gives_the_same_seal():
    there = LINE.recorded_at.astimezone(timezone(timedelta(hours=2)))
    assert seal(replace(LINE, recorded_at=there), START) == seal(LINE, START)


def test_a_seal_that_was_made_long_ago_is_still_right():
    assert seal(LINE, START) == ("143723d2902b037d032092217cc23bc3716d3b7c5b7c154d05c0afa6a9e00e40")
