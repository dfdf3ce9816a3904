"""kill -9 of the process that keeps the index, at any moment of a commit."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from sqlalchemy.orm import sessionmaker

from govhub.catalogue.events import ComponentChanged
from govhub.platform.db import transaction
from govhub.platform.outbox import record
from govhub.search import indexer
from govhub.search.engine import Query
from govhub.search.engines.whoosh import WhooshEngine
from govhub.search.follower import Follower
from tests.making import make_component

COMPONENTS = 200
KILLS = 50
CHANGED = 15
"""Components that change while a follower lives."""


@pytest.fixture
def followers(database_url, folder):
    """Start a follower that is killed when the block ends: ``with followers(): …``."""
    command = [sys.executable, "-m", "tests.integration.search.following", database_url, folder]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:

        @contextmanager
        def start():
            process.stdin.write("start\n")
            process.stdin.flush()
            follower = int(process.stdout.readline())
            try:
                yield
            finally:
                os.kill(follower, signal.SIGKILL)

        yield start
        process.stdin.close()


def test_nothing_is_lost_and_the_index_can_always_be_read(session, engine, folder, followers):
    components = [make_component(session) for _ in range(COMPONENTS)]
    make_session = sessionmaker(engine, expire_on_commit=False)
    Follower(make_session, WhooshEngine(folder)).work()
    moments = random.Random(3)  # noqa: S311  # moments, no secrets
    for kill in range(KILLS):
        with followers():
            for component in moments.sample(components, CHANGED):
                with transaction(session):
                    component.summary = f"Ronde{kill} van {component.name}."
                    record(session, ComponentChanged(subject=str(component.public_id)))
            time.sleep(moments.uniform(0, 0.15))

        reader = WhooshEngine(folder)
        assert reader.search(Query()).total == len(reader.fingerprints()) == COMPONENTS

    last = WhooshEngine(folder)
    Follower(make_session, last).work()
    assert indexer.check(session, last).is_equal
    assert last.search(Query(text=f"ronde{KILLS - 1}", is_literal=True)).total == CHANGED
