"""Keeps the index equal to the database: after each event, or all at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from govhub.catalogue import queries
from govhub.catalogue.events import (
    ComponentChanged,
    ComponentPublished,
    ComponentWithdrawn,
    StatusChanged,
)
from govhub.kernel.events import Event
from govhub.platform.language import gettext as _
from govhub.platform.outbox import Parcel
from govhub.search.document import document_of, public_documents
from govhub.search.engine import Document, Hit, SearchEngine, SearchUnavailable

_INDEX = "index"
"""The one receiver of every event."""


class Indexer:
    """Follows what happens to components, and looks in the database what they are now."""

    name = "zoekindex"
    events: frozenset[type[Event]] = frozenset(
        {StatusChanged, ComponentPublished, ComponentChanged, ComponentWithdrawn}
    )

    def __init__(self, engine: SearchEngine) -> None:
        """Take the engine whose index is kept."""
        self._engine = engine

    def receivers(self, session: Session, event: Event) -> Iterable[str]:  # noqa: ARG002
        """Return the one index there is."""
        return (_INDEX,)

    def deliver(self, session: Session, parcel: Parcel) -> None:
        """Index the component, or forget it. Raises SearchUnavailable: then later again.

        Other workers may do the same at this moment for an older or newer event. Each reads the
        component when it alone can write the index, so what is written last was read last.
        """
        public_id = parcel.event.subject
        if not self._index(session, public_id):
            self._engine.delete([public_id])
            self._index(session, public_id)  # somebody may just have published it

    def _index(self, session: Session, public_id: str) -> bool:
        """Bring in the component as it is; return whether it is public."""
        found = []

        def documents() -> Iterator[Document]:
            session.rollback()  # do not look at the database as it was before the wait
            for component in queries.components_by_public_id(session, [public_id]):
                found.append(component)
                yield document_of(component)

        self._engine.index(documents())
        return bool(found)


def rebuild(session: Session, engine: SearchEngine) -> int:
    """Build the index anew from the database; return how many components it has."""
    return engine.rebuild(public_documents(session))


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


def check(session: Session, engine: SearchEngine) -> Comparison:
    """Compare the index with the database. An index that cannot be read lacks everything."""
    wanted = {document.id: document.fingerprint for document in public_documents(session)}
    present = engine.fingerprints() if is_usable(engine) else {}
    both = wanted.keys() & present.keys()
    return Comparison(
        components=len(wanted),
        missing=len(wanted.keys() - present.keys()),
        outdated=sum(wanted[key] != present[key] for key in both),
        superfluous=len(present.keys() - wanted.keys()),
    )


def titles(session: Session, hits: Iterable[Hit]) -> list[str]:
    """Return a line for each hit: its name and where it stands."""
    components = queries.components_by_public_id(session, [hit.id for hit in hits])
    return [f"{component.name} ({component.slug})" for component in components]
