"""What is learned about a person's week."""

import numpy as np
import pytest

from nearward_detect.space import week
from nearward_detect.space.moments import prior

UNIT = np.full((2, 1), 1.2)
ONE = np.ones(1)


def after_weeks(effect, weeks, unit=UNIT):
    """Memory after so many weeks in which each weekday lay `effect` [7] off, without any chance."""
    m = week.start_week(1)
    for day in range(7 * weeks):
        weekday = np.array([day % 7])
        week.learn_week(m, weekday, np.full((2, 1), effect[day % 7]), ONE, unit)
    return np.array([week.week_effect(m, np.array([d]), unit)[0, 0] for d in range(7)])


def test_before_anything_is_known_the_week_is_the_usual_one():
    assert after_weeks(np.zeros(7), 0) == pytest.approx(np.array(prior().week) * 1.2)


def test_a_week_without_weekdays_is_learned_within_months():
    before, after = np.abs(after_weeks(np.zeros(7), 0)), np.abs(after_weeks(np.zeros(7), 30))
    assert (after < 0.3 * before).all()


def test_a_steeper_week_of_the_usual_shape_is_learned_soon():
    true = 3 * np.array(prior().week) * 1.2
    assert after_weeks(true, 12) == pytest.approx(true, rel=0.35)


def test_an_odd_weekday_is_learned_slowly_and_alone():
    odd = np.array(prior().week) * 1.2
    odd[2] += 1.0
    learned = after_weeks(odd, 50) - np.array(prior().week) * 1.2
    assert learned[2] > 0.35
    assert np.abs(np.delete(learned, 2)).max() < 0.35 * learned[2]


def test_a_day_that_is_missing_or_not_trusted_teaches_nothing():
    m = week.start_week(1)
    week.learn_week(m, np.array([3]), np.full((2, 1), np.nan), ONE, UNIT)
    week.learn_week(m, np.array([3]), np.full((2, 1), 2.0), 0 * ONE, UNIT)
    assert all((array == 0).all() for array in m.values())
