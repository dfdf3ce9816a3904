"""A status for a day to come: who may announce it, and what waits for a redacteur."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import sessionmaker

from govhub.catalogue import planning
from govhub.catalogue.ledger.models import PlannedChange, PlanState
from govhub.catalogue.ledger.queries import waiting_plans
from govhub.catalogue.status import Status
from govhub.kernel import clock
from govhub.kernel.errors import Conflict, InvalidInput, NotAllowed
from govhub.platform.db import transaction
from govhub.registration import queries
from govhub.registration.models import ProposalState, StatusProposal
from govhub.registration.overtaking import close_overtaken
from govhub.registration.status import withdraw_announcement
from tests.integration.registration.test_status_proposals import decide, told, wish
from tests.making import make_user


def in_days(number):
    return clock.today() + timedelta(days=number)


def later(number):
    return clock.at(clock.now() + timedelta(days=number))


def withdraw(session, user, plan, reason="Het duurt langer."):
    with transaction(session):
        withdraw_announcement(session, user, plan, reason=reason)


def test_an_owner_announces_a_step_in_the_name_of_the_organisation(session, submitter, public):
    component = public(status=Status.CONCEPT)
    plan = wish(session, submitter, component, Status.DEMO, effective_on=in_days(30))
    assert isinstance(plan, PlannedChange)
    assert plan.decided_by == component.owner.name
    assert component.status is Status.CONCEPT


def test_today_is_now(session, submitter, public):
    component = public(status=Status.CONCEPT)
    wish(session, submitter, component, Status.DEMO, effective_on=clock.today())
    assert component.status is Status.DEMO


def test_yesterday_is_refused_at_its_field(session, submitter, public):
    with pytest.raises(InvalidInput) as refused:
        wish(
            session, submitter, public(status=Status.CONCEPT), Status.DEMO, effective_on=in_days(-1)
        )
    assert refused.value.field == "effective_on"


def test_available_on_a_day_to_come_waits_for_a_redacteur_though_the_gate_is_closed(
    session, submitter, editor, public
):
    component = public(status=Status.DEMO, licence=None)
    proposal = wish(session, submitter, component, Status.AVAILABLE, effective_on=in_days(30))
    assert isinstance(proposal, StatusProposal)
    assert proposal.effective_on == in_days(30)
    decide(session, editor, proposal)
    [plan] = waiting_plans(session, component)
    assert (plan.effective_on, plan.is_approved) == (in_days(30), True)
    assert plan.decided_by == "redactie GovHub"
    assert component.status is Status.DEMO
    assert told(session) == ["goedgekeurd"]


def test_a_proposal_that_is_approved_after_its_day_is_carried_out_at_once(
    session, submitter, editor, public
):
    component = public(status=Status.DEMO)
    proposal = wish(session, submitter, component, Status.AVAILABLE, effective_on=in_days(3))
    with later(5):
        decide(session, editor, proposal)
    assert component.status is Status.AVAILABLE


def test_the_same_wish_for_another_day_is_another_wish(session, submitter, public):
    component = public(status=Status.DEMO)
    old = wish(session, submitter, component, Status.AVAILABLE, effective_on=in_days(3))
    new = wish(session, submitter, component, Status.AVAILABLE, effective_on=in_days(4))
    assert queries.waiting_proposals(session) == [new]
    assert old.state is ProposalState.OVERTAKEN


def test_announcing_what_was_proposed_overtakes_the_proposal(session, submitter, editor, public):
    component = public(status=Status.DEMO)
    proposal = wish(session, submitter, component, Status.AVAILABLE)
    wish(session, editor, component, Status.AVAILABLE, effective_on=in_days(30))
    assert proposal.state is ProposalState.OVERTAKEN
    assert told(session) == ["ingehaald"]


def test_announcing_something_else_leaves_the_proposal_waiting(session, submitter, public):
    component = public(status=Status.DEMO)
    proposal = wish(session, submitter, component, Status.AVAILABLE)
    ending = {"reason": "Het stopt.", "effective_on": in_days(300)}
    wish(session, submitter, component, Status.ENDED, **ending)
    assert queries.waiting_proposals(session) == [proposal]


def test_what_the_worker_carries_out_overtakes_a_proposal(
    session, engine, submitter, editor, public
):
    component = public(status=Status.CONCEPT)
    wish(session, submitter, component, Status.DEMO, effective_on=in_days(3))
    proposal = wish(session, submitter, component, Status.AVAILABLE)
    with later(3):
        assert planning.carry_out_due(sessionmaker(engine)) == 1
        session.expire_all()
        assert queries.waiting_proposals(session) == []
        assert queries.waiting_proposal(session, component) is None
        with pytest.raises(Conflict):
            decide(session, editor, proposal)
        assert close_overtaken(sessionmaker(engine)) == 1
        assert close_overtaken(sessionmaker(engine)) == 0
    session.expire_all()
    assert proposal.state is ProposalState.OVERTAKEN
    assert told(session) == ["ingehaald"]


def test_a_proposal_that_nothing_overtook_stays(session, engine, submitter, public):
    proposal = wish(session, submitter, public(status=Status.DEMO), Status.AVAILABLE)
    assert close_overtaken(sessionmaker(engine)) == 0
    assert queries.waiting_proposals(session) == [proposal]


def test_its_owner_withdraws_an_announcement_with_a_reason(session, submitter, public):
    component = public(status=Status.CONCEPT)
    plan = wish(session, submitter, component, Status.DEMO, effective_on=in_days(30))
    withdraw(session, submitter, plan)
    assert plan.state is PlanState.WITHDRAWN
    with pytest.raises(Conflict):
        withdraw(session, submitter, plan)


def test_an_announcement_is_not_withdrawn_without_a_reason(session, submitter, public):
    component = public(status=Status.CONCEPT)
    plan = wish(session, submitter, component, Status.DEMO, effective_on=in_days(30))
    with pytest.raises(InvalidInput):
        withdraw(session, submitter, plan, reason=" ")
    assert plan.state is PlanState.WAITING


def test_a_stranger_withdraws_nothing(session, submitter, public):
    component = public(status=Status.CONCEPT)
    plan = wish(session, submitter, component, Status.DEMO, effective_on=in_days(30))
    with pytest.raises(NotAllowed):
        withdraw(session, make_user(session), plan)
