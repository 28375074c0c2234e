from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.month.rules import Stands, month_asked, month_of, months_until, stands, step_of


def test_in_its_first_week_a_month_still_looks_back_at_the_one_before():
    assert month_asked(date(2026, 3, 7)) == date(2026, 2, 1)
    assert month_asked(date(2026, 3, 8)) == date(2026, 3, 1)
    assert month_asked(date(2026, 1, 1)) == date(2025, 12, 1)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_months_shown_end_with_the_one_asked_for_and_none_is_left_out(day):
    months = months_until(month_of(day))
    assert len(months) == 12
    assert months[-1] == month_of(day)
    assert all((later - earlier).days in range(28, 32) for earlier, later in pairwise(months))
    assert all(month.day == 1 for month in months)


@pytest.mark.parametrize(
    ("before", "now", "how"),
    [
        ([], 50, Stands.FIRST),
        ([50, 50], 90, Stands.FIRST),
        ([50, 50, 50], 57, Stands.USUAL),
        ([50, 50, 50], 58, Stands.HIGHER),
        ([50, 50, 50], 42, Stands.LOWER),
        ([20, 80, 20, 80], 75, Stands.USUAL),
        ([90] * 12 + [40] * 6, 50, Stands.HIGHER),
    ],
)
def test_a_month_is_held_against_ones_own_last_months_and_how_much_they_vary(before, now, how):
    assert stands(before, now) is how


def test_an_answer_is_told_in_five_steps():
    assert [step_of(value, 100) for value in (0, 19, 20, 50, 80, 100)] == [0, 0, 1, 2, 4, 4]
