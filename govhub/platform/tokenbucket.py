"""How often somebody may ask something that costs only our own time, counted in this process.

A page that is only read writes nothing, so ``ratelimit``, which counts in the database, is not for
it. Each process counts apart: with four processes a client gets at most four times as much.
"""

from collections import OrderedDict
from dataclasses import dataclass
from math import ceil
from threading import Lock

from govhub.kernel import clock
from govhub.platform.ratelimit import TooMany

_MOST_CLIENTS = 10_000


@dataclass(frozen=True)
class _Bucket:
    """How many requests are left, and when that was so (seconds since 1970)."""

    left: float
    at: float


class TokenBuckets:
    """A bucket of requests for each client: each request takes one, and time fills it again."""

    def __init__(self, *, per_minute: float, burst: int, most_clients: int = _MOST_CLIENTS) -> None:
        """Take how fast a bucket fills and how much it holds; ``per_minute=0`` is no limit."""
        self._per_second = per_minute / 60
        self._burst = burst
        self._most_clients = most_clients
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._lock = Lock()

    def take(self, who: str) -> None:
        """Count one request by ``who``. Raises TooMany, with when to try again."""
        if not self._per_second:
            return
        now = clock.now().timestamp()
        with self._lock:
            left = self._left(who, now)
            if left < 1:
                raise TooMany(max(1, ceil((1 - left) / self._per_second)))
            self._buckets[who] = _Bucket(left - 1, now)
            self._buckets.move_to_end(who)
            if len(self._buckets) > self._most_clients:
                self._buckets.popitem(
                    last=False
                )  # who asked longest ago: its bucket is full by now

    def forget(self) -> None:
        """Give everybody a full bucket."""
        with self._lock:
            self._buckets.clear()

    def _left(self, who: str, now: float) -> float:
        bucket = self._buckets.get(who)
        if bucket is None:
            return float(self._burst)
        waited = max(0.0, now - bucket.at)
        return min(self._burst, bucket.left + waited * self._per_second)
