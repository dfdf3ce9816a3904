"""``python -m bench.page [N]``: how long the list of components and the suggestions take.

One process, a scratch database with N components, and no network: what the portal itself costs.
"""

import sys
import tempfile
import time
from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from bench.__main__ import percentiles
from bench.corpus import CATEGORIES, ORGANISATIONS, PRINCIPLES, STANDARDS, Corpus
from bench.questions import Question, questions
from govhub.accounts.models import Organisation
from govhub.app import create_app
from govhub.catalogue import service
from govhub.catalogue.facts import Facts
from govhub.catalogue.models import Category, Standard
from govhub.catalogue.status import Status
from govhub.config import Settings
from govhub.guidance.models import Principle
from govhub.kernel import clock
from govhub.kernel.slug import slugify
from govhub.platform import migrations
from govhub.platform.db import transaction
from govhub.search import indexer
from govhub.search.engine import Document
from govhub.search.models import Outcome, SearchMiss
from govhub.web.extensions import db
from govhub.web.gaps.page import MOST_MISSES

_AT_ONCE = 500


def main(number: int) -> None:
    """Fill a portal and measure it."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            database_url=f"sqlite:///{folder}/govhub.db",
            search_url=f"whoosh:///{folder}/search",
            secret_key="a-key-to-measure-with-0123456789-0123456789",  # noqa: S106  # opens nothing
            base_url="http://localhost",
            data_dir=folder,
            search_per_minute=0,
            mail_url="smtp://localhost",
        )
        app = create_app(settings)
        with app.app_context():
            migrations.upgrade(db.engine)
            start = time.perf_counter()
            fill(db.session, list(Corpus().documents(number)))
            print(f"{number} componenten in de database: {time.perf_counter() - start:.0f} s")
            start = time.perf_counter()
            indexer.rebuild(db.session, app.extensions["govhub"].search)
            print(f"index gebouwd: {time.perf_counter() - start:.1f} s")
            db.session.close()
        client = app.test_client()
        for kind in ("facets", "browse", "dutch"):
            measure(client, f"/componenten ({kind})", [address(q) for q in questions(kind, 60)])
        typed = [f"/suggesties?q={question.text}" for question in questions("suggest", 200)]
        measure(client, "/suggesties", typed)
        principle = f"/principes/{PRINCIPLES[0]}"
        measure(client, "/principes/<key>", [principle] * 10)
        measure(client, "…/kaarten.json", [f"{principle}/kaarten.json"] * 10)
        measure(client, "/hiaten (niets gemist)", ["/hiaten"] * 10)
        with app.app_context():
            miss(db.session, [question.text for question in questions("dutch", MOST_MISSES)])
        measure(client, f"/hiaten ({MOST_MISSES} gemist)", ["/hiaten"] * 10)
        with app.app_context():
            db.engine.dispose()


def address(question: Question) -> str:
    """Return the address of the list that answers the question."""
    values = [f"{facet}={value}" for facet, many in question.filters.items() for value in many]
    return "/componenten?" + "&".join([f"q={question.text}", *values])


def measure(client: FlaskClient, name: str, addresses: list[str]) -> None:
    """Ask for each address three times, and print how long that takes."""
    times = []
    for round_number in range(4):
        for each in addresses:
            start = time.perf_counter()
            answer = client.get(each)
            taken = (time.perf_counter() - start) * 1000
            if answer.status_code != 200:
                raise RuntimeError(f"{each}: {answer.status}")
            times += [taken] if round_number else []
    p50, p95 = percentiles(times)
    print(f"  {name:<24} p50 {p50:6.1f} ms   p95 {p95:6.1f} ms")


def fill(session: Session, documents: list[Document]) -> None:
    """Put the components of the documents in the database."""
    with transaction(session):
        session.add_all(Organisation(slug=slugify(name), name=name) for name in ORGANISATIONS)
        session.add_all(Standard(key=key, name=key) for key in STANDARDS)
        session.add_all(
            Category(
                key=key,
                name=key.replace("-", " ").capitalize(),
                description=key,
                icon="box",
                position=place,
                is_of_principle=False,
                synonyms=[],
                publiccode_categories=[],
            )
            for place, key in enumerate(CATEGORIES)
        )
        session.add_all(
            Principle(
                key=key,
                title=key,
                number=place,
                summary=key,
                url="https://richtlijnen.voorbeeld.nl/",
                role_weights={},
                related_keys=[],
            )
            for place, key in enumerate(PRINCIPLES, 1)
        )
    for start in range(0, len(documents), _AT_ONCE):
        with transaction(session):
            for document in documents[start : start + _AT_ONCE]:
                component = service.create(
                    session, facts_of(document), status=Status(document.facets["status"][0])
                )
                service.publish(session, component)
        session.expunge_all()


def miss(session: Session, texts: list[str]) -> None:
    """Let these searches have found nothing, on more than one day, so that the page shows them."""
    today = clock.today()
    with transaction(session):
        session.add_all(
            SearchMiss(
                text=text,
                outcome=Outcome.MISSED,
                count=9,
                best=0,
                first_on=today - timedelta(days=7),
                last_on=today,
            )
            for text in dict.fromkeys(each.lower() for each in texts)
        )


def facts_of(document: Document) -> Facts:
    """Return what the database is told of a component."""
    licence = document.facets["licentie"]
    return Facts(
        name=document.name,
        summary=document.summary,
        description=document.description,
        purposes=document.purposes,
        keywords=document.keywords,
        licence=licence[0] if licence else None,
        category_keys=document.facets["categorie"],
        standard_keys=document.facets["standaard"],
        principle_keys=document.facets["principe"],
        owner_slug=document.facets["organisatie"][0],
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
