"""Two browsers at the very same moment, each with a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import sqlalchemy as sa
from sqlalchemy.orm import Session

from govhub.accounts import service
from govhub.accounts.models import User, UserSession
from govhub.kernel import clock
from govhub.platform.db import transaction
from govhub.platform.links import LinkRefused, OneTimeLink
from tests.integration.accounts.conftest import link_for


def redeem_at_once(engine, signer, tokens):
    """Use every token at the same time; return who got in, None for who was refused."""
    together = Barrier(len(tokens))

    def redeem(token):
        with Session(engine, expire_on_commit=False) as session:
            together.wait(timeout=10)
            try:
                with transaction(session):
                    return service.sign_in(session, signer, token).user.email
            except LinkRefused:
                return None

    with ThreadPoolExecutor(len(tokens)) as browsers:
        return list(browsers.map(redeem, tokens))


def test_one_link_lets_one_browser_in(engine, session, signer):
    for number in range(5):
        email = f"jan{number}@voorbeeld.nl"
        token = link_for(session, signer, email)
        outcome = redeem_at_once(engine, signer, [token] * 4)
        assert sorted(outcome, key=str) == [None, None, None, email]
    assert session.scalar(sa.select(sa.func.count(UserSession.id))) == 5


def test_two_first_times_make_one_user(engine, session, signer):
    tokens = [link_for(session, signer, "jan@voorbeeld.nl") for _ in range(4)]
    assert redeem_at_once(engine, signer, tokens) == ["jan@voorbeeld.nl"] * 4
    assert session.scalar(sa.select(sa.func.count(User.id))) == 1
    assert session.scalar(sa.select(sa.func.count(UserSession.id))) == 4


def test_clearing_out_old_links_waits_for_nobody(engine, session, signer):
    """On SQLite the other only reads; on PostgreSQL it holds the row, as a late click does."""
    with clock.at(clock.now() - timedelta(days=3)):
        link_for(session, signer, "jan@voorbeeld.nl")
    with Session(engine) as other:
        other.scalars(sa.select(OneTimeLink).with_for_update()).one()
        with transaction(session):
            if engine.dialect.name == "postgresql":
                session.execute(sa.text("SET LOCAL lock_timeout = '200ms'"))
            service.request_sign_in(session, "piet@voorbeeld.nl")
    addresses = [link.subject["email"] for link in session.scalars(sa.select(OneTimeLink))]
    assert "piet@voorbeeld.nl" in addresses
