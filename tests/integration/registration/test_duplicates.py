import pytest

from govhub.accounts.models import MembershipRole
from govhub.catalogue import merging
from govhub.catalogue.vocabulary import Publication
from govhub.platform.db import transaction
from govhub.registration.duplicates import Likeness, possible_duplicates
from tests.making import make_component, make_editor, make_member, make_user


def names(session, component, viewer):
    return [d.component.name for d in possible_duplicates(session, component, viewer)]


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/voorbeeld/zaken",
        "http://www.github.com/Voorbeeld/Zaken.git",
        "https://github.com/voorbeeld/zaken/",
    ],
)
def test_the_same_repository_is_found_however_it_is_written(session, submitter, address):
    twin = make_component(session, repository_url=address)
    mine = make_component(
        session,
        publication=Publication.DRAFT,
        submitted_by=submitter,
        repository_url="https://github.com/voorbeeld/zaken",
    )
    [found] = possible_duplicates(session, mine, submitter)
    assert (found.component.id, found.likeness) == (twin.id, Likeness.REPOSITORY)


@pytest.mark.parametrize(
    ("name", "likeness"),
    [
        ("Open-Formulieren", Likeness.NAME),
        ("openformulieren", Likeness.NAME),
        ("Open Formulier", Likeness.NEAR_NAME),
    ],
)
def test_the_same_name_is_found_however_it_is_written(session, submitter, name, likeness):
    make_component(session, name="Open Formulieren")
    [found] = possible_duplicates(session, make_component(session, name=name), submitter)
    assert found.likeness is likeness


def test_another_name_of_a_component_counts_too(session, submitter):
    make_component(session, name="Iets anders", aliases=["Zaaksysteem X"])
    twin = make_component(session, name="Zaaksysteem X")
    assert names(session, twin, submitter) == ["Iets anders"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BRP", "BRK"),
        ("Open Zaak", "Open Klant"),
        ("Objecten", "Signalen"),
        ("Gegevenswet 1", "Gegevenswet 2"),
    ],
)
def test_names_that_differ_are_no_duplicates(session, submitter, one, other):
    make_component(session, name=one)
    assert names(session, make_component(session, name=other), submitter) == []


def test_a_bare_host_is_no_repository(session, submitter):
    make_component(session, name="Objecten", repository_url="https://github.com")
    other = make_component(session, name="Signalen", repository_url="https://github.com/")
    assert names(session, other, submitter) == []


def test_drafts_of_others_stay_unseen(session, submitter):
    make_component(session, name="Geheim", publication=Publication.DRAFT)
    make_component(session, name="Geheim", publication=Publication.SUBMITTED)
    mine = make_component(
        session, name="Geheim", publication=Publication.DRAFT, submitted_by=submitter
    )
    assert names(session, mine, submitter) == []
    assert names(session, mine, make_user(session)) == []


def test_my_own_draft_is_seen(session, submitter):
    for _ in range(2):
        mine = make_component(
            session, name="Zaken", publication=Publication.DRAFT, submitted_by=submitter
        )
    assert names(session, mine, submitter) == ["Zaken"]


def test_the_redactie_sees_what_was_submitted_but_no_drafts(session):
    make_component(session, name="Zaken", publication=Publication.DRAFT)
    make_component(session, name="Zaken", publication=Publication.REFUSED)
    mine = make_component(session, name="Zaken", publication=Publication.SUBMITTED)
    assert names(session, mine, make_editor(session)) == ["Zaken"]


def test_a_text_that_the_engine_calls_alike_is_found(session, submitter):
    twin = make_component(session, name="Heel anders genoemd")
    mine = make_component(session, name="Zaken", publication=Publication.DRAFT)
    asked = []

    def alike(text):
        asked.append(text)
        return [str(twin.public_id)]

    [found] = possible_duplicates(session, mine, submitter, alike)
    assert (found.component.id, found.likeness) == (twin.id, Likeness.TEXT)
    assert asked == [mine.summary]


def test_the_surest_reason_comes_first_and_each_component_once(session, submitter):
    address = "https://github.com/voorbeeld/zaken"
    same = make_component(session, name="Broncode", repository_url=address)
    name = make_component(session, name="Zaken")
    mine = make_component(
        session, name="Zaken", repository_url=address, publication=Publication.DRAFT
    )
    found = possible_duplicates(
        session, mine, submitter, lambda _text: [str(same.public_id), str(name.public_id)]
    )
    assert [(each.component.name, each.likeness) for each in found] == [
        ("Broncode", Likeness.REPOSITORY),
        ("Zaken", Likeness.NAME),
    ]


def test_what_a_colleague_just_submitted_is_seen_by_who_works_there(session, submitter):
    theirs = make_component(session, name="Zaken", publication=Publication.SUBMITTED)
    with transaction(session):
        theirs.is_on_behalf = False
    colleague = make_member(session, theirs.owner, MembershipRole.READER)
    mine = make_component(
        session, name="Zaken", publication=Publication.DRAFT, submitted_by=colleague
    )
    assert names(session, mine, colleague) == ["Zaken"]
    assert names(session, mine, submitter) == []


def test_a_double_that_was_merged_is_no_lookalike_for_who_registered_it(session, submitter):
    into = make_component(session, name="Heel iets anders")
    double = make_component(session, name="Zaakregister", submitted_by=submitter)
    editor = make_editor(session)
    with transaction(session):
        merging.merge(session, double, into, reason="Hetzelfde.", decided_by=editor, movers=())
    mine = make_component(
        session, name="Zaakregister", publication=Publication.DRAFT, submitted_by=submitter
    )
    assert names(session, mine, submitter) == ["Heel iets anders"]
