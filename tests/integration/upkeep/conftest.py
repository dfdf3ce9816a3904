import pytest
from sqlalchemy import select
from sqlalchemy.orm import sessionmaker

from govhub.catalogue import merging
from govhub.platform.db import transaction
from govhub.platform.outbox import RecordedEvent
from govhub.web.upkeep.movers import MOVERS


@pytest.fixture
def make_session(engine):
    return sessionmaker(engine, expire_on_commit=False)


@pytest.fixture
def told(session):
    """The payloads of all events with a name, in order."""

    def told(name):
        found = select(RecordedEvent).where(RecordedEvent.name == name).order_by(RecordedEvent.id)
        return [{"subject": each.subject, **each.payload} for each in session.scalars(found)]

    return told


@pytest.fixture
def double(public):
    return public(name="Zaakregister")


@pytest.fixture
def into(public):
    return public(name="Register van zaken")


@pytest.fixture
def merge(session, double, into, editor):
    """Merge the double: ``merge(taken=("keywords",))``; what could not come along."""

    def merge(double=double, into=into, *, reason="Het is hetzelfde.", by=editor, taken=()):
        with transaction(session):
            lost = merging.merge(
                session,
                double,
                into,
                reason=reason,
                decided_by=by,
                movers=MOVERS,
                taken=taken,
            )
        session.expire_all()
        return lost

    return merge
