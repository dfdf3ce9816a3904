"""Two edits of the same component: what needs no choice is merged, and nothing is lost."""

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from govhub.catalogue.facts import Facts
from govhub.catalogue.serving import PrincipleDetail
from govhub.catalogue.vocabulary import Kind
from govhub.guidance.models import Phase
from govhub.registration.meeting import UNITS, is_same, meet

WAS = Facts(
    name="Zaken",
    summary="Zoals het was.",
    purposes=("a", "b", "c"),
    category_keys=("zaken", "data"),
    standard_keys=("haal", "stuf"),
    principle_keys=("open",),
    principle_details={"open": PrincipleDetail(motivation="Het is open.")},
)


def changed(**facts):
    return replace(WAS, **facts)


def test_what_different_people_change_needs_no_choice():
    met = meet(WAS, changed(summary="Mijn."), changed(name="Zaken 2", licence="MIT"))
    assert met.clashing == ()
    assert met.merged == changed(summary="Mijn.", name="Zaken 2", licence="MIT")
    assert met.taken == (("name",), ("licence",))


def test_the_same_changed_in_two_ways_needs_a_choice_and_keeps_mine_for_now():
    met = meet(WAS, changed(summary="Mijn."), changed(summary="Hun.", kind=Kind.SERVICE))
    assert met.clashing == (("summary",),)
    assert met.merged == changed(summary="Mijn.", kind=Kind.SERVICE)


def test_the_same_changed_in_one_way_needs_no_choice():
    both = changed(summary="Beter.")
    met = meet(WAS, both, both)
    assert (met.clashing, met.taken, met.merged) == ((), (), both)


def test_what_one_emptied_and_the_other_left_is_empty():
    assert meet(WAS, changed(purposes=()), WAS).merged.purposes == ()
    assert meet(WAS, WAS, changed(purposes=())).merged.purposes == ()


def test_the_order_in_which_boxes_were_ticked_is_no_change():
    met = meet(WAS, changed(standard_keys=("stuf", "haal")), changed(standard_keys=("haal",)))
    assert met.clashing == ()
    assert met.merged.standard_keys == ("haal",)


def test_another_main_category_is_a_change():
    met = meet(WAS, changed(category_keys=("data", "zaken")), changed(category_keys=("zaken",)))
    assert met.clashing == (("category_keys",),)


def test_a_principle_and_why_it_serves_it_are_one_choice():
    theirs = changed(principle_details={"open": PrincipleDetail(phases=(Phase.BUILDING,))})
    met = meet(WAS, changed(principle_keys=(), principle_details={}), theirs)
    assert met.clashing == (("principle_keys", "principle_details"),)


def test_when_nobody_knows_what_it_was_every_difference_is_a_choice():
    met = meet(None, changed(summary="Mijn."), changed(name="Hun"))
    assert met.clashing == (("name",), ("summary",))
    assert met.taken == ()


def test_every_fact_is_in_one_unit():
    names = [name for unit in UNITS for name in unit]
    assert sorted(names) == sorted(each.name for each in fields(Facts))


TEXTS = st.sampled_from(["", "een", "twee", "drie"])
FACTS = st.builds(
    Facts,
    name=TEXTS,
    summary=TEXTS,
    licence=st.none() | TEXTS,
    standard_keys=st.lists(TEXTS, unique=True).map(tuple),
    category_keys=st.lists(TEXTS, unique=True).map(tuple),
)


@given(was=FACTS, mine=FACTS, theirs=FACTS)
def test_nothing_that_somebody_changed_is_lost_without_a_choice(was, mine, theirs):
    met = meet(was, mine, theirs)
    for unit in set(UNITS) - set(met.clashing):
        if not is_same(was, mine, unit):
            assert is_same(met.merged, mine, unit)
        if not is_same(was, theirs, unit):
            assert is_same(met.merged, theirs, unit)


@given(was=FACTS, one=FACTS, other=FACTS)
def test_who_comes_last_makes_no_difference_to_what_needs_a_choice(was, one, other):
    assert meet(was, one, other).clashing == meet(was, other, one).clashing
