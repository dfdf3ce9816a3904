"""Leaving: nothing tells any more whose the account was, and nobody is missed."""

import json

import pytest
import sqlalchemy as sa

from govhub.accounts import oidc, own_data, recovery, service, totp
from govhub.accounts.models import (
    Invitation,
    Membership,
    MembershipRole,
    Passkey,
    RecoveryCode,
    User,
    UserRole,
    UserSession,
)
from govhub.accounts.oidc import Claims
from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import Publication
from govhub.following.models import Subscriber, Webhook
from govhub.kernel import clock
from govhub.kernel.errors import NotAllowed
from govhub.platform.db import Base, transaction
from govhub.platform.links import OneTimeLink
from govhub.registration.models import EditProposal
from govhub.web.accounts.own_data import export, leave
from tests.making import (
    make_component,
    make_follower,
    make_member,
    make_organisation,
    make_user,
)

EMAIL = "ria@voorbeeld.nl"
IN_LINK_AND_MAIL = {"one_time_link"}
"""Where the address still is until the last mail was sent."""


def everything_of(session, user):
    """Let somebody do all that leaves a trace."""
    organisation = make_organisation(session)
    colleague = make_user(session)
    make_component(session, submitted_by=user, contact_email=EMAIL, name="Open Zaak")
    make_component(session, submitted_by=user, name="Klad", publication=Publication.DRAFT)
    make_follower(session, email=EMAIL)
    with transaction(session):
        service.start_session(session, user, browser="Firefox op Windows")
        totp.begin(session, user)
        recovery.renew(session, user)
        oidc.sign_in(
            session,
            Claims(
                issuer="https://login.voorbeeld.nl",
                subject="1",
                email=EMAIL,
                has_second_factor=True,
            ),
        )
        service.request_sign_in(session, EMAIL)
        session.add_all(
            [
                Passkey(
                    user_id=user.id,
                    name="telefoon",
                    credential_id=b"1",
                    public_key=b"2",
                    created_at=clock.now(),
                ),
                Membership(
                    user_id=user.id,
                    organisation_id=organisation.id,
                    role=MembershipRole.EDITOR,
                    created_at=clock.now(),
                ),
                Invitation(
                    organisation_id=organisation.id,
                    email=EMAIL,
                    role=MembershipRole.READER,
                    invited_by_id=colleague.id,
                    created_at=clock.now(),
                    expires_at=clock.now(),
                ),
                Webhook(
                    user_id=user.id,
                    name="register",
                    url="https://hook.voorbeeld.nl",
                    secret="whsec_x",
                    created_at=clock.now(),
                ),
            ]
        )


@pytest.fixture
def user(session):
    user = make_user(session, email=EMAIL)
    everything_of(session, user)
    return user


def where_the_address_is(session):
    found = set()
    for table in Base.metadata.sorted_tables:
        for row in session.execute(sa.select(table)).mappings():
            if EMAIL in json.dumps(dict(row), default=str):
                found.add(table.name)
    return found


def test_the_address_is_nowhere_once_the_last_mail_was_sent(app, session, user, mail, work):
    work()
    assert where_the_address_is(session) >= {"user", "subscriber", "component", "invitation"}
    mail.sent.clear()
    with transaction(session):
        leave(session, user)
    assert where_the_address_is(session) <= IN_LINK_AND_MAIL
    work()
    assert [sent.to for sent in mail.sent] == [EMAIL]
    assert mail.sent[0].subject == "Uw account bij GovHub is verwijderd"
    assert where_the_address_is(session) == set()


def test_nothing_that_signs_in_is_left(session, user):
    with transaction(session):
        leave(session, user)
    for gone in (Passkey, RecoveryCode, UserSession, Webhook, Subscriber, Membership, Invitation):
        assert session.scalars(sa.select(gone)).all() == [], gone
    assert user.deleted_at
    assert (user.totp_secret, user.role) == (None, UserRole.SUBMITTER)
    assert [link.purpose for link in session.scalars(sa.select(OneTimeLink))] == ["afscheid"]


def test_what_was_submitted_stays_and_a_draft_goes(session, user):
    with transaction(session):
        leave(session, user)
    session.expire_all()
    component = session.scalars(sa.select(Component)).one()
    assert (component.name, component.publication) == ("Open Zaak", Publication.PUBLISHED)
    assert (component.submitted_by_id, component.contact_email) == (None, None)


def test_the_address_goes_from_files_and_edits_too(session, user, mail, work):
    component = session.scalars(sa.select(Component).where(Component.name == "Open Zaak")).one()
    other = make_component(session, name="Van een ander", contact_email="team@voorbeeld.nl")
    file = {
        "maintenance": {"contacts": [{"name": "Ria", "email": EMAIL.upper()}, {"email": "b@c.nl"}]},
        "x-eigen": {"wie": EMAIL, "kleur": "rood"},
    }
    proposer = make_user(session)
    edits = [
        EditProposal(
            component_id=other.id,
            facts=facts,
            old_facts={"contact_email": "team@voorbeeld.nl"},
            is_of_keeper=False,
            seen_version=1,
            proposed_by_id=proposer.id,
            proposed_at=clock.now(),
        )
        for facts in ({"contact_email": EMAIL}, {"contact_email": EMAIL, "summary": "Beter."})
    ]
    with transaction(session):
        component.publiccode = file
        session.add_all(edits)
    with transaction(session):
        leave(session, user)
    session.expire_all()
    assert component.publiccode == {
        "maintenance": {"contacts": [{"email": "b@c.nl"}]},
        "x-eigen": {"kleur": "rood"},
    }
    assert [each.facts for each in edits] == [{}, {"summary": "Beter."}]
    assert [each.state.value for each in edits] == ["ingetrokken", "wacht"]
    assert other.contact_email == "team@voorbeeld.nl"
    assert where_the_address_is(session) <= IN_LINK_AND_MAIL


def test_the_address_goes_from_the_text_of_a_file_that_others_brought_in(session, user, work):
    other = make_component(session, name="Van een ander", publication=Publication.SUBMITTED)
    with transaction(session):
        other.publiccode_text = f"name: Van een ander\nmaintenance:\n  email: {EMAIL.title()}\n"
    with transaction(session):
        leave(session, user)
    session.expire_all()
    assert other.publiccode_text is None


def test_who_answers_for_the_component_hears_that_its_address_went(session, mail, work):
    owner = make_organisation(session, name="Gemeente Zwolle")
    leaver = make_member(session, owner, MembershipRole.EDITOR)
    colleague = make_member(session, owner, MembershipRole.EDITOR)
    component = make_component(
        session, name="Zaakwijzer", owner_slug=owner.slug, contact_email=leaver.email
    )
    work()
    mail.sent.clear()
    address = leaver.email
    with transaction(session):
        leave(session, leaver)
    work()
    told = {each.to: each for each in mail.sent}
    assert set(told) == {address, colleague.email}
    assert told[colleague.email].subject == "Zaakwijzer heeft geen contactadres"
    assert address not in told[colleague.email].text
    session.refresh(component)
    assert component.contact_email is None


def test_without_anybody_the_redactie_hears_it(session, editor, mail, work):
    leaver = make_user(session)
    make_component(session, name="Zaakwijzer", contact_email=leaver.email)
    work()
    mail.sent.clear()
    with transaction(session):
        leave(session, leaver)
    work()
    assert editor.email in {each.to for each in mail.sent}


def test_who_comes_back_is_somebody_new(session, user):
    with transaction(session):
        leave(session, user)
        again = service.create_user(session, EMAIL, UserRole.SUBMITTER)
    assert again.id != user.id


def test_the_last_administrator_cannot_leave(session):
    last = make_user(session, role=UserRole.ADMINISTRATOR)
    with pytest.raises(NotAllowed, match="de enige beheerder van dit portaal"):
        own_data.require_can_leave(session, last)
    make_user(session, role=UserRole.ADMINISTRATOR)
    own_data.require_can_leave(session, last)


def test_the_last_manager_of_an_organisation_cannot_leave(session):
    manager, other = make_user(session), make_user(session)
    organisation = make_organisation(session, name="Gemeente Voorbeeld")

    def join(user, role):
        with transaction(session):
            user.memberships.append(
                Membership(organisation=organisation, role=role, created_at=clock.now())
            )

    join(manager, MembershipRole.MANAGER)
    join(other, MembershipRole.EDITOR)
    with pytest.raises(NotAllowed, match="de enige beheerder van Gemeente Voorbeeld"):
        own_data.require_can_leave(session, manager)
    own_data.require_can_leave(session, other)
    with transaction(session):
        other.memberships[0].role = MembershipRole.MANAGER
    own_data.require_can_leave(session, manager)


def test_a_refusal_leaves_everything_as_it_was(session, user):
    with transaction(session):
        user.role = UserRole.ADMINISTRATOR
    with pytest.raises(NotAllowed), transaction(session):
        leave(session, user)
    session.refresh(user)
    assert (user.email, user.deleted_at) == (EMAIL, None)
    assert session.scalars(sa.select(Subscriber)).one().email == EMAIL


def test_the_file_with_ones_own_data_holds_every_part(session, user):
    with transaction(session):
        found = json.loads(json.dumps(export(session, user)))
    assert found["account"]["e-mailadres"] == EMAIL
    assert [each["browser"] for each in found["sessies"]] == [None, "Firefox op Windows"]
    assert [each["naam"] for each in found["passkeys"]] == ["telefoon"]
    assert len(found["organisaties"]) == len(found["uitnodigingen"]) == 1
    assert {each["naam"] for each in found["aanmeldingen"]} == {"Open Zaak", "Klad"}
    assert found["volgt"][0]["wat"] == "alle wijzigingen"
    assert found["webhooks"][0]["naam"] == "register"
    assert found["inloggen_via_organisatie"][0]["als"] == "1"
    assert found["contactadres_bij"] == [{"component": "Open Zaak", "getoond": True}]
    assert "whsec_x" not in json.dumps(found)


def test_a_stranger_is_not_in_the_file(session, user):
    other = make_user(session, email="piet@voorbeeld.nl")
    assert EMAIL not in json.dumps(export(session, other))
    assert session.scalar(sa.select(sa.func.count(User.id))) == 3
