"""The worker: fans out what is new, and tries what is due."""

import time
from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa
import structlog
from sqlalchemy.orm import Session

from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.outbox.claiming import Claim, Turns, claim, subscribers_that_wait
from govhub.platform.outbox.fan_out import FanOut
from govhub.platform.outbox.models import Delivery, DeliveryState
from govhub.platform.outbox.pace import Pace
from govhub.platform.outbox.subscribing import (
    NotNeeded,
    Subscriber,
    Undeliverable,
    parcel_of,
    reason_of,
)

BATCH = 20
"""Deliveries that are claimed at once."""
THREADS = 8
"""Threads of a process that deliver at the same time: receivers far away take their time."""

_log = structlog.get_logger(__name__)


class Relay:
    """Gives recorded events to the subscribers, at least once, and gives up visibly.

    Several threads may call ``work`` at once, and so may several processes.
    """

    def __init__(
        self,
        make_session: Callable[[], Session],
        subscribers: Sequence[Subscriber],
        *,
        pace: Pace | None = None,
        threads: int = THREADS,
    ) -> None:
        """Take where sessions come from, who is told what, and how many threads will work."""
        self.subscribers = tuple(subscribers)
        self._make_session = make_session
        self._by_name = {subscriber.name: subscriber for subscriber in subscribers}
        self._pace = pace or Pace()
        self._fan_out = FanOut(make_session, subscribers)
        self.use(threads)

    def use(self, threads: int) -> None:
        """Take another number of threads; one is always left for the other subscribers."""
        self.threads = threads
        self._turns = Turns(at_most=max(1, threads - 1))

    def work(self, limit: int = BATCH) -> int:
        """Fan out new events and try what is due; return how many of both there were."""
        fresh = self._fan_out.work()
        with self._make_session() as session:
            return fresh + self._deliver(session, limit)

    def work_until_idle(self, rounds: int = 1000) -> int:
        """Work until nothing is new or due; return how many events and deliveries there were."""
        total = 0
        for _ in range(rounds):
            done = self.work()
            if not done:
                break
            total += done
        return total

    def _deliver(self, session: Session, limit: int) -> int:
        """Try what is due of the subscriber whose turn it is; return how many there were."""
        for name in self._turns.in_order(subscribers_that_wait(session)):
            with self._turns.turn(name) as is_free:
                if not is_free:
                    continue
                claimed = claim(session, name, limit=limit, lasting=self._pace.lease)
                if claimed.deliveries:
                    self._attempt_all(session, claimed)
                    return len(claimed.deliveries)
        return 0

    def _attempt_all(self, session: Session, claimed: Claim) -> None:
        deadline = time.monotonic() + self._pace.patience.total_seconds()
        for place, delivery in enumerate(claimed.deliveries):
            if place and time.monotonic() > deadline:
                _give_back(session, claimed, claimed.deliveries[place:])
                break
            self._attempt(session, claimed, delivery)

    def _attempt(self, session: Session, claimed: Claim, delivery: Delivery) -> None:
        name = delivery.subscriber
        try:
            parcel = parcel_of(delivery, max_attempts=self._pace.max_attempts)
            self._by_name[name].deliver(session, parcel)
            outcome = _done()
        except NotNeeded as reason:
            outcome = {**_done(), "last_error": reason_of(reason)}
        except Exception as error:  # noqa: BLE001  # whatever a receiver does, the others go on
            outcome = self._after_failure(error, delivery.attempts)
            _log.warning(
                "delivery_failed",
                subscriber=name,
                attempts=delivery.attempts,
                error=outcome["last_error"],
            )
        with transaction(session):
            session.execute(
                sa.update(Delivery)
                .where(claimed.still_holds([delivery.id]))
                .values(lease=None, **outcome)
                .execution_options(synchronize_session=False)
            )

    def _after_failure(self, error: Exception, attempts: int) -> dict[str, Any]:
        """Return what to store: try again after a growing pause, or give up."""
        reason = reason_of(error)
        if isinstance(error, Undeliverable) or attempts >= self._pace.max_attempts:
            return {
                "state": DeliveryState.DEAD,
                "last_error": reason,
                "settled_at": clock.now(),
            }
        return {"due_at": clock.now() + self._pace.pause_after(attempts), "last_error": reason}


def _done() -> dict[str, Any]:
    return {"state": DeliveryState.DONE, "last_error": None, "settled_at": clock.now()}


def _give_back(session: Session, claimed: Claim, untried: Sequence[Delivery]) -> None:
    """Let another worker take what was not tried, behind what was due before it."""
    with transaction(session):
        session.execute(
            sa.update(Delivery)
            .where(claimed.still_holds([delivery.id for delivery in untried]))
            .values(lease=None, due_at=clock.now(), attempts=Delivery.attempts - 1)
            .execution_options(synchronize_session=False)
        )
