"""Who may do what with a component: a table of roles and actions."""

from dataclasses import replace

import pytest

from govhub.accounts import memberships
from govhub.accounts.models import MembershipRole
from govhub.catalogue.facts import facts_of
from govhub.catalogue.ledger.models import EDITORS
from govhub.catalogue.models import ComponentRole
from govhub.catalogue.vocabulary import OrganisationRole, Publication
from govhub.platform.db import transaction
from govhub.registration import claims, permissions, service
from tests.making import make_component, make_editor, make_member, make_organisation, make_user

READER, EDITOR, MANAGER = MembershipRole
OWNER = "gemeente-zwolle"

TABLE = """
                          | sees klad | sees publiek | wijzigt klad | wijzigt publiek | draagt over
aanmelder, namens         | ja        | ja           | ja           | ja              | nee
aanmelder, niet namens    | ja        | ja           | ja           | nee             | nee
lezer van eigenaar        | ja        | ja           | nee          | nee             | nee
redacteur van eigenaar    | ja        | ja           | ja           | ja              | nee
beheerder van eigenaar    | ja        | ja           | ja           | ja              | ja
zonder tweede stap        | ja        | ja           | ja           | ja              | nee
redacteur mede-eigenaar   | ja        | ja           | ja           | ja              | nee
redacteur van opvolger    | ja        | ja           | ja           | ja              | nee
beheerder van leverancier | nee       | nee          | nee          | nee             | nee
beheerder van een ander   | nee       | nee          | nee          | nee             | nee
iedereen die inlogt       | nee       | nee          | nee          | nee             | nee
redactie                  | ja        | ja           | nee          | ja              | ja
redactie, zonder stap     | nee       | nee          | nee          | nee             | nee
"""
"""A person sees a public component like everybody; here: what only its own people see of it."""


def rows():
    head, *lines = TABLE.strip("\n").splitlines()
    actions = [each.strip() for each in head.split("|")[1:]]
    for line in lines:
        who, *answers = (each.strip() for each in line.split("|"))
        for action, answer in zip(actions, answers, strict=True):
            yield pytest.param(who, action, answer == "ja", id=f"{who}: {action}")


@pytest.fixture
def world(session):
    """An owner with a successor, a co-owner and a supplier."""
    successor = make_organisation(session, name="Gemeente Nieuw")
    return {
        "owner": make_organisation(session, name="Gemeente Zwolle", merged_into=successor),
        "successor": successor,
        "co": make_organisation(session, name="Gemeente Mede"),
        "supplier": make_organisation(session, name="Leverancier"),
        "other": make_organisation(session, name="Gemeente Ander"),
    }


WORKS_FOR = {
    "lezer van eigenaar": ("owner", READER),
    "redacteur van eigenaar": ("owner", EDITOR),
    "beheerder van eigenaar": ("owner", MANAGER),
    "zonder tweede stap": ("owner", MANAGER),
    "redacteur mede-eigenaar": ("co", EDITOR),
    "redacteur van opvolger": ("successor", EDITOR),
    "beheerder van leverancier": ("supplier", MANAGER),
    "beheerder van een ander": ("other", MANAGER),
}


def somebody(session, world, who):
    user = make_editor(session) if who.startswith("redactie") else make_user(session)
    if who in WORKS_FOR:
        where, role = WORKS_FOR[who]
        make_member(session, world[where], role, user)
    user.is_limited = who.endswith("stap")
    return user


def component_for(session, world, who, user, publication):
    is_submitter = who.startswith("aanmelder")
    component = make_component(
        session,
        publication=publication,
        owner_slug=OWNER,
        submitted_by=user if is_submitter else None,
    )
    with transaction(session):
        component.is_on_behalf = who == "aanmelder, namens"
        component.roles += [
            ComponentRole(organisation=world["co"], role=OrganisationRole.CO_OWNER),
            ComponentRole(organisation=world["supplier"], role=OrganisationRole.SUPPLIER),
        ]
    return component


@pytest.mark.parametrize(("who", "action", "may"), list(rows()))
def test_who_may_do_what(session, world, who, action, may):
    verb, _, state = action.partition(" ")
    user = somebody(session, world, who)
    publication = Publication.DRAFT if state == "klad" else Publication.PUBLISHED
    component = component_for(session, world, who, user, publication)
    match verb:
        case "sees":
            answer = permissions.may_follow_along(user, component)
        case "wijzigt":
            answer = permissions.may_change(user, component)
        case _:
            answer = claims.may_hand_over(user, component)
    assert answer is may


@pytest.mark.parametrize("role", MembershipRole)
def test_a_draft_on_behalf_is_nobody_elses_business(session, submitter, role):
    component = make_component(session, publication=Publication.DRAFT, submitted_by=submitter)
    user = make_member(session, component.owner, role)
    assert component.is_on_behalf
    assert not permissions.may_follow_along(user, component)
    assert not permissions.may_change(user, component)


@pytest.mark.parametrize("role", MembershipRole)
def test_a_submission_on_behalf_is_seen_by_the_owner_and_changed_by_who_wrote_it(
    session, submitter, role
):
    component = make_component(
        session, publication=Publication.CHANGES_ASKED, submitted_by=submitter
    )
    user = make_member(session, component.owner, role)
    assert permissions.may_follow_along(user, component)
    assert not permissions.may_change(user, component)
    assert permissions.may_change(submitter, component)


def test_who_left_the_owner_changes_nothing_any_more(session, editor):
    organisation = make_organisation(session, name="Gemeente Zwolle")
    user = make_member(session, organisation, EDITOR)
    component = make_component(session, owner_slug=OWNER, submitted_by=user)
    with transaction(session):
        component.is_on_behalf = False
    assert permissions.may_change(user, component)
    with transaction(session):
        memberships.remove(session, user, user.memberships[0])
    assert not permissions.may_change(user, component)


@pytest.mark.parametrize(("role", "is_on_behalf"), [(EDITOR, False), (READER, True), (None, True)])
def test_a_registration_is_on_behalf_unless_one_works_there(session, start, role, is_on_behalf):
    organisation = make_organisation(session, name="Gemeente Zwolle")
    user = make_member(session, organisation, role) if role else make_user(session)
    component = start(user=user, owner_slug=OWNER)
    assert component.is_on_behalf is is_on_behalf
    assert permissions.may_change(user, component)


def test_who_chooses_another_owner_registers_on_its_behalf(session, start):
    user = make_member(session, make_organisation(session, name="Gemeente Zwolle"), EDITOR)
    make_organisation(session, name="Gemeente Ander")
    component = start(user=user, owner_slug=OWNER)
    with transaction(session):
        facts = replace(facts_of(component), owner_slug="gemeente-ander")
        service.save(session, user, component, facts, seen_version=component.version)
    assert component.is_on_behalf


@pytest.mark.parametrize(
    ("who", "decided_by"),
    [
        ("redacteur van eigenaar", "Gemeente Zwolle"),
        ("redactie", EDITORS),
        ("aanmelder, namens", "Gemeente Zwolle"),
    ],
)
def test_the_ledger_names_an_organisation_and_never_a_person(session, world, who, decided_by):
    user = somebody(session, world, who)
    component = component_for(session, world, who, user, Publication.PUBLISHED)
    assert permissions.answers_for(user, component) == decided_by
