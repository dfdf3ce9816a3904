"""Two people who each say something that fits, at the same moment, make no circle together."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from govhub.catalogue import changing, relations, service
from govhub.catalogue.changing import StatusWish
from govhub.catalogue.models import Component, Relation
from govhub.catalogue.status import Status
from govhub.catalogue.vocabulary import RelationType
from govhub.kernel.errors import InvalidInput
from govhub.platform.db import transaction
from tests.making import make_component

ROUNDS = 8


def together(engine, acts):
    """Do each in a session of its own, after all have read; return what came of it."""
    gate = Barrier(len(acts))

    def alone(act):
        with Session(engine, expire_on_commit=False) as session:
            gate.wait()
            try:
                with transaction(session):
                    return act(session)
            except InvalidInput as refusal:
                return refusal

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(alone, acts))


def saying(source, type_, target):
    ids = source.id, target.id

    def say(session):
        one, other = (session.get(Component, each) for each in ids)
        return relations.relate(session, one, other, type_)

    return say


@pytest.mark.parametrize("type_", sorted(relations.WITHOUT_CIRCLES))
@pytest.mark.parametrize("length", [2, 3, 4])
def test_of_those_who_close_a_circle_together_one_is_refused(session, engine, type_, length):
    for _ in range(ROUNDS):
        ring = [make_component(session) for _ in range(length)]
        acts = [saying(one, type_, other) for one, other in pairwise([*ring, ring[0]])]
        outcomes = together(engine, acts)
        assert sum(isinstance(outcome, InvalidInput) for outcome in outcomes) == 1


def test_what_goes_both_ways_is_written_once_when_both_say_it(session, engine):
    for number in range(1, ROUNDS + 1):
        one, other = make_component(session), make_component(session)
        alternative = RelationType.ALTERNATIVE
        together(engine, [saying(one, alternative, other), saying(other, alternative, one)])
        session.rollback()
        assert session.scalar(select(func.count()).select_from(Relation)) == number


def test_two_who_name_each_other_as_successor_do_not_wait_for_ever(session, engine):
    def ending(component, successor):
        component_id = component.id
        wish = StatusWish(new=Status.ENDED, reason="Het stopt.", successor_slug=successor.slug)

        def end(session):
            held = session.get(Component, component_id)
            service.hold(session, held)
            return changing.change_status(session, held, wish, decided_by="Gemeente Voorbeeld")

        return end

    for _ in range(ROUNDS):
        one, other = make_component(session), make_component(session)
        outcomes = together(engine, [ending(one, other), ending(other, one)])
        (refusal,) = [each for each in outcomes if isinstance(each, InvalidInput)]
        assert refusal.field == "successor"
