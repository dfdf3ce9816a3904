from datetime import UTC, datetime, timedelta

import pytest

from govhub.kernel import clock
from govhub.platform.ratelimit import TooMany
from govhub.platform.tokenbucket import TokenBuckets

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def at():
    """Let time stand still: ``with at(seconds=10): …``."""
    return lambda **later: clock.at(NOON + timedelta(**later))


def allowed(buckets, who="jan"):
    """Return how many requests are allowed now, and the refusal of the next."""
    for number in range(1000):
        try:
            buckets.take(who)
        except TooMany as error:
            return number, error
    raise AssertionError("nothing was refused")


def test_a_burst_is_allowed_and_then_it_says_when_to_try_again(at):
    buckets = TokenBuckets(per_minute=30, burst=5)
    with at():
        number, refusal = allowed(buckets)
    assert (number, refusal.retry_after) == (5, 2)


def test_the_bucket_fills_with_time_and_never_runs_over(at):
    buckets = TokenBuckets(per_minute=30, burst=5)
    with at():
        allowed(buckets)
    with at(seconds=4):
        assert allowed(buckets)[0] == 2
    with at(hours=1):
        assert allowed(buckets)[0] == 5


def test_everybody_has_a_bucket(at):
    buckets = TokenBuckets(per_minute=30, burst=5)
    with at():
        allowed(buckets, "jan")
        assert allowed(buckets, "piet")[0] == 5


def test_a_clock_that_goes_back_takes_nothing(at):
    buckets = TokenBuckets(per_minute=30, burst=5)
    with at(seconds=60):
        buckets.take("jan")
    with at():
        assert allowed(buckets)[0] == 4


def test_only_so_many_clients_are_remembered(at):
    buckets = TokenBuckets(per_minute=30, burst=1, most_clients=2)
    with at():
        for who in ("jan", "piet", "klaas"):
            buckets.take(who)
        with pytest.raises(TooMany):
            buckets.take("klaas")
        buckets.take("jan")


def test_whoever_asked_longest_ago_is_forgotten_first(at):
    buckets = TokenBuckets(per_minute=30, burst=2, most_clients=2)
    with at():
        for who in ("jan", "piet", "jan", "klaas"):
            buckets.take(who)
        with pytest.raises(TooMany):
            buckets.take("jan")


def test_zero_is_no_limit():
    buckets = TokenBuckets(per_minute=0, burst=1)
    for _ in range(10):
        buckets.take("jan")
