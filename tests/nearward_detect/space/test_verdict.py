"""What the bank of changes adds up to."""

import numpy as np
import pytest

from nearward_detect.space import shifts, verdict
from nearward_detect.space.kalman import start_filter


@pytest.fixture
def bank():
    """A bank of one pair in which a fall of the second person by .9 since day 20 stands out."""
    m = shifts.start_bank(1) | start_filter(1)
    for day in range(10, 31):
        shifts.open_day(m, float(day))
    slot = int(np.flatnonzero(m["began"] == 20)[0])
    m["b"][1, slot], m["a"][1, slot] = 18.0, 20.0
    return m


def test_the_sum_is_that_of_all_ratios_by_hand(bank):
    w = verdict.weigh_all(bank, 30.0, np.ones((3, 1)))
    total = 0.0
    for slot in np.flatnonzero(bank["began"] >= 0):
        stands = shifts.kept(bank["began"], 30.0)[slot]
        for side in range(3):
            for size, weight in zip(shifts.SIZES, verdict.SIZE_WEIGHTS, strict=True):
                b, a = bank["b"][side, slot, 0], bank["a"][side, slot, 0]
                total += stands * verdict.SIDES[side] * weight * np.exp(size * b - size**2 * a / 2)
    assert w.evidence[0] == pytest.approx(np.log(total))


def test_side_day_and_size_are_those_that_stand_out(bank):
    w = verdict.weigh_all(bank, 30.0, np.ones((3, 1)))
    side = verdict.named_side(w)
    middle, low, high = verdict.first_day(bank, w, 30.0, side)
    mean, sd = verdict.size(w, side)
    assert side[0] == 1
    assert low[0] <= middle[0] == 10 <= high[0]
    assert 0.6 < mean[0] < 1.0
    assert 0.1 < sd[0] < 0.6


def test_a_side_that_is_not_allowed_is_not_named(bank):
    w = verdict.weigh_all(bank, 30.0, np.array([[1.0], [0.0], [0.0]]))
    assert verdict.named_side(w)[0] == 0


def test_a_short_low_is_expected_to_pass_and_a_long_one_to_last(bank):
    w = verdict.weigh_all(bank, 30.0, np.ones((3, 1)))
    soon = verdict.passing({**bank, "began": bank["began"] + 6}, w, 30.0)
    late = verdict.passing({**bank, "began": bank["began"] - 12}, w, 30.0)
    assert soon[0] > 0.7
    assert late[0] < 0.1
