"""What a process does beside answering requests: each in a loop of its own, until it is stopped.

Trouble is logged and survived: a loop that ends is worse than any trouble.
"""

import threading
from collections.abc import Callable, Sequence

import structlog
from flask import Flask
from sqlalchemy.orm import Session

from govhub import __version__
from govhub.catalogue import confirming, contact, link_check, planning
from govhub.following import digests
from govhub.following import service as following
from govhub.following.forgetting import forget_lapsed
from govhub.platform.outbox import Relay, forget_delivered
from govhub.registration import overtaking, reminding
from govhub.reuse import expiring
from govhub.search import misses
from govhub.web.extensions import db
from govhub.web.services import Services, services

_PAUSE = 0.5
"""Seconds between two looks at the outbox when there was nothing to do."""
_PAUSE_OF_HELPERS = 2.0
"""The same, of all threads but the first."""
_PAUSE_AFTER_TROUBLE = 5.0
_TIME_TO_FINISH = 20.0
"""Seconds that a delivery may take when the process must stop."""
_THREADS_BESIDE_REQUESTS = 2
_PAUSE_AFTER_INDEX_TROUBLE = 20.0
_PAUSE_BETWEEN_NOTES = 3.0
"""Seconds that a missed search stays in memory."""
_PAUSE_BETWEEN_CHORES = 60.0

Chore = Callable[[Callable[[], Session]], int]
"""Does what is due, in transactions of its own, and returns how much that was.

Two workers may do it at the same moment, and each may be killed in the middle.
"""
CHORES: tuple[Chore, ...] = (
    planning.carry_out_due,
    overtaking.close_overtaken,
    confirming.ask_due,
    contact.remind_due,
    expiring.ask_due,
    digests.make_due,
    following.send_postponed,
    forget_lapsed,
    forget_delivered,
)
"""What a worker looks at every minute, in this order."""

_log = structlog.get_logger(__name__)


def handle_outbox(app: Flask, stop: threading.Event) -> None:
    """Work on the outbox until ``stop``, in as many threads as the relay wants."""
    with app.app_context():
        relay = services().relay
    helpers = [
        threading.Thread(
            target=_relay_until,
            args=(relay, stop, _PAUSE_OF_HELPERS),
            name=f"govhub-relay-{number}",
        )
        for number in range(1, relay.threads)
    ]
    for helper in helpers:
        helper.daemon = True
        helper.start()
    _relay_until(relay, stop, _PAUSE)
    for helper in helpers:
        helper.join(_TIME_TO_FINISH)


def handle_outbox_beside_requests(app: Flask, stop: threading.Event) -> None:
    """Do the same where requests are answered: with fewer threads, so that those go first."""
    with app.app_context():
        services().relay.use(_THREADS_BESIDE_REQUESTS)
    handle_outbox(app, stop)


def _relay_until(relay: Relay, stop: threading.Event, when_idle: float) -> None:
    """Work until ``stop``; trouble with the database is logged and survived."""
    while not stop.is_set():
        try:
            pause = 0.0 if relay.work() else when_idle
        except Exception:  # noqa: BLE001  # a worker that stops is worse than any trouble
            _log.exception("worker_trouble")
            pause = _PAUSE_AFTER_TROUBLE
        stop.wait(pause)


def do_chores(app: Flask, stop: threading.Event) -> None:
    """Do all chores, at once and then every minute, until ``stop``."""
    with app.app_context():
        make_session = db.sessionmaker
        chores = [*CHORES, *_by_choice(services())]
    while not stop.is_set():
        for chore in chores:
            _do(chore, make_session)
        stop.wait(_PAUSE_BETWEEN_CHORES)


def _by_choice(here: Services) -> Sequence[Chore]:
    """Return the chores that depend on what an operator chose."""
    days = here.settings.review_days

    def remind_redactie(make_session: Callable[[], Session]) -> int:
        return reminding.remind(make_session, review_days=days)

    if here.settings.demo or not here.settings.link_check:
        return (remind_redactie,)
    agent = f"GovHub/{__version__} (controleert links; +{here.settings.base_url})"
    visit = link_check.visitor(here.reach, agent)

    def check_links(make_session: Callable[[], Session]) -> int:
        return link_check.check_links(make_session, visit)

    return (remind_redactie, check_links)


def _do(chore: Chore, make_session: Callable[[], Session]) -> None:
    """Do one chore; trouble is logged, and the others go on."""
    name = f"{chore.__module__}.{chore.__name__}"
    try:
        done = chore(make_session)
    except Exception:  # noqa: BLE001  # one chore that fails must not keep the others waiting
        _log.exception("chore_trouble", chore=name)
    else:
        if done:
            _log.info("chore_done", chore=name, number=done)


def follow_catalogue(app: Flask, stop: threading.Event) -> None:
    """Keep the search index of this machine equal to the database, until ``stop``."""
    with app.app_context():
        follower = services().follower
    while not stop.is_set():
        pause = _PAUSE
        try:
            follower.work()
        except Exception:  # noqa: BLE001  # the portal goes on with what the index has
            _log.exception("index_trouble")
            pause = _PAUSE_AFTER_INDEX_TROUBLE
        stop.wait(pause)


def keep_notes(app: Flask, stop: threading.Event) -> None:
    """Write down what this process noted, every few seconds, until ``stop``."""
    with app.app_context():
        notepad, make_session = services().notepad, db.sessionmaker
    while not stop.wait(_PAUSE_BETWEEN_NOTES):
        try:
            misses.write_down(make_session, notepad)
        except Exception:  # noqa: BLE001  # these notes are lost; the next ones may not be
            _log.exception("notes_lost")


def in_background(
    app: Flask,
    *loops: Callable[[Flask, threading.Event], None],
    stop: threading.Event | None = None,
) -> list[threading.Thread]:
    """Run the loops in threads that end at ``stop``, or else with the process."""
    stop = stop or threading.Event()
    threads = [
        threading.Thread(target=loop, args=(app, stop), name=f"govhub-{loop.__name__}", daemon=True)
        for loop in loops
    ]
    for thread in threads:
        thread.start()
    return threads
