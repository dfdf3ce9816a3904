"""Two who save the same component at the same moment, each in a session of their own."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue.facts import facts_of
from govhub.catalogue.models import Component
from govhub.platform.db import transaction
from govhub.registration import saving_together
from govhub.registration.saving_together import Clash
from tests.making import make_component, make_editor

ROUNDS = 6


def together(engine, component, changes):
    """Let as many people open the form, and then save their change at once."""
    gate = Barrier(len(changes))
    key = component.id

    def alone(user_id, change):
        with Session(engine, expire_on_commit=False) as session:
            user, mine = session.get(User, user_id), session.get(Component, key)
            begun = saving_together.begin(session, user, mine)
            gate.wait()
            try:
                with transaction(session):
                    return saving_together.save(
                        session,
                        session.get(User, user_id),
                        mine,
                        replace(begun.facts, **change),
                        begun=begun,
                        seen_version=begun.version,
                    )
            except Clash as clash:
                return clash

    with ThreadPoolExecutor(len(changes)) as pool:
        return list(pool.map(alone, *zip(*changes, strict=True)))


def test_who_change_different_things_at_once_lose_nothing(session, engine):
    editors = [make_editor(session).id for _ in range(3)]
    for _ in range(ROUNDS):
        component = make_component(session)
        changes = [{"summary": "Van een."}, {"conditions": "Van twee."}, {"licence": "MIT"}]
        together(engine, component, list(zip(editors, changes, strict=True)))
        session.rollback()
        session.expire_all()
        now = facts_of(component)
        assert (now.summary, now.conditions, now.licence) == ("Van een.", "Van twee.", "MIT")


def test_of_who_change_the_same_at_once_one_is_asked_to_choose(session, engine):
    editors = [make_editor(session).id for _ in range(3)]
    for _ in range(ROUNDS):
        component = make_component(session)
        changes = [{"summary": f"Van {number}."} for number in range(3)]
        outcomes = together(engine, component, list(zip(editors, changes, strict=True)))
        clashes = [each for each in outcomes if isinstance(each, Clash)]
        assert len(clashes) == 2
        session.rollback()
        session.expire_all()
        assert {each.meeting.theirs.summary for each in clashes} == {component.summary}
