"""How components stand to each other: nothing goes round, and nothing is said twice."""

from itertools import pairwise

import pytest

from govhub.catalogue import relations
from govhub.catalogue.vocabulary import Publication, RelationType
from govhub.kernel.errors import InvalidInput
from govhub.platform.db import transaction
from tests.making import make_component

REPLACES, PART_OF = RelationType.REPLACES, RelationType.PART_OF


@pytest.fixture
def relate(session):
    """Say it, read "source … target": ``relate(source, "vervangt", target)``."""

    def say(source, type_, target, reason=None):
        with transaction(session):
            return relations.relate(session, source, target, RelationType(type_), reason=reason)

    return say


@pytest.fixture
def said(session):
    """Everything that is said of a component, in words."""

    def words(component):
        session.rollback()
        return [
            f"{each.source.name} {each.type.value} {each.target.name}"
            for each in relations.relations_of(session, component)
        ]

    return words


@pytest.fixture
def components(session):
    """Make components called A, B, C, …."""

    def make(number):
        return [make_component(session, name=name) for name in "ABCDEFGH"[:number]]

    return make


def test_a_relation_has_a_reason(components, relate):
    one, other = components(2)
    assert relate(one, "vereist", other, "Zonder kan niemand inloggen.").reason


@pytest.mark.parametrize("type_", RelationType)
def test_nothing_stands_to_itself(components, relate, type_):
    (one,) = components(1)
    with pytest.raises(InvalidInput, match="dit is het component zelf") as refused:
        relate(one, type_, one)
    assert refused.value.field == "other"


def test_what_was_replaced_does_not_replace_in_turn(components, relate, said):
    one, other = components(2)
    relate(one, "vervangt", other)
    with pytest.raises(InvalidInput, match="Dat kan niet: A vervangt B al"):
        relate(other, "vervangt", one)
    assert said(one) == ["A vervangt B"]


@pytest.mark.parametrize("type_", [REPLACES, PART_OF])
def test_a_circle_of_any_length_is_refused_and_says_what_is_in_the_way(components, relate, type_):
    chain = components(6)
    for one, other in pairwise(chain):
        relate(one, type_, other)
    with pytest.raises(InvalidInput, match=r"A .* F.*via B, C, D, E"):
        relate(chain[-1], type_, chain[0])


def test_two_ways_to_the_same_place_are_not_a_circle(components, relate, said):
    one, left, right, end = components(4)
    for source, target in ((one, left), (one, right), (left, end), (right, end)):
        relate(source, "onderdeel", target)
    assert len(said(end)) == 2


def test_kinds_do_not_make_a_circle_together(components, relate, said):
    one, other = components(2)
    relate(one, "vervangt", other)
    relate(other, "onderdeel", one)
    assert len(said(one)) == 2


def test_things_may_need_each_other(components, relate, said):
    one, other = components(2)
    relate(one, "vereist", other)
    relate(other, "vereist", one)
    assert len(said(one)) == 2


@pytest.mark.parametrize("type_", sorted(relations.BOTH_WAYS))
def test_what_goes_both_ways_is_said_once(components, relate, said, type_):
    one, other = components(2)
    relate(one, type_, other)
    relate(other, type_, one)
    assert said(one) == said(other) == [f"A {type_.value} B"]


def test_saying_it_again_gives_another_reason_and_never_takes_it_away(components, relate, said):
    one, other = components(2)
    relate(one, "vereist", other, "Eerst.")
    assert relate(one, "vereist", other, "Beter gezegd.").reason == "Beter gezegd."
    assert relate(one, "vereist", other).reason == "Beter gezegd."
    assert said(one) == ["A vereist B"]


def test_both_pages_change(session, components, relate, told):
    one, other = components(2)
    relation = relate(one, "vereist", other)
    assert len(told("catalogue.component_changed")) == 2
    relate(one, "vereist", other)
    assert len(told("catalogue.component_changed")) == 2
    with transaction(session):
        relations.unrelate(session, relation)
    assert len(told("catalogue.component_changed")) == 4


def test_a_draft_is_no_news(session, components, relate, told):
    draft = make_component(session, publication=Publication.DRAFT)
    relate(draft, "alternatief", components(1)[0])
    assert len(told("catalogue.component_changed")) == 1


def test_what_is_said_no_longer_makes_room(session, components, relate, said):
    one, other = components(2)
    relation = relate(one, "vervangt", other)
    with transaction(session):
        relations.unrelate(session, relation)
    relate(other, "vervangt", one)
    assert said(one) == ["B vervangt A"]


# --- merging -------------------------------------------------------------------------------


def move(session, double, into):
    with transaction(session):
        return relations.move(session, double, into)


def test_all_that_stood_to_a_double_stands_to_what_it_became(session, components, relate, said):
    double, into, other, third = components(4)
    relate(double, "vereist", other, "Voor het inloggen.")
    relate(third, "onderdeel", double)
    assert move(session, double, into) == []
    assert said(double) == []
    assert said(into) == ["B vereist C", "D onderdeel B"]


def test_a_double_brings_nothing_that_is_said_already(session, components, relate, said):
    double, into, other = components(3)
    relate(double, "alternatief", other, "Van de dubbele.")
    kept = relate(other, "alternatief", into, "Van de ander.")
    relate(double, "variant", into)
    assert move(session, double, into) == []
    assert said(into) == ["C alternatief B"]
    assert kept.reason == "Van de ander."


def test_what_would_go_round_by_merging_is_told(session, components, relate, said):
    double, between, into = components(3)
    relate(double, "onderdeel", between)
    relate(between, "onderdeel", into)
    (sentence,) = move(session, double, into)
    assert "B is al onderdeel van C" in sentence
    assert said(into) == ["B onderdeel C"]


def test_a_double_stands_to_nothing_any_more(session, components, relate):
    double, into, other = components(3)
    with transaction(session):
        double.merged_into_id = into.id
    with pytest.raises(InvalidInput, match="A is samengevoegd"):
        relate(other, "alternatief", double)
