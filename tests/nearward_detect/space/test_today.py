"""One day of what is known of a pair."""

import numpy as np
import pytest

from nearward_detect.detectors import load
from nearward_detect.space import today

MONDAY = np.zeros(1, dtype=np.int64)


@pytest.fixture
def memory():
    return load().start(1, 2, 2)


def taken(memory, *people):
    """Take a day of answers [people, items]; returns what it has told."""
    told = today.take(memory, np.array([people], dtype=np.float64), MONDAY)
    memory["day"] += 1
    return told


NOTHING = (np.nan, np.nan)


def test_a_day_value_is_the_mean_of_what_was_answered(memory):
    told = taken(memory, (6, 8), (np.nan, 4))
    np.testing.assert_allclose(told.value, [[7, 4]])
    assert told.heard.tolist() == [True]


def test_a_day_without_an_answer_is_not_heard_and_teaches_nothing(memory):
    taken(memory, (6, 8), (5, 4))
    before = {name: array.copy() for name, array in memory.items()}
    told = taken(memory, NOTHING, NOTHING)
    assert np.isnan(told.value).all()
    assert told.heard.tolist() == [False]
    for name in ("n", "sum", "seen", "item_n", "item_offset", "week", "week_n"):
        np.testing.assert_array_equal(memory[name], before[name])


def test_who_answers_often_and_variedly_is_known_enough_and_who_always_says_the_same_is_not(memory):
    for day in range(today.NEED):
        told = taken(memory, (5 + day % 3, 6), (7, 7))
        assert told.enough[:, 0].tolist() == [day == today.NEED - 1, False]


def test_days_that_vary_more_than_usual_raise_roughness_once_somebody_is_known(memory):
    chance = np.random.default_rng(1)
    for _ in range(60):
        calm = taken(memory, *np.clip(chance.normal(6, 0.6, (2, 2)), 0, 10))
    for _ in range(30):
        rough = taken(memory, *np.clip(chance.normal(6, 3.0, (2, 2)), 0, 10))
    assert rough.rough[0] > calm.rough[0] + 3
