"""Edits and cases at the same moment: each person in a session of their own."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue.facts import facts_of
from govhub.catalogue.models import Component
from govhub.kernel import clock
from govhub.kernel.clock import AMSTERDAM
from govhub.kernel.errors import Conflict
from govhub.platform.audit import AuditEntry
from govhub.platform.db import transaction
from govhub.platform.outbox import RecordedEvent
from govhub.registration import cases, edits, queries, reminding, waiting_edits
from govhub.registration.models import EditProposal, ProposalState, ReviewCase
from tests.integration.registration.test_at_the_same_moment import AT_ONCE, together
from tests.making import make_editor, make_member, make_user

WEDNESDAY = datetime(2026, 11, 25, 10, tzinfo=AMSTERDAM)


@pytest.fixture
def component(public):
    return public(name="Zaakregister", licence="EUPL-1.2")


def edited(session, user_id, component_id, **facts):
    user, component = session.get(User, user_id), session.get(Component, component_id)
    return edits.save_or_propose(
        session,
        user,
        component,
        replace(waiting_edits.as_proposed(session, user, component), **facts),
        seen_version=component.version,
    )


def states(session):
    session.rollback()
    return sorted(session.scalars(select(EditProposal.state)))


def test_of_redacteurs_who_decide_at_once_one_wins(session, engine, submitter, component):
    with transaction(session):
        proposal = edited(session, submitter.id, component.id, licence="MIT")
    seen = waiting_edits.fingerprint(proposal)
    editors = [make_editor(session).id for _ in range(AT_ONCE)]

    def decide(session, editor_id):
        is_approved = editor_id % 2 == 0
        edits.decide(
            session,
            session.get(User, editor_id),
            session.get(EditProposal, proposal.id),
            is_approved=is_approved,
            answer="Daarom.",
            seen=seen,
        )
        return is_approved

    outcomes = together(engine, decide, editors)
    (is_approved,) = [each for each in outcomes if not isinstance(each, Conflict)]
    session.rollback()
    session.expire_all()
    assert component.licence == ("MIT" if is_approved else "EUPL-1.2")
    assert session.scalar(select(func.count()).select_from(AuditEntry)) == 1


def test_colleagues_who_edit_at_once_leave_one_edit_with_all_of_it(session, engine, component):
    with transaction(session):
        component.is_on_behalf = False
    members = [make_member(session, component.owner).id for _ in range(3)]
    wishes = [{"licence": "MIT"}, {"name": "Zaken"}, {"closed_reason": "Geheim."}]

    def edit(session, number):
        edited(session, members[number], component.id, **wishes[number])

    assert together(engine, edit, range(3)) == [None] * 3
    assert states(session) == [ProposalState.OVERTAKEN] * 2 + [ProposalState.WAITING]
    (left,) = waiting_edits.waiting(session, component)
    assert left.facts == {"name": "Zaken", "licence": "MIT", "closed_reason": "Geheim."}


def test_a_visitor_who_sends_twice_at_once_proposes_once(session, engine, component):
    stranger = make_user(session)

    def propose(session, text):
        found = session.get(Component, component.id)
        facts = replace(facts_of(found), summary=text)
        edits.propose(
            session,
            session.get(User, stranger.id),
            found,
            facts,
            seen_version=found.version,
            reason="Zo is het.",
        )

    together(engine, propose, ["Nieuw."] * AT_ONCE)
    assert states(session) == [ProposalState.WAITING]


def test_of_redacteurs_who_take_it_at_once_the_last_has_it(session, engine, submitted):
    editors = [make_editor(session).id for _ in range(AT_ONCE)]

    def take(session, editor_id):
        cases.take(session, session.get(User, editor_id), session.get(Component, submitted.id))

    assert together(engine, take, editors) == [None] * AT_ONCE
    session.rollback()
    assert session.scalar(select(func.count()).select_from(ReviewCase)) == 1
    assert queries.case_of(session, submitted).editor_id in editors


def test_workers_who_look_at_once_remind_once(session, engine, submitter, component):
    with clock.at(WEDNESDAY.replace(day=2)), transaction(session):
        edited(session, submitter.id, component.id, licence="MIT")

    def remind(_number):
        with clock.at(WEDNESDAY):
            return reminding.remind(lambda: Session(engine), review_days=5)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert sum(pool.map(remind, range(AT_ONCE))) == 1
    name = "registration.work_is_late"
    session.rollback()
    found = select(func.count()).select_from(RecordedEvent).where(RecordedEvent.name == name)
    assert session.scalar(found) == 1
