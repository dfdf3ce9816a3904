"""Two browsers at the very same moment, each with a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import sqlalchemy as sa
from sqlalchemy.orm import Session

from govhub.accounts import service
from govhub.accounts.models import User, UserSession
from govhub.platform.db import transaction
from govhub.platform.links import LinkRefused
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


def test_many_who_ask_at_once_clear_out_old_links_without_hindering_each_other(
    engine, session, signer
):
    """Each deletes the same lapsed links; on PostgreSQL that could be a deadlock."""
    for number in range(30):
        link_for(session, signer, f"oud{number}@voorbeeld.nl")
    with transaction(session):
        session.execute(sa.text("UPDATE one_time_link SET expires_at = '2020-01-01 00:00:00'"))
    together = Barrier(4)

    def ask(number):
        with Session(engine) as own:
            together.wait(timeout=10)
            with transaction(own):
                service.request_sign_in(own, f"nieuw{number}@voorbeeld.nl")

    with ThreadPoolExecutor(4) as browsers:
        list(browsers.map(ask, range(4)))
    assert session.scalar(sa.text("SELECT count(*) FROM one_time_link")) == 4
