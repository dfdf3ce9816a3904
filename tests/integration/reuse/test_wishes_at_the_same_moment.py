"""Colleagues who say at the very same moment that their organisation looks for something."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy.orm import Session

from govhub.accounts.models import Organisation, User
from govhub.catalogue.models import Component
from govhub.catalogue.status import Status
from govhub.platform.db import transaction
from govhub.reuse import wishes
from govhub.reuse.models import Wish
from govhub.reuse.wishes import Subject
from tests.making import make_component, make_member


@pytest.mark.parametrize("is_component", [False, True])
def test_two_colleagues_at_once_make_one_wish(session, engine, organisation, user, is_component):
    colleague = make_member(session, organisation)
    wanted, key = make_component(session, status=Status.CONCEPT).id, organisation.id
    together = Barrier(2)

    def say(who):
        with Session(engine) as own:
            together.wait(timeout=10)
            with transaction(own):
                component = own.get_one(Component, wanted) if is_component else None
                wishes.wish(
                    own,
                    own.get_one(User, who),
                    own.get_one(Organisation, key),
                    Subject(component=component, text=None if is_component else "Wensput"),
                )

    people = [user.id, colleague.id]
    with ThreadPoolExecutor(2) as pool:
        for _time in range(4):
            list(pool.map(say, people))
            session.rollback()
            (wish,) = session.query(Wish).all()
            with transaction(session):
                session.delete(wish)
