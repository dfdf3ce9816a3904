"""``python -m bench.lookalikes [N]``: what looks like what somebody types, among N components.

The page as a browser asks it, in every database that is here; beside it, in the same run and for
the same questions, what it would take to read every component and compare names and words.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

from flask import Flask
from rapidfuzz import fuzz
from sqlalchemy import select
from sqlalchemy.orm import Session, lazyload, selectinload

from bench.__main__ import percentiles
from bench.corpus import SEED, Corpus
from bench.page import fill
from govhub.accounts.service import start_session
from govhub.app import create_app
from govhub.catalogue.models import Component
from govhub.catalogue.repository import repository_key
from govhub.config import Settings
from govhub.kernel.slug import slugify
from govhub.platform.db import transaction
from govhub.search import indexer
from govhub.search.alike import SHARE
from govhub.search.dutch import terms
from govhub.web.access import SECRET
from govhub.web.extensions import db
from tests import databases
from tests.making import make_user

QUESTIONS = 100
ALL_OF_THEM = 5
"""Questions for which every component is read."""
Typed = dict[str, str]


def main(number: int) -> None:
    """Measure every database."""
    documents = list(Corpus().documents(number))
    for name in databases.names():
        # Not in a folder that only we may enter: PostgreSQL runs as somebody else.
        with (
            tempfile.TemporaryDirectory(
                prefix="govhub-bench-", ignore_cleanup_errors=True
            ) as folder,
            databases.running(name, Path(folder)) as running,
        ):
            app = portal(running.migrated(), folder)
            with app.app_context():
                fill(db.session, documents)
                give_repositories(db.session)
                indexer.rebuild(db.session, app.extensions["govhub"].search)
                asked = questions(db.session)
                print(f"\n{name}, {number} componenten")
                ask = endpoint(app)
                start = time.perf_counter()
                ask(asked[0])
                print(f"  de eerste keer       {(time.perf_counter() - start) * 1000:.0f} ms")
                report("tijdens het typen", ask, asked)
                report(
                    "alles doorlopen",
                    lambda typed: read_all(db.session, typed),
                    asked[:ALL_OF_THEM],
                )
                db.session.close()
                db.engine.dispose()


def portal(url: str, folder: str) -> Flask:
    """Return the portal as it is served."""
    return create_app(
        Settings(
            database_url=url,
            search_url=f"whoosh:///{folder}/search",
            secret_key="a-key-to-measure-with-0123456789-0123456789",  # noqa: S106  # opens nothing
            base_url="http://localhost",
            data_dir=folder,
            search_per_minute=0,
            mail_url="smtp://localhost",
        )
    )


def give_repositories(session: Session) -> None:
    """Give every component a repository of its own."""
    with transaction(session):
        for each in session.scalars(select(Component).options(lazyload("*"))):
            each.repository_url = f"https://code.voorbeeld.nl/{each.slug}"
            each.repository_key = repository_key(each.repository_url)


def questions(session: Session) -> list[Typed]:
    """Return what people type: half of it exists, with a slip; half of it does not."""
    components = session.scalars(select(Component).options(lazyload("*"))).all()
    chance = random.Random(SEED)
    asked = []
    for place in range(QUESTIONS):
        one, other = chance.choice(components), chance.choice(components)
        name = one.name[:3] + one.name[4:] if place % 2 else f"{one.name[:5]} {other.name[5:]}"
        repository = f"{one.repository_url}.git" if place % 2 else "https://elders.nl/iets"
        asked.append({"naam": name, "samenvatting": other.summary, "broncode": repository})
    return asked


def endpoint(app: Flask) -> Callable[[Typed], object]:
    """Return how somebody who is signed in asks the page."""
    user = make_user(db.session)
    with transaction(db.session):
        secret = start_session(db.session, user, has_second_factor=True)
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie[SECRET] = secret

    def ask(typed: Typed) -> object:
        answer = client.get("/aanmelden/lijkt-op", query_string=typed)
        if answer.status_code != 200:
            raise RuntimeError(answer.status)
        return answer.json

    return ask


def read_all(session: Session, typed: Typed) -> list[Component]:
    """Read every component and compare it, as a simple program would."""
    session.expunge_all()
    key, wanted = repository_key(typed["broncode"]), set(terms(typed["samenvatting"]))
    name = slugify(typed["naam"]).replace("-", "")
    found = []
    query = select(Component).options(lazyload("*"), selectinload(Component.aliases))
    for each in session.scalars(query):
        names = [each.name, *(alias.name for alias in each.aliases)]
        texts = (each.name, each.summary, each.description, *each.purposes, *each.keywords)
        words = {term for text in texts for term in terms(text)}
        if (
            (key and each.repository_key == key)
            or any(
                fuzz.ratio(one, slugify(two).replace("-", "")) >= 90
                for one, two in product([name], names)
            )
            or (len(wanted) > 3 and len(wanted & words) / len(wanted) >= SHARE)
        ):
            found.append(each)
    return found


def report(name: str, ask: Callable[[Typed], object], asked: list[Typed]) -> None:
    """Print how long the questions take."""
    times = []
    for typed in asked:
        start = time.perf_counter()
        ask(typed)
        times.append((time.perf_counter() - start) * 1000)
    p50, p95 = percentiles(times)
    print(f"  {name:<20} p50 {p50:8.1f} ms   p95 {p95:8.1f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
