from datetime import timedelta

import pytest
import sqlalchemy as sa

from govhub.accounts import service
from govhub.accounts.models import User, UserRole, UserSession
from govhub.kernel import clock
from govhub.kernel.errors import InvalidInput
from govhub.platform import links
from govhub.platform.db import transaction
from govhub.platform.links import LinkRefused, OneTimeLink, Signer
from govhub.platform.outbox import RecordedEvent
from tests.integration.accounts.conftest import KEY, link_for, sign_in
from tests.making import make_editor


def test_who_asks_for_a_link_is_not_in_the_event_that_stays_for_ever(session):
    with transaction(session):
        service.request_sign_in(session, "jan@voorbeeld.nl", "/aanmelden")
    event = session.scalars(sa.select(RecordedEvent)).one()
    link = session.scalars(sa.select(OneTimeLink)).one()
    assert event.payload == {"subject": str(link.id)}
    assert link.subject == {"email": "jan@voorbeeld.nl", "back": "/aanmelden"}


def test_an_address_that_is_none_gets_no_link(session):
    with pytest.raises(InvalidInput), transaction(session):
        service.request_sign_in(session, "jan@voorbeeld.nl\nBcc: piet@voorbeeld.nl")
    assert session.scalars(sa.select(OneTimeLink)).all() == []


def test_who_signs_in_for_the_first_time_becomes_an_aanmelder(session, signer):
    signed_in = sign_in(session, signer, "jan@voorbeeld.nl", back="/aanmelden")
    assert signed_in.user.email == "jan@voorbeeld.nl"
    assert signed_in.user.role is UserRole.SUBMITTER
    assert signed_in.back == "/aanmelden"


def test_who_is_known_keeps_their_role_however_the_address_is_written(session, signer):
    editor = make_editor(session, email="ria@xn--caf-dma.nl")
    assert sign_in(session, signer, "Ria@Café.nl").user.id == editor.id
    assert session.scalars(sa.select(User)).one().role is UserRole.EDITOR


def test_a_role_is_given_to_who_is_known_and_to_who_is_not(session):
    with transaction(session):
        service.create_user(session, "Ria@voorbeeld.nl", UserRole.SUBMITTER)
    with transaction(session):
        service.create_user(session, "ria@Voorbeeld.nl", UserRole.ADMINISTRATOR)
    assert session.scalars(sa.select(User)).one().role is UserRole.ADMINISTRATOR


def test_looking_at_a_link_does_not_use_it(session, signer):
    token = link_for(session, signer, "jan@voorbeeld.nl", back="/volgen")
    for _ in range(2):
        found = service.invitation(session, signer, token)
        assert (found.email, found.back) == ("jan@voorbeeld.nl", "/volgen")


def test_a_link_works_once(session, signer):
    token = link_for(session, signer, "jan@voorbeeld.nl")
    with transaction(session):
        service.sign_in(session, signer, token)
    with pytest.raises(LinkRefused, match="al gebruikt"), transaction(session):
        service.sign_in(session, signer, token)
    with pytest.raises(LinkRefused, match="al gebruikt"):
        service.invitation(session, signer, token)


def test_a_link_works_for_half_an_hour(session, signer):
    start = clock.now()
    with clock.at(start):
        token = link_for(session, signer, "jan@voorbeeld.nl")
    with clock.at(start + timedelta(minutes=29, seconds=59)):
        assert service.invitation(session, signer, token)
    late = clock.at(start + timedelta(minutes=30))
    with late, pytest.raises(LinkRefused, match="verlopen"), transaction(session):
        service.sign_in(session, signer, token)
    assert session.scalars(sa.select(UserSession)).all() == []


@pytest.mark.parametrize("token", ["", "x", "é", "\x00", ".", "WyJpbmxvZ2dlbiJd.AAAA", "a" * 5000])
def test_a_token_that_somebody_made_up_is_refused(session, signer, token):
    with pytest.raises(LinkRefused, match="klopt niet"):
        service.invitation(session, signer, token)


def test_a_link_that_another_key_signed_is_refused(session, signer):
    token = link_for(session, Signer(["another-key-0123456789-0123456789"]), "jan@voorbeeld.nl")
    with pytest.raises(LinkRefused, match="klopt niet"):
        service.invitation(session, signer, token)


def test_a_link_that_the_key_before_this_one_signed_still_works(session, signer):
    token = link_for(session, signer, "jan@voorbeeld.nl")
    renewed = Signer([KEY, "a-newer-key-0123456789-0123456789"])
    assert service.invitation(session, renewed, token).email == "jan@voorbeeld.nl"


def test_a_link_for_something_else_signs_nobody_in(session, signer):
    with transaction(session):
        other = links.issue(session, purpose="volgen", subject={}, lifetime=timedelta(days=1))
    for purpose in ("volgen", service.SIGN_IN):
        with pytest.raises(LinkRefused):
            service.invitation(session, signer, signer.token(purpose, str(other.id)))


def test_links_are_forgotten_a_day_after_they_lapsed(session, signer):
    token = link_for(session, signer, "jan@voorbeeld.nl")
    lapses = clock.now() + service.TIME_TO_SIGN_IN
    for days, kept in ((0.9, 2), (1.1, 2)):
        with clock.at(lapses + timedelta(days=days)), transaction(session):
            service.request_sign_in(session, "piet@voorbeeld.nl")
        assert session.scalar(sa.select(sa.func.count(OneTimeLink.id))) == kept
    with pytest.raises(LinkRefused, match="bestaat niet meer"):
        service.invitation(session, signer, token)


def test_links_for_other_things_are_not_forgotten(session):
    with clock.at(clock.now() - timedelta(days=30)), transaction(session):
        other = links.issue(session, purpose="volgen", subject={}, lifetime=timedelta(days=7))
    with transaction(session):
        service.request_sign_in(session, "jan@voorbeeld.nl")
    assert session.get(OneTimeLink, other.id)
