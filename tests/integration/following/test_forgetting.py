"""Whatever somebody did before: who stops is forgotten."""

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govhub.following import service, stopping
from govhub.following.models import Subscription
from govhub.following.wishes import FollowWish
from govhub.platform import db
from govhub.platform.db import transaction
from tests.databases import empty_all_tables
from tests.making import make_category, make_component

EMAIL = "lezer-die-stopt@voorbeeld.nl"
STEPS = ("follow component", "follow category", "follow everything", "confirm", "stop one")


def take(session, step, subjects):
    newest = session.scalars(sa.select(Subscription).order_by(Subscription.id.desc())).first()
    with transaction(session):
        if step.startswith("follow"):
            service.follow(session, EMAIL, FollowWish(subject=subjects[step]))
        elif newest is not None and step == "confirm":
            newest.confirmed_at = newest.created_at
        elif newest is not None:
            stopping.stop(session, newest)


def rows_that_mention(session, text):
    session.rollback()
    for table in db.Base.metadata.sorted_tables:
        for row in session.execute(sa.select(table)):
            if text in str(row):
                yield table.name


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(st.sampled_from(STEPS), max_size=8))
def test_who_stops_everything_is_found_nowhere_in_the_database(engine, session, steps):
    empty_all_tables(engine)
    category = make_category(session, key="zaken")
    subjects = {
        "follow component": make_component(session),
        "follow category": category,
        "follow everything": None,
    }
    for step in ["follow everything", *steps]:
        take(session, step, subjects)
    for subscription in session.scalars(sa.select(Subscription).limit(1)).all():
        with transaction(session):
            stopping.stop(session, subscription, everything=True)
    assert list(rows_that_mention(session, EMAIL)) == []
