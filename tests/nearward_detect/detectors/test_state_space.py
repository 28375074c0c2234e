"""The state-space detector beyond what every detector must do."""

import numpy as np
import pytest

from nearward_detect import Policy, replay
from nearward_detect.detectors.state_space import DETECTOR
from nearward_detect.simulate import ITEMS, simulate


def test_a_stronger_policy_speaks_later_or_not_at_all():
    made = simulate(12, 60, 200, "step 1 both", onset=(60, 70))
    soft, strict = (replay(made.y, ITEMS, Policy(rate), made.weekday) for rate in (0.5, 0.1))
    first = [np.where((r.alarm > 0).any(1), (r.alarm > 0).argmax(1), 999) for r in (soft, strict)]
    assert (first[0] <= first[1]).all()
    assert first[0].mean() < first[1].mean()


def test_two_threads_say_what_one_says():
    made = simulate(13, 260, 60, "step 1.5 both", onset=(30, 40))
    one, two = (replay(made.y, ITEMS, workers=n) for n in (1, 2))
    np.testing.assert_array_equal(one.evidence, two.evidence)
    np.testing.assert_array_equal(one.alarm, two.alarm)


def test_memory_has_the_pair_in_every_array_that_differs_between_pairs():
    memory = DETECTOR.start(7, 2, 4)
    shared = {"began", "day"}
    assert all(7 in array.shape for name, array in memory.items() if name not in shared)


def test_a_first_week_that_is_rosy_raises_few_alarms_soon_after():
    rng = np.random.default_rng(3)
    y = 7 + rng.normal(0, 1, (120, 60, 2, 4))
    y[:, :5] += 0.8
    r = replay(np.clip(np.rint(y), 0, 10).astype(np.float32), ITEMS)
    assert (r.alarm[:, :40] > 0).any(1).mean() < 0.2


def test_the_confidence_rises_with_the_evidence():
    made = simulate(14, 80, 160, "step 1.5 both", onset=(60, 70))
    r = replay(made.y, ITEMS, Policy(0.5), made.weekday)
    drift = r.kind == "drift"
    assert drift.any()
    assert np.corrcoef(r.evidence[drift], r.confidence[drift])[0, 1] > 0.5
    assert r.confidence[drift].min() >= 0.5 - 1e-6


@pytest.mark.parametrize("people", [1, 2])
def test_shares_of_items_name_the_item_that_moved(people):
    rng = np.random.default_rng(15)
    y = 7 + rng.normal(0, 0.7, (40, 120, people, 3))
    y[:, 70:, :, 1] -= 4
    r = replay(np.clip(np.rint(y), 0, 10).astype(np.float32), ITEMS[:3])
    pair, day = np.nonzero((r.alarm > 0) & (np.arange(120) >= 70))
    assert len(pair) > 30
    assert (r.moved[pair, day, 0].argmax(-1) == 1).mean() > 0.9
