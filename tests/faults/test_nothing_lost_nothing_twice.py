"""kill -9 of workers and producers, while what receives refuses, hangs and hangs up.

``make test-faults`` kills fifty times for each database; here it is a few, unless ``--kills`` asks
for more.
"""

import json
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import dataclass

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from govhub.catalogue.events import StatusChanged
from govhub.catalogue.ledger.models import LedgerLine
from govhub.catalogue.models import Category
from govhub.catalogue.status import Status
from govhub.following import service as following
from govhub.following import webhooks
from govhub.following.wishes import FollowWish
from govhub.platform.db import engine_options, prepare, transaction
from govhub.platform.fetch import Reach
from govhub.platform.outbox import Delivery, DeliveryState, RecordedEvent
from tests.making import make_component, make_follower, make_user
from tests.places import ROOT
from tests.serving import free_port

COMPONENTS = 4
FOLLOWERS = ("een@voorbeeld.nl", "twee@voorbeeld.nl", "drie@voorbeeld.nl")
WEB = ("/een", "/twee")


@dataclass(frozen=True)
class Aftermath:
    """What is there when everything is over."""

    states: set
    """Of all deliveries."""
    kept: dict
    """Word of a change that is in the database → its event."""
    said: dict
    """Word of a change → ``kept`` or ``taken_back``, as its producer said."""
    ledger: set
    """Words of the changes in the ledger."""
    got: dict
    """(word, receiver) → the keys under which it came, one for each time."""


@pytest.fixture
def engine(databases):
    url = databases.migrated()
    engine = prepare(sa.create_engine(url, **engine_options(url)))
    yield engine
    engine.dispose()


@pytest.fixture
def web_port():
    return free_port()


@pytest.fixture
def slugs(engine, web_port):
    """Components that three people follow, each in a way of its own, and two webhooks."""
    with Session(engine, expire_on_commit=False) as session:
        components = [make_component(session, status=Status.CONCEPT) for _ in range(COMPONENTS)]
        make_follower(session, email=FOLLOWERS[0])
        category = session.scalars(sa.select(Category)).one()
        make_follower(session, category, email=FOLLOWERS[1])
        for component in components:
            make_follower(session, component, email=FOLLOWERS[2])
        make_webhooks(session, web_port)
    with engine.begin() as connection:
        connection.execute(sa.update(RecordedEvent).values(relayed=True))
    return [component.slug for component in components]


@pytest.fixture
def aftermath(engine, slugs, web_port, tmp_path, pytestconfig):
    mail_port = free_port()
    plan = {
        "folder": str(tmp_path),
        "seed": time.time_ns(),
        "kills": pytestconfig.getoption("kills"),
        "mail_port": mail_port,
        "web_port": web_port,
        "slugs": slugs,
        "settings": {
            "database_url": engine.url.render_as_string(hide_password=False),
            "secret_key": "a-key-for-the-tests-0123456789-0123456789",
            "base_url": "http://govhub.voorbeeld.nl",
            "mail_url": f"smtp://127.0.0.1:{mail_port}",
            "data_dir": str(tmp_path),
        },
    }
    (tmp_path / "plan.json").write_text(json.dumps(plan))
    with (tmp_path / "killing.log").open("wb") as log:
        subprocess.run(
            [sys.executable, "-m", "tests.faults.killing", str(tmp_path / "plan.json")],
            cwd=ROOT,
            check=True,
            timeout=600,
            stdout=log,
            stderr=log,
        )
    return read(engine, tmp_path)


def make_webhooks(session, port):
    """Let somebody be told of everything at two addresses of the web server."""
    owner = make_user(session)
    reach = Reach(loopback_ports={port})
    for path in WEB:
        with transaction(session):
            webhook = webhooks.create(
                session, owner, name=path, url=f"http://127.0.0.1:{port}{path}", reach=reach
            )
            webhooks.activate(session, webhook)
            wish = FollowWish(subject=None, webhook=webhook)
            following.follow(session, owner.email, wish, is_own=True)


def read(engine, folder):
    with Session(engine) as session:
        events = session.scalars(
            sa.select(RecordedEvent).where(RecordedEvent.name == StatusChanged.name)
        ).all()
        reasons = set(session.scalars(sa.select(LedgerLine.reason)))
        states = session.execute(
            sa.select(Delivery.state, sa.func.count()).group_by(Delivery.state)
        ).all()
    got = defaultdict(list)
    for log in (folder / "mail.log", folder / "web.log"):
        for line in log.read_text().splitlines():
            _, key, receiver, token = line.split()
            got[token, receiver].append(key)
    said = dict(line.split() for log in folder.glob("producer-*.log") for line in whole_lines(log))
    kept = {event.payload["reason"]: event for event in events if event.payload["reason"]}
    return Aftermath(states, kept, said, reasons - {None}, dict(got))


def whole_lines(log):
    """Return the lines of a log whose writer was killed."""
    return [line for line in log.read_text().splitlines() if len(line.split()) == 2]


def test_nothing_is_lost_and_nothing_comes_of_what_was_taken_back(aftermath):
    expected = {(token, receiver) for token in aftermath.kept for receiver in (*FOLLOWERS, *WEB)}
    got = aftermath.got
    report = {
        "changes": len(aftermath.kept),
        "taken back": sum(word == "taken_back" for word in aftermath.said.values()),
        "deliveries": len(expected),
        "came more than once": sum(len(keys) > 1 for keys in got.values()),
        "states": {state.value: number for state, number in aftermath.states},
    }
    sys.stdout.write(f"{report}\n")
    assert {state for state, _ in aftermath.states} == {DeliveryState.DONE}, report
    promised = {token for token, word in aftermath.said.items() if word == "kept"}
    assert promised <= aftermath.kept.keys() == aftermath.ledger
    assert not aftermath.kept.keys() & aftermath.said.keys() - promised
    assert len(promised) > 5
    assert expected - got.keys() == set(), "lost"
    assert got.keys() - expected == set(), "came of what was taken back, or of nothing"
    assert {each: keys for each, keys in got.items() if len(set(keys)) > 1} == {}
