import uuid
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from govhub.catalogue.facts import facts_of
from govhub.catalogue.models import Component
from govhub.catalogue.queries import component_by_public_id
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.kernel.errors import Conflict, InvalidInput, NotAllowed
from govhub.platform.db import transaction
from govhub.platform.outbox import RecordedEvent
from govhub.registration import review, service
from govhub.registration.completeness import Incomplete
from govhub.registration.models import Verdict
from tests.making import make_component, make_user


def number_of_components(session):
    return session.scalar(select(func.count()).select_from(Component))


def save(session, user, component, *, seen_version=None, status=None, **changed):
    with transaction(session):
        service.save(
            session,
            user,
            component,
            replace(facts_of(component), **changed),
            status=status,
            seen_version=seen_version or component.version,
        )


def test_a_name_is_enough_for_a_draft(start, submitter):
    draft = start(name="Zaakregister", status=Status.DEMO)
    assert (draft.publication, draft.status) == (Publication.DRAFT, Status.DEMO)
    assert (draft.slug, draft.submitted_by_id) == ("zaakregister", submitter.id)


def test_the_same_form_twice_makes_one_draft(session, start):
    form_id = uuid.uuid4()
    assert start(form_id).id == start(form_id).id
    assert number_of_components(session) == 1


def test_the_same_form_twice_changes_nothing(start):
    form_id = uuid.uuid4()
    start(form_id)
    assert start(form_id).version == start(form_id).version == 1


def test_the_same_form_with_another_text_keeps_that_text(session, start):
    form_id = uuid.uuid4()
    start(form_id)
    draft = start(form_id, summary="Nu met een omschrijving.", status=Status.DEMO)
    assert (draft.summary, draft.status) == ("Nu met een omschrijving.", Status.DEMO)
    assert number_of_components(session) == 1


def test_an_old_form_does_not_overwrite_a_draft_that_was_edited(session, submitter, start):
    form_id = uuid.uuid4()
    draft = start(form_id)
    save(session, submitter, draft, summary="Later geschreven.")
    with pytest.raises(Conflict):
        start(form_id, summary="Uit het oude scherm.")
    assert component_by_public_id(session, form_id).summary == "Later geschreven."


def test_the_form_of_somebody_else_is_refused(session, start):
    form_id = uuid.uuid4()
    start(form_id)
    with pytest.raises(Conflict):
        start(form_id, user=make_user(session))


@pytest.mark.parametrize("status", [Status.PHASING_OUT, Status.ENDED])
def test_nothing_begins_at_its_end(session, submitter, start, draft, status):
    with pytest.raises(InvalidInput):
        start(status=status)
    with pytest.raises(InvalidInput):
        save(session, submitter, draft, status=status)


def test_two_drafts_may_have_the_same_name(start):
    assert [start().slug, start().slug] == ["zaakregister", "zaakregister-2"]


def test_saving_keeps_the_facts_and_the_status(session, submitter, draft):
    save(session, submitter, draft, name="Nieuwe naam", status=Status.DEVELOPMENT)
    session.expire_all()
    assert (draft.name, draft.status) == ("Nieuwe naam", Status.DEVELOPMENT)


def test_saving_over_the_work_of_somebody_else_is_a_conflict(session, submitter, draft):
    seen = draft.version
    save(session, submitter, draft, name="De eerste")
    with pytest.raises(Conflict):
        save(session, submitter, draft, seen_version=seen, name="De tweede")
    session.expire_all()
    assert draft.name == "De eerste"


@pytest.mark.parametrize("publication", [Publication.SUBMITTED, Publication.REFUSED])
def test_the_submitter_does_not_change_what_the_redactie_has(session, submitter, publication):
    component = make_component(session, publication=publication, submitted_by=submitter)
    with pytest.raises(NotAllowed):
        save(session, submitter, component, name="Stiekem anders")


def test_somebody_else_does_not_change_a_draft(session, draft):
    with pytest.raises(NotAllowed):
        save(session, make_user(session), draft, name="Van mij")


def test_the_redactie_changes_public_components_only(session, editor, draft, public):
    component = public()
    save(session, editor, component, name="Verbeterd")
    assert component.name == "Verbeterd"
    with pytest.raises(NotAllowed):
        save(session, editor, draft, name="Verbeterd")


def test_a_change_of_a_public_component_is_told(session, submitter, public):
    save(session, submitter, public(), summary="Anders omschreven.")
    names = session.scalars(select(RecordedEvent.name).order_by(RecordedEvent.id)).all()
    assert names[-1] == "catalogue.component_changed"


def test_the_status_of_a_public_component_is_not_part_of_the_form(session, submitter, public):
    component = public(status=Status.DEMO)
    save(session, submitter, component, status=Status.ENDED)
    assert component.status is Status.DEMO


def test_a_public_component_cannot_lose_what_it_must_have(session, submitter, public):
    with pytest.raises(Incomplete) as refused:
        save(session, submitter, public(), contact_email=None, documentation_url=None)
    assert [each.field for each in refused.value.missing] == ["contact_email", "documentation_url"]


def test_what_a_public_component_never_had_does_not_stop_an_edit(session, editor):
    component = make_component(session, contact_email=None)
    save(session, editor, component, summary="Zonder tikfout.")
    assert component.summary == "Zonder tikfout."


def test_a_draft_can_be_deleted(session, submitter, draft):
    with transaction(session):
        service.discard(session, submitter, draft)
    assert number_of_components(session) == 0


def test_a_draft_that_was_reviewed_can_be_deleted_too(session, submitter, editor, submitted):
    with transaction(session):
        review.decide(
            session,
            editor,
            submitted,
            Verdict.CHANGES_ASKED,
            reason="Dubbel.",
            seen_version=submitted.version,
        )
    with transaction(session):
        service.discard(session, submitter, submitted)
    assert number_of_components(session) == 0


@pytest.mark.parametrize("publication", [Publication.SUBMITTED, Publication.PUBLISHED])
def test_only_a_draft_can_be_deleted(session, submitter, publication):
    component = make_component(session, publication=publication, submitted_by=submitter)
    with pytest.raises(Conflict), transaction(session):
        service.discard(session, submitter, component)


def test_somebody_else_does_not_delete_a_draft(session, editor, draft):
    with pytest.raises(NotAllowed), transaction(session):
        service.discard(session, editor, draft)
