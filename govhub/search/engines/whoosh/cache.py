"""What was worked out before, with a limit in bytes: what was used longest ago is forgotten."""

from collections import OrderedDict, deque
from collections.abc import Hashable
from threading import Lock
from typing import Any

_OVERHEAD = 300
"""Bytes that an entry takes beside its arrays, about."""


class Cache:
    """Keeps values by owner and key, safe for several threads; all owners share the room."""

    def __init__(self, most_bytes: int) -> None:
        """Take how many bytes the values may have together."""
        self._entries: OrderedDict[tuple[object, Hashable], tuple[Any, int]] = OrderedDict()
        self._most = most_bytes
        self._bytes = 0
        self._lock = Lock()
        self._gone: deque[object] = deque()

    @property
    def size(self) -> int:
        """Return how many bytes are in use, about."""
        return self._bytes

    def get(self, owner: object, key: Hashable) -> Any:
        """Return what was put there; None when it was not, or was forgotten."""
        with self._lock:
            entry = self._entries.get((owner, key))
            if entry is None:
                return None
            self._entries.move_to_end((owner, key))
            return entry[0]

    def put(self, owner: object, key: Hashable, value: Any, size: int) -> None:
        """Keep a value of ``size`` bytes, and forget others when there is no room."""
        with self._lock:
            self._forget_those_gone()
            if (owner, key) in self._entries:
                return
            self._entries[owner, key] = (value, size + _OVERHEAD)
            self._bytes += size + _OVERHEAD
            while self._bytes > self._most and len(self._entries) > 1:
                _key, (_value, freed) = self._entries.popitem(last=False)
                self._bytes -= freed

    def keys(self, owner: object) -> list[Any]:
        """Return the keys of this owner, the one that was used last first."""
        with self._lock:
            return [key for each, key in reversed(self._entries) if each is owner]

    def forget(self, owner: object) -> None:
        """Forget everything of this owner, when the next value is kept.

        Not at once: the garbage collector may call this in the middle of anything here.
        """
        self._gone.append(owner)

    def _forget_those_gone(self) -> None:
        while self._gone:
            gone = self._gone.pop()
            for place in [place for place in self._entries if place[0] is gone]:
                _value, freed = self._entries.pop(place)
                self._bytes -= freed
