import subprocess
import sys
from contextlib import ExitStack
from datetime import timedelta

import pytest
import sqlalchemy as sa

from govhub.kernel import clock
from govhub.platform.ratelimit import Limit, Limiter, RateLimit, TooMany
from tests.integration.hammering import KEY
from tests.places import ROOT

THREE = Limit("drie", "3 per 5 minutes")


@pytest.fixture
def limiter(engine):
    return Limiter(engine, KEY)


def hits_until_refused(limiter, limit, who):
    for number in range(100):
        try:
            limiter.hit(limit, who)
        except TooMany as error:
            return number, error
    raise AssertionError("nothing was refused")


def test_up_to_the_limit_is_allowed_and_then_it_says_when_to_try_again(limiter):
    with clock.at(clock.now()):
        allowed, refusal = hits_until_refused(limiter, THREE, "jan@voorbeeld.nl")
    assert allowed == 3
    assert refusal.retry_after == 300
    assert refusal.message == "Dit ging te vaak achter elkaar. Probeer het over 5 minuten opnieuw."


def test_the_waiting_time_becomes_shorter_and_then_it_is_allowed_again(limiter):
    start = clock.now()
    with clock.at(start):
        hits_until_refused(limiter, THREE, "jan@voorbeeld.nl")
    with clock.at(start + timedelta(seconds=250)), pytest.raises(TooMany, match="1 minuut ") as no:
        limiter.hit(THREE, "jan@voorbeeld.nl")
    assert no.value.retry_after == 50
    with clock.at(start + timedelta(seconds=301)):
        assert hits_until_refused(limiter, THREE, "jan@voorbeeld.nl")[0] == 3


def test_everybody_and_every_limit_counts_apart(limiter):
    hits_until_refused(limiter, THREE, "jan@voorbeeld.nl")
    limiter.hit(THREE, "piet@voorbeeld.nl")
    limiter.hit(Limit("ook-drie", "3 per 5 minutes"), "jan@voorbeeld.nl")


def test_the_database_does_not_know_who_is_counted(limiter, session):
    limiter.hit(THREE, "jan@voorbeeld.nl")
    assert "jan" not in session.scalars(sa.select(RateLimit.key)).one()


def test_who_is_counted_cannot_be_guessed_without_the_secret_key(limiter, engine, session):
    limiter.hit(THREE, "jan@voorbeeld.nl")
    Limiter(engine, "another-key-0123456789-0123456789").hit(THREE, "jan@voorbeeld.nl")
    assert session.scalar(sa.select(sa.func.count(RateLimit.key))) == 2


def test_windows_that_passed_are_cleared_out(limiter, session):
    with clock.at(clock.now() - timedelta(hours=1)):
        for number in range(5):
            limiter.hit(THREE, f"jan{number}@voorbeeld.nl")
    limiter.hit(THREE, "piet@voorbeeld.nl")
    assert session.scalar(sa.select(sa.func.count(RateLimit.key))) == 1


def test_it_counts_while_a_session_reads(limiter, session):
    session.scalar(sa.select(sa.func.count(RateLimit.key)))
    limiter.hit(THREE, "jan@voorbeeld.nl")
    session.rollback()
    assert session.scalar(sa.select(RateLimit.hits)) == 1


def test_several_processes_hold_one_limit_together(database_url, session):
    program = [sys.executable, "-m", "tests.integration.hammering", database_url, "40"]
    with ExitStack() as stack:
        processes = [
            stack.enter_context(
                subprocess.Popen(
                    program,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                    cwd=ROOT,
                )
            )
            for _ in range(3)
        ]
        for process in processes:
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            process.stdin.write("go\n")
            process.stdin.flush()
        allowed = [int(process.stdout.readline()) for process in processes]
    assert sum(allowed) == 50
    assert session.scalar(sa.select(RateLimit.hits)) == 120
