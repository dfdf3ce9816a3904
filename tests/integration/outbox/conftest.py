"""An outbox with events and subscribers that only tests know, on every database."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import sessionmaker

from govhub.platform import db
from govhub.platform.outbox import Delivery, Relay, record
from tests.integration.outbox.doubles import Collector, Happened


@pytest.fixture
def make_session(engine):
    return sessionmaker(engine, expire_on_commit=False)


@pytest.fixture
def collector():
    return Collector("ontvanger")


@pytest.fixture
def relay(make_session, collector):
    return Relay(make_session, [collector])


@pytest.fixture
def happen(session):
    """Record that something happened, for these receivers."""

    def _happen(*receivers):
        with db.transaction(session):
            record(session, Happened(subject="1", receivers=list(receivers)))

    return _happen


@pytest.fixture
def deliveries(session):
    """Return all deliveries as they are now, in the order in which they were made."""

    def _deliveries():
        session.rollback()
        session.expire_all()
        return session.scalars(sa.select(Delivery).order_by(Delivery.id)).all()

    return _deliveries
