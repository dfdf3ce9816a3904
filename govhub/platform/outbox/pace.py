"""How long a delivery may take, and how often and when it is tried again."""

import random
from dataclasses import dataclass
from datetime import timedelta

MAX_ATTEMPTS = 12
LEASE = timedelta(seconds=60)
PATIENCE = timedelta(seconds=5)
FIRST_PAUSE = timedelta(seconds=5)
MAX_PAUSE = timedelta(hours=6)
"""Each pause is three times the one before, up to this: twelve attempts take most of a day."""


@dataclass(frozen=True, kw_only=True)
class Pace:
    """The times by which a relay works."""

    lease: timedelta = LEASE
    """After this, whoever holds a delivery must have died: another may try it."""
    patience: timedelta = PATIENCE
    """After this, what was claimed and not tried yet is given back: another may be quicker."""
    first_pause: timedelta = FIRST_PAUSE
    max_pause: timedelta = MAX_PAUSE
    max_attempts: int = MAX_ATTEMPTS

    def pause_after(self, attempts: int) -> timedelta:
        """Return how long to wait after so many attempts, with jitter to spread the retries."""
        pause = min(self.max_pause, self.first_pause * 3.0 ** (attempts - 1))
        return pause * random.uniform(0.5, 1.0)  # noqa: S311  # nothing secret
