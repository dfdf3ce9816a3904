"""By which day somebody who asks something of the redactie hears of it.

Counted in working days, without the days that the Algemene termijnenwet (article 3) calls general
holidays or puts on a par with them: so also Good Friday, and 5 May in every year.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache

from govhub.kernel import clock
from govhub.kernel.clock import AMSTERDAM

_SATURDAY = 5
_SUNDAY = 6
_DAY = timedelta(days=1)
_FROM_EASTER = {
    "Goede Vrijdag": -2,
    "Tweede Paasdag": 1,
    "Hemelvaartsdag": 39,
    "Tweede Pinksterdag": 50,
}
"""In days from Easter Sunday; that and Whit Sunday are Sundays already."""


def answer_by(since: datetime, working_days: int) -> date:
    """Return the last day of so many working days, of which the day itself is none."""
    day = since.astimezone(AMSTERDAM).date()
    left = working_days
    while left > 0:
        day += _DAY
        left -= is_working_day(day)
    return day


def is_late(since: datetime, working_days: int) -> bool:
    """Tell whether the day on which it should be answered is past."""
    return answer_by(since, working_days) < clock.today()


def is_working_day(day: date) -> bool:
    """Tell whether people of the government work on this day."""
    return day.weekday() < _SATURDAY and day not in holidays(day.year)


@lru_cache(maxsize=16)
def holidays(year: int) -> frozenset[date]:
    """Return the general holidays of the year, also those that fall in a weekend."""
    easter_sunday = easter(year)
    return frozenset(
        {
            date(year, 1, 1),
            kings_day(year),
            date(year, 5, 5),
            date(year, 12, 25),
            date(year, 12, 26),
            *(easter_sunday + timedelta(days=days) for days in _FROM_EASTER.values()),
        }
    )


def kings_day(year: int) -> date:
    """Return the day on which the birthday of the King is kept: the day before on a Sunday."""
    day = date(year, 4, 27)
    return day - _DAY if day.weekday() == _SUNDAY else day


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leaps, left = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    quarters, rest = divmod(of_century, 4)
    to_sunday = (32 + 2 * left + 2 * quarters - moon - rest) % 7
    correction = (golden + 11 * moon + 22 * to_sunday) // 451
    month, day = divmod(moon + to_sunday - 7 * correction + 114, 31)
    return date(year, month, day + 1)
