"""Two workers, and kill -9 in the middle of a plan: each plan is carried out exactly once."""

import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time
from threading import Barrier

import pytest
import sqlalchemy as sa

from govhub.catalogue import changing, confirming, planning
from govhub.catalogue.changing import StatusWish
from govhub.catalogue.ledger.models import LedgerLine, LineKind, PlannedChange, PlanState
from govhub.catalogue.status import Status
from govhub.kernel import clock
from govhub.platform.db import transaction
from tests.making import make_component

PLANS, KILLS = 40, 12


@pytest.fixture
def planned(session, announce, day):
    """Announce a demo of so many components, for the same day."""

    def announce_all(number):
        for _ in range(number):
            announce(make_component(session, status=Status.CONCEPT), Status.DEMO, day(5))

    return announce_all


@pytest.fixture
def carried_out(session):
    """How often each announcement was carried out."""

    def count():
        session.rollback()
        about = sa.select(LedgerLine.about).where(
            LedgerLine.kind == LineKind.CHANGE, LedgerLine.about.is_not(None)
        )
        return Counter(session.scalars(about))

    return count


def together(*jobs):
    """Do the jobs at the same moment; return what each returned."""
    barrier = Barrier(len(jobs))

    def run(job):
        barrier.wait()
        return job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [future.result() for future in [pool.submit(run, job) for job in jobs]]


def at(date, job):
    def then():
        with clock.at(datetime.combine(date, time(9), clock.AMSTERDAM)):
            return job()

    return then


def test_two_workers_share_the_plans(make_session, planned, carried_out, day, problems):
    planned(12)
    worker = at(day(5), lambda: planning.carry_out_due(make_session))
    together(worker, worker, worker)
    worker()
    assert sorted(carried_out().values()) == [1] * 12
    assert problems() == []


def test_killed_workers_do_nothing_twice_and_forget_nothing(
    engine, session, planned, carried_out, day, problems
):
    planned(PLANS)
    url = engine.url.render_as_string(hide_password=False)
    program = "tests.integration.catalogue.killing"
    subprocess.run(
        [sys.executable, "-m", program, url, day(5).isoformat(), str(KILLS)],
        check=True,
        timeout=90,
    )
    assert sorted(carried_out().values()) == [1] * PLANS
    assert set(session.scalars(sa.select(PlannedChange.state))) == {PlanState.CARRIED_OUT}
    days = sa.select(LedgerLine.effective_on).where(LedgerLine.about.is_not(None))
    assert set(session.scalars(days)) == {day(5)}
    assert problems() == []


def test_a_plan_that_is_withdrawn_on_the_day_is_withdrawn_or_carried_out(
    session, make_session, planned, day, problems
):
    planned(1)

    def withdraw():
        with make_session() as other, transaction(other):
            plan = other.scalars(sa.select(PlannedChange)).one()
            planning.withdraw(other, plan, reason="Toch niet.", decided_by="Gemeente")

    def try_to_withdraw():
        try:
            withdraw()
        except planning.Conflict:
            return False
        return True

    worker = at(day(5), lambda: planning.carry_out_due(make_session))
    is_withdrawn, _done = together(at(day(5), try_to_withdraw), worker)
    worker()
    session.rollback()
    state = session.scalar(sa.select(PlannedChange.state))
    assert state is (PlanState.WITHDRAWN if is_withdrawn else PlanState.CARRIED_OUT)
    assert problems() == []


def test_a_change_by_hand_at_the_same_moment_keeps_the_ledger_right(
    session, make_session, planned, day, problems
):
    planned(1)

    def change():
        with make_session() as other, transaction(other):
            plan = other.scalars(sa.select(PlannedChange)).one()
            component = plan.component
            other.refresh(component, with_for_update=True)
            wish = StatusWish(new=Status.ENDED, reason="Het is op.")
            changing.change_status(other, component, wish, decided_by="Gemeente")

    worker = at(day(5), lambda: planning.carry_out_due(make_session))
    together(at(day(5), change), worker)
    worker()
    assert problems() == []


def test_two_workers_ask_once(session, make_session, public, told):
    component = public(status=Status.DEMO)
    worker = at(component.confirm_by, lambda: confirming.ask_due(make_session))
    assert sorted(together(worker, worker)) == [0, 1]
    session.rollback()
    assert len(told("catalogue.confirmation_asked")) == 1
