"""A cache with a limit in bytes that forgets what was used longest ago."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")

_OVERHEAD = 300
"""Bytes that an entry takes beside its arrays, about."""


class Cache(Generic[_Key, _Value]):
    """Keeps values by key, safe for several threads."""

    def __init__(self, most_bytes: int) -> None:
        """Take how many bytes the values may have together."""
        self._entries: OrderedDict[_Key, tuple[_Value, int]] = OrderedDict()
        self._most = most_bytes
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: _Key) -> _Value | None:
        """Return what was put there, unless it was forgotten."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return None
            self._entries.move_to_end(key)
            return entry[0]

    def put(self, key: _Key, value: _Value, size: int) -> None:
        """Keep a value of ``size`` bytes, and forget others when there is no room."""
        with self._lock:
            if key in self._entries:
                return
            self._entries[key] = (value, size + _OVERHEAD)
            self._bytes += size + _OVERHEAD
            while self._bytes > self._most and len(self._entries) > 1:
                _key, (_value, freed) = self._entries.popitem(last=False)
                self._bytes -= freed
