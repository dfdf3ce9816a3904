"""Calendars for a program: iCalendar (RFC 5545), all-day events to subscribe to."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from flask import request
from icalendar import Calendar, Event
from werkzeug.wrappers import Response

CONTENT_TYPE = "text/calendar; charset=utf-8"
_PRODUCT = "-//GovHub//Aangekondigde wijzigingen//NL"
_AGAIN_AFTER = timedelta(days=1)
"""How often a calendar program looks whether something changed."""
_NOT_IN_TEXT = re.compile("[^\t\n\x20-\x7e\x80-\ud7ff\ue000-\U0010ffff]")
"""What RFC 5545 does not allow in a text."""


@dataclass(frozen=True, kw_only=True)
class Day:
    """Something that happens on a day."""

    uid: str
    """Never changes."""
    on: date
    title: str
    text: str
    url: str
    written_at: datetime
    """When this was last said."""
    sequence: int = 0
    """Goes up when what was said changes."""
    is_cancelled: bool = False


@dataclass(frozen=True, kw_only=True)
class Agenda:
    """Days, with a name."""

    title: str
    url: str
    """The page that shows the same."""
    days: tuple[Day, ...]


def answer(agenda: Agenda, *, file_name: str) -> Response:
    """Return the calendar, or 304 when the program has it already."""
    response = Response(render(agenda), content_type=CONTENT_TYPE)
    response.headers.set("Content-Disposition", "inline", filename=file_name)
    response.add_etag()
    response.cache_control.public = True
    response.cache_control.max_age = 300
    return response.make_conditional(request)


def render(agenda: Agenda) -> bytes:
    """Return the calendar as a document in UTF-8."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, _clean(agenda.title))
    calendar.add("url", agenda.url)
    calendar.add("refresh-interval", _AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    for day in agenda.days:
        calendar.add_component(_event(day))
    return bytes(calendar.to_ical())


def _event(day: Day) -> Event:
    event = Event()
    event.add("uid", day.uid)
    event.add("dtstamp", day.written_at.astimezone(UTC).replace(microsecond=0))
    event.add("last-modified", day.written_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))
    event.add("summary", _clean(day.title))
    event.add("description", _clean(day.text))
    event.add("url", day.url)
    event.add("sequence", day.sequence)
    event.add("status", "CANCELLED" if day.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def _clean(text: str) -> str:
    return _NOT_IN_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
