"""Brings components into the index: some, all at once, or those that differ."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from govhub.catalogue import queries
from govhub.kernel import clock
from govhub.platform.language import gettext as _
from govhub.platform.outbox import RecordedEvent
from govhub.search.document import document_of, public_documents
from govhub.search.engine import Document, Hit, Place, SearchEngine, SearchUnavailable

Watch = Callable[[Iterable[Document]], Iterable[Document]]
"""Sees the documents go by: to show progress, or to go slower."""
LATEST = timedelta(minutes=10)
"""On PostgreSQL an event can become visible after one with a higher number; not later than this."""
_AT_ONCE = 500


def rebuild(session: Session, engine: SearchEngine, *, watch: Watch = iter) -> int:
    """Build the index anew from the database; return how many components it has."""
    start = Place(event=certain_event(session), compared_at=clock.now())
    number = engine.rebuild(watch(public_documents(session)))
    engine.keep_place(start)
    return number


def certain_event(session: Session) -> int:
    """Return the last event before which no event can appear any more."""
    is_certain = RecordedEvent.occurred_at < clock.now() - LATEST
    return session.scalar(select(func.max(RecordedEvent.id)).where(is_certain)) or 0


def bring_in(session: Session, engine: SearchEngine, public_ids: Sequence[str]) -> None:
    """Index these components as they are now; forget those that are not public.

    Each part is read when nobody else can write the index, so what is written last was read last.
    """
    for start in range(0, len(public_ids), _AT_ONCE):
        part = public_ids[start : start + _AT_ONCE]
        found: set[str] = set()

        def documents(part: Sequence[str] = part, found: set[str] = found) -> Iterator[Document]:
            session.rollback()  # do not look at the database as it was before the wait
            for component in queries.components_by_public_id(session, part):
                found.add(str(component.public_id))
                yield document_of(component)

        engine.index(documents())
        gone = [key for key in part if key not in found]
        if gone:
            engine.delete(gone)


def is_usable(engine: SearchEngine) -> bool:
    """Tell whether there is an index that can be read."""
    try:
        engine.fingerprints()
    except SearchUnavailable:
        return False
    return True


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """How the index differs from the database, in numbers of components."""

    components: int
    missing: int
    """Public, and not in the index."""
    outdated: int
    """In the index as they were before."""
    superfluous: int
    """In the index, and not public."""

    @property
    def is_equal(self) -> bool:
        """Tell whether there is no difference."""
        return not (self.missing or self.outdated or self.superfluous)

    def __str__(self) -> str:
        """Return a sentence for the operator."""
        if self.is_equal:
            return _("De zoekindex is gelijk aan de database: %(number)s componenten.") % {
                "number": self.components
            }
        return _(
            "De zoekindex wijkt af van de database: %(missing)s ontbreken, %(outdated)s zijn "
            "verouderd en %(superfluous)s horen er niet meer in."
        ) % {
            "missing": self.missing,
            "outdated": self.outdated,
            "superfluous": self.superfluous,
        }


def check(session: Session, engine: SearchEngine, *, watch: Watch = iter) -> Comparison:
    """Compare the index with the database. An index that cannot be read lacks everything."""
    return _compare(session, engine, watch)[0]


def repair(session: Session, engine: SearchEngine, *, watch: Watch = iter) -> Comparison:
    """Bring in what differs, also what no event told of; return what differed.

    An index that cannot be read is built anew. Raises SearchUnavailable when it cannot be written.
    """
    comparison, differing = _compare(session, engine, watch)
    if not is_usable(engine):
        rebuild(session, engine)
    else:
        bring_in(session, engine, differing)
    return comparison


def _compare(
    session: Session, engine: SearchEngine, watch: Watch
) -> tuple[Comparison, Sequence[str]]:
    wanted = {document.id: document.fingerprint for document in watch(public_documents(session))}
    present = engine.fingerprints() if is_usable(engine) else {}
    missing = wanted.keys() - present.keys()
    outdated = {key for key in wanted.keys() & present.keys() if wanted[key] != present[key]}
    superfluous = present.keys() - wanted.keys()
    comparison = Comparison(
        components=len(wanted),
        missing=len(missing),
        outdated=len(outdated),
        superfluous=len(superfluous),
    )
    return comparison, sorted(missing | outdated | superfluous)


def titles(session: Session, hits: Iterable[Hit]) -> list[str]:
    """Return a line for each hit: its name and where it stands."""
    components = queries.components_by_public_id(session, [hit.id for hit in hits])
    return [f"{component.name} ({component.slug})" for component in components]
