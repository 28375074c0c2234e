"""The shipped limits hold on pairs that they were not found on."""

import numpy as np
import pytest

from nearward_detect import Policy, replay
from nearward_detect.calibration import Limits
from nearward_detect.detectors import names
from nearward_detect.simulate import ITEMS, simulate

PAIRS = 350


@pytest.fixture(scope="module")
def quiet():
    return simulate(77, PAIRS, 28 + 365)


@pytest.mark.parametrize("method", names())
def test_about_the_promised_share_of_quiet_pairs_is_alarmed(quiet, method):
    r = replay(quiet.y, ITEMS, Policy(0.5, method), quiet.weekday)
    share = (r.alarm[:, 28:] > 0).any(1).mean()
    # .03 is promised; 350 pairs add 2.5 standard errors of chance
    assert abs(share - 0.5) <= 0.03 + 2.5 * np.sqrt(0.25 / PAIRS)


@pytest.mark.parametrize("method", names())
@pytest.mark.parametrize("people", [1, 2])
def test_a_stricter_policy_has_a_higher_limit(method, people):
    limits = [Limits.of(method).strict(rate, people).limit for rate in (0.7, 0.5, 0.3, 0.2, 0.1)]
    assert limits == sorted(limits)
