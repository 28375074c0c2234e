"""The EWMA chart beyond what every detector must do."""

import numpy as np

from nearward_detect import Policy, replay
from nearward_detect.contract import Strict
from nearward_detect.detectors.ewma import DETECTOR, WEIGHT
from nearward_detect.simulate import ITEMS


def test_its_average_moves_by_its_weight():
    memory = DETECTOR.start(1, 1, 1)
    rng = np.random.default_rng(1)
    before = 0.0
    for day in range(40):
        z_mean, z_n = memory["mean"][0, 0], memory["n"][0, 0]
        value = 7 + rng.normal()
        DETECTOR.advance(memory, np.array([[[value]]]), np.array([day % 7]), Strict(np.inf, 0.5))
        if z_n > 1:
            moved = (memory["e"][0, 0] - (1 - WEIGHT) * before) / WEIGHT
            assert np.sign(moved) == np.sign(value - z_mean)
        before = memory["e"][0, 0]


def test_autocorrelated_quiet_days_raise_few_alarms():
    rng = np.random.default_rng(2)
    s = np.zeros((150, 120, 2))
    for day in range(1, 120):
        s[:, day] = 0.5 * s[:, day - 1] + rng.normal(0, 0.9, (150, 2))
    y = np.clip(np.rint(7 + s[..., None] + rng.normal(0, 0.5, (150, 120, 2, 4))), 0, 10).astype(np.float32)
    y[..., 3] = 10 - y[..., 3]
    r = replay(y, ITEMS, Policy(0.2, "ewma"))
    assert (r.alarm > 0).any(1).mean() < 0.2
