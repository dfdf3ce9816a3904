from dataclasses import replace

import pytest
from sqlalchemy import select

from govhub.catalogue.vocabulary import Kind, Publication
from govhub.kernel.errors import Conflict, InvalidInput, NotAllowed
from govhub.platform.audit import AuditEntry
from govhub.platform.db import transaction
from govhub.platform.outbox import RecordedEvent
from govhub.registration import cases, edits, queries, waiting_edits
from govhub.registration.completeness import Incomplete
from govhub.registration.models import EditProposal, ProposalState
from tests.making import make_component, make_editor, make_member, make_user


def save(session, user, component, *, seen_version=None, seen_proposal=None, **facts):
    with transaction(session):
        return edits.save_or_propose(
            session,
            user,
            component,
            replace(waiting_edits.as_proposed(session, user, component), **facts),
            seen_version=seen_version or component.version,
            seen_proposal=seen_proposal,
        )


def propose(session, user, component, *, reason="Zo staat het op hun site.", **facts):
    with transaction(session):
        return edits.propose(
            session,
            user,
            component,
            replace(waiting_edits.as_proposed(session, user, component), **facts),
            seen_version=component.version,
            reason=reason,
        )


def decide(session, user, proposal, *, is_approved=True, answer=None, seen=None):
    with transaction(session):
        edits.decide(session, user, proposal, is_approved=is_approved, answer=answer, seen=seen)


def told(session):
    rows = session.scalars(
        select(RecordedEvent)
        .where(RecordedEvent.name == "registration.edit_decided")
        .order_by(RecordedEvent.id)
    )
    return [row.payload["state"] for row in rows]


def events(session, name):
    found = select(RecordedEvent).where(RecordedEvent.name == name).order_by(RecordedEvent.id)
    return session.scalars(found).all()


@pytest.fixture
def component(public):
    return public(name="Zaakregister", licence="EUPL-1.2", conditions="Sluit aan.")


# --- a keeper ------------------------------------------------------------------------------


def test_a_keeper_changes_plain_facts_at_once(session, submitter, component):
    assert save(session, submitter, component, summary="Nieuw.") is component
    assert component.summary == "Nieuw."
    assert not waiting_edits.waiting(session, component)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", "Ander register"),
        ("kind", Kind.LIBRARY),
        ("repository_url", "https://elders.voorbeeld.nl/code"),
        ("licence", "MIT"),
        ("closed_reason", "Het is geheim."),
    ],
)
def test_what_others_rely_on_waits(session, submitter, component, name, value):
    before = getattr(component, name)
    proposal = save(session, submitter, component, **{name: value})
    assert isinstance(proposal, EditProposal)
    assert getattr(component, name) == before
    assert waiting_edits.waiting(session, component) == [proposal]
    (event,) = events(session, "registration.edit_proposed")
    assert event.payload["proposal_id"] == proposal.id


def test_of_one_edit_the_plain_facts_do_not_wait_for_the_others(session, submitter, component):
    proposal = save(session, submitter, component, licence="MIT", summary="Nieuw.")
    assert (component.summary, component.licence) == ("Nieuw.", "EUPL-1.2")
    assert proposal.facts == {"licence": "MIT"}


def test_an_edit_that_says_nothing_new_changes_nothing(session, submitter, component):
    version = component.version
    assert save(session, submitter, component) is component
    assert component.version == version


def test_the_form_of_a_keeper_starts_from_what_waits(session, submitter, component):
    save(session, submitter, component, licence="MIT")
    assert waiting_edits.as_proposed(session, submitter, component).licence == "MIT"
    assert waiting_edits.as_proposed(session, make_editor(session), component).licence == "EUPL-1.2"
    assert waiting_edits.as_proposed(session, make_user(session), component).licence == "EUPL-1.2"


def test_a_later_edit_joins_what_waits(session, submitter, component):
    first = save(session, submitter, component, licence="MIT")
    second = save(session, submitter, component, name="Ander register")
    assert second is first
    assert first.facts == {"name": "Ander register", "licence": "MIT"}
    assert [each.payload["is_again"] for each in events(session, "registration.edit_proposed")] == [
        False,
        True,
    ]


def test_the_same_edit_again_changes_nothing(session, submitter, component):
    save(session, submitter, component, licence="MIT")
    save(session, submitter, component)
    assert len(events(session, "registration.edit_proposed")) == 1


def test_back_to_what_is_published_withdraws_it(session, submitter, component):
    proposal = save(session, submitter, component, licence="MIT")
    assert save(session, submitter, component, licence="EUPL-1.2") is component
    assert proposal.state is ProposalState.WITHDRAWN
    assert not waiting_edits.waiting(session, component)


def test_a_colleague_adds_to_what_waits_and_the_first_is_told(session, component):
    one, other = (make_member(session, component.owner) for _ in range(2))
    with transaction(session):
        component.is_on_behalf = False
    first = save(session, one, component, licence="MIT")
    second = save(session, other, component, name="Ander register")
    assert first.state is ProposalState.OVERTAKEN
    assert second.proposed_by is other
    assert second.facts == {"name": "Ander register", "licence": "MIT"}
    assert told(session) == ["ingehaald"]


def test_a_form_that_did_not_show_what_waits_takes_nothing_back(session, component):
    one, other = (make_member(session, component.owner) for _ in range(2))
    proposal = save(session, one, component, licence="MIT")
    save(session, other, component, licence="EUPL-1.2", summary="Nieuw.")
    assert waiting_edits.waiting(session, component) == [proposal]
    save(session, other, component, licence="EUPL-1.2", seen_proposal=proposal.id)
    assert proposal.state is ProposalState.WITHDRAWN
    assert told(session) == ["ingetrokken"]


def test_an_edit_that_can_never_be_carried_out_does_not_wait(session, submitter, component):
    with pytest.raises(Incomplete):
        save(session, submitter, component, licence=None)
    session.rollback()
    assert not waiting_edits.waiting(session, component)
    assert component.licence == "EUPL-1.2"


def test_an_edit_of_something_older_is_a_conflict(session, submitter, component):
    version = component.version
    save(session, submitter, component, summary="Nieuw.")
    with pytest.raises(Conflict):
        save(session, submitter, component, seen_version=version, licence="MIT")


def test_the_owner_stays_who_it_is(session, editor, submitter, component):
    owner = component.owner
    make_component(session, owner_slug="gemeente-elders")
    for user in (submitter, editor):
        save(session, user, component, owner_slug="gemeente-elders")
        assert component.owner is owner


def test_a_draft_is_written_at_once(session, submitter):
    draft = make_component(session, publication=Publication.DRAFT, submitted_by=submitter)
    assert save(session, submitter, draft, name="Ander register") is draft
    assert draft.name == "Ander register"


def test_who_does_not_answer_for_it_cannot_edit(session, component):
    with pytest.raises(NotAllowed):
        save(session, make_user(session), component, summary="Nieuw.")


# --- the redactie --------------------------------------------------------------------------


def test_an_editor_changes_everything_at_once(session, editor, component):
    assert save(session, editor, component, licence="MIT") is component
    assert component.licence == "MIT"


def test_an_editor_overtakes_what_waits_on_the_same_fact(session, submitter, editor, component):
    proposal = save(session, submitter, component, licence="MIT")
    save(session, editor, component, licence="Apache-2.0")
    assert proposal.state is ProposalState.OVERTAKEN
    assert not waiting_edits.waiting(session, component)
    assert told(session) == ["ingehaald"]


def test_what_waits_on_other_facts_goes_on_waiting(session, submitter, editor, component):
    proposal = save(session, submitter, component, licence="MIT", name="Ander register")
    save(session, editor, component, licence="Apache-2.0")
    (left,) = waiting_edits.waiting(session, component)
    assert proposal.state is ProposalState.OVERTAKEN
    assert (left.facts, left.proposed_at) == ({"name": "Ander register"}, proposal.proposed_at)
    (event,) = events(session, "registration.edit_decided")
    assert event.payload["others_wait"]


def test_an_editor_who_changes_something_else_overtakes_nothing(
    session, submitter, editor, component
):
    proposal = save(session, submitter, component, licence="MIT")
    save(session, editor, component, summary="Nieuw.")
    assert waiting_edits.waiting(session, component) == [proposal]


# --- somebody else -------------------------------------------------------------------------


def test_of_somebody_else_everything_waits(session, component):
    stranger = make_user(session)
    proposal = propose(session, stranger, component, summary="Nieuw.", licence="MIT")
    assert (component.summary, component.licence) != ("Nieuw.", "MIT")
    assert proposal.facts == {"summary": "Nieuw.", "licence": "MIT"}
    assert proposal.reason == "Zo staat het op hun site."


def test_what_they_propose_next_takes_its_place(session, component):
    stranger = make_user(session)
    first = propose(session, stranger, component, summary="Nieuw.")
    assert propose(session, stranger, component, licence="MIT", reason="Anders.") is first
    assert first.facts == {"summary": "Nieuw.", "licence": "MIT"}
    assert first.reason == "Anders."


def test_a_proposal_says_why_and_changes_something(session, component):
    stranger = make_user(session)
    with pytest.raises(InvalidInput, match="waarom"):
        propose(session, stranger, component, summary="Nieuw.", reason="")
    with pytest.raises(InvalidInput, match="niets gewijzigd"):
        propose(session, stranger, component)
    with pytest.raises(Incomplete):
        propose(session, stranger, component, summary="")


def test_who_may_edit_need_not_propose(session, submitter, editor, component):
    for user in (submitter, editor):
        with pytest.raises(NotAllowed):
            propose(session, user, component, summary="Nieuw.")


def test_nothing_is_proposed_about_what_is_not_public(session):
    draft = make_component(session, publication=Publication.HIDDEN)
    with pytest.raises(Conflict):
        propose(session, make_user(session), draft, summary="Nieuw.")


# --- the decision --------------------------------------------------------------------------


def test_an_approved_edit_is_carried_out(session, submitter, editor, component):
    proposal = save(session, submitter, component, licence="MIT")
    decide(session, editor, proposal)
    assert component.licence == "MIT"
    assert (proposal.state, proposal.decided_by_id) == (ProposalState.APPROVED, editor.id)
    assert told(session) == ["goedgekeurd"]
    assert events(session, "catalogue.component_changed")


def test_a_refused_edit_changes_nothing_and_says_why(session, submitter, editor, component):
    proposal = save(session, submitter, component, licence="MIT")
    with pytest.raises(InvalidInput):
        decide(session, editor, proposal, is_approved=False)
    decide(session, editor, proposal, is_approved=False, answer="Dat klopt niet.")
    assert component.licence == "EUPL-1.2"
    assert (proposal.state, proposal.answer) == (ProposalState.REFUSED, "Dat klopt niet.")


def test_a_decision_is_in_the_log_without_what_anybody_typed(session, submitter, editor, component):
    proposal = save(session, submitter, component, licence="MIT")
    decide(session, editor, proposal, is_approved=False, answer="Dat klopt niet.")
    (entry,) = session.scalars(select(AuditEntry))
    assert (entry.actor, entry.action) == (str(editor.public_id), "wijziging-afgewezen")
    assert entry.subject == f"component:{component.public_id}"
    assert entry.details == {"velden": ["licence"]}


def test_only_the_redactie_decides_about_what_a_keeper_asks(session, submitter, component):
    proposal = save(session, submitter, component, licence="MIT")
    for user in (submitter, make_user(session)):
        with pytest.raises(NotAllowed):
            decide(session, user, proposal)


def test_a_keeper_decides_about_plain_facts_that_somebody_else_proposes(
    session, submitter, component
):
    proposal = propose(session, make_user(session), component, summary="Nieuw.")
    decide(session, submitter, proposal)
    assert component.summary == "Nieuw."


def test_a_keeper_does_not_decide_about_what_is_sensitive(session, submitter, component):
    proposal = propose(session, make_user(session), component, summary="Nieuw.", licence="MIT")
    with pytest.raises(NotAllowed):
        decide(session, submitter, proposal)


def test_two_decide_and_the_second_hears_that_it_is_done(session, submitter, editor, component):
    proposal = save(session, submitter, component, licence="MIT")
    decide(session, editor, proposal)
    with pytest.raises(Conflict):
        decide(session, make_editor(session), proposal, is_approved=False, answer="Nee.")
    assert proposal.state is ProposalState.APPROVED


def test_other_facts_that_changed_meanwhile_keep_what_they_are(
    session, submitter, editor, component
):
    proposal = save(session, submitter, component, licence="MIT")
    save(session, submitter, component, summary="Nieuw.")
    decide(session, editor, proposal)
    assert (component.licence, component.summary) == ("MIT", "Nieuw.")


def test_a_fact_that_changed_meanwhile_must_be_read_first(session, submitter, editor, component):
    proposal = propose(session, make_user(session), component, summary="Nieuw.")
    read = waiting_edits.fingerprint(proposal)
    save(session, submitter, component, summary="Van de eigenaar.")
    for seen in (read, None):
        with pytest.raises(Conflict):
            decide(session, editor, proposal, seen=seen)
    (change,) = waiting_edits.changes(proposal)
    assert change.was == "Helpt gemeenten om aanvragen af te handelen."
    assert (change.published, change.proposed) == ("Van de eigenaar.", "Nieuw.")
    decide(session, editor, proposal, seen=waiting_edits.fingerprint(proposal))
    assert component.summary == "Nieuw."


def test_an_edit_that_says_something_else_now_must_be_read_again(
    session, submitter, editor, component
):
    proposal = save(session, submitter, component, licence="MIT")
    read = waiting_edits.fingerprint(proposal)
    save(session, submitter, component, licence="Apache-2.0")
    with pytest.raises(Conflict):
        decide(session, editor, proposal, seen=read)
    assert component.licence == "EUPL-1.2"


def test_of_what_is_hidden_nothing_is_decided(session, submitter, editor, component):
    proposal = save(session, submitter, component, licence="MIT")
    with transaction(session):
        component.publication = Publication.HIDDEN
    with pytest.raises(Conflict):
        decide(session, editor, proposal)
    assert proposal.state is ProposalState.WAITING


# --- withdrawing ---------------------------------------------------------------------------


def test_who_proposed_it_takes_it_back(session, component):
    stranger = make_user(session)
    proposal = propose(session, stranger, component, summary="Nieuw.")
    with transaction(session):
        edits.withdraw(session, stranger, proposal)
    assert proposal.state is ProposalState.WITHDRAWN
    assert told(session) == []


def test_nobody_else_takes_it_back(session, submitter, editor, component):
    proposal = propose(session, make_user(session), component, summary="Nieuw.")
    for user in (submitter, editor, make_user(session)):
        with pytest.raises(NotAllowed), transaction(session):
            edits.withdraw(session, user, proposal)


def test_what_was_decided_is_not_taken_back(session, submitter, editor, component):
    proposal = save(session, submitter, component, licence="MIT")
    decide(session, editor, proposal)
    with pytest.raises(Conflict), transaction(session):
        edits.withdraw(session, submitter, proposal)


# --- in words ------------------------------------------------------------------------------


def test_changes_are_in_words(session, submitter, editor, component):
    proposal = save(session, submitter, component, kind=Kind.LIBRARY, licence="MIT")
    assert [
        (each.label, each.published, each.proposed) for each in waiting_edits.changes(proposal)
    ] == [
        ("Soort", "Software", "Bibliotheek"),
        ("Licentie", "EUPL-1.2", "MIT"),
    ]
    decide(session, editor, proposal)
    assert waiting_edits.changes(proposal)[0].published == "Software"


def test_lists_have_a_line_each_and_keys_their_names(session, component):
    make_component(session, category_keys=("inloggen",), standard_keys=("oauth",))
    proposal = propose(
        session,
        make_user(session),
        component,
        category_keys=("inloggen", "zaken"),
        standard_keys=("oauth",),
    )
    categories, standards = waiting_edits.changes(proposal)
    assert (categories.published, categories.proposed) == ("Zaken", "Inloggen\nZaken")
    assert (standards.published, standards.proposed) == ("", "Oauth")


# --- who took it ---------------------------------------------------------------------------


def test_nobody_has_it_any_more_once_it_is_decided(session, submitter, editor, component):
    proposal = save(session, submitter, component, licence="MIT")
    with transaction(session):
        cases.take(session, editor, component)
    decide(session, editor, proposal)
    assert queries.case_of(session, component) is None
