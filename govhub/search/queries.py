"""Questions about missed searches and added synonyms. Never changes anything."""

from collections.abc import Sequence
from itertools import islice

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from govhub.search.anonymous import anonymous
from govhub.search.models import Outcome, SearchMiss, Synonym

FEWEST_TIMES = 5
"""What was searched for less often says nothing yet, and may be about one person."""
_LOOKED_AT = 5
"""Times as many misses are looked at as are shown: few hold what nobody may read."""
_LARGEST_KEY = 2**31 - 1
"""A database cannot hold a larger one, so it cannot be asked for."""


def misses(session: Session, outcome: Outcome, *, limit: int) -> Sequence[SearchMiss]:
    """Return what somebody should look at: what people searched for most comes first."""
    return session.scalars(
        select(SearchMiss)
        .where(SearchMiss.outcome == outcome, SearchMiss.dismissed_because.is_(None))
        .order_by(SearchMiss.count.desc(), SearchMiss.last_on.desc(), SearchMiss.text)
        .limit(limit)
    ).all()


def misses_for_everybody(session: Session, *, limit: int) -> Sequence[SearchMiss]:
    """Return what was missed most and everybody may read.

    Nobody is counted, so one person who tries again and again, with the name of a neighbour, looks
    like many. It must have been asked often, and on more than one day. That it holds no address or
    number was seen to when it was noted; here a postcode in small letters is no word either.
    """
    found = session.scalars(
        select(SearchMiss)
        .where(
            SearchMiss.dismissed_because.is_(None),
            SearchMiss.count >= FEWEST_TIMES,
            SearchMiss.first_on < SearchMiss.last_on,
        )
        .order_by(SearchMiss.count.desc(), SearchMiss.text)
        .limit(_LOOKED_AT * limit)
    )
    shown = (each for each in found if anonymous(each.text.upper()) == each.text)
    return list(islice(shown, limit))


def dismissed_misses(session: Session, *, limit: int) -> Sequence[SearchMiss]:
    """Return what the redactie does nothing about, the most recent search first."""
    return session.scalars(
        select(SearchMiss)
        .where(SearchMiss.dismissed_because.is_not(None))
        .order_by(SearchMiss.last_on.desc(), SearchMiss.text)
        .limit(limit)
    ).all()


def number_of_misses(session: Session) -> int:
    """Return how many searches somebody should look at."""
    waiting = SearchMiss.dismissed_because.is_(None)
    return session.scalar(select(func.count()).select_from(SearchMiss).where(waiting)) or 0


def miss_by_id(session: Session, key: int) -> SearchMiss | None:
    """Return the missed search, dismissed or not."""
    return session.get(SearchMiss, key) if key <= _LARGEST_KEY else None


def synonyms(session: Session) -> Sequence[Synonym]:
    """Return all added synonyms, by what people type."""
    return session.scalars(
        select(Synonym).order_by(func.lower(Synonym.term), func.lower(Synonym.meaning))
    ).all()


def synonym_by_id(session: Session, key: int) -> Synonym | None:
    """Return the synonym."""
    return session.get(Synonym, key) if key <= _LARGEST_KEY else None


def same_synonym(session: Session, term: str, meaning: str) -> Synonym | None:
    """Return the synonym that says the same, either way round, in whatever capitals."""
    left, right = func.lower(Synonym.term), func.lower(Synonym.meaning)
    one, other = term.lower(), meaning.lower()
    return session.scalars(
        select(Synonym)
        .where(or_((left == one) & (right == other), (left == other) & (right == one)))
        .order_by(Synonym.id)
    ).first()
