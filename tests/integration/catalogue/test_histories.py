"""Random histories of a component: whatever people and the worker do, the ledger stays right.

Rules are what people may try, allowed or not; what is refused must leave no trace.
"""

import shutil
from datetime import datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy.orm import Session, sessionmaker

from govhub.catalogue import changing, confirming, correcting, gate, planning
from govhub.catalogue.changing import EDITORS, ENDINGS, StatusWish
from govhub.catalogue.ledger import verifying
from govhub.catalogue.ledger.history import standing
from govhub.catalogue.ledger.models import LineKind, PlannedChange, PlanState
from govhub.catalogue.ledger.queries import due_plans, head_number, status_history, waiting_plans
from govhub.catalogue.status import Status, step
from govhub.kernel import clock
from govhub.kernel.errors import DomainError
from govhub.platform import db
from tests.databases import Sqlite
from tests.making import make_component

OWNER = "Gemeente Voorbeeld"
START = datetime.combine(datetime(2026, 1, 5, tzinfo=clock.AMSTERDAM), time(12), clock.AMSTERDAM)
LOOKS = (
    verifying.broken_lines,
    verifying.lines_without_event,
    verifying.missing_guards,
    verifying.wrong_statuses,
    verifying.wrong_plans,
)

statuses = st.sampled_from(Status)
reasons = st.sampled_from(["Zo is besloten.", "Het is anders.", None])
ahead = st.integers(1, 12)
licences = st.sampled_from([None, "EUPL-1.2"])


class Histories(RuleBasedStateMachine):
    template: Path

    def __init__(self):
        super().__init__()
        self._folder = TemporaryDirectory()
        file = shutil.copy(self.template, self._folder.name)
        self._engine = db.prepare(sa.create_engine(f"sqlite:///{file}"))
        sa.event.listen(self._engine, "connect", _do_not_wait_for_the_disk)
        self.session = Session(self._engine, expire_on_commit=False)
        self.now = START
        self.open_gates = set()
        """Numbers of the lines before which the gate was open."""
        with clock.at(self.now):
            self.component = make_component(self.session, status=Status.CONCEPT)

    def teardown(self):
        self.session.close()
        self._engine.dispose()
        self._folder.cleanup()

    # --- what people and time do -----------------------------------------------------------

    @rule(new=statuses, reason=reasons, days=st.integers(0, 12), is_editor=st.booleans())
    def change(self, new, reason, days, is_editor):
        wish = StatusWish(new=new, reason=reason, end_date=self._day(days))
        by = EDITORS if is_editor else OWNER
        self._try(lambda: changing.change_status(self.session, self.component, wish, decided_by=by))

    @rule(new=statuses, reason=reasons, days=ahead, more=ahead, is_approved=st.booleans())
    def announce(self, new, reason, days, more, is_approved):
        wish = StatusWish(
            new=new,
            reason=reason,
            effective_on=self._day(days),
            end_date=self._day(days + more),
        )
        self._try(
            lambda: planning.announce(
                self.session, self.component, wish, decided_by=OWNER, is_approved=is_approved
            )
        )

    @precondition(lambda self: self._plans())
    @rule(data=st.data())
    def withdraw(self, data):
        plan = data.draw(st.sampled_from(self._plans()))
        self._try(
            lambda: planning.withdraw(
                self.session, plan, reason="Het gaat niet door.", decided_by=OWNER
            )
        )

    @precondition(lambda self: self._correctable())
    @rule(new=st.none() | statuses, is_editor=st.booleans(), days=st.none() | ahead)
    def correct(self, new, is_editor, days):
        """Correct to another status; None is what it was before."""
        line = self._correctable()
        self._try(
            lambda: correcting.correct(
                self.session,
                self.component,
                line,
                new=new or line.old,
                reason="Een vergissing.",
                decided_by=EDITORS if is_editor else OWNER,
                is_editor=is_editor,
                end_date=days and self._day(days),
            )
        )

    @rule()
    def confirm(self):
        self._try(lambda: confirming.confirm(self.session, self.component, decided_by=OWNER))

    @rule(licence=licences)
    def open_or_close_the_gate(self, licence):
        with db.transaction(self.session):
            self.component.licence = licence

    @rule(days=ahead)
    def days_pass(self, days):
        self.now += timedelta(days=days)

    @rule(times=st.integers(1, 2))
    def the_worker_looks(self, times):
        before, is_open = self._number(), self._is_gate_open()
        self.session.rollback()
        with clock.at(self.now):
            for _ in range(times):
                planning.carry_out_due(sessionmaker(self._engine))
        self.session.expire_all()
        self._remember_gate(before, is_open=is_open)
        assert due_plans(self.session, self._day(0)) == []

    # --- what must always be true ----------------------------------------------------------

    @invariant()
    def the_ledger_verifies(self):
        self.session.rollback()
        assert [wrong for look in LOOKS for wrong in look(self.session)] == []

    @invariant()
    def the_status_is_what_the_lines_say(self):
        lines = status_history(self.session, self.component)
        now = standing(lines)
        assert (now.status, now.since) == (self.component.status, self.component.status_since)
        assert now.since <= self._day(0)
        for day in {now.since, now.since + (self._day(0) - now.since) // 2, self._day(0)}:
            assert standing(lines, day) == now
        assert standing(lines, START.date() - timedelta(days=1)) is None

    @invariant()
    def no_step_was_made_that_is_not_allowed(self):
        moves = [line for line in self._lines() if line.kind.moves]
        assert moves[0].old is None
        for before, line in pairwise(moves):
            assert line.old is before.new
            assert line.effective_on >= before.effective_on
            asked = step(line.old, line.new)  # raises for no step at all
            assert line.reason or not asked.needs_reason
            if line.kind is LineKind.CHANGE and asked.passes_gate:
                assert line.number in self.open_gates
            if line.kind is LineKind.CHANGE and asked.needs_end_date:
                assert line.end_date > line.effective_on

    @invariant()
    def nothing_happens_before_its_day(self):
        for line in self._lines():
            recorded_on = line.recorded_at.astimezone(clock.AMSTERDAM).date()
            assert line.effective_on <= recorded_on or not line.kind.moves
            if line.kind is LineKind.PLAN:
                assert line.effective_on > recorded_on

    @invariant()
    def only_the_end_of_life_has_an_end_date(self):
        is_ending = self.component.status in ENDINGS
        assert self.component.end_date is None or is_ending
        assert (self.component.confirm_by is None) == is_ending

    @invariant()
    def a_plan_that_a_redacteur_must_agree_with_was_agreed_with(self):
        plans = {plan.line_number: plan for plan in self.session.scalars(sa.select(PlannedChange))}
        for line in self._lines():
            if line.kind is LineKind.CHANGE and line.about is not None:
                plan = plans[line.about]
                assert plan.state is PlanState.CARRIED_OUT
                assert plan.is_approved or not step(line.old, line.new).needs_editor

    # --- how ---------------------------------------------------------------------------------

    def _try(self, act):
        """Do it; when it is refused nothing may have been written."""
        before, is_open = self._number(), self._is_gate_open()
        try:
            with clock.at(self.now), db.transaction(self.session):
                act()
        except DomainError:
            assert self._number() == before
        self.session.expire_all()
        self._remember_gate(before, is_open=is_open)

    def _remember_gate(self, before, *, is_open):
        if is_open:
            self.open_gates |= set(range(before + 1, self._number() + 1))

    def _is_gate_open(self):
        return not gate.missing_for_available(self.session, self.component)

    def _number(self):
        return head_number(self.session)

    def _lines(self):
        return status_history(self.session, self.component)[::-1]

    def _plans(self):
        return list(waiting_plans(self.session, self.component))

    def _correctable(self):
        with clock.at(self.now):
            return correcting.correctable(self.session, self.component)

    def _day(self, days):
        return self.now.date() + timedelta(days=days)


def _do_not_wait_for_the_disk(connection, _record):
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA journal_mode = MEMORY")


def test_whatever_happens_the_ledger_stays_right(tmp_path):
    Histories.template = tmp_path / "template.db"
    shutil.copy(sa.make_url(Sqlite(tmp_path).migrated()).database, Histories.template)
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
