from datetime import timedelta

import pytest
from sqlalchemy import select

from govhub.catalogue.changing import StatusWish
from govhub.catalogue.ledger.models import LedgerLine
from govhub.catalogue.ledger.queries import status_history
from govhub.catalogue.queries import successors
from govhub.catalogue.status import Status, StepRefused
from govhub.catalogue.vocabulary import Publication
from govhub.kernel import clock
from govhub.kernel.errors import Conflict, InvalidInput, NotAllowed
from govhub.platform.db import transaction
from govhub.platform.outbox import RecordedEvent
from govhub.registration import queries
from govhub.registration.models import ProposalState, StatusProposal
from govhub.registration.proposals import decide_proposal, propose_or_change_status
from tests.making import make_component, make_editor, make_user


def wish(session, user, component, new, *, seen=None, **more):
    with transaction(session):
        return propose_or_change_status(
            session,
            user,
            component,
            StatusWish(new=new, **more),
            seen=seen or component.status,
        )


def decide(session, editor, proposal, *, is_approved=True, answer=None):
    with transaction(session):
        decide_proposal(session, editor, proposal, is_approved=is_approved, answer=answer)


def told(session):
    rows = session.scalars(
        select(RecordedEvent)
        .where(RecordedEvent.name == "registration.proposal_decided")
        .order_by(RecordedEvent.id)
    )
    return [row.payload["state"] for row in rows]


def test_a_step_forward_is_made_at_once_in_the_name_of_the_owner(session, submitter, public):
    component = public(status=Status.CONCEPT)
    change = wish(session, submitter, component, Status.DEVELOPMENT)
    assert isinstance(change, LedgerLine)
    assert change.decided_by == component.owner.name
    assert component.status is Status.DEVELOPMENT


def test_the_redactie_decides_in_its_own_name(session, editor, public):
    change = wish(session, editor, public(status=Status.CONCEPT), Status.DEVELOPMENT)
    assert change.decided_by == "redactie GovHub"


def test_available_waits_for_a_redacteur(session, submitter, public):
    component = public(status=Status.DEMO)
    proposal = wish(session, submitter, component, Status.AVAILABLE, evidence_url="https://x.nl")
    assert isinstance(proposal, StatusProposal)
    assert component.status is Status.DEMO
    assert queries.waiting_proposals(session) == [proposal]


def test_a_redacteur_makes_it_available_at_once(session, editor, public):
    component = public(status=Status.DEMO)
    wish(session, editor, component, Status.AVAILABLE)
    assert component.status is Status.AVAILABLE


def test_an_approved_wish_is_carried_out_with_its_reason(session, submitter, editor, public):
    component = public(status=Status.AVAILABLE)
    proposal = wish(session, submitter, component, Status.DEMO, reason="Een ernstige fout.")
    decide(session, editor, proposal)
    [latest, _first] = status_history(session, component)
    assert (latest.new, latest.reason) == (Status.DEMO, "Een ernstige fout.")
    assert latest.decided_by == "redactie GovHub"
    assert told(session) == ["goedgekeurd"]


def test_a_refused_wish_changes_nothing_and_has_an_answer(session, submitter, editor, public):
    component = public(status=Status.DEMO)
    proposal = wish(session, submitter, component, Status.AVAILABLE)
    decide(session, editor, proposal, is_approved=False, answer="De link werkt niet.")
    assert component.status is Status.DEMO
    assert (proposal.state, proposal.answer) == (ProposalState.REFUSED, "De link werkt niet.")
    assert told(session) == ["afgewezen"]


def test_a_refusal_needs_an_answer(session, submitter, editor, public):
    proposal = wish(session, submitter, public(status=Status.DEMO), Status.AVAILABLE)
    with pytest.raises(InvalidInput) as refused:
        decide(session, editor, proposal, is_approved=False)
    assert refused.value.field == "reason"


def test_only_the_redactie_decides_about_a_wish(session, submitter, public):
    proposal = wish(session, submitter, public(status=Status.DEMO), Status.AVAILABLE)
    with pytest.raises(NotAllowed):
        decide(session, submitter, proposal)


def test_two_redacteurs_cannot_both_decide(session, submitter, editor, public):
    proposal = wish(session, submitter, public(status=Status.DEMO), Status.AVAILABLE)
    decide(session, editor, proposal)
    with pytest.raises(Conflict):
        decide(session, make_editor(session), proposal, is_approved=False, answer="Nee.")


def test_a_status_that_changed_otherwise_overtakes_the_wish(session, submitter, editor, public):
    component = public(status=Status.DEMO)
    proposal = wish(session, submitter, component, Status.AVAILABLE)
    wish(session, editor, component, Status.ENDED, reason="Gestopt.")
    assert proposal.state is ProposalState.OVERTAKEN
    assert told(session) == ["ingehaald"]
    with pytest.raises(Conflict):
        decide(session, editor, proposal)


def test_a_new_wish_takes_the_place_of_the_old_one_without_mail(session, submitter, public):
    component = public(status=Status.AVAILABLE)
    old = wish(session, submitter, component, Status.DEMO, reason="Een fout.")
    new = wish(session, submitter, component, Status.DEVELOPMENT, reason="Een grote fout.")
    assert queries.waiting_proposals(session) == [new]
    assert old.state is ProposalState.OVERTAKEN
    assert told(session) == []


def test_the_same_wish_twice_is_one(session, submitter, public):
    component = public(status=Status.DEMO)
    first = wish(session, submitter, component, Status.AVAILABLE)
    assert wish(session, submitter, component, Status.AVAILABLE).id == first.id


def test_a_wish_that_cannot_be_carried_out_any_more_is_not(session, submitter, editor, public):
    component = public(status=Status.DEMO)
    proposal = wish(session, submitter, component, Status.AVAILABLE)
    with transaction(session):
        component.licence = None
    with pytest.raises(InvalidInput):
        decide(session, editor, proposal)
    session.expire_all()
    assert proposal.state is ProposalState.WAITING


def test_the_gate_says_what_is_missing(session, submitter, public):
    component = public(status=Status.DEMO, licence=None, documentation_url=None)
    with pytest.raises(InvalidInput, match=r"licentie.*documentatie") as refused:
        wish(session, submitter, component, Status.AVAILABLE)
    assert refused.value.field == "new"


def test_a_status_that_somebody_else_changed_is_a_conflict(session, submitter, editor, public):
    component = public(status=Status.CONCEPT)
    wish(session, editor, component, Status.DEMO)
    with pytest.raises(Conflict):
        wish(session, submitter, component, Status.DEVELOPMENT, seen=Status.CONCEPT)


def test_phasing_out_names_the_end_and_the_successor(session, submitter, public):
    component, successor = public(), make_component(session)
    end = clock.today() + timedelta(days=90)
    wish(
        session,
        submitter,
        component,
        Status.PHASING_OUT,
        reason="Er is iets beters.",
        end_date=end,
        successor_slug=successor.slug,
    )
    assert component.end_date == end
    assert successors(session, component) == [successor]


@pytest.mark.parametrize(
    ("new", "more", "field"),
    [
        (Status.ENDED, {}, "reason"),
        (Status.PHASING_OUT, {}, "reason"),
        (Status.PHASING_OUT, {"reason": "Oud."}, "end_date"),
        (Status.ENDED, {"reason": "Oud.", "successor_slug": "bestaat-niet"}, "successor"),
    ],
)
def test_what_a_step_lacks_is_named(session, submitter, public, new, more, field):
    with pytest.raises(InvalidInput) as refused:
        wish(session, submitter, public(), new, **more)
    assert refused.value.field == field


@pytest.mark.parametrize("new", [Status.DEMO, Status.AVAILABLE])
def test_what_goes_on_puts_itself_on_the_page_of_no_successor(session, submitter, public, new):
    component, other = public(status=Status.CONCEPT), make_component(session)
    with pytest.raises(InvalidInput) as refused:
        wish(session, submitter, component, new, successor_slug=other.slug)
    assert refused.value.field == "successor"


def test_an_end_date_that_has_passed_is_refused(session, submitter, public):
    with pytest.raises(InvalidInput) as refused:
        wish(
            session,
            submitter,
            public(),
            Status.PHASING_OUT,
            reason="Oud.",
            end_date=clock.today(),
        )
    assert refused.value.field == "end_date"


def test_the_status_it_has_already_is_refused(session, submitter, public):
    with pytest.raises(StepRefused):
        wish(session, submitter, public(status=Status.DEMO), Status.DEMO)


def test_a_draft_has_no_status_to_change(session, submitter, draft):
    with pytest.raises(Conflict):
        wish(session, submitter, draft, Status.ENDED, reason="Klaar.")


def test_a_stranger_does_not_change_a_status(session, public):
    with pytest.raises(NotAllowed):
        wish(session, make_user(session), public(status=Status.CONCEPT), Status.DEMO)


def test_hidden_components_keep_their_status(session, submitter):
    hidden = make_component(session, publication=Publication.HIDDEN, submitted_by=submitter)
    with pytest.raises(NotAllowed):
        wish(session, submitter, hidden, Status.ENDED, reason="Klaar.")
