"""The relations of the seed: what cannot be is said in a sentence, and a person's word wins."""

import pytest
from sqlalchemy import func, select

from govhub.catalogue import queries, relations
from govhub.catalogue.interchange.seed import SeedRefused
from govhub.catalogue.models import Component, OldSlug
from govhub.catalogue.vocabulary import RelationType
from govhub.kernel import clock
from govhub.platform.db import transaction

ONE, OTHER, THIRD = "open-formulieren", "haven", "betaalservice"


@pytest.fixture
def say(folder):
    """Let the file hold these relations alone: ``say("haven vervangt betaalservice")``."""

    def write(*lines):
        rows = [line.split() for line in lines]
        text = "".join(f"- {{from: {a}, type: {kind}, to: {b}}}\n" for a, kind, b in rows)
        (folder / "relations.yaml").write_text(text or "[]")

    return write


@pytest.fixture
def said(session):
    """What is stored, in the words of the file."""

    def lines():
        session.expire_all()
        return sorted(
            f"{each.source.slug} {each.type.value} {each.target.slug}"
            for component in session.scalars(select(Component))
            for each in relations.relations_of(session, component)
            if each.from_id == component.id
        )

    return lines


def relate(session, source, type_, target):
    one, other = (queries.component_by_slug(session, slug) for slug in (source, target))
    with transaction(session):
        return relations.relate(session, one, other, RelationType(type_))


@pytest.mark.parametrize("type_", ["vervangt", "onderdeel"])
def test_a_circle_in_the_file_is_told_before_anything_changes(session, load, say, type_):
    say(f"{ONE} {type_} {OTHER}", f"{OTHER} {type_} {THIRD}", f"{THIRD} {type_} {ONE}")
    with pytest.raises(SeedRefused) as refused:
        load()
    assert "relations.yaml" in refused.value.message
    assert f"{ONE} → {OTHER} → {THIRD} → {ONE}" in refused.value.message
    assert session.scalar(select(func.count()).select_from(Component)) == 0


def test_something_that_stands_to_itself_is_told(load, say):
    say(f"{ONE} variant {ONE}")
    with pytest.raises(SeedRefused, match="open-formulieren naar zichzelf"):
        load()


def test_what_goes_against_a_person_is_left_out_and_told_once(session, load, say, said):
    say()
    load()
    relate(session, OTHER, "vervangt", ONE)
    say(f"{ONE} vervangt {OTHER}", f"{ONE} vereist {THIRD}")
    report = load()
    assert said() == [f"{OTHER} vervangt {ONE}", f"{ONE} vereist {THIRD}"]
    (sentence,) = report.left_out
    assert f"{ONE} vervangt {OTHER} is overgeslagen" in sentence
    assert sentence in str(report)
    assert load().left_out == []


def test_what_a_person_said_the_other_way_is_not_said_twice(session, load, say, said):
    say()
    load()
    relate(session, OTHER, "alternatief", ONE)
    say(f"{ONE} alternatief {OTHER}")
    assert load().left_out == []
    assert said() == [f"{OTHER} alternatief {ONE}"]


def test_a_relation_that_turns_around_in_the_file_turns_around(load, say, said):
    say(f"{ONE} vervangt {OTHER}")
    load()
    say(f"{OTHER} vervangt {ONE}")
    assert load().left_out == []
    assert said() == [f"{OTHER} vervangt {ONE}"]


def test_what_got_another_address_keeps_its_relations(session, load, say, said):
    say(f"{ONE} vervangt {OTHER}")
    load()
    with transaction(session):
        moved = queries.component_by_slug(session, OTHER)
        moved.slug = "haven-plus"
        session.add(OldSlug(slug=OTHER, component=moved, created_at=clock.now()))
    say(f"{ONE} vervangt {OTHER}", f"{ONE} vereist {OTHER}")
    load()
    assert f"{ONE} vervangt haven-plus" in said()
    assert f"{ONE} vereist haven-plus" in said()
