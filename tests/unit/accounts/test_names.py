"""People find an organisation by what they call it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govhub.accounts.names import Name, matching, named

UTRECHT = Name(slug="gemeente-utrecht", name="Gemeente Utrecht", short_name="Utrecht")
PROVINCE = Name(slug="provincie-utrecht", name="Provincie Utrecht")
FRIESLAND = Name(slug="gemeente-sudwest-fryslan", name="Gemeente Súdwest-Fryslân")
BZK = Name(
    slug="ministerie-van-bzk",
    name="Ministerie van Binnenlandse Zaken en Koninkrijksrelaties",
    short_name="Ministerie van BZK",
)
CUIJK = Name(slug="gemeente-cuijk", name="Gemeente Cuijk", has_ended=True)
LAND = Name(slug="gemeente-land-van-cuijk", name="Gemeente Land van Cuijk")
ALL = (UTRECHT, PROVINCE, FRIESLAND, BZK, CUIJK, LAND)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("utrecht", UTRECHT),
        ("provincie utr", PROVINCE),
        ("utrecht provincie", PROVINCE),
        ("sudwest fryslan", FRIESLAND),
        ("SÚDWEST-FRYSLÂN", FRIESLAND),
        ("Sudwest Frieslan", FRIESLAND),
        ("bzk", BZK),
        ("binnenlandse zaken", BZK),
        ("koninkrijksrelatise", BZK),
        ("gemeente uthrecht", UTRECHT),
    ],
)
def test_what_people_type_finds_the_organisation(text, first):
    assert matching(ALL, text)[0] is first


def test_what_exists_comes_before_what_ended():
    assert matching(ALL, "cuijk") == [LAND, CUIJK]


def test_what_has_components_comes_before_what_has_none():
    busy = Name(slug="zz", name="Zeedienst Utrecht", number=3)
    assert matching((UTRECHT, busy), "utrecht") == [busy, UTRECHT]


@pytest.mark.parametrize("text", ["utrxxxcht", "waterschap", "bxk"])
def test_another_word_finds_nothing(text):
    assert matching(ALL, text) == []


def test_a_misspelling_does_not_come_beside_what_was_written_right():
    right = Name(slug="a", name="Gemeente Buren")
    near = Name(slug="b", name="Gemeente Duren")
    assert matching((right, near), "buren") == [right]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("gemeente-utrecht", UTRECHT),
        ("Gemeente Utrecht", UTRECHT),
        ("  gemeente   utrecht ", UTRECHT),
        ("Ministerie van BZK", BZK),
        ("gemeente", None),
        ("", None),
    ],
)
def test_a_name_that_is_written_out_is_that_organisation(text, found):
    assert named(ALL, text) is found


def test_of_two_with_the_same_name_the_one_that_exists_is_meant():
    old = Name(slug="commissie", name="Commissie", has_ended=True)
    new = Name(slug="commissie-2", name="Commissie")
    assert named((old, new), "Commissie") is new
    assert named((old, new), "commissie-2") is new
    assert named((new, Name(slug="commissie-3", name="Commissie")), "commissie") is None


@given(st.text(max_size=80))
def test_no_text_goes_wrong_and_nothing_comes_twice(text):
    found = matching(ALL, text)
    assert len(found) == len({each.slug for each in found})


@given(st.sampled_from(ALL))
def test_everybody_is_found_by_the_own_name(each):
    assert each in matching(ALL, each.name)
    assert named(ALL, each.name) is each
