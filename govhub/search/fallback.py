"""What a page asks: the engine, and the plain list of the database when the engine has trouble."""

from dataclasses import dataclass

import structlog
from sqlalchemy.orm import Session

from govhub.search import plain_list
from govhub.search.engine import Query, Results, SearchEngine, SearchUnavailable, Suggestion

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Found:
    """The results, and whether they come from the plain list: the page says so."""

    results: Results
    is_fallback: bool


def search(session: Session, engine: SearchEngine, query: Query) -> Found:
    """Answer a query, with or without an index."""
    try:
        return Found(engine.search(query), is_fallback=False)
    except SearchUnavailable as error:
        _log.warning("search_unavailable", error=str(error))
        return Found(plain_list.search(session, query), is_fallback=True)


def suggest(
    session: Session, engine: SearchEngine, text: str, limit: int = 8
) -> tuple[Suggestion, ...]:
    """Complete what somebody is typing, with or without an index."""
    try:
        return engine.suggest(text, limit)
    except SearchUnavailable as error:
        _log.warning("search_unavailable", error=str(error))
        return plain_list.suggest(session, text, limit)
