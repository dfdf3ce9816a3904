"""Processes that follow the events until they are killed: ``python -m … DATABASE_URL FOLDER``.

For each line on its input it forks a follower, says which process that is, and waits for its end:
all that a follower imports is there already, so it is at work at once.
"""

import os
import sys
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import sessionmaker

from govhub.platform.db import engine_options, prepare
from govhub.search.engine import SearchUnavailable
from govhub.search.engines.whoosh import WhooshEngine
from govhub.search.follower import Follower


def follow(database_url, folder):
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the log; what is read there is whom to kill
    engine = prepare(sa.create_engine(database_url, **engine_options(database_url)))
    follower = Follower(sessionmaker(engine), WhooshEngine(Path(folder)))
    while True:
        try:
            follower.work()
        except SearchUnavailable:
            continue


def main(database_url, folder):
    for _line in sys.stdin:
        follower = os.fork()
        if not follower:
            follow(database_url, folder)
        print(follower, flush=True)  # noqa: T201  # tells whom to kill
        os.waitpid(follower, 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
