"""Changes that are announced: carried out on the day, once, or withdrawn with a reason."""

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from govhub.catalogue import hiding, planning, queries
from govhub.catalogue.ledger.models import PlanState
from govhub.catalogue.ledger.queries import status_history, waiting_plans
from govhub.catalogue.status import Status, StepRefused
from govhub.kernel import clock
from govhub.kernel.errors import Conflict, InvalidInput
from govhub.platform.db import transaction
from tests.integration.catalogue.conftest import OWNER
from tests.making import make_component, make_relation

CONCEPT, DEMO, AVAILABLE = Status.CONCEPT, Status.DEMO, Status.AVAILABLE
PHASING_OUT, ENDED = Status.PHASING_OUT, Status.ENDED


@pytest.fixture
def concept(session):
    return make_component(session, status=CONCEPT)


@pytest.fixture
def withdraw(session):
    def withdraw_plan(plan, reason="Het duurt langer."):
        with transaction(session):
            return planning.withdraw(session, plan, reason=reason, decided_by=OWNER)

    return withdraw_plan


def waiting(session, component):
    return [(plan.new, plan.effective_on) for plan in waiting_plans(session, component)]


# --- announcing ----------------------------------------------------------------------------


def test_it_is_announced_at_once_and_nothing_changes_yet(
    session, announce, concept, day, history, told
):
    plan = announce(concept, DEMO, day(5), reason="De proef begint.")
    assert (concept.status, concept.status_since) == (CONCEPT, day(0))
    assert history(concept)[1:] == [("aankondiging", "demo", day(5))]
    assert told("catalogue.change_planned") == [
        {
            "subject": str(concept.public_id),
            "old": "concept",
            "new": "demo",
            "effective_on": day(5).isoformat(),
            "decided_by": OWNER,
            "reason": "De proef begint.",
            "evidence_url": None,
            "end_date": None,
        }
    ]
    assert planning.plan_by_public_id(session, str(plan.public_id)) is plan
    assert planning.plan_by_public_id(session, "geen-id") is None


@pytest.mark.parametrize("days", [-1, 0, 365 * 6])
def test_the_day_lies_ahead_and_not_too_far(announce, concept, day, days):
    with pytest.raises(InvalidInput) as refused:
        announce(concept, DEMO, day(days))
    assert refused.value.field == "effective_on"


def test_a_day_must_be_chosen(announce, concept):
    with pytest.raises(InvalidInput, match="Kies een dag"):
        announce(concept, DEMO, None)


def test_the_step_is_checked_as_on_the_day_itself(announce, concept, day):
    with pytest.raises(InvalidInput) as refused:
        announce(concept, PHASING_OUT, day(5), reason="Er is beter.", end_date=day(5))
    assert refused.value.field == "end_date"
    with pytest.raises(InvalidInput) as refused:
        announce(concept, ENDED, day(5))
    assert refused.value.field == "reason"
    with pytest.raises(StepRefused):
        announce(concept, CONCEPT, day(5))


def test_it_is_checked_against_what_was_announced_before_it(session, announce, concept, day):
    announce(concept, DEMO, day(5))
    assert planning.expected_status(session, concept, day(4)) is CONCEPT
    assert planning.expected_status(session, concept, day(5)) is DEMO
    with pytest.raises(InvalidInput) as refused:
        announce(concept, CONCEPT, day(9))
    assert refused.value.field == "reason"
    announce(concept, CONCEPT, day(9), reason="De proef is dan voorbij.")


def test_one_announcement_a_day_and_one_of_each_status(announce, concept, day):
    announce(concept, DEMO, day(5))
    with pytest.raises(InvalidInput, match="al “Demo” aangekondigd"):
        announce(concept, Status.PLANNED, day(5))
    with pytest.raises(InvalidInput, match="al “Demo” aangekondigd"):
        announce(concept, DEMO, day(3))


def test_what_a_redacteur_decides_needs_one_now_too(announce, concept, day):
    with pytest.raises(StepRefused, match="redacteur"):
        announce(concept, AVAILABLE, day(5))
    announce(concept, AVAILABLE, day(5), is_approved=True)


def test_the_gate_may_still_be_closed_when_it_is_announced(session, announce, day):
    component = make_component(session, status=CONCEPT, licence=None)
    announce(component, AVAILABLE, day(5), is_approved=True)
    assert waiting(session, component) == [(AVAILABLE, day(5))]


def test_phasing_out_later_announces_the_end(session, announce, day):
    component = make_component(session)
    announce(component, PHASING_OUT, day(5), reason="Er is beter.", end_date=day(90))
    assert waiting(session, component) == [(PHASING_OUT, day(5)), (ENDED, day(90))]


def test_phasing_out_now_announces_the_end(session, change, day):
    component = make_component(session)
    change(component, PHASING_OUT, reason="Er is beter.", end_date=day(90))
    assert waiting(session, component) == [(ENDED, day(90))]


def test_an_end_that_was_announced_already_stays(session, announce, change, day):
    component = make_component(session)
    announce(component, ENDED, day(60), reason="Het geld is op.")
    change(component, PHASING_OUT, reason="Er is beter.", end_date=day(90))
    assert waiting(session, component) == [(ENDED, day(60))]


# --- on the day ----------------------------------------------------------------------------


def test_on_the_day_it_happens_once_in_the_name_of_who_announced_it(
    session, announce, work_on, concept, day, history, told, state
):
    plan = announce(concept, DEMO, day(5), reason="De proef begint.")
    assert work_on(day(4), 23) == 0
    assert work_on(day(5)) == 1
    assert work_on(day(5)) == work_on(day(9)) == 0
    assert (concept.status, concept.status_since) == (DEMO, day(5))
    assert history(concept)[1:] == [
        ("aankondiging", "demo", day(5)),
        ("wijziging", "demo", day(5)),
    ]
    line = status_history(session, concept)[0]
    assert (line.about, line.decided_by, line.reason) == (
        plan.line_number,
        OWNER,
        "De proef begint.",
    )
    assert state(plan) is PlanState.CARRIED_OUT
    assert told("catalogue.status_changed")[-1]["is_news"]


def test_the_day_begins_in_the_netherlands(make_session, announce, concept):
    with clock.at(datetime(2026, 6, 1, 12, tzinfo=clock.AMSTERDAM)):
        announce(concept, DEMO, date(2026, 7, 1))
    with clock.at(datetime(2026, 6, 30, 21, 59, tzinfo=UTC)):
        assert planning.carry_out_due(make_session) == 0
    with clock.at(datetime(2026, 6, 30, 22, 0, tzinfo=UTC)):
        assert planning.carry_out_due(make_session) == 1


def test_after_days_without_a_worker_it_holds_from_the_day_that_was_announced(
    announce, work_on, concept, day, history
):
    announce(concept, DEMO, day(5))
    announce(concept, Status.PLANNED, day(7), reason="De proef is voorbij.")
    assert work_on(day(12)) == 2
    assert history(concept)[3:] == [
        ("wijziging", "demo", day(5)),
        ("wijziging", "gepland", day(7)),
    ]
    assert concept.status_since == day(7)


def test_after_a_long_time_without_a_worker_both_the_phasing_out_and_the_end_come(
    session, announce, work_on, day, history
):
    component = make_component(session)
    announce(component, PHASING_OUT, day(5), reason="Er is beter.", end_date=day(20))
    assert work_on(day(30)) == 2
    assert history(component)[-2:] == [
        ("wijziging", "uitfaseren", day(5)),
        ("wijziging", "beeindigd", day(20)),
    ]
    assert waiting(session, component) == []


def test_the_end_date_ends_what_was_phased_out_by_hand(session, change, work_on, day):
    component = make_component(session)
    change(component, PHASING_OUT, reason="Er is beter.", end_date=day(90))
    work_on(day(90))
    assert (component.status, component.status_since) == (ENDED, day(90))


def test_a_change_by_hand_after_the_day_came_before_it(
    session, announce, change, work_on, concept, day, on
):
    announce(concept, DEMO, day(5))
    with on(day(6)):
        change(concept, Status.PLANNED)
    work_on(day(7))
    assert (concept.status, concept.status_since) == (DEMO, day(6))


def test_a_successor_is_named_on_the_day(session, announce, work_on, day):
    old, new = make_component(session), make_component(session)
    announce(
        old, PHASING_OUT, day(5), reason="Er is beter.", end_date=day(90), successor_slug=new.slug
    )
    assert queries.successors(session, old) == []
    work_on(day(5))
    assert queries.successors(session, old) == [new]


def test_a_successor_that_left_the_catalogue_does_not_stop_it(session, announce, work_on, day):
    old, new = make_component(session), make_component(session)
    announce(old, ENDED, day(5), reason="Er is beter.", successor_slug=new.slug)
    with transaction(session):
        hiding.withdraw(session, new, reason="Dubbel.")
    work_on(day(5))
    assert old.status is ENDED
    assert queries.successors(session, old) == []


# --- when it cannot be ---------------------------------------------------------------------


def test_a_closed_gate_says_what_is_missing(
    session, announce, work_on, day, history, told, state, problems
):
    component = make_component(session, status=DEMO, licence=None, documentation_url=None)
    plan = announce(component, AVAILABLE, day(5), is_approved=True)
    assert work_on(day(5)) == 1
    assert (component.status, state(plan)) == (DEMO, PlanState.FAILED)
    assert history(component)[-1] == ("intrekking", "beschikbaar", day(5))
    failed = told("catalogue.plan_withdrawn")[0]
    assert failed["is_failed"]
    assert "de licentie" in failed["reason"]
    assert "de documentatie" in failed["reason"]
    assert work_on(day(6)) == 0
    assert problems() == []


def test_a_requirement_below_available_closes_the_gate(session, announce, work_on, day, state):
    component, needed = make_component(session, status=DEMO), make_component(session, status=DEMO)
    make_relation(session, component, "vereist", needed)
    plan = announce(component, AVAILABLE, day(5), is_approved=True)
    work_on(day(5))
    assert state(plan) is PlanState.FAILED


def test_a_step_that_became_a_redacteurs_is_not_made_without_one(
    session, announce, work_on, day, state
):
    component = make_component(session, status=DEMO)
    back = announce(component, CONCEPT, day(9), reason="Terug naar de tekentafel.")
    announce(component, AVAILABLE, day(5), is_approved=True)
    work_on(day(9))
    assert (component.status, state(back)) == (AVAILABLE, PlanState.FAILED)


def test_out_of_view_it_does_not_happen(session, announce, work_on, concept, day, state):
    plan = announce(concept, DEMO, day(5))
    with transaction(session):
        hiding.withdraw(session, concept, reason="Dubbel.")
    work_on(day(5))
    assert (concept.status, state(plan)) == (CONCEPT, PlanState.FAILED)


def test_an_end_fails_with_the_phasing_out_it_belongs_to(session, announce, work_on, day, on):
    component = make_component(session)
    announce(component, PHASING_OUT, day(5), reason="Er is beter.", end_date=day(90))
    with transaction(session):
        hiding.withdraw(session, component, reason="Dubbel.")
    work_on(day(5))
    assert waiting(session, component) == []


def test_trouble_with_one_plan_leaves_the_others_alone(
    session, engine, announce, work_on, concept, day, state
):
    broken = announce(make_component(session, status=CONCEPT), DEMO, day(5))
    sound = announce(concept, DEMO, day(5))
    with engine.begin() as connection:
        nonsense = sa.text("UPDATE planned_change SET new = 'onzin' WHERE id = :id")
        connection.execute(nonsense, {"id": broken.id})
    assert work_on(day(5)) == 1
    assert state(broken) is PlanState.WAITING
    assert state(sound) is PlanState.CARRIED_OUT


# --- withdrawing and lapsing ---------------------------------------------------------------


def test_it_can_be_withdrawn_with_a_reason(
    announce, withdraw, work_on, concept, day, history, told, state
):
    plan = announce(concept, DEMO, day(5))
    withdraw(plan)
    assert state(plan) is PlanState.WITHDRAWN
    assert history(concept)[-1] == ("intrekking", "demo", day(5))
    assert told("catalogue.plan_withdrawn") == [
        {
            "subject": str(concept.public_id),
            "new": "demo",
            "effective_on": day(5).isoformat(),
            "decided_by": OWNER,
            "reason": "Het duurt langer.",
            "is_failed": False,
        }
    ]
    assert work_on(day(5)) == 0
    assert concept.status is CONCEPT


def test_withdrawing_needs_a_reason(announce, withdraw, concept, day, state):
    plan = announce(concept, DEMO, day(5))
    with pytest.raises(InvalidInput, match="waarom"):
        withdraw(plan, reason="  ")
    assert state(plan) is PlanState.WAITING


def test_what_happened_cannot_be_withdrawn(announce, withdraw, work_on, concept, day):
    plan = announce(concept, DEMO, day(5))
    work_on(day(5))
    with pytest.raises(Conflict):
        withdraw(plan)


def test_without_the_phasing_out_there_is_no_end(session, announce, withdraw, day, problems):
    component = make_component(session)
    plan = announce(component, PHASING_OUT, day(5), reason="Er is beter.", end_date=day(90))
    withdraw(plan)
    assert waiting(session, component) == []
    assert problems() == []


def test_a_step_back_ends_all_that_was_announced(session, announce, change, day):
    component = make_component(session, status=DEMO)
    announce(component, PHASING_OUT, day(5), reason="Er is beter.", end_date=day(90))
    change(component, CONCEPT, reason="Terug naar de tekentafel.")
    assert waiting(session, component) == []
    phasing_out, end = reversed(status_history(session, component)[:2])
    assert "stap terug" in phasing_out.reason
    assert "eraan vooraf" in end.reason


def test_a_step_ahead_of_the_plan_ends_it_and_leaves_the_next(session, announce, change, day):
    component = make_component(session, status=CONCEPT)
    announce(component, DEMO, day(5))
    announce(component, ENDED, day(9), reason="De proef is dan voorbij.")
    change(component, DEMO)
    assert waiting(session, component) == [(ENDED, day(9))]


def test_what_was_announced_after_another_plan_survives_it(session, announce, work_on, day):
    component = make_component(session, status=DEMO)
    announce(component, CONCEPT, day(5), reason="Terug naar de tekentafel.")
    announce(component, DEMO, day(9))
    work_on(day(5))
    assert waiting(session, component) == [(DEMO, day(9))]
    work_on(day(9))
    assert component.status is DEMO


def test_phasing_out_sooner_than_announced_announces_the_other_end(
    session, announce, change, day, problems
):
    component = make_component(session)
    announce(component, PHASING_OUT, day(5), reason="Er is beter.", end_date=day(90))
    change(component, PHASING_OUT, reason="Er is haast.", end_date=day(30))
    assert waiting(session, component) == [(ENDED, day(30))]
    assert problems() == []


def test_a_change_of_now_has_no_other_day(session, change, concept, day):
    for days in (-1, 1):
        with pytest.raises(InvalidInput) as refused:
            change(concept, DEMO, effective_on=day(days))
        assert refused.value.field == "effective_on"


def test_who_looks_after_the_worker_sees_what_is_overdue(session, announce, concept, day, on):
    plan = announce(concept, DEMO, day(5))
    with on(day(5), 0):
        assert planning.overdue(session) == []
    with on(day(5), 1):
        assert planning.overdue(session) == [plan]
