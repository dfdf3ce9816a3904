"""People of both sides at the very same moment, each with a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy.orm import Session

from govhub.accounts.models import Organisation, User
from govhub.catalogue.models import Component
from govhub.kernel.errors import Conflict, NotAllowed
from govhub.platform.db import transaction
from govhub.platform.links import LinkRefused
from govhub.reuse import by_link, queries, service
from govhub.reuse.facts import Use
from govhub.reuse.models import Phase, Reuse, Standing
from tests.making import make_member


@pytest.fixture
def at_once(engine):
    """Do all of these together, each in a transaction of its own; return what became of each."""

    def at_once(*deeds):
        together = Barrier(len(deeds))

        def do(deed):
            with Session(engine, expire_on_commit=False) as session:
                together.wait(timeout=10)
                try:
                    with transaction(session):
                        deed(session)
                except (Conflict, NotAllowed, LinkRefused) as refusal:
                    return type(refusal)
            return None

        with ThreadPoolExecutor(len(deeds)) as people:
            return list(people.map(do, deeds))

    return at_once


def saying(user, component, organisation):
    keys = (user.id, component.id, organisation.id)

    def say(session):
        service.claim(
            session,
            session.get_one(User, keys[0]),
            session.get_one(Component, keys[1]),
            session.get_one(Organisation, keys[2]),
            Use(phase=Phase.PRODUCTION),
        )

    return say


def confirming(user, reuse):
    keys = (user.id, reuse.id)

    def confirm(session):
        service.confirm(session, session.get_one(User, keys[0]), session.get_one(Reuse, keys[1]))

    return confirm


def test_both_sides_saying_it_at_once_makes_one_confirmed_record(
    session, user, keeper, component, organisation, at_once, told
):
    for _time in range(4):
        outcome = at_once(
            saying(user, component, organisation), saying(keeper, component, organisation)
        )
        assert outcome == [None, None]
        session.rollback()
        (reuse,) = queries.of_component(session, component)
        assert reuse.standing is Standing.CONFIRMED
        with transaction(session):
            session.delete(reuse)
    assert len(told("reuse.confirmed")) == 4


def test_two_confirming_at_once_confirm_once(session, user, keeper, claim, owner, at_once, told):
    colleague = make_member(session, owner)
    reuse = claim(user)
    outcome = at_once(confirming(keeper, reuse), confirming(colleague, reuse))
    assert outcome == [None, None]
    assert len(told("reuse.confirmed")) == 1


def test_confirming_and_disputing_at_once_end_as_one_of_both(
    session, user, keeper, claim, at_once, told
):
    for _time in range(4):
        reuse = claim(user)
        keys = (keeper.id, reuse.id)

        def dispute(other, keys=keys):
            service.dispute(
                other,
                other.get_one(User, keys[0]),
                other.get_one(Reuse, keys[1]),
                reason="Nee.",
            )

        assert at_once(confirming(keeper, reuse), dispute) == [None, None]
        session.expire_all()
        assert reuse.standing in {Standing.CONFIRMED, Standing.DISPUTED}
        assert (reuse.refused_at is None) == (reuse.refused_reason is None)
        with transaction(session):
            session.delete(reuse)


def test_one_link_answers_once(
    session, engine, signer, keeper, organisation, domain, claim, at_once, token, told
):
    domain(organisation)
    claim(keeper, email="jan@ander.nl")
    link = token()
    outcome = at_once(*[lambda other: by_link.confirm(other, signer, link)] * 4)
    assert outcome.count(None) == 1
    assert len(told("reuse.confirmed")) == 1
