"""Searches that found little or nothing, for the redactie to learn from (docs/adr/0006).

A page only reads. So a miss is first noted in the memory of the process, and written down a few
seconds later by a thread of its own.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from threading import Lock

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.search.anonymous import anonymous
from govhub.search.engine import Kinship, Results
from govhub.search.models import Outcome, SearchMiss

FEW = 3
"""A search with fewer results than this is weak."""
MOST_KEPT = 5000
"""Rows of the table; what was asked least, longest ago, makes room."""
KEPT_FOR = timedelta(days=365)
"""After the last time that somebody searched for it."""
_MOST_NOTED = 500
_FAR = {Kinship.PART, Kinship.BROADER, Kinship.FAMILY}


@dataclass(frozen=True, kw_only=True)
class Miss:
    """A search that went badly, and how often in a short while."""

    text: str
    total: int
    times: int = 1

    @property
    def outcome(self) -> Outcome:
        """Return how badly it went."""
        return Outcome.WEAK if self.total else Outcome.MISSED


def miss_of(text: str, results: Results) -> Miss | None:
    """Return the miss; None when the search went well, or when nothing of it may be kept."""
    if not _is_weak(results):
        return None
    kept = anonymous(text)
    return Miss(text=kept, total=results.total) if kept else None


class Notepad:
    """The misses of this process that are not written down yet; a crash loses them, no more."""

    def __init__(self) -> None:
        """Begin empty."""
        self._misses: OrderedDict[str, Miss] = OrderedDict()
        self._lock = Lock()

    def note(self, miss: Miss) -> None:
        """Remember the miss, unless very many others wait already."""
        with self._lock:
            before = self._misses.get(miss.text)
            if before:
                self._misses[miss.text] = replace(miss, times=before.times + 1)
            elif len(self._misses) < _MOST_NOTED:
                self._misses[miss.text] = miss

    def take(self) -> list[Miss]:
        """Return what was noted, and begin empty again."""
        with self._lock:
            misses, self._misses = self._misses, OrderedDict()
        return list(misses.values())


def write_down(make_session: Callable[[], Session], notepad: Notepad) -> int:
    """Bring what was noted to the database, in a short transaction; return how many it were."""
    misses = notepad.take()
    if misses:
        with make_session() as session, transaction(session):
            add(session, misses)
    return len(misses)


def add(session: Session, misses: Iterable[Miss]) -> None:
    """Count the misses, and forget what is old or too much."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    for miss in sorted(misses, key=lambda each: each.text):  # two processes never cross
        row = insert(SearchMiss).values(
            text=miss.text,
            outcome=miss.outcome,
            count=miss.times,
            best=miss.total,
            first_on=clock.today(),
            last_on=clock.today(),
        )
        session.execute(
            row.on_conflict_do_update(
                index_elements=[SearchMiss.text],
                set_={
                    "outcome": row.excluded.outcome,
                    "count": SearchMiss.count + row.excluded.count,
                    "best": sa.case(
                        (SearchMiss.best > row.excluded.best, SearchMiss.best),
                        else_=row.excluded.best,
                    ),
                    "last_on": row.excluded.last_on,
                },
            )
        )
    _forget(session)


def _forget(session: Session) -> None:
    session.execute(sa.delete(SearchMiss).where(SearchMiss.last_on < clock.today() - KEPT_FOR))
    number = session.scalar(sa.select(sa.func.count()).select_from(SearchMiss)) or 0
    if number > MOST_KEPT:
        least = (
            sa.select(SearchMiss.id)
            .order_by(SearchMiss.count, SearchMiss.last_on, SearchMiss.id)
            .limit(number - MOST_KEPT)
        )
        session.execute(sa.delete(SearchMiss).where(SearchMiss.id.in_(least)))


def _is_weak(results: Results) -> bool:
    if results.total < FEW:
        return True
    return results.is_relaxed and not any(
        match.kinship not in _FAR for hit in results.hits for match in hit.matches
    )
