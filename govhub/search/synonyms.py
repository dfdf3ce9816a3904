"""The thesaurus as it is now: what came with GovHub, and the synonyms that the redactie added."""

import time
from collections.abc import Callable
from datetime import datetime
from threading import Lock

import structlog
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from govhub.search import queries
from govhub.search.models import Synonym
from govhub.search.thesaurus import Group, Thesaurus

_LOOK_EVERY = 1.0
"""Seconds: so soon a process sees what was added by another. Looking takes 0.2 ms."""

_log = structlog.get_logger(__name__)
_Version = tuple[int, datetime | None]


class LivingThesaurus:
    """A ThesaurusSource that looks in the database now and then whether there is something new."""

    def __init__(self, given: Thesaurus, make_session: Callable[[], Session]) -> None:
        """Take the thesaurus to begin with, and where sessions come from."""
        self._given = given
        self._make_session = make_session
        self._thesaurus = given
        self._version: _Version = (0, None)
        self._looked_at = float("-inf")
        self._lock = Lock()

    def __call__(self) -> Thesaurus:
        """Return the thesaurus; while somebody else looks for news, the one of before."""
        if time.monotonic() - self._looked_at > _LOOK_EVERY and self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._lock.release()
        return self._thesaurus

    def renew(self) -> None:
        """Look at once: this process knows that something changed."""
        with self._lock:
            self._look()

    def _look(self) -> None:
        self._looked_at = time.monotonic()
        try:
            with self._make_session() as session:
                version = _version(session)
                if version != self._version:
                    self._thesaurus = self._given.with_groups(_groups(session))
                    self._version = version
        except DBAPIError as error:
            _log.warning("synonyms_unavailable", error=str(error.orig))


def _version(session: Session) -> _Version:
    number, changed_at = session.execute(
        select(func.count(Synonym.id), func.max(Synonym.changed_at))
    ).one()
    return number, changed_at


def _groups(session: Session) -> list[Group]:
    return [Group((each.term, each.meaning)) for each in queries.synonyms(session)]
