"""What a page asks: the engine, and the plain list of the database when the engine has trouble."""

from dataclasses import dataclass, replace

import structlog
from sqlalchemy.orm import Session

from govhub.kernel.pagination import Pages
from govhub.search import fallback
from govhub.search.engine import Query, Results, SearchEngine, SearchUnavailable, Suggestion

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Found:
    """The results, which page they are of how many, and whether they come from the plain list."""

    results: Results
    pages: Pages
    is_fallback: bool


def search(session: Session, engine: SearchEngine, query: Query) -> Found:
    """Answer a query, always; a page after the last one becomes the last one."""
    results, is_fallback = _answer(session, engine, query)
    pages = Pages(total=results.total, size=query.per_page, asked=query.page)
    if pages.is_moved:
        results, is_fallback = _answer(session, engine, replace(query, page=pages.number))
    return Found(results=results, pages=pages, is_fallback=is_fallback)


def suggest(
    session: Session, engine: SearchEngine, text: str, limit: int = 8
) -> tuple[Suggestion, ...]:
    """Complete what somebody is typing, always."""
    try:
        return engine.suggest(text, limit)
    except SearchUnavailable as error:
        _log.warning("search_unavailable", error=str(error))
        return fallback.suggest(session, text, limit)


def _answer(session: Session, engine: SearchEngine, query: Query) -> tuple[Results, bool]:
    try:
        return engine.search(query), False
    except SearchUnavailable as error:
        _log.warning("search_unavailable", error=str(error))
        return fallback.search(session, query), True
