import pytest
from sqlalchemy import select

from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import Publication
from govhub.kernel.errors import Conflict, InvalidInput, NotAllowed
from govhub.platform.db import transaction
from govhub.platform.outbox import RecordedEvent
from govhub.registration import queries, review, service
from govhub.registration.completeness import Incomplete
from govhub.registration.models import Verdict
from tests.making import make_component, make_editor, make_user


def submit(session, user, component):
    with transaction(session):
        service.submit(session, user, component)


def decide(session, editor, component, verdict, reason=None, *, seen_version=None):
    with transaction(session):
        return review.decide(
            session,
            editor,
            component,
            verdict,
            reason=reason,
            seen_version=seen_version or component.version,
        )


def events(session, name):
    found = select(RecordedEvent).where(RecordedEvent.name == name).order_by(RecordedEvent.id)
    rows = session.scalars(found)
    return [row.payload for row in rows]


def test_a_complete_draft_goes_to_the_redactie(session, submitter, draft):
    submit(session, submitter, draft)
    assert draft.publication is Publication.SUBMITTED
    assert draft.submitted_at is not None
    assert [e["is_again"] for e in events(session, "registration.submission_received")] == [False]


def test_an_incomplete_draft_does_not(session, submitter, start):
    with pytest.raises(Incomplete) as refused:
        submit(session, submitter, start())
    assert [each.field for each in refused.value.missing] == [
        "summary",
        "category_keys",
        "purposes",
        "owner_slug",
        "contact_email",
    ]


def test_what_will_be_available_passes_the_gate_first(session, submitter):
    component = make_component(
        session, publication=Publication.DRAFT, submitted_by=submitter, documentation_url=None
    )
    with pytest.raises(Incomplete) as refused:
        submit(session, submitter, component)
    assert [each.field for each in refused.value.missing] == ["documentation_url"]


def test_submitting_twice_tells_the_redactie_once(session, submitter, draft):
    submit(session, submitter, draft)
    submit(session, submitter, draft)
    assert len(events(session, "registration.submission_received")) == 1


def test_a_refused_registration_cannot_be_submitted_again(session, submitter):
    refused = make_component(session, publication=Publication.REFUSED, submitted_by=submitter)
    with pytest.raises(NotAllowed):
        submit(session, submitter, refused)


def test_what_is_public_is_not_submitted(session, submitter, public):
    with pytest.raises(Conflict):
        submit(session, submitter, public())


def test_nobody_submits_the_draft_of_somebody_else(session, draft):
    for stranger in make_user(session), make_editor(session):
        with pytest.raises(NotAllowed):
            submit(session, stranger, draft)


def test_a_submission_can_be_taken_back_until_it_is_decided(session, submitter, editor, submitted):
    with transaction(session):
        service.take_back(session, submitter, submitted)
    assert submitted.publication is Publication.DRAFT
    submit(session, submitter, submitted)
    decide(session, editor, submitted, Verdict.APPROVED)
    with pytest.raises(Conflict), transaction(session):
        service.take_back(session, submitter, submitted)


def test_the_oldest_submission_is_first_in_the_queue(session, submitter, submitted):
    newer = make_component(session, publication=Publication.DRAFT, submitted_by=submitter)
    submit(session, submitter, newer)
    assert queries.queue(session) == [submitted, newer]


def test_approval_makes_it_public_with_its_status_in_the_ledger(session, editor, submitted):
    decide(session, editor, submitted, Verdict.APPROVED)
    assert submitted.is_public
    [change] = events(session, "catalogue.status_changed")
    assert (change["old"], change["new"]) == (None, Status.AVAILABLE.value)
    assert change["decided_by"] == "redactie GovHub"


def test_approval_may_have_no_reason_and_is_kept(session, editor, submitted):
    decide(session, editor, submitted, Verdict.APPROVED)
    [kept] = queries.reviews(session, submitted)
    assert (kept.verdict, kept.reason, kept.editor_id) == (Verdict.APPROVED, None, editor.id)


@pytest.mark.parametrize("verdict", [Verdict.CHANGES_ASKED, Verdict.REFUSED])
def test_the_other_verdicts_need_a_reason(session, editor, submitted, verdict):
    with pytest.raises(InvalidInput) as refused:
        decide(session, editor, submitted, verdict)
    assert refused.value.field == "reason"
    assert submitted.publication is Publication.SUBMITTED


@pytest.mark.parametrize(
    ("verdict", "publication"),
    [
        (Verdict.CHANGES_ASKED, Publication.CHANGES_ASKED),
        (Verdict.REFUSED, Publication.REFUSED),
    ],
)
def test_the_other_verdicts_keep_it_from_view_and_are_told(
    session, editor, submitted, verdict, publication
):
    decide(session, editor, submitted, verdict, "Dit mist nog.")
    assert submitted.publication is publication
    [told] = events(session, "registration.review_decided")
    assert (told["verdict"], told["reason"]) == (verdict.value, "Dit mist nog.")


def test_after_a_change_was_asked_it_comes_again(session, submitter, editor, submitted):
    decide(session, editor, submitted, Verdict.CHANGES_ASKED, "Kies een andere naam.")
    submit(session, submitter, submitted)
    received = events(session, "registration.submission_received")
    assert [event["is_again"] for event in received] == [False, True]


def test_what_was_taken_back_after_a_change_was_asked_still_comes_again(
    session, submitter, editor, submitted
):
    decide(session, editor, submitted, Verdict.CHANGES_ASKED, "Kies een andere naam.")
    submit(session, submitter, submitted)
    with transaction(session):
        service.take_back(session, submitter, submitted)
    submit(session, submitter, submitted)
    assert events(session, "registration.submission_received")[-1]["is_again"]


def test_only_the_redactie_decides(session, submitter, submitted):
    with pytest.raises(NotAllowed):
        decide(session, submitter, submitted, Verdict.APPROVED)


def test_the_second_redacteur_is_told_that_the_first_decided(session, editor, submitted):
    seen = submitted.version
    decide(session, editor, submitted, Verdict.APPROVED, seen_version=seen)
    with pytest.raises(Conflict, match="intussen besloten"):
        decide(
            session,
            make_editor(session),
            submitted,
            Verdict.REFUSED,
            "Dubbel.",
            seen_version=seen,
        )
    assert submitted.is_public
    assert len(queries.reviews(session, submitted)) == 1


def test_a_verdict_about_an_older_text_is_refused(session, submitter, editor, submitted):
    seen = submitted.version
    decide(session, editor, submitted, Verdict.CHANGES_ASKED, "Kan korter.")
    submit(session, submitter, submitted)
    with pytest.raises(Conflict, match="intussen gewijzigd"):
        decide(session, editor, submitted, Verdict.APPROVED, seen_version=seen)


def test_what_became_incomplete_is_not_approved(session, editor, submitted):
    with transaction(session):
        submitted.contact_email = None
    with pytest.raises(Incomplete):
        decide(session, editor, submitted, Verdict.APPROVED)
    session.expire_all()
    assert submitted.publication is Publication.SUBMITTED
