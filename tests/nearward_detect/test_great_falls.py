"""A fall of several SD must not be mistaken for mere unrest, whoever answers and however much."""

import numpy as np
import pytest

from nearward_detect import Item, Policy, replay

PAIRS, DAYS, FALL = 12, 150, 100


@pytest.mark.parametrize("people", [1, 2])
@pytest.mark.parametrize("items", [1, 4])
@pytest.mark.parametrize("size", [2, 4])
def test_a_great_fall_is_told_as_a_drift_within_six_weeks(people, items, size):
    rng = np.random.default_rng(people * 10 + items)
    mood = 0.7 * rng.normal(size=(PAIRS, DAYS, people, 1)) + 0.7 * rng.normal(size=(PAIRS, DAYS, people, items))
    answers = 60 + 10 * mood
    answers[:, FALL:] -= 10 * size
    asked = tuple(Item(f"item {i}", 0, 100) for i in range(items))
    found = replay(np.clip(np.round(answers), 0, 100).astype(np.float32), asked, Policy(quiet_year=0.5))
    told = (found.alarm > 0) & (found.kind == "drift")
    assert told[:, FALL : FALL + 42].any(axis=1).mean() >= 0.9
