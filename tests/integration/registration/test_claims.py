"""A component goes to another organisation: taken over by its owner, or handed over."""

import pytest
from sqlalchemy import select

from govhub.accounts import memberships
from govhub.accounts.models import MembershipRole
from govhub.catalogue.events import ComponentChanged
from govhub.catalogue.models import ComponentRole
from govhub.catalogue.vocabulary import OrganisationRole, Publication
from govhub.kernel.errors import Conflict, InvalidInput, NotAllowed
from govhub.platform import audit
from govhub.platform.audit import AuditFilter
from govhub.platform.db import transaction
from govhub.platform.outbox import RecordedEvent
from govhub.registration import claims, permissions
from govhub.registration.events import ClaimDecided, ClaimMade
from govhub.registration.models import Claim, ClaimKind, ProposalState
from tests.making import make_component, make_member, make_organisation, make_user

READER, EDITOR, MANAGER = MembershipRole


@pytest.fixture
def owner(session):
    return make_organisation(session, name="Gemeente Zwolle")


@pytest.fixture
def other(session):
    return make_organisation(session, name="Gemeente Ander")


@pytest.fixture
def component(session, submitter, owner):
    """Registered by the submitter, on behalf of its owner."""
    return make_component(session, owner_slug=owner.slug, submitted_by=submitter)


@pytest.fixture
def owned(session, component):
    """The same, once the owner took it over."""
    with transaction(session):
        component.is_on_behalf = False
        component.submitted_by = None
    return component


@pytest.fixture
def take_over(session):
    def take_over(user, component, organisation, reason="Wij maken dit zelf."):
        with transaction(session):
            return claims.take_over(session, user, component, organisation, reason=reason)

    return take_over


@pytest.fixture
def hand_over(session):
    def hand_over(user, component, organisation, reason=None):
        with transaction(session):
            return claims.hand_over(session, user, component, organisation, reason=reason)

    return hand_over


@pytest.fixture
def decide(session):
    def decide(user, claim, *, is_approved, answer=None):
        with transaction(session):
            claims.decide(session, user, claim, is_approved=is_approved, answer=answer)

    return decide


def told(session, event):
    query = select(RecordedEvent).where(RecordedEvent.name == event.name).order_by(RecordedEvent.id)
    return [each.payload for each in session.scalars(query)]


class TestTakingOver:
    def test_the_named_owner_has_it_at_once(self, session, submitter, component, owner, take_over):
        user = make_member(session, owner, EDITOR)
        claim = take_over(user, component, owner, reason=None)
        assert claim.state is ProposalState.APPROVED
        assert not component.is_on_behalf
        assert component.submitted_by is user
        assert not permissions.may_change(submitter, component)
        assert permissions.may_change(user, component)

    def test_everybody_who_must_hear_of_it_does(
        self, session, submitter, component, owner, take_over
    ):
        take_over(make_member(session, owner, EDITOR), component, owner)
        (event,) = told(session, ClaimDecided)
        assert event["old_keeper"] == str(submitter.public_id)
        assert event["old_owner"] is None
        assert told(session, ClaimMade) == []
        (changed,) = told(session, ComponentChanged)
        assert changed["subject"] == str(component.public_id)

    def test_it_is_in_the_log(self, session, component, owner, take_over):
        user = make_member(session, owner, EDITOR)
        take_over(user, component, owner)
        (entry,) = audit.entries(session, AuditFilter(action="overnemen-gedaan"), limit=9)
        assert entry.actor == str(user.public_id)
        assert entry.subject == f"component:{component.public_id}"
        assert entry.details == {"naar": "gemeente-zwolle", "van": "gemeente-zwolle"}

    @pytest.mark.parametrize("role", [READER, None])
    def test_a_lezer_or_a_stranger_cannot(self, session, component, owner, take_over, role):
        user = make_member(session, owner, role) if role else make_user(session)
        with pytest.raises(NotAllowed):
            take_over(user, component, owner)

    def test_what_it_owns_already_it_cannot_take(self, session, owned, owner, take_over):
        with pytest.raises(Conflict, match="al van"):
            take_over(make_member(session, owner, EDITOR), owned, owner)

    def test_another_organisation_must_say_why_and_wait(
        self, session, component, owner, other, take_over
    ):
        user = make_member(session, other, EDITOR)
        with pytest.raises(InvalidInput) as error:
            take_over(user, component, other, reason=None)
        assert error.value.field == "reason"
        claim = take_over(user, component, other)
        assert claim.state is ProposalState.WAITING
        assert component.owner is owner
        assert len(told(session, ClaimMade)) == 1

    def test_the_same_again_changes_nothing(self, session, component, other, take_over):
        user = make_member(session, other, EDITOR)
        first = take_over(user, component, other)
        assert take_over(user, component, other, reason="Echt waar.") is first
        assert len(told(session, ClaimMade)) == 1

    def test_the_successor_of_a_merged_owner_has_it_at_once(
        self, session, component, owner, other, take_over
    ):
        with transaction(session):
            owner.merged_into = other
        claim = take_over(make_member(session, other, EDITOR), component, other, reason=None)
        assert claim.state is ProposalState.APPROVED
        assert component.owner is other

    def test_an_organisation_that_is_no_more_takes_nothing(
        self, session, component, owner, other, take_over
    ):
        user = make_member(session, other, EDITOR)
        with transaction(session):
            other.merged_into = owner
        with pytest.raises(InvalidInput, match="bestaat niet meer"):
            take_over(user, component, other)

    def test_what_is_not_public_is_not_taken(self, session, submitter, owner, take_over):
        draft = make_component(
            session,
            publication=Publication.SUBMITTED,
            owner_slug=owner.slug,
            submitted_by=submitter,
        )
        with pytest.raises(Conflict):
            take_over(make_member(session, owner, EDITOR), draft, owner)


class TestDeciding:
    @pytest.fixture
    def claim(self, session, owned, other, take_over):
        return take_over(make_member(session, other, EDITOR), owned, other)

    def test_the_owner_agrees(self, session, owned, owner, other, claim, decide):
        decide(make_member(session, owner, MANAGER), claim, is_approved=True)
        assert owned.owner is other
        assert owned.submitted_by is claim.claimed_by
        assert told(session, ClaimDecided)[0]["old_owner"] == "gemeente-zwolle"

    def test_the_redactie_agrees(self, owned, editor, other, claim, decide):
        decide(editor, claim, is_approved=True)
        assert owned.owner is other

    @pytest.mark.parametrize("role", [READER, EDITOR])
    def test_a_manager_decides_and_nobody_below(self, session, owner, claim, decide, role):
        with pytest.raises(NotAllowed):
            decide(make_member(session, owner, role), claim, is_approved=True)

    def test_a_manager_without_second_factor_does_not(self, session, owner, claim, decide):
        user = make_member(session, owner, MANAGER)
        user.is_limited = True
        with pytest.raises(NotAllowed):
            decide(user, claim, is_approved=True)

    def test_who_asks_does_not_decide(self, session, owned, other, claim, decide):
        with pytest.raises(NotAllowed):
            decide(make_member(session, other, MANAGER), claim, is_approved=True)
        assert owned.owner is not other

    def test_a_refusal_has_a_reason(self, owned, editor, owner, claim, decide):
        with pytest.raises(InvalidInput):
            decide(editor, claim, is_approved=False)
        decide(editor, claim, is_approved=False, answer="Het is van Zwolle.")
        assert (claim.state, claim.answer) == (ProposalState.REFUSED, "Het is van Zwolle.")
        assert owned.owner is owner

    def test_it_is_decided_once(self, editor, claim, decide):
        decide(editor, claim, is_approved=True)
        with pytest.raises(Conflict):
            decide(editor, claim, is_approved=False, answer="Toch niet.")

    def test_what_others_asked_is_overtaken(self, session, owned, editor, claim, take_over, decide):
        third = make_organisation(session)
        late = take_over(make_member(session, third, EDITOR), owned, third)
        decide(editor, claim, is_approved=True)
        assert late.state is ProposalState.OVERTAKEN
        assert [each["state"] for each in told(session, ClaimDecided)] == [
            "goedgekeurd",
            "ingehaald",
        ]

    def test_who_asked_may_withdraw_it(self, session, claim):
        with transaction(session):
            claims.withdraw(session, claim.claimed_by, claim)
        assert session.scalars(select(Claim)).all() == []

    def test_nobody_else_may(self, session, editor, claim):
        with pytest.raises(NotAllowed):
            claims.withdraw(session, editor, claim)

    def test_who_does_not_work_there_any_more_gets_nothing(
        self, session, editor, owned, owner, claim, decide
    ):
        user = claim.claimed_by
        with transaction(session):
            memberships.remove(session, user, user.memberships[0])
        with pytest.raises(Conflict):
            decide(editor, claim, is_approved=True)
        assert owned.owner is owner


class TestHandingOver:
    def test_the_other_side_accepts(self, session, owned, owner, other, hand_over, decide):
        claim = hand_over(make_member(session, owner, MANAGER), owned, other)
        assert (claim.kind, claim.state) == (ClaimKind.TRANSFER, ProposalState.WAITING)
        assert owned.owner is owner
        accepting = make_member(session, other, MANAGER)
        decide(accepting, claim, is_approved=True)
        assert owned.owner is other
        assert owned.submitted_by is accepting

    def test_when_the_redactie_accepts_a_manager_there_answers_for_it(
        self, session, editor, owned, owner, other, hand_over, decide
    ):
        claim = hand_over(make_member(session, owner, MANAGER), owned, other)
        manager = make_member(session, other, MANAGER)
        decide(editor, claim, is_approved=True)
        assert owned.submitted_by is manager

    def test_the_giving_side_does_not_accept(self, session, owned, owner, other, hand_over, decide):
        manager = make_member(session, owner, MANAGER)
        claim = hand_over(manager, owned, other)
        with pytest.raises(NotAllowed):
            decide(manager, claim, is_approved=True)

    def test_who_manages_both_sides_need_not_wait(self, session, owned, owner, other, hand_over):
        user = make_member(session, owner, MANAGER)
        make_member(session, other, MANAGER, user)
        claim = hand_over(user, owned, other)
        assert claim.state is ProposalState.APPROVED
        assert owned.owner is other

    @pytest.mark.parametrize("role", [READER, EDITOR])
    def test_only_a_manager_hands_over(self, session, owned, owner, other, hand_over, role):
        with pytest.raises(NotAllowed):
            hand_over(make_member(session, owner, role), owned, other)

    def test_not_to_itself_and_not_to_what_ended(self, session, owned, owner, other, hand_over):
        manager = make_member(session, owner, MANAGER)
        with pytest.raises(InvalidInput):
            hand_over(manager, owned, owner)
        with transaction(session):
            other.merged_into = owner
        with pytest.raises(InvalidInput):
            hand_over(manager, owned, other)

    def test_who_lost_the_say_hands_over_nothing(
        self, session, editor, owned, owner, other, hand_over, decide
    ):
        manager = make_member(session, owner, MANAGER)
        claim = hand_over(manager, owned, other)
        with transaction(session):
            memberships.remove(session, editor, manager.memberships[0])
        with pytest.raises(Conflict, match="gaat niet meer"):
            decide(editor, claim, is_approved=True)

    def test_other_roles_stay_and_a_co_owner_that_gets_it_is_owner_alone(
        self, session, editor, owned, owner, other, hand_over, decide
    ):
        supplier = make_organisation(session, name="Leverancier")
        with transaction(session):
            owned.roles += [
                ComponentRole(organisation=other, role=OrganisationRole.CO_OWNER),
                ComponentRole(organisation=supplier, role=OrganisationRole.SUPPLIER),
            ]
        claim = hand_over(make_member(session, owner, MANAGER), owned, other)
        decide(editor, claim, is_approved=True)
        session.expire_all()
        assert sorted((each.role.value, each.organisation.slug) for each in owned.roles) == [
            ("eigenaar", "gemeente-ander"),
            ("leverancier", "leverancier"),
        ]
