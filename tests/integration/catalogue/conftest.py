from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.orm import sessionmaker

from govhub.catalogue import changing, planning
from govhub.catalogue.changing import StatusWish
from govhub.catalogue.ledger import verifying
from govhub.catalogue.ledger.models import PlannedChange
from govhub.catalogue.ledger.queries import status_history
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.outbox import RecordedEvent

OWNER = "Gemeente Voorbeeld"


@pytest.fixture
def make_session(engine):
    return sessionmaker(engine, expire_on_commit=False)


@pytest.fixture
def day():
    """The date so many days from now: ``day(5)``."""
    today = clock.today()
    return lambda days: today + timedelta(days=days)


@pytest.fixture
def on():
    """Let a block believe that it is that day, at this hour in the Netherlands."""

    def travel(date, hour=9):
        return clock.at(datetime.combine(date, time(hour), clock.AMSTERDAM))

    return travel


@pytest.fixture
def change(session):
    """Change the status as the owner does: ``change(component, Status.DEMO, reason=…)``."""

    def change_status(component, new, *, decided_by=OWNER, **more):
        wish = StatusWish(new=new, **more)
        with transaction(session):
            return changing.change_status(session, component, wish, decided_by=decided_by)

    return change_status


@pytest.fixture
def announce(session):
    """Announce a status for a day: ``announce(component, Status.DEMO, day(5))``."""

    def announce_status(component, new, effective_on, *, is_approved=False, **more):
        wish = StatusWish(new=new, effective_on=effective_on, **more)
        with transaction(session):
            return planning.announce(
                session, component, wish, decided_by=OWNER, is_approved=is_approved
            )

    return announce_status


@pytest.fixture
def work_on(session, make_session, on):
    """Let the worker look at its plans on a day; return how many it settled."""

    def carry_out(date, hour=0):
        with on(date, hour):
            settled = planning.carry_out_due(make_session)
        session.rollback()
        session.expire_all()
        return settled

    return carry_out


@pytest.fixture
def history(session):
    """What the ledger says of a component, the oldest first: ``("wijziging", "demo", day)``."""

    def lines(component):
        found = reversed(status_history(session, component))
        return [(line.kind.value, line.new.value, line.effective_on) for line in found]

    return lines


@pytest.fixture
def state(session):
    """What became of a plan."""

    def state_of(plan):
        (plan_id,) = inspect(plan).identity
        return session.scalar(select(PlannedChange.state).where(PlannedChange.id == plan_id))

    return state_of


@pytest.fixture
def told(session):
    """The payloads of the events with this name, the oldest first."""

    def payloads(name):
        rows = select(RecordedEvent.payload).where(RecordedEvent.name == name)
        return session.scalars(rows.order_by(RecordedEvent.id)).all()

    return payloads


@pytest.fixture
def problems(session):
    """Everything that is wrong with the ledger, in sentences."""

    def look():
        session.rollback()
        return [
            sentence
            for function in (
                verifying.broken_lines,
                verifying.lines_without_event,
                verifying.missing_guards,
                verifying.wrong_statuses,
                verifying.wrong_plans,
            )
            for sentence in function(session)
        ]

    return look
