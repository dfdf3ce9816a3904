"""Bringing the guidelines in: their facts and their text. Never commits: the caller decides.

A page that did not change is left as it is, one that cannot be read keeps what was there, and what
the guidance no longer has stays, marked with the day that this was found.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from govhub.guidance import queries
from govhub.guidance.checkout import MOST_BYTES, Checkout, Source, path_of
from govhub.guidance.models import GuidelineAddress, GuidelineText, Part, Principle
from govhub.guidance.text import blocks, front_matter, markup, taking_apart
from govhub.guidance.text.front_matter import FrontMatter, Unreadable
from govhub.kernel import clock
from govhub.platform.language import gettext as _

RENDERING = "2"
"""Goes up when ``guidance.text`` makes something else of the same text: all pages are made anew."""
_LATER = 99
"""Number of a guideline that does not give its own."""
_GUIDELINE = re.compile(r"(?:principes|richtlijnen)/([^/]+)(?:/(?:(\w+)\.md)?)?")
Watch = Callable[[Source], None]


@dataclass(frozen=True)
class Problem:
    """Something that the person who keeps the guidance may want to repair."""

    path: str
    message: str


@dataclass
class Report:
    """What an import did."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    """Public addresses of guidelines that had another one before."""
    gone: list[str] = field(default_factory=list)
    """Titles of guidelines that the guidance no longer has."""
    unread: list[Problem] = field(default_factory=list)
    """Pages that could not be read; what was there before stays."""
    dead: list[Problem] = field(default_factory=list)
    """Relations and links to guidelines that are not there."""


def bring_in(
    session: Session, checkout: Checkout, *, watch: Watch = lambda _source: None
) -> Report:
    """Read every page and keep what it says. ``watch`` hears of each page before it is read."""
    report = Report()
    present = {each.key: each for each in session.scalars(select(Principle))}
    known = checkout.keys | present.keys()
    for source in sorted(checkout.sources, key=lambda each: each.part is Part.PHASES):
        watch(source)
        fingerprint = _fingerprint(source, checkout, known)
        text = _text_of(session, present.get(source.key), source.part)
        if text is not None and text.fingerprint == fingerprint:
            report.unchanged.append(source.path)
            _still_there(session, present[source.key], source, checkout, report)
            continue
        try:
            about, made = _read(source, checkout, known, report)
            principle = _principle(session, present, source, about)
        except Unreadable as error:
            report.unread.append(Problem(source.path, error.message))
            continue
        (report.new if text is None else report.changed).append(source.path)
        if text is None:
            text = GuidelineText(principle_id=principle.id, part=source.part)
            session.add(text)
        text.title = about.title[:255]
        text.blocks = blocks.as_json(made)
        text.url = checkout.url_of(source)
        text.fingerprint = fingerprint
        text.imported_at = clock.now()
        session.flush()
        _still_there(session, principle, source, checkout, report)
    _let_go(session, present, checkout, report)
    return report


# --- one page --------------------------------------------------------------------------------


def _read(
    source: Source, checkout: Checkout, known: frozenset[str], report: Report
) -> tuple[FrontMatter, tuple[blocks.Block, ...]]:
    if len(source.data) > MOST_BYTES:
        raise Unreadable(_("De tekst is langer dan een richtlijn kan zijn."))
    try:
        text = source.data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(_("Het bestand is geen tekst in UTF-8.")) from error
    about, body = front_matter.split(text)
    dead: list[Problem] = [
        Problem(source.path, _("Relatie met %(key)s, die er niet is.") % {"key": key})
        for key in about.related_keys
        if key not in known
    ]

    def lead(address: str) -> str | None:
        file, _hash, anchor = address.partition("#")
        path = path_of(file, beside=source)
        found = _GUIDELINE.fullmatch(path) if path else None
        if path is None or found is None:
            return f"{checkout.published_at(path)}{_hash}{anchor}" if path else None
        if found[1] in known:
            return f"{found[1]}{_anchor(found[2], anchor)}"
        dead.append(
            Problem(source.path, _("Link naar %(link)s, die er niet is.") % {"link": address})
        )
        return None

    made = taking_apart.take_apart(markup.to_html(body), lead, anchors=_anchors(source.part))
    report.dead.extend(dead)
    return about, made


def _anchor(file: str | None, anchor: str) -> str:
    """Return the anchor in our page, where all parts of a guideline stand under each other."""
    part = Part.PHASES if file == Part.PHASES.value else Part.GUIDELINE
    if anchor:
        return f"#{_anchors(part)}{anchor}"
    return f"#{file}" if part is Part.PHASES else ""


def _anchors(part: Part) -> str:
    """Return what stands in front of the anchors of a part: both parts may name one the same."""
    return taking_apart.ANCHOR if part is Part.GUIDELINE else f"{part.value}-{taking_apart.ANCHOR}"


def _fingerprint(source: Source, checkout: Checkout, known: frozenset[str]) -> str:
    """Return what changes when the page would be shown otherwise."""
    told = hashlib.sha256(source.data)
    told.update("\n".join([RENDERING, checkout.site, checkout.folder, *sorted(known)]).encode())
    return told.hexdigest()


def _text_of(session: Session, principle: Principle | None, part: Part) -> GuidelineText | None:
    if principle is None:
        return None
    return session.scalar(
        select(GuidelineText).where(
            GuidelineText.principle_id == principle.id, GuidelineText.part == part
        )
    )


# --- the guideline it belongs to -------------------------------------------------------------


def _principle(
    session: Session, present: dict[str, Principle], source: Source, about: FrontMatter
) -> Principle:
    """Return the guideline with what its page says; a page about its phases says nothing of it."""
    principle = present.get(source.key)
    if source.part is Part.PHASES:
        if principle is None:
            raise Unreadable(_("De richtlijn waar deze pagina bij hoort, is er niet."))
        return principle
    if principle is None:
        principle = Principle(
            key=source.key, number=about.number or _LATER, role_weights={}, related_keys=[]
        )
        session.add(principle)
        present[source.key] = principle
    principle.number = about.number or principle.number
    principle.title = about.title[:255]
    principle.summary = about.summary or principle.summary or ""
    principle.related_keys = list(about.related_keys)
    if about.role_weights:  # today's pages give none; the weights of before still hold
        principle.role_weights = dict(about.role_weights)
    principle.imported_at = clock.now()
    session.flush()
    return principle


def _still_there(
    session: Session, principle: Principle, source: Source, checkout: Checkout, report: Report
) -> None:
    """Keep the address under which the guideline is published now, and those of before."""
    if source.part is Part.PHASES:
        return
    principle.ended_on = None
    now = checkout.url_of(source)
    kept = {
        each.url: each
        for each in session.scalars(
            select(GuidelineAddress).where(GuidelineAddress.principle_id == principle.id)
        )
    }
    for url in filter(None, (principle.url, now)):
        if url not in kept:
            kept[url] = GuidelineAddress(principle_id=principle.id, url=url, seen_at=clock.now())
            session.add(kept[url])
    if principle.url != now:
        if principle.url:
            report.moved.append(now)
        principle.url = now
        kept[now].seen_at = clock.now()
    session.flush()


def _let_go(
    session: Session, present: Mapping[str, Principle], checkout: Checkout, report: Report
) -> None:
    """Mark the guidelines that are no longer there, and forget the pages that went."""
    there = {(each.key, each.part) for each in checkout.sources}
    for key, principle in present.items():
        if key not in checkout.keys:
            if principle.ended_on is None:
                principle.ended_on = clock.today()
                principle.imported_at = clock.now()
                report.gone.append(principle.title)
            continue
        for text in queries.texts(session, principle):
            if (key, text.part) not in there:
                session.delete(text)
                report.changed.append(f"{checkout.folder}/{key}/{text.part.value}.md")
    session.flush()
