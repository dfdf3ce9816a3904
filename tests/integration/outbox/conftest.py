"""A database of its own for each test: the relay really commits, with several sessions at once."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import sessionmaker

from govhub.platform import db
from govhub.platform.outbox import Delivery, RecordedEvent, Relay, record
from tests.integration.outbox.doubles import Collector, Happened


@pytest.fixture
def engine(tmp_path):
    url = f"sqlite:///{tmp_path}/outbox.db"
    engine = db.prepare(sa.create_engine(url, **db.engine_options(url)))
    db.Base.metadata.create_all(engine, tables=[RecordedEvent.__table__, Delivery.__table__])
    yield engine
    engine.dispose()


@pytest.fixture
def make_session(engine):
    return sessionmaker(engine, expire_on_commit=False)


@pytest.fixture
def session(make_session):
    with make_session() as session:
        yield session


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
        return session.scalars(sa.select(Delivery).order_by(Delivery.id)).all()

    return _deliveries
