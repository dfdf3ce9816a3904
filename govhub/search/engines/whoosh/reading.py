"""What is committed in the index on disk, as the generation that this process uses."""

import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import structlog
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex

from govhub.search.engine import SearchUnavailable
from govhub.search.engines.whoosh.cache import Cache
from govhub.search.engines.whoosh.folder import IndexFolder, using_disk
from govhub.search.engines.whoosh.generation import Generation
from govhub.search.engines.whoosh.segment import Segment

_log = structlog.get_logger(__name__)
_REFRESHED_FOR = 3.0
"""Seconds that a question trusts that somebody refreshes."""
_TRIES = 5
"""A merge can delete files that are just being opened; by then there is a newer commit."""


@dataclass(frozen=True)
class _Loaded:
    """A generation, which commit of which build it is, and its segments by id."""

    build: Path
    index: FileIndex
    commit: int
    segments: dict[str, Segment]
    generation: Generation


class Reader:
    """Gives the newest generation; reads only what is new in it. Safe for threads."""

    def __init__(self, folder: IndexFolder, cache: Cache) -> None:
        """Take the folder, and where to keep what was worked out; nothing is read yet."""
        self._folder = folder
        self._cache = cache
        self._loaded: _Loaded | None = None
        self._loading = Lock()
        self._refreshed_until = 0.0

    def generation(self) -> Generation:
        """Return the newest generation. Raises SearchUnavailable when it cannot be read.

        While somebody refreshes, it may be the one before: reading the newest takes a while.
        """
        with using_disk():
            loaded = self._loaded
            if loaded is not None:
                if self._is_newest(loaded):
                    return loaded.generation
                if time.monotonic() < self._refreshed_until:
                    return loaded.generation
            return self.newest()

    def newest(self) -> Generation:
        """Return the newest generation, however long that takes. Raises SearchUnavailable."""
        with using_disk(), self._loading:
            self._loaded = self._newest()
            return self._loaded.generation

    def refresh(self) -> None:
        """Read the newest generation when there is one; without an index do nothing."""
        self._refreshed_until = time.monotonic() + _REFRESHED_FOR
        with suppress(SearchUnavailable):
            self.newest()

    def _newest(self) -> _Loaded:
        for _try in range(_TRIES - 1):
            loaded = self._loaded
            try:
                return loaded if loaded and self._is_newest(loaded) else self._load()
            except FileNotFoundError:
                continue
        return self._load()

    def _is_newest(self, loaded: _Loaded) -> bool:
        is_in_use = loaded.build == self._folder.current()
        return is_in_use and loaded.index.latest_generation() == loaded.commit

    def _load(self) -> _Loaded:
        start = time.monotonic()
        build = self._folder.current()
        index = _open(build)
        commit = TOC.read(index.storage, index.indexname)
        known = self._loaded.segments if self._loaded else {}
        segments = {
            stored.segment_id(): known.get(stored.segment_id())
            or Segment(index.storage, commit.schema, stored, self._cache)
            for stored in commit.segments
        }
        generation = Generation(
            list(segments.values()),
            [stored.deleted_docs() for stored in commit.segments],
            self._cache,
        )
        generation.prepare(self._loaded.generation if self._loaded else None)
        _log.debug(
            "search_index_read",
            components=len(generation.fingerprints),
            segments=len(segments),
            seconds=round(time.monotonic() - start, 3),
            cached_mb=self._cache.size >> 20,
        )
        return _Loaded(build, index, commit.generation, segments, generation)


def _open(build: Path) -> FileIndex:
    """Open the index without mapping its files: a mapped file that is cut kills the process."""
    index: FileIndex = FileStorage(str(build), supports_mmap=False).open_index()
    return index
