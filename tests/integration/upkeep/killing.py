"""A merge that is killed: ``python -m … DATABASE_URL DOUBLE INTO EDITOR`` (ids), slowly."""

import sys
import time

import sqlalchemy as sa
from sqlalchemy.orm import Session

import govhub.app  # noqa: F401  # makes every model known
from govhub.accounts.models import User
from govhub.catalogue import merging
from govhub.catalogue.models import Component
from govhub.platform import db
from govhub.web.upkeep.movers import MOVERS


def main(url, double, into, editor):
    engine = db.prepare(sa.create_engine(url, **db.engine_options(url)))
    sa.event.listen(engine, "after_cursor_execute", lambda *_: time.sleep(0.02))
    with Session(engine) as session, db.transaction(session):
        sys.stdout.write("begonnen\n")
        sys.stdout.flush()
        merging.merge(
            session,
            session.get_one(Component, double),
            session.get_one(Component, into),
            reason="Het is hetzelfde.",
            decided_by=session.get_one(User, editor),
            movers=MOVERS,
        )


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
