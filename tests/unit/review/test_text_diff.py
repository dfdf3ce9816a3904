import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govhub.web.text_diff import Piece, difference

TEXT = st.text(alphabet="ab .,\n", max_size=60)


def test_words_that_went_and_came_are_named():
    assert difference("Helpt gemeenten met zaken.", "Helpt provincies met zaken.") == (
        Piece("same", "Helpt "),
        Piece("gone", "gemeenten "),
        Piece("new", "provincies "),
        Piece("same", "met zaken."),
    )


def test_a_line_more_is_only_that():
    assert difference("inloggen\nbetalen", "inloggen\nbetalen\nmelden") == (
        Piece("same", "inloggen\nbetalen\n"),
        Piece("new", "melden"),
    )


def test_an_empty_line_is_a_difference_and_a_space_is_not():
    assert difference("Een  twee", "Een twee") == (Piece("same", "Een twee"),)
    assert [each.kind for each in difference("Een\ntwee drie", "Een\n\ntwee drie")] == [
        "gone",
        "new",
        "same",
    ]


def test_texts_that_have_nothing_to_do_with_each_other_stay_whole():
    old, new = "Helpt gemeenten met zaken.", "Voor wie iets anders wil, morgen of later."
    assert difference(old, new) == (Piece("gone", old), Piece("new", new))


@pytest.mark.parametrize(("old", "new"), [("", "Nieuw."), ("Oud.", ""), ("", "")])
def test_an_empty_text_is_no_trouble(old, new):
    assert [each.text for each in difference(old, new)] == [each for each in (old, new) if each]


def test_the_middle_of_what_stays_is_left_out():
    long = "woord " * 200
    pieces = difference(f"Oud {long}", f"Nieuw {long}")
    assert [each.kind for each in pieces] == ["gone", "new", "same", "skipped", "same"]
    assert sum(len(each.text) for each in pieces if each.kind == "same") < 250


@given(old=TEXT, new=TEXT)
def test_both_texts_can_be_read_from_it(old, new):
    pieces = difference(old, new)

    def read(without):
        return "".join(each.text for each in pieces if each.kind != without).split()

    assert "".join(read("gone")) == "".join(new.split())
    assert "".join(read("new")) == "".join(old.split())


def test_the_longest_texts_do_not_take_long():
    old = "".join(f"regel {n} zegt iets anders, maar niet veel.\n" for n in range(220))
    new = old.replace("anders", "gelijks")
    started = time.perf_counter()
    assert difference(old, new)
    assert time.perf_counter() - started < 2


def test_a_text_of_nothing_but_short_lines_does_not_take_long():
    old, new = "a\nb\n" * 2500, "b\na\n" * 2500
    started = time.perf_counter()
    assert difference(old, new) == (Piece("gone", old), Piece("new", new))
    assert time.perf_counter() - started < 1
