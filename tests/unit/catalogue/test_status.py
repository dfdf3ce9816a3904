"""The rules of DESIGN §4, for every pair of statuses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govhub.catalogue.status import Status, Step, StepRefused, next_steps, step

ORDER = list(Status)
LIFE_BEFORE_USE = [Status.CONCEPT, Status.PLANNED, Status.DEVELOPMENT, Status.DEMO]
pairs = st.tuples(st.sampled_from(Status), st.sampled_from(Status)).filter(lambda p: p[0] != p[1])


def is_back(pair):
    return ORDER.index(pair[1]) < ORDER.index(pair[0])


@given(st.sampled_from(Status))
def test_the_same_status_twice_is_refused(status):
    with pytest.raises(StepRefused):
        step(status, status)


@given(pairs)
def test_every_other_step_exists(pair):
    assert isinstance(step(*pair), Step)


@given(pairs.filter(is_back))
def test_going_back_needs_a_reason(pair):
    assert step(*pair).needs_reason


@given(
    st.tuples(st.sampled_from(LIFE_BEFORE_USE), st.sampled_from(LIFE_BEFORE_USE)).filter(
        lambda p: p[0] != p[1] and not is_back(p)
    )
)
def test_going_forward_before_use_asks_nothing(pair):
    assert step(*pair) == Step()


@given(pairs)
def test_only_becoming_available_passes_the_gate(pair):
    assert step(*pair).passes_gate == (pair[1] is Status.AVAILABLE)


@given(pairs)
def test_a_redacteur_decides_about_becoming_available_and_about_leaving_it_backwards(pair):
    old, new = pair
    leaves_backwards = old is Status.AVAILABLE and is_back(pair)
    assert step(old, new).needs_editor == (new is Status.AVAILABLE or leaves_backwards)


@given(pairs)
def test_only_phasing_out_needs_an_end_date_and_both_ends_need_a_reason(pair):
    asked = step(*pair)
    assert asked.needs_end_date == (pair[1] is Status.PHASING_OUT)
    if pair[1] in (Status.PHASING_OUT, Status.ENDED):
        assert asked.needs_reason


@given(st.sampled_from(Status))
def test_the_next_steps_are_all_other_statuses_in_the_order_of_life(status):
    assert list(next_steps(status)) == [other for other in ORDER if other is not status]


@pytest.mark.parametrize("status", Status)
def test_every_status_says_in_words_whether_it_may_be_used(status):
    assert str(status.label)
    assert str(status.meaning).endswith(".")
    assert status.is_usable == (str(status.answer) == "Ja")
