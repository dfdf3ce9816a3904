"""The redactie decides about what differs: with the real registry, and two at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy.orm import Session

from govhub.catalogue import service
from govhub.catalogue.actions import differences, importing, registry
from govhub.catalogue.actions.differences import Subject
from govhub.catalogue.facts import facts_of
from govhub.catalogue.models import Component, RegistryAction
from govhub.platform.db import transaction
from tests.making import make_component, make_principle
from tests.places import ROOT

REAL = ROOT.parent / "shared" / "data" / "nerds" / "action-registry" / "actions.yaml"
NAME = "Algoritme Management Toolkit"


def bring_in(session, rows):
    with transaction(session):
        importing.bring_in(session, rows)


def addresses(session):
    """What differs of the address of the component, as the page shows it: theirs and ours."""
    return [
        (each.registry, each.catalogue)
        for each in differences.differences(session)
        if each.subject is Subject.ADDRESS and each.component.name == NAME
    ]


def decide(session, carry_out):
    with transaction(session):
        (found,) = [
            each
            for each in differences.differences(session)
            if each.subject is Subject.ADDRESS and each.component.name == NAME
        ]
        carry_out(differences.of_action(session, found.action, Subject.ADDRESS))


@pytest.fixture
def rows():
    if not REAL.is_file():
        pytest.skip("the registry is not beside this checkout (shared/data/nerds)")
    return registry.read(REAL.read_bytes())


@pytest.fixture
def theirs(rows):
    """What the registry says of the address."""
    (found,) = {each["source"] for each in rows if each["name"] == NAME}
    return found


@pytest.fixture
def component(session, theirs):
    return make_component(session, name=NAME, website_url=theirs)


@pytest.fixture
def edited(session, rows, component):
    """A component that a person gave another address after the registry was brought in."""
    bring_in(session, rows)
    assert addresses(session) == []
    with transaction(session):
        facts = replace(facts_of(component), website_url="https://ons.voorbeeld.nl/")
        service.edit(session, component, facts, seen_version=component.version)
    bring_in(session, rows)
    return component


def test_what_a_person_changed_stays_and_is_shown_beside_the_registry(session, edited, theirs):
    assert edited.website_url == "https://ons.voorbeeld.nl/"
    assert addresses(session) == [(theirs, "https://ons.voorbeeld.nl/")]


def test_what_is_taken_over_stays_so_at_the_next_import(session, edited, rows, theirs):
    decide(session, lambda found: differences.take(session, found))
    bring_in(session, rows)
    assert edited.website_url == theirs
    assert addresses(session) == []


def test_what_is_kept_is_asked_again_when_the_registry_changes_it(session, edited, rows):
    decide(session, lambda found: differences.leave(session, found.action, found.subject))
    bring_in(session, rows)
    assert addresses(session) == []
    bring_in(session, [each | {"description": "Iets anders."} for each in rows])
    assert addresses(session) == []
    moved = "https://nieuw.voorbeeld.nl/"
    bring_in(session, [each | ({"source": moved} if each["name"] == NAME else {}) for each in rows])
    assert addresses(session) == [(moved, "https://ons.voorbeeld.nl/")]


@pytest.mark.parametrize("other", ["leave", "take"])
def test_of_two_editors_who_decide_at_once_one_finds_nothing_left(session, engine, other):
    make_principle(session, key="data")
    component = make_component(session, name="Wegwijzer", website_url="https://ons.voorbeeld.nl/")
    row = {"id": "w", "name": "Wegwijzer", "source": "https://hun.voorbeeld.nl/"}
    bring_in(session, [row])
    (action,) = session.query(RegistryAction).all()
    key, mine, together = action.id, component.id, Barrier(2)

    def decide_as(how):
        with Session(engine) as own:
            known = own.get_one(RegistryAction, key)
            own.get_one(Component, mine)  # what the page showed
            own.commit()
            together.wait(timeout=10)
            with transaction(own):
                found = differences.of_action(own, known, Subject.ADDRESS)
                if found is None:
                    return None
                if how == "take":
                    differences.take(own, found)
                else:
                    differences.leave(own, known, Subject.ADDRESS)
                return how

    session.commit()
    with ThreadPoolExecutor(2) as editors:
        outcome = list(editors.map(decide_as, ["take", other]))
    assert outcome.count(None) == 1
    session.expire_all()
    (done,) = [each for each in outcome if each]
    assert (component.website_url == "https://hun.voorbeeld.nl/") is (done == "take")
    assert differences.differences(session) == []
