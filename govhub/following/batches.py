"""Work that the worker does over many addresses: some at a time, each time in a transaction."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from govhub.platform.db import transaction

AT_A_TIME = 200


def in_batches(
    make_session: Callable[[], Session],
    waiting: Callable[[], Select[*tuple[Any, ...]]],
    do_some: Callable[[Session], int],
) -> int:
    """Let ``do_some`` work as long as something is ``waiting``; return how much it did.

    When nothing waits, nothing is written. What another worker is busy with is left to it.
    """
    total = 0
    with make_session() as session:
        while session.execute(waiting().limit(1)).first() is not None:
            with transaction(session):
                done = do_some(session)
            if not done:
                break
            total += done
    return total
