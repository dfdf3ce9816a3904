"""How often somebody may do something, counted in the database so that all processes agree.

Counters in memory let 80 attempts through a limit of 20 when four processes served. Here one hit is
one atomic statement, on a short connection of its own: ask before you open a transaction.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

import sqlalchemy as sa
from limits import RateLimitItem, parse
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from govhub.kernel import clock
from govhub.kernel.errors import DomainError
from govhub.platform.db import Base, short_transaction
from govhub.platform.language import ngettext


class RateLimit(Base):
    """How often one thing was done by one somebody in a window of time that is still open."""

    __tablename__ = "rate_limit"

    key: Mapped[str] = mapped_column(primary_key=True)
    """Names the limit, and whom it counts by a code that only our secret key can make."""
    hits: Mapped[int]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class TooMany(DomainError):
    """Somebody does something more often than is allowed; the message says when to try again."""

    def __init__(self, retry_after: int) -> None:
        """Keep after how many seconds it is allowed again."""
        minutes = max(1, ceil(retry_after / 60))
        super().__init__(
            ngettext(
                "Dit ging te vaak achter elkaar. Probeer het over %(num)s minuut opnieuw.",
                "Dit ging te vaak achter elkaar. Probeer het over %(num)s minuten opnieuw.",
                minutes,
            )
            % {"num": minutes}
        )
        self.retry_after = retry_after


@dataclass(frozen=True)
class Limit:
    """A rule: ``Limit("inloggen", "10 per 5 minutes")``."""

    name: str
    rate: str

    @property
    def item(self) -> RateLimitItem:
        """Return the rule as the library has it."""
        return parse(self.rate)


class Limiter:
    """Counts, and refuses what is too much."""

    def __init__(self, engine: sa.Engine, secret_key: str) -> None:
        """Take where to count, and the key that hides whom is counted."""
        self._key = secret_key.encode()
        self._windows = FixedWindowRateLimiter(_DatabaseStorage(engine))

    def hit(self, limit: Limit, who: str) -> None:
        """Count one more by ``who`` (an address, an IP address, a user). Raises TooMany."""
        item, code = limit.item, self._code(who)
        if self._windows.hit(item, limit.name, code):
            return
        reset = self._windows.get_window_stats(item, limit.name, code).reset_time
        raise TooMany(max(1, ceil(reset - clock.now().timestamp())))

    def _code(self, who: str) -> str:
        return hmac.new(self._key, who.encode(), hashlib.sha256).hexdigest()


class _DatabaseStorage(Storage):
    """Where the library ``limits`` keeps its windows: table ``rate_limit``."""

    STORAGE_SCHEME = None

    def __init__(self, engine: sa.Engine) -> None:
        super().__init__()
        self._engine = engine
        self._insert = sqlite.insert if engine.dialect.name == "sqlite" else postgresql.insert

    @property
    def base_exceptions(self) -> type[Exception]:
        return sa.exc.SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        now = clock.now()
        row = self._insert(RateLimit).values(
            key=key, hits=amount, expires_at=now + timedelta(seconds=expiry)
        )
        is_open = RateLimit.expires_at > now
        counted = row.on_conflict_do_update(
            index_elements=[RateLimit.key],
            set_={
                "hits": sa.case((is_open, RateLimit.hits + amount), else_=amount),
                "expires_at": sa.case(
                    (is_open, RateLimit.expires_at), else_=row.excluded.expires_at
                ),
            },
        ).returning(RateLimit.hits)
        with short_transaction(self._engine) as connection:
            hits: int = connection.execute(counted).scalar_one()
            if hits == amount:  # a new window: a good moment to clear out old ones
                connection.execute(_closed_windows(now))
        return hits

    def get(self, key: str) -> int:
        query = sa.select(RateLimit.hits).where(
            RateLimit.key == key, RateLimit.expires_at > clock.now()
        )
        with self._engine.connect() as connection:
            return connection.scalar(query) or 0

    def get_expiry(self, key: str) -> float:
        query = sa.select(RateLimit.expires_at).where(RateLimit.key == key)
        with self._engine.connect() as connection:
            return (connection.scalar(query) or clock.now()).timestamp()

    def check(self) -> bool:
        with self._engine.connect() as connection:
            return connection.scalar(sa.select(1)) == 1

    def reset(self) -> int:
        with short_transaction(self._engine) as connection:
            return connection.execute(sa.delete(RateLimit)).rowcount

    def clear(self, key: str) -> None:
        with short_transaction(self._engine) as connection:
            connection.execute(sa.delete(RateLimit).where(RateLimit.key == key))


def _closed_windows(now: datetime) -> sa.Delete:
    """Delete what counts no longer, save rows that another process is busy with."""
    closed = (
        sa.select(RateLimit.key)
        .where(RateLimit.expires_at <= now)
        .with_for_update(skip_locked=True)
    )
    return sa.delete(RateLimit).where(RateLimit.key.in_(closed))
