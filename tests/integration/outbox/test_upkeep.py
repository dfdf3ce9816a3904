"""What is given up stays until somebody decides; what arrived is forgotten in the end."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from govhub.kernel import clock
from govhub.platform import db
from govhub.platform.outbox import (
    KEPT,
    Delivery,
    DeliveryState,
    Undeliverable,
    dismiss,
    forget_delivered,
    given_up,
    try_again,
    upkeep,
)

LATER = timedelta(days=91)


@pytest.fixture
def refused(happen, relay, collector):
    """Two that were given up, and one that arrived."""
    for receiver in ("a", "b"):
        collector.trouble[receiver] = Undeliverable("550 no such mailbox")
    happen("a", "b", "c")
    relay.work_until_idle()
    collector.trouble.clear()


def states(deliveries):
    return {d.receiver: d.state for d in deliveries()}


def test_it_is_noted_when_something_arrived_and_when_it_was_given_up(refused, deliveries):
    assert all(d.settled_at is not None for d in deliveries())


@pytest.mark.usefixtures("refused")
def test_only_what_is_asked_for_is_put_back(session, relay, collector, deliveries):
    first = given_up(session)[0]
    with db.transaction(session):
        assert try_again(session, ids=[first.id]) == 1
        assert try_again(session, subscriber="een ander") == 0
    assert [d.settled_at is None for d in deliveries()] == [True, False, False]
    relay.work_until_idle()
    assert [parcel.receiver for parcel in collector.parcels] == ["c", "a"]
    with db.transaction(session):
        assert try_again(session, subscriber="ontvanger") == 1


@pytest.mark.usefixtures("refused")
def test_what_was_dismissed_stays_visible_and_is_not_tried(session, relay, deliveries):
    first, second = given_up(session)
    with db.transaction(session):
        assert dismiss(session, first.id)
        assert not dismiss(session, first.id)
        assert try_again(session) == 1
    relay.work_until_idle()
    assert states(deliveries) == {
        "a": DeliveryState.DISMISSED,
        "b": DeliveryState.DONE,
        "c": DeliveryState.DONE,
    }
    assert given_up(session) == []
    assert second.receiver == "b"


def test_what_arrived_cannot_be_dismissed(session, happen, relay, deliveries):
    happen("a")
    relay.work_until_idle()
    with db.transaction(session):
        assert not dismiss(session, deliveries()[0].id)


@pytest.mark.usefixtures("refused")
def test_only_what_arrived_long_ago_is_forgotten(make_session, session, happen, deliveries):
    happen("waits")
    with db.transaction(session):
        dismiss(session, given_up(session)[0].id)
    assert forget_delivered(make_session) == 0
    with clock.at(clock.now() + LATER):
        assert forget_delivered(make_session) == 1
        assert forget_delivered(make_session) == 0
    assert states(deliveries) == {"a": DeliveryState.DISMISSED, "b": DeliveryState.DEAD}


def test_it_forgets_in_bounded_transactions(make_session, happen, relay, deliveries, monkeypatch):
    monkeypatch.setattr(upkeep, "_AT_ONCE", 4)
    happen(*[f"{number}" for number in range(10)])
    relay.work_until_idle()
    assert forget_delivered(make_session, clock.now()) == 10
    assert deliveries() == []


def test_what_arrived_before_this_was_noted_is_forgotten_too(
    make_session, session, happen, relay, deliveries
):
    happen("a")
    relay.work_until_idle()
    with db.transaction(session):
        session.execute(sa.update(Delivery).values(settled_at=None))
    with clock.at(clock.now() + KEPT + timedelta(days=1)):
        assert forget_delivered(make_session) == 1
    assert deliveries() == []
