"""The search engine in this process: an index on disk by Whoosh, queries by NumPy (docs/adr/0004).

One process writes at a time. Others see a commit at their next query; one that calls ``refresh``
now and then takes it up there, and answers from the commit before until it is ready.
"""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

from whoosh.index import create_in, open_dir

from govhub.search.engine import Document, Place, Query, Results, Suggestion
from govhub.search.engines.whoosh.cache import Cache
from govhub.search.engines.whoosh.folder import IndexFolder, sync, using_disk
from govhub.search.engines.whoosh.reading import Reader
from govhub.search.engines.whoosh.schema import fields_of, open_writer, schema
from govhub.search.thesaurus import ThesaurusSource, no_thesaurus

DEFAULT_CACHE_MB = 128


class WhooshEngine:
    """A search engine that keeps its index in a folder."""

    def __init__(
        self,
        root: Path,
        thesaurus: ThesaurusSource = no_thesaurus,
        *,
        cache_mb: int = DEFAULT_CACHE_MB,
    ) -> None:
        """Take the folder and what words mean; nothing is read or made before it is needed.

        ``cache_mb`` is how much may be kept of what was worked out, beside the index itself.
        """
        self._thesaurus = thesaurus
        self._folder = IndexFolder(root)
        self._reader = Reader(self._folder, Cache(cache_mb << 20))

    def search(self, query: Query) -> Results:
        """Answer a query. Raises SearchUnavailable."""
        with using_disk():
            return self._reader.generation().search(query, self._thesaurus())

    def suggest(self, text: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Complete what somebody is typing. Raises SearchUnavailable."""
        with using_disk():
            return self._reader.generation().completion.complete(text, limit)

    def fingerprints(self) -> Mapping[str, str]:
        """Return id → fingerprint. Raises SearchUnavailable."""
        return self._reader.generation().fingerprints

    def index(self, documents: Iterable[Document]) -> None:
        """Add or replace these documents; what the index has already is left alone.

        The documents are asked for when nobody else can write, so that the newest wins. Raises
        SearchUnavailable when there is no index, or another process writes for too long.
        """
        with self._folder.locked():
            present = self._reader.newest().fingerprints
            latest = {document.id: document for document in documents}
            new = [each for each in latest.values() if present.get(each.id) != each.fingerprint]
            self._commit(gone=[each.id for each in new if each.id in present], new=new)

    def delete(self, ids: Iterable[str]) -> None:
        """Forget these documents. Raises SearchUnavailable, as ``index`` does."""
        with self._folder.locked():
            present = self._reader.newest().fingerprints
            self._commit(gone=[key for key in set(ids) if key in present], new=[])

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Build a new index beside the old one and swap it in. Raises SearchUnavailable."""
        with self._folder.locked(), self._folder.new_build() as build:
            latest = {document.id: document for document in documents}
            with using_disk(), open_writer(create_in(str(build), schema())) as writer:
                for document in latest.values():
                    writer.add_document(**fields_of(document))
        self._reader.newest()
        return len(latest)

    def refresh(self) -> None:
        """Take up what other processes committed, so that no question has to wait for that."""
        self._reader.refresh()

    def only_follower(self) -> AbstractContextManager[bool]:
        """Tell whether no other process follows this index. Raises SearchUnavailable."""
        return self._folder.only_follower()

    def place(self) -> Place | None:
        """Return how far the index is. Raises SearchUnavailable."""
        with using_disk():
            return self._folder.place()

    def keep_place(self, place: Place) -> None:
        """Keep how far the index is. Raises SearchUnavailable."""
        with using_disk():
            self._folder.keep_place(place)

    def _commit(self, *, gone: list[str], new: list[Document]) -> None:
        if not gone and not new:
            return
        build = self._folder.current()
        with using_disk():
            with open_writer(open_dir(str(build))) as writer:
                for key in gone:
                    writer.delete_by_term("id", key)
                for document in new:
                    writer.add_document(**fields_of(document))
            sync(build)
        self._reader.newest()
