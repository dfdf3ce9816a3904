"""Atom feeds (RFC 4287)."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from flask import request
from werkzeug.wrappers import Response

CONTENT_TYPE = "application/atom+xml; charset=utf-8"

_NAMESPACE = "http://www.w3.org/2005/Atom"
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped."""
_BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
"""When a feed without entries was updated."""


@dataclass(frozen=True)
class Label:
    """A category of an entry: a value for programs, and the word for people."""

    term: str
    label: str
    scheme: str | None = None
    """A URI that says what the term is about; None for the status."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Something that changed."""

    id: str
    """A URI that never changes."""
    title: str
    summary: str
    updated: datetime
    author: str
    url: str
    labels: tuple[Label, ...] = ()
    """The status of the component, and what sort of news it is."""
    evidence_url: str | None = None


@dataclass(frozen=True, kw_only=True)
class Feed:
    """Changes, the newest first."""

    id: str
    """A URI that never changes."""
    title: str
    self_url: str
    page_url: str
    entries: tuple[Entry, ...]
    changed_at: datetime | None = None
    """When a word of it last changed, if that was later than ``updated``."""

    @property
    def updated(self) -> datetime:
        """Return when something was last added."""
        return max((entry.updated for entry in self.entries), default=_BEGINNING)


def answer(feed: Feed) -> Response:
    """Return the feed, or 304 when the reader has it already."""
    response = Response(render(feed), content_type=CONTENT_TYPE)
    response.add_etag()
    response.last_modified = max(feed.updated, feed.changed_at or feed.updated)
    response.cache_control.public = True
    response.cache_control.max_age = 300
    return response.make_conditional(request)


def render(feed: Feed) -> bytes:
    """Return the feed as a document in UTF-8."""
    root = ET.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": "nl"})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", _rfc3339(feed.updated))
    _add(ET.SubElement(root, "author"), "name", "GovHub")
    _add_link(root, "self", feed.self_url, "application/atom+xml")
    _add_link(root, "alternate", feed.page_url, "text/html")
    for entry in feed.entries:
        _add_entry(root, entry)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _add_entry(root: ET.Element, entry: Entry) -> None:
    element = ET.SubElement(root, "entry")
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "updated", _rfc3339(entry.updated))
    _add(ET.SubElement(element, "author"), "name", entry.author)
    _add_link(element, "alternate", entry.url, "text/html")
    if entry.evidence_url:
        _add_link(element, "related", entry.evidence_url)
    for label in entry.labels:
        about = {"term": label.term, "label": label.label}
        ET.SubElement(
            element, "category", about | ({"scheme": label.scheme} if label.scheme else {})
        )
    _add(element, "summary", entry.summary)


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _NOT_IN_XML.sub("", text)


def _add_link(parent: ET.Element, rel: str, url: str, media_type: str | None = None) -> None:
    link = ET.SubElement(parent, "link", {"rel": rel, "href": url})
    if media_type:
        link.set("type", media_type)


def _rfc3339(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
