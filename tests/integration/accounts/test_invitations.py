"""Somebody is asked to join, by a link that works once, for two weeks."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from govhub.accounts import invitations, memberships, queries
from govhub.accounts.events import PersonInvited
from govhub.accounts.models import Invitation, MembershipRole
from govhub.kernel import clock
from govhub.kernel.errors import Conflict, InvalidInput, NotAllowed
from govhub.platform.db import transaction
from govhub.platform.links import LinkRefused
from govhub.platform.outbox import RecordedEvent
from tests.making import make_member, make_organisation

READER, EDITOR, MANAGER = MembershipRole


@pytest.fixture
def organisation(session):
    return make_organisation(session, name="Gemeente Zwolle")


@pytest.fixture
def manager(session, organisation):
    return make_member(session, organisation, MANAGER)


@pytest.fixture
def invite(session, organisation, manager, signer):
    """Invite an address; return the token of its mail."""

    def invite(email="nieuw@zwolle.nl", role=EDITOR, by=None):
        with transaction(session):
            made = invitations.invite(session, by or manager, organisation, email, role)
        return signer.token(invitations.ACCEPT, str(made.public_id))

    return invite


def accept(session, signer, token):
    with transaction(session):
        return invitations.accept(session, signer, token)


def test_who_accepts_takes_part_in_that_role(session, signer, organisation, invite):
    membership = accept(session, signer, invite("Nieuw@Zwolle.nl"))
    assert membership.user.email == "nieuw@zwolle.nl"
    assert memberships.role_in(membership.user, organisation) is EDITOR


def test_the_event_holds_no_address(session, invite):
    invite()
    made = session.scalars(select(Invitation)).one()
    query = select(RecordedEvent).where(RecordedEvent.name == PersonInvited.name)
    (event,) = session.scalars(query).all()
    assert event.payload == {"subject": str(made.public_id)}


def test_it_works_once(session, signer, invite):
    token = invite()
    accept(session, signer, token)
    with pytest.raises(LinkRefused, match="al aangenomen"):
        accept(session, signer, token)


def test_it_works_for_two_weeks(session, signer, invite):
    token = invite()
    with clock.at(clock.now() + timedelta(days=14)), pytest.raises(LinkRefused, match="verlopen"):
        accept(session, signer, token)


def test_a_withdrawn_one_works_no_longer(session, signer, manager, invite):
    token = invite()
    with transaction(session):
        invitations.withdraw(session, manager, session.scalars(select(Invitation)).one())
    with pytest.raises(LinkRefused, match="ingetrokken"):
        accept(session, signer, token)


def test_what_was_accepted_cannot_be_withdrawn(session, signer, manager, invite):
    accept(session, signer, invite())
    with pytest.raises(Conflict):
        invitations.withdraw(session, manager, session.scalars(select(Invitation)).one())


def test_a_second_one_replaces_the_first(session, signer, organisation, invite):
    first, second = invite(role=READER), invite(role=MANAGER)
    with pytest.raises(LinkRefused):
        accept(session, signer, first)
    membership = accept(session, signer, second)
    assert membership.role is MANAGER
    assert queries.open_invitations(session, organisation) == []


def test_an_invitation_raises_a_role_and_never_lowers_it(session, signer, organisation, invite):
    token = invite(role=EDITOR)
    user = accept(session, signer, token).user
    assert accept(session, signer, invite(role=MANAGER)).role is MANAGER
    with pytest.raises(InvalidInput, match="doet al mee"):
        invite(role=READER)
    assert memberships.role_in(user, organisation) is MANAGER


@pytest.mark.parametrize("role", [READER, EDITOR])
def test_only_a_manager_invites(session, organisation, invite, role):
    with pytest.raises(NotAllowed):
        invite(by=make_member(session, organisation, role))


def test_the_redactie_invites_the_first_manager(session, signer, organisation, editor, invite):
    user = accept(session, signer, invite(role=MANAGER, by=editor)).user
    assert memberships.may_manage(user, organisation)


def test_what_is_no_address_is_refused(invite):
    with pytest.raises(InvalidInput):
        invite("geen adres")


def test_addresses_of_lapsed_ones_are_forgotten(session, invite):
    invite("lang@geleden.nl")
    with clock.at(clock.now() + timedelta(days=29)):
        invite()
    assert session.scalar(select(func.count(Invitation.id))) == 1


def test_a_damaged_link_says_so(session, signer):
    with pytest.raises(LinkRefused):
        accept(session, signer, "geen-echte")
