"""What there is per guideline, phase and category, and what people look for in vain."""

from dataclasses import dataclass

from flask import url_for
from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.guidance import queries as guidance
from govhub.reuse import wishes
from govhub.search import queries as search
from govhub.search.engine import SearchEngine
from govhub.web.gaps.filling import Filling, filling
from govhub.web.gaps.lines import Line, PrincipleLine, category_lines, principle_lines
from govhub.web.wanted import Wanted, wanted

MOST_MISSES = 20
MOST_WISHES = 20


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What many people searched for in vain, or what organisations look for."""

    text: str
    count: int
    """How often; 0 when an organisation said it without searching."""
    search_url: str
    filling: tuple[Filling, ...]
    wanted: Wanted


@dataclass(frozen=True, kw_only=True)
class GapsPage:
    """Everything."""

    sought: tuple[Sought, ...]
    principles: tuple[PrincipleLine, ...]
    categories: tuple[Line, ...]


def gaps_page(session: Session, engine: SearchEngine, user: User | None) -> GapsPage:
    """Return the page for this reader."""
    return GapsPage(
        sought=_sought(session, engine, user),
        principles=principle_lines(session, guidance.principles(session)),
        categories=category_lines(session),
    )


def _sought(session: Session, engine: SearchEngine, user: User | None) -> tuple[Sought, ...]:
    """Return what was missed most, and after that what organisations said that they look for."""
    misses = search.misses_for_everybody(session, limit=MOST_MISSES)
    times = {each.text: each.count for each in misses}
    wished = wishes.newest_texts(session, limit=MOST_WISHES)
    texts = list(dict.fromkeys([*times, *wished]))
    looking = wishes.of_texts(session, texts)
    coming = filling(session, engine, texts)
    return tuple(
        Sought(
            text=text,
            count=times.get(text, 0),
            search_url=url_for("catalogue.index", q=text),
            filling=coming[text],
            wanted=wanted(looking.get(text, ()), user, tekst=text),
        )
        for text in texts
    )
