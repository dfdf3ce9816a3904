"""Two people, or one who clicks twice, at the same moment: each in a session of their own."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue.facts import Facts
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.kernel.errors import Conflict
from govhub.platform.db import transaction
from govhub.registration import lookalikes, review, service
from govhub.registration.models import LookalikeAnswer, Review, Sameness, Verdict
from tests.making import make_component, make_editor

AT_ONCE = 4


def together(engine, act, arguments):
    """Call ``act(session, argument)`` for each at the same moment; return what came of it."""
    gate = Barrier(len(arguments))

    def alone(argument):
        with Session(engine, expire_on_commit=False) as session:
            gate.wait()
            try:
                with transaction(session):
                    return act(session, argument)
            except Conflict as error:
                return error

    with ThreadPoolExecutor(len(arguments)) as pool:
        return list(pool.map(alone, arguments))


def test_a_form_that_is_sent_many_times_at_once_makes_one_draft(session, engine, submitter):
    def start(session, form_id):
        user = session.get(User, submitter.id)
        facts = Facts(name="Zaakregister")
        return service.start(session, user, facts, status=Status.CONCEPT, form_id=form_id).slug

    slugs = together(engine, start, [uuid.uuid4()] * AT_ONCE)
    assert slugs == ["zaakregister"] * AT_ONCE
    assert session.scalar(select(func.count()).select_from(Component)) == 1


def test_drafts_with_one_name_at_once_each_get_an_address(engine, submitter):
    def start(session, form_id):
        user = session.get(User, submitter.id)
        facts = Facts(name="Zaakregister")
        return service.start(session, user, facts, status=Status.CONCEPT, form_id=form_id).slug

    slugs = together(engine, start, [uuid.uuid4() for _ in range(AT_ONCE)])
    assert len(set(slugs)) == AT_ONCE


def test_of_redacteurs_who_decide_at_once_one_wins(session, engine, submitted):
    editors = [make_editor(session).id for _ in range(AT_ONCE)]
    version = submitted.version

    def decide(session, editor_id):
        review.decide(
            session,
            session.get(User, editor_id),
            session.get(Component, submitted.id),
            Verdict.APPROVED,
            seen_version=version,
        )

    outcomes = together(engine, decide, editors)
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == AT_ONCE - 1
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Review)) == 1


def test_of_two_who_save_at_once_one_is_told(session, engine, submitter, draft):
    version = draft.version

    def save(session, name):
        service.save(
            session,
            session.get(User, submitter.id),
            session.get(Component, draft.id),
            Facts(name=name),
            seen_version=version,
        )
        return name

    outcomes = together(engine, save, ["Een", "Twee"])
    [winner] = [outcome for outcome in outcomes if isinstance(outcome, str)]
    session.rollback()
    session.expire_all()
    assert draft.name == winner


def test_an_answer_about_a_lookalike_waits_for_another_that_is_on_its_way(
    session, engine, submitter, draft
):
    who, mine, other = submitter.id, draft.id, make_component(session, name=draft.name).id

    def answer(session, reason):
        return lookalikes.answer(
            session,
            session.get(User, who),
            session.get(Component, mine),
            session.get(Component, other),
            sameness=Sameness.DIFFERENT,
            reason=reason,
        )

    def later():
        with Session(engine) as second, transaction(second):
            answer(second, "Later.")

    with ThreadPoolExecutor() as pool:
        with transaction(session):
            answer(session, "Eerst.")
            waiting = pool.submit(later)
            time.sleep(0.3)  # it waits for us now, or it never will
        waiting.result(timeout=20)
    session.expire_all()
    assert [each.reason for each in session.scalars(select(LookalikeAnswer))] == ["Later."]
