"""The folder of the index: which build is in use, who may write, and how a new one is swapped in.

::

    current -> build-1-k3x9…     a symbolic link: replacing it is one step for every process
    build-1-k3x9…/               an index of Whoosh; 1 is the FORMAT
    build-1-k3x9…/place          how far the build is: Whoosh leaves it alone
    lock                         held by the one process that writes
    follower                     held by the one process that follows the events

The folder is for its owner only: Whoosh keeps pickles in it, and who can write a pickle can run
code. A local disk only, never NFS.
"""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from govhub.search.engine import Place, SearchUnavailable
from govhub.search.engines.whoosh.schema import FORMAT

LOCK_SECONDS = 10.0
"""How long to wait for another process that writes."""
_PAUSE = 0.02
_CURRENT = "current"
_LOCK = "lock"
_FOLLOWER = "follower"
_PLACE = "place"
_PREFIX = f"build-{FORMAT}-"


class IndexFolder:
    """Where the builds of the index are."""

    def __init__(self, root: Path) -> None:
        """Take the folder; it is made when something is written."""
        self._root = root

    def current(self) -> Path:
        """Return the build in use. Raises SearchUnavailable when there is none for us."""
        try:
            name = (self._root / _CURRENT).readlink().name
        except OSError as error:
            raise SearchUnavailable(f"there is no index in {self._root}") from error
        if not name.startswith(_PREFIX):
            raise SearchUnavailable("the index was made by another version of GovHub")
        return self._root / name

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Be the only one that writes. Raises SearchUnavailable when another goes on too long."""
        with using_disk():
            handle = self._open(_LOCK)
        try:
            _wait_for(handle)
            yield
        finally:
            os.close(handle)  # which also gives the lock back

    @contextmanager
    def new_build(self) -> Iterator[Path]:
        """Give an empty folder; put it in use when the block succeeds, and throw away the rest.

        Call it while ``locked``. Who reads an older build has its files open and goes on.
        """
        with using_disk():
            build = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=self._root))
        try:
            yield build
            with using_disk():
                sync(build)
                self._use(build)
        except BaseException:
            shutil.rmtree(build, ignore_errors=True)
            raise
        for other in self._root.glob("build-*"):
            if other != build:
                shutil.rmtree(other, ignore_errors=True)

    @contextmanager
    def only_follower(self) -> Iterator[bool]:
        """Tell whether nobody else is in this block; nobody can come in while it lasts."""
        with using_disk():
            handle = self._open(_FOLLOWER)
        try:
            yield _is_locked_now(handle)
        finally:
            os.close(handle)

    def place(self) -> Place | None:
        """Return how far the build in use is; None when it does not say."""
        try:
            event, compared_at = (self.current() / _PLACE).read_text().split()
            return Place(int(event), datetime.fromisoformat(compared_at))
        except (FileNotFoundError, ValueError):
            return None

    def keep_place(self, place: Place) -> None:
        """Write down how far the build in use is. What is lost in a crash is done again."""
        file = self.current() / _PLACE
        new = file.with_suffix(".new")
        new.write_text(f"{place.event} {place.compared_at.isoformat()}")
        new.replace(file)

    def _open(self, name: str) -> int:
        self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._root.chmod(0o700)
        return os.open(self._root / name, os.O_RDWR | os.O_CREAT, 0o600)

    def _use(self, build: Path) -> None:
        new = self._root / f"{_CURRENT}.new"
        new.unlink(missing_ok=True)
        new.symlink_to(build.name)
        new.replace(self._root / _CURRENT)
        _sync(self._root)


@contextmanager
def using_disk() -> Iterator[None]:
    """Turn whatever is raised into SearchUnavailable: a damaged file can make Whoosh raise all."""
    try:
        yield
    except SearchUnavailable:
        raise
    except Exception as error:
        raise SearchUnavailable(f"the index cannot be used: {error!r}") from error


def sync(folder: Path) -> None:
    """Wait until everything in the folder is on the disk: Whoosh does not."""
    for file in folder.iterdir():
        with suppress(FileNotFoundError):
            _sync(file)
    _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _wait_for(handle: int) -> None:
    deadline = time.monotonic() + LOCK_SECONDS
    while not _is_locked_now(handle):
        if time.monotonic() > deadline:
            raise SearchUnavailable("another process is writing the index")
        time.sleep(_PAUSE)


def _is_locked_now(handle: int) -> bool:
    """Lock the file unless somebody else has; tell whether it is locked now."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
