"""Keeps the index of this machine equal to the database, by following the events.

Every process that serves has a follower; one at a time works, whoever comes first. Up to which
event the index is complete is kept with the index itself, so each machine has its own, a killed
follower loses nothing, and what is brought in twice is the same the second time.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from govhub.catalogue.events import (
    ComponentChanged,
    ComponentMerged,
    ComponentPublished,
    ComponentRestored,
    ComponentWithdrawn,
    StatusChanged,
)
from govhub.kernel import clock
from govhub.platform.outbox import RecordedEvent
from govhub.search import indexer
from govhub.search.engine import Document, Place, SearchEngine

CHECK_EVERY = timedelta(hours=1)
"""What no event tells of, such as another name of an organisation, is found by comparing."""
_MOST = 20_000
_UNHURRIED = 50
"""Components that are compared before the others of this process get a turn."""
_NAMES = frozenset(
    event.name
    for event in (
        StatusChanged,
        ComponentPublished,
        ComponentChanged,
        ComponentWithdrawn,
        ComponentMerged,
        ComponentRestored,
    )
)
_Event = Row[int, str, str, datetime]


class Follower:
    """Brings into the index what happened since the last time."""

    def __init__(self, make_session: Callable[[], Session], engine: SearchEngine) -> None:
        """Take where sessions come from, and whose index is kept."""
        self._make_session = make_session
        self._engine = engine
        self._done: set[int] = set()
        """Events after the place of the index that were brought in already."""

    def work(self) -> int:
        """Do what there is to do, unless another process does; return the number of new events.

        Raises SearchUnavailable when the index cannot be written.
        """
        self._engine.refresh()
        with self._engine.only_follower() as is_the_one:
            return self._work() if is_the_one else 0

    def _work(self) -> int:
        with self._make_session() as session:
            if not indexer.is_usable(self._engine):
                indexer.rebuild(session, self._engine)
            place = self._engine.place()
            if place is None or _must_be_compared(session, place):
                place = Place(event=indexer.certain_event(session), compared_at=clock.now())
                indexer.repair(session, self._engine, watch=_unhurried)
                self._engine.keep_place(place)
            return self._follow(session, place)

    def _follow(self, session: Session, place: Place) -> int:
        session.rollback()
        events = _events_after(session, place.event)
        self._done &= {event.id for event in events}
        fresh = [event for event in events if event.id not in self._done]
        subjects = dict.fromkeys(event.subject for event in fresh if event.name in _NAMES)
        indexer.bring_in(session, self._engine, list(subjects))
        self._done.update(event.id for event in fresh)
        complete = _complete_until(events, place.event)
        if complete != place.event:
            self._engine.keep_place(replace(place, event=complete))
        return len(fresh)


def _must_be_compared(session: Session, place: Place) -> bool:
    """Tell whether it is time, or the index is of another database."""
    newest = session.scalar(select(func.max(RecordedEvent.id))) or 0
    return place.event > newest or clock.now() - place.compared_at > CHECK_EVERY


def _events_after(session: Session, event: int) -> Sequence[_Event]:
    return session.execute(
        select(
            RecordedEvent.id, RecordedEvent.name, RecordedEvent.subject, RecordedEvent.occurred_at
        )
        .where(RecordedEvent.id > event)
        .order_by(RecordedEvent.id)
        .limit(_MOST)
    ).all()


def _complete_until(events: Iterable[_Event], complete: int) -> int:
    """Return up to which event there are none missing that may still appear."""
    certain = clock.now() - indexer.LATEST
    for event in events:
        if event.id != complete + 1 and event.occurred_at > certain:
            break
        complete = event.id
    return complete


def _unhurried(documents: Iterable[Document]) -> Iterator[Document]:
    """Give the documents, with a rest as long as the work now and then: pages go first."""
    start = time.monotonic()
    for number, document in enumerate(documents, 1):
        yield document
        if number % _UNHURRIED == 0:
            time.sleep(min(0.1, time.monotonic() - start))
            start = time.monotonic()
