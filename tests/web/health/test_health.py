"""What a load balancer and a monitor are told."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from govhub.catalogue.events import ComponentChanged
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.health import LATE
from govhub.platform.outbox import Delivery, DeliveryState, RecordedEvent, record


@pytest.fixture
def happened(session):
    with transaction(session):
        return record(session, ComponentChanged(subject="1"))


def check(client, name):
    checks = client.get("/health/ready").json["checks"]
    return next(each for each in checks if each["name"] == name)


def test_a_process_that_answers_is_live(client):
    assert client.get("/health/live").json == {"status": "ok"}


def test_a_portal_that_can_do_its_work_is_ready(client):
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    assert [each["name"] for each in answer.json["checks"] if not each["is_ok"]] == []


def test_without_the_newest_schema_it_is_not_ready(client, engine):
    with engine.begin() as connection:
        newest = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        connection.execute(sa.text("UPDATE alembic_version SET version_num = 'older'"))
    try:
        answer = client.get("/health/ready")
    finally:
        with engine.begin() as connection:
            back = sa.text("UPDATE alembic_version SET version_num = :newest")
            connection.execute(back, {"newest": newest})
    assert answer.status_code == 503
    assert "govhub db upgrade" in answer.text


def test_an_event_that_waits_too_long_is_a_warning(client, happened):
    with clock.at(clock.now() + LATE + timedelta(minutes=1)):
        assert "govhub work" in check(client, "outbox")["note"]


def test_what_was_given_up_is_a_warning(client, session, happened):
    with transaction(session):
        session.execute(sa.update(RecordedEvent).values(relayed=True))
        session.add(
            Delivery(
                event_id=happened.id,
                subscriber="mail",
                receiver="1",
                state=DeliveryState.DEAD,
                due_at=clock.now(),
            )
        )
    assert "1 leveringen zijn opgegeven" in check(client, "outbox")["note"]
    assert client.get("/health/ready").status_code == 200


def test_a_lost_index_is_a_warning_that_tells_no_details(app, client, monkeypatch):
    monkeypatch.setattr(app.extensions["govhub"].search, "is_available", False)
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    assert check(client, "zoekindex")["note"] == (
        "De zoekindex is niet te lezen: voer `govhub search rebuild` uit."
    )
