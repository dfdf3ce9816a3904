"""Long lists, page by page."""

from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, kw_only=True)
class Pages:
    """Where a reader is in a list of ``total`` things, ``size`` to a page; pages count from 1."""

    total: int
    size: int
    asked: int = 1

    @property
    def count(self) -> int:
        """Return how many pages there are: at least one, also for an empty list."""
        return max(1, ceil(self.total / self.size))

    @property
    def number(self) -> int:
        """Return the page to show: what was asked for, or the nearest one that exists."""
        return min(max(1, self.asked), self.count)

    @property
    def offset(self) -> int:
        """Return how many things stand before this page."""
        return (self.number - 1) * self.size

    @property
    def is_moved(self) -> bool:
        """Tell whether the page asked for does not exist, so that a notice is in place."""
        return self.number != self.asked
