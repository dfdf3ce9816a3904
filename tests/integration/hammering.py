"""A process that does something as often as it may: ``python -m … DATABASE_URL ATTEMPTS``.

It waits for a line on its input, so that several start together, and prints how often it succeeded.
"""

import sys

import sqlalchemy as sa

from govhub.platform import db
from govhub.platform.ratelimit import Limit, Limiter, TooMany

LIMIT = Limit("hameren", "50 per hour")
KEY = "a-key-for-the-tests-0123456789-0123456789"


def say(word):
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main(url, attempts):
    engine = db.prepare(sa.create_engine(url, **db.engine_options(url)))
    limiter = Limiter(engine, KEY)
    say("ready")
    sys.stdin.readline()
    allowed = 0
    for _ in range(attempts):
        try:
            limiter.hit(LIMIT, "jan@voorbeeld.nl")
        except TooMany:
            continue
        allowed += 1
    say(allowed)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
