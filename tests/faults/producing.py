"""Somebody who changes statuses all the time, through the real services, and is killed."""

import random
import time
import uuid
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from govhub.catalogue import changing, queries
from govhub.catalogue.changing import StatusWish
from govhub.catalogue.status import Status
from govhub.kernel.errors import DomainError
from govhub.platform.db import engine_options, prepare, transaction

STATUSES = (Status.CONCEPT, Status.PLANNED, Status.DEVELOPMENT, Status.DEMO)
"""What needs no approval."""
_ROLLED_BACK = 0.2


class SecondThoughts(Exception):
    """The change is taken back before it is committed."""


def produce(url: str, slugs: list[str], log: Path) -> None:
    """Change statuses until killed; the log says which changes were kept, and which were not."""
    chance = random.Random()  # noqa: S311  # no secret
    make_session = sessionmaker(prepare(sa.create_engine(url, **engine_options(url))))
    with log.open("a", buffering=1) as lines:
        while True:
            token = f"kenmerk-{uuid.uuid4().hex}"
            lines.write(f"{token} {_change(make_session, chance, chance.choice(slugs), token)}\n")
            time.sleep(chance.uniform(0.01, 0.08))


def _change(make_session, chance: random.Random, slug: str, token: str) -> str:
    try:
        with make_session() as session, transaction(session):
            _change_status(session, chance, slug, token)
            _have_second_thoughts(chance)
    except (SecondThoughts, StaleDataError, DomainError, sa.exc.OperationalError):
        return "taken_back"
    return "kept"


def _have_second_thoughts(chance: random.Random) -> None:
    if chance.random() < _ROLLED_BACK:
        raise SecondThoughts


def _change_status(session: Session, chance: random.Random, slug: str, token: str) -> None:
    component = queries.component_by_slug(session, slug)
    new = chance.choice([each for each in STATUSES if each is not component.status])
    changing.change_status(
        session, component, StatusWish(new=new, reason=token), decided_by="Gemeente Voorbeeld"
    )
