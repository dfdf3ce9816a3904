from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from govhub.catalogue.changing import StatusWish
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.kernel.clock import AMSTERDAM
from govhub.kernel.errors import Conflict, NotAllowed
from govhub.platform.audit import AuditEntry
from govhub.platform.db import transaction
from govhub.platform.outbox import RecordedEvent
from govhub.registration import (
    cases,
    edits,
    queries,
    reminding,
    review,
    service,
    waiting_edits,
    work,
)
from govhub.registration.models import Verdict
from govhub.registration.proposals import propose_or_change_status
from govhub.registration.work import Whose, WorkKind
from tests.making import make_component, make_editor, make_user

WEDNESDAY = datetime(2026, 11, 25, 10, tzinfo=AMSTERDAM)


def submit(session, user, **facts):
    component = make_component(session, publication=Publication.DRAFT, submitted_by=user, **facts)
    with transaction(session):
        service.submit(session, user, component)
    return component


def propose_edit(session, user, component, **facts):
    with transaction(session):
        return edits.save_or_propose(
            session,
            user,
            component,
            replace(waiting_edits.as_proposed(session, user, component), **facts),
            seen_version=component.version,
        )


def suggest(session, user, component, **facts):
    with transaction(session):
        return edits.propose(
            session,
            user,
            component,
            replace(waiting_edits.as_proposed(session, user, component), **facts),
            seen_version=component.version,
            reason="Zo is het.",
        )


def take(session, editor, component):
    with transaction(session):
        return cases.take(session, editor, component)


def noted(session):
    return session.scalars(select(AuditEntry.action).order_by(AuditEntry.number)).all()


def test_everything_that_waits_is_there_once(session, submitter, public):
    submitted = submit(session, submitter)
    component = public(status=Status.DEMO)
    with transaction(session):
        propose_or_change_status(
            session,
            submitter,
            component,
            StatusWish(new=Status.AVAILABLE),
            seen=component.status,
        )
    propose_edit(session, submitter, component, licence="MIT")
    suggest(session, make_user(session), component, summary="Nieuw.")
    found = work.everything(session, 5)
    assert [(each.kind, each.component_id) for each in found] == [
        (WorkKind.SUBMISSION, submitted.id),
        (WorkKind.STATUS, component.id),
        (WorkKind.EDIT, component.id),
        (WorkKind.SUGGESTION, component.id),
    ]
    loaded = work.loaded(session, found)
    assert [each.component for each in loaded] == [submitted, component, component, component]
    assert [each.proposal is None for each in loaded] == [True, False, False, False]


def test_what_is_late_is_first_and_has_its_day(session, submitter):
    with clock.at(WEDNESDAY - timedelta(days=8)):
        late = submit(session, submitter)
    with clock.at(WEDNESDAY - timedelta(days=7)):
        later = submit(session, submitter)
    with clock.at(WEDNESDAY):
        new = submit(session, submitter)
        found = work.everything(session, 5)
        assert [each.component_id for each in found] == [late.id, later.id, new.id]
        assert [each.is_late for each in found] == [True, False, False]
        assert found[1].answer_by == WEDNESDAY.date()


def test_what_is_chosen(session, submitter, editor):
    mine, others, nobodys = (submit(session, submitter) for _ in range(3))
    take(session, editor, mine)
    take(session, make_editor(session), others)
    found = work.everything(session, 5)

    def ids(whose):
        return [each.component_id for each in work.chosen(found, whose, editor)]

    assert ids(Whose.MINE) == [mine.id]
    assert ids(Whose.NOBODY) == [nobodys.id]
    assert ids(Whose.LATE) == []
    assert len(ids(Whose.ALL)) == 3


def test_another_takes_it_over_and_lets_it_go(session, submitter, editor):
    component, other = submit(session, submitter), make_editor(session)
    take(session, editor, component)
    take(session, editor, component)
    take(session, other, component)
    with transaction(session):
        cases.release(session, editor, component)
    assert queries.case_of(session, component).editor is other
    with transaction(session):
        cases.release(session, other, component)
    assert queries.case_of(session, component) is None
    assert noted(session) == ["zaak-opgepakt", "zaak-overgenomen", "zaak-losgelaten"]


def test_only_the_redactie_takes_it_and_only_what_waits(session, submitter, editor):
    component = submit(session, submitter)
    with pytest.raises(NotAllowed):
        take(session, submitter, component)
    with pytest.raises(Conflict):
        take(session, editor, make_component(session))


@pytest.mark.parametrize("verdict", list(Verdict))
def test_it_lapses_with_the_decision_that_is_in_the_log(session, submitter, editor, verdict):
    component = submit(session, submitter)
    take(session, editor, component)
    with transaction(session):
        review.decide(
            session, editor, component, verdict, reason="Ja.", seen_version=component.version
        )
    assert queries.case_of(session, component) is None
    assert noted(session)[-1] == f"aanmelding-{verdict.value.replace('_', '-')}"


def test_it_lapses_when_the_registrant_takes_it_back(session, submitter, editor):
    component = submit(session, submitter)
    take(session, editor, component)
    with transaction(session):
        service.take_back(session, submitter, component)
    assert queries.case_of(session, component) is None


def test_it_stays_while_something_else_waits(session, submitter, editor, public):
    component = public()
    first = propose_edit(session, submitter, component, licence="MIT")
    suggest(session, make_user(session), component, summary="Nieuw.")
    take(session, editor, component)
    with transaction(session):
        edits.decide(session, editor, first, is_approved=True)
    assert queries.case_of(session, component) is not None


# --- reminders -----------------------------------------------------------------------------


@pytest.fixture
def remind(engine):
    def remind(moment):
        with clock.at(moment):
            return reminding.remind(lambda: Session(engine), review_days=5)

    return remind


@pytest.fixture
def late(session, submitter):
    with clock.at(WEDNESDAY - timedelta(days=8)):
        return submit(session, submitter)


def reminders(session):
    name = "registration.work_is_late"
    return session.scalar(
        select(func.count()).select_from(RecordedEvent).where(RecordedEvent.name == name)
    )


@pytest.mark.usefixtures("late")
def test_the_redactie_is_reminded_once_a_day(session, remind):
    assert remind(WEDNESDAY) == 1
    assert remind(WEDNESDAY + timedelta(hours=5)) == 0
    assert remind(WEDNESDAY + timedelta(days=1)) == 1
    assert reminders(session) == 2


@pytest.mark.usefixtures("late")
@pytest.mark.parametrize(
    "moment", [WEDNESDAY.replace(hour=7), WEDNESDAY + timedelta(days=3)], ids=["vroeg", "zaterdag"]
)
def test_nobody_is_reminded_outside_working_hours(remind, moment):
    assert remind(moment) == 0


def test_nobody_is_reminded_when_nothing_is_late(session, submitter, remind):
    with clock.at(WEDNESDAY - timedelta(days=7)):
        submit(session, submitter)
    assert remind(WEDNESDAY) == 0
