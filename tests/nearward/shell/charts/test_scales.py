import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nearward.shell.charts.scales import ticks_between

MONDAY = date(2026, 1, 5)


@given(st.integers(0, 2000), st.integers(2, 12))
def test_ticks_begin_with_the_first_day_end_with_the_last_and_are_not_too_many(span, most):
    last = MONDAY + timedelta(days=span)
    ticks = ticks_between(MONDAY, last, most)
    assert ticks[0] == MONDAY
    assert ticks[-1] == last
    assert len(ticks) <= most + 1
    assert ticks == sorted(set(ticks))


@given(st.integers(8, 2000), st.integers(3, 12))
def test_no_two_ticks_are_so_near_that_their_words_touch(span, most):
    ticks = ticks_between(MONDAY, MONDAY + timedelta(days=span), most)
    gaps = [(later - earlier).days for earlier, later in itertools.pairwise(ticks)]
    assert min(gaps) >= span / most / 2


def test_twelve_weeks_on_a_phone_are_told_in_four_weeks():
    ticks = ticks_between(MONDAY, MONDAY + timedelta(days=83), 4)
    assert [(tick - MONDAY).days for tick in ticks] == [0, 28, 56, 83]
