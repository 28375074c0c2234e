"""Two maps side by side: what both say, and one difference, the same for both."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearward.explore.beside import CAUSE, SIGN, Laid, agreed, one_gap

QUESTIONS = [f"sign:{name}" for name in "abcde"] + [f"cause:{name}" for name in "abc"]


def step(question):
    return st.integers(0, 4 if question.startswith(SIGN) else 2)


laid_down = st.lists(st.sampled_from(QUESTIONS), unique=True).flatmap(
    lambda names: st.tuples(*(st.builds(Laid, st.just(name), step(name), step(name)) for name in names))
)


def turned(laid):
    return [Laid(one.question, one.theirs, one.mine) for one in laid]


@pytest.mark.parametrize(
    ("mine", "theirs", "both_say"),
    [(4, 4, True), (3, 2, True), (4, 2, False), (1, 1, False), (2, 1, False), (2, 2, True)],
)
def test_both_say_a_sign_where_both_notice_it_clearly_and_nearly_alike(mine, theirs, both_say):
    assert bool(agreed([Laid("sign:a", mine, theirs)], SIGN)) is both_say


@pytest.mark.parametrize(("mine", "theirs", "both_say"), [(2, 1, True), (1, 1, True), (2, 0, False), (0, 0, False)])
def test_both_name_a_cause_where_something_speaks_for_it_on_both_sides(mine, theirs, both_say):
    assert bool(agreed([Laid("cause:a", mine, theirs)], CAUSE)) is both_say


def test_there_is_one_gap_at_most_and_it_is_the_widest():
    laid = [Laid("sign:a", 4, 2), Laid("sign:b", 0, 4), Laid("sign:c", 3, 2), Laid("cause:a", 0, 2)]
    assert one_gap(laid) == laid[1]
    assert one_gap(laid[2:]) is None
    assert one_gap([]) is None


def test_what_weighs_most_for_both_comes_first():
    laid = [Laid("sign:a", 2, 2), Laid("sign:b", 4, 4), Laid("sign:c", 3, 3), Laid("sign:d", 3, 4)]
    assert [one.about for one in agreed(laid, SIGN)] == ["b", "d", "c"]


@settings(max_examples=40)
@given(laid_down)
def test_both_people_are_given_the_same(laid):
    for kind in (SIGN, CAUSE):
        assert [one.question for one in agreed(laid, kind)] == [one.question for one in agreed(turned(laid), kind)]
    mine, theirs = one_gap(laid), one_gap(turned(laid))
    assert (mine and mine.question) == (theirs and theirs.question)
