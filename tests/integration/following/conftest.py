"""What tests of following share."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy.orm import Session

from govhub.following import service
from govhub.following.wishes import FollowWish
from govhub.platform.db import transaction
from govhub.platform.links import Signer
from govhub.platform.outbox import RecordedEvent
from tests.making import make_follower


@pytest.fixture
def signer():
    return Signer(["a-key-for-the-tests-0123456789-0123456789"])


@pytest.fixture
def ask(session, signer):
    """Ask to follow, as the form does; return the token of the mail: None without a link."""

    def _ask(email, subject=None, **choices):
        with transaction(session):
            service.follow(session, email, FollowWish(subject=subject, **choices))
        return newest_token(session, signer)

    return _ask


def newest_token(session, signer):
    """Return the token in the newest mail that asks to confirm."""
    events = session.query(RecordedEvent).filter_by(name="following.follow_requested")
    link = events.order_by(RecordedEvent.id.desc()).first().payload["link_id"]
    return link and signer.token(service.CONFIRM, link)


@pytest.fixture
def make_session(engine):
    """Give sessions, as the worker gets them."""
    return lambda: Session(engine, expire_on_commit=False)


@pytest.fixture
def follower(session):
    """Return a confirmed subscription: ``follower(subject, email=…)``."""

    def _follower(subject=None, **overrides):
        return make_follower(session, subject, **overrides)

    return _follower


@pytest.fixture
def meanwhile(engine):
    """Run a job in another session while a transaction is open: it starts before the commit.

    ``with meanwhile(session, job) as answer: …`` and afterwards ``answer.result()``.
    """

    def work(job):
        with Session(engine) as other, transaction(other):
            return job(other)

    @contextmanager
    def _meanwhile(session, job):
        with ThreadPoolExecutor() as pool, transaction(session):
            yield (answer := _Later())
            answer.future = pool.submit(work, job)
            time.sleep(0.2)  # it waits for us now, or it never will

    return _meanwhile


class _Later:
    def result(self):
        return self.future.result(timeout=20)
