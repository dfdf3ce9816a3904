from datetime import timedelta

import sqlalchemy as sa

from govhub.accounts import queries, service
from govhub.accounts.models import UserSession
from govhub.kernel import clock
from govhub.platform.db import transaction
from tests.integration.accounts.conftest import link_for, sign_in
from tests.making import make_user


def start(session, user, old_secret=None):
    with transaction(session):
        return service.start_session(session, user, old_secret)


def test_the_secret_finds_the_session_and_the_database_does_not_know_it(session):
    user = make_user(session)
    secret = start(session, user)
    assert len(secret) == 43  # 256 bits in base64
    assert queries.session_by_secret(session, secret).user == user
    assert session.scalars(sa.select(UserSession.secret_hash)).one() != secret


def test_every_session_has_another_secret(session):
    user = make_user(session)
    assert len({start(session, user) for _ in range(5)}) == 5


def test_signing_in_ends_the_session_that_this_browser_had_and_no_other(session, signer):
    here = sign_in(session, signer, "jan@voorbeeld.nl").secret
    elsewhere = sign_in(session, signer, "jan@voorbeeld.nl").secret
    token = link_for(session, signer, "piet@voorbeeld.nl")
    with transaction(session):
        new = service.sign_in(session, signer, token, here).secret
    assert queries.session_by_secret(session, here) is None
    assert queries.session_by_secret(session, elsewhere).user.email == "jan@voorbeeld.nl"
    assert queries.session_by_secret(session, new).user.email == "piet@voorbeeld.nl"


def test_a_session_lasts_a_working_day(session):
    secret = start(session, make_user(session))
    started = clock.now()
    with clock.at(started + timedelta(hours=11, minutes=59)):
        assert queries.session_by_secret(session, secret)
    with clock.at(started + timedelta(hours=12)):
        assert queries.session_by_secret(session, secret) is None


def test_signing_out_ends_one_session(session):
    user = make_user(session)
    here, elsewhere = start(session, user), start(session, user)
    with transaction(session):
        service.sign_out(session, here)
    assert queries.session_by_secret(session, here) is None
    assert queries.session_by_secret(session, elsewhere)


def test_signing_out_twice_or_with_nonsense_harms_nobody(session):
    secret = start(session, make_user(session))
    with transaction(session):
        service.sign_out(session, "onzin")
    assert queries.session_by_secret(session, secret)


def test_sessions_that_lapsed_are_cleared_at_the_next_sign_in(session):
    user = make_user(session)
    with clock.at(clock.now() - timedelta(hours=13)):
        start(session, user)
    start(session, user)
    assert session.scalar(sa.select(sa.func.count(UserSession.id))) == 1
