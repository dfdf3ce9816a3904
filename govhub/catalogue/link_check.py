"""Whether the addresses of components still answer: what was seen, when, and the looking itself.

Only a server that says twice that there is no such page, an hour or more apart, makes an address
dead. Trouble on the network, or a server that is ill or refuses us, never does.
"""

import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.platform import fetch
from govhub.platform.db import Base, transaction
from govhub.platform.fetch import FetchError, Limits, Reach

FIELDS = ("repository_url", "website_url", "documentation_url")
"""Addresses that must work before a component may be called ``beschikbaar``."""
AT_A_TIME = 10
"""Addresses that are visited at most each time, each on another host."""
EVERY = timedelta(days=7)
AGAIN = timedelta(days=1)
"""When an address is visited again that is dead, or whose server did not answer well …"""
SECOND_LOOK = timedelta(hours=1)
"""… and one whose server said for the first time that there is no such page."""
KEPT = timedelta(days=60)
"""After this, an address that is not visited any more is no component's."""
_TIME = 20.0
"""Seconds after which no other visit begins."""
_CANDIDATES = 300
_LIMITS = Limits(timeout=10, max_bytes=1024, cut=True, redirects=5)
_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
_VISITED = (Publication.PUBLISHED, Publication.SUBMITTED)
"""What everybody sees, and what the redactie is about to decide on."""

Visit = Callable[[str], int | None]
"""Returns the HTTP status of an address; None when no server answered."""


class LinkCheck(Base):
    """The last time that an address was visited."""

    __tablename__ = "link_check"

    url: Mapped[str] = mapped_column(sa.String(500), primary_key=True)
    checked_at: Mapped[datetime] = mapped_column(index=True)
    http_status: Mapped[int | None]
    """None when no server answered."""
    dead_since: Mapped[datetime | None]
    """When the server first said, without a better answer since, that there is no such page."""


def dead_links(session: Session, component: Component) -> list[tuple[str, str]]:
    """Return the field and the address of each link of the component that is known not to work."""
    urls = {field: url for field in FIELDS if (url := getattr(component, field))}
    dead = set(
        session.scalars(
            sa.select(LinkCheck.url).where(
                LinkCheck.url.in_(urls.values()), LinkCheck.dead_since.is_not(None)
            )
        )
    )
    return [(field, url) for field, url in urls.items() if url in dead]


def visitor(reach: Reach, user_agent: str) -> Visit:
    """Return what visits an address politely: only the head when that is enough."""

    def ask(url: str, method: str) -> int | None:
        headers = {"User-Agent": user_agent}
        try:
            answer = fetch.fetch(url, method=method, headers=headers, limits=_LIMITS, reach=reach)
        except FetchError:
            return None
        return answer.status

    def visit(url: str) -> int | None:
        status = ask(url, "HEAD")
        return status if status == HTTPStatus.OK else ask(url, "GET")

    return visit


def check_links(make_session: Callable[[], Session], visit: Visit) -> int:
    """Visit some addresses that are due and write down what was seen; return how many."""
    stop_at = time.monotonic() + _TIME
    visited = 0
    with make_session() as session:
        due = _one_of_each_host(_due(session))
        session.rollback()  # the database does not wait for somebody else's server
        for url in due[:AT_A_TIME]:
            if time.monotonic() > stop_at:
                break
            status = visit(url)
            with transaction(session):
                note(session, url, status)
            visited += 1
        _forget_unused(session)
    return visited


def note(session: Session, url: str, status: int | None) -> None:
    """Write down what a visit gave."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    now = clock.now()
    is_new = session.scalar(
        insert(LinkCheck)
        .values(url=url, checked_at=now, http_status=status)
        .on_conflict_do_nothing()
        .returning(LinkCheck.url)
    )
    if is_new is not None:
        return
    seen = session.get_one(LinkCheck, url, with_for_update=True, populate_existing=True)
    if status in _GONE:
        is_second = seen.http_status in _GONE and now - seen.checked_at >= SECOND_LOOK
        if seen.dead_since is None and is_second:
            seen.dead_since = seen.checked_at
    elif status is not None and not _is_trouble(status):
        seen.dead_since = None
    seen.checked_at, seen.http_status = now, status
    session.flush()


def _is_trouble(status: int) -> bool:
    """Tell whether the server says something about itself, and not about the page."""
    return status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS


def _due(session: Session) -> Sequence[str]:
    """Return addresses to visit: first those in doubt, then any."""
    columns = [getattr(Component, field) for field in FIELDS]
    used = sa.union(
        *(
            sa.select(column.label("url")).where(
                column.is_not(None), Component.publication.in_(_VISITED)
            )
            for column in columns
        )
    ).subquery()
    now = clock.now()
    is_gone = LinkCheck.http_status.in_(_GONE)
    is_doubtful = sa.and_(is_gone, LinkCheck.dead_since.is_(None))
    answers_badly = sa.or_(
        LinkCheck.http_status.is_(None),
        LinkCheck.http_status >= HTTPStatus.INTERNAL_SERVER_ERROR,
        LinkCheck.http_status == HTTPStatus.TOO_MANY_REQUESTS,
        LinkCheck.dead_since.is_not(None),
    )
    return session.scalars(
        sa.select(used.c.url)
        .outerjoin(LinkCheck, LinkCheck.url == used.c.url)
        .where(
            sa.or_(
                LinkCheck.url.is_(None),
                LinkCheck.checked_at <= now - EVERY,
                sa.and_(is_doubtful, LinkCheck.checked_at <= now - SECOND_LOOK),
                sa.and_(answers_badly, LinkCheck.checked_at <= now - AGAIN),
            )
        )
        .order_by(sa.case((is_doubtful, 0), else_=1), sa.func.random())
        .limit(_CANDIDATES)
    ).all()


def _one_of_each_host(urls: Sequence[str]) -> list[str]:
    chosen: dict[str, str] = {}
    for url in urls:
        chosen.setdefault(_host(url), url)
    return list(chosen.values())


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


def _forget_unused(session: Session) -> None:
    is_old = LinkCheck.checked_at < clock.now() - KEPT
    if session.scalar(sa.select(sa.exists().where(is_old))):
        with transaction(session):
            session.execute(sa.delete(LinkCheck).where(is_old))
