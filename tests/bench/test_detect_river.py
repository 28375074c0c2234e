"""River's own detectors, beside which the benchmark measures ours."""

import numpy as np
import pytest
from bench.detect_river import RiverAdwin, RiverPageHinkley, page_hinkley
from bench.detect_streams import LATE, START, streams
from river.drift import ADWIN, PageHinkley

from nearward_detect.simulate import simulate

PAIRS = 12


@pytest.fixture(scope="module")
def seen():
    return streams(simulate(41, PAIRS, 160, "step 1 both", onset=(60, 80)).y)


@pytest.mark.parametrize("threshold", [6.0, 12.0])
def test_page_hinkley_for_all_streams_at_once_alarms_on_the_very_days_of_rivers(seen, threshold):
    ours = page_hinkley(seen.z, 0.25, 0.9999, 10)
    compared = 0
    for stream, pair in np.ndindex(seen.z.shape[1:]):
        river = PageHinkley(10, 0.25, threshold, 0.9999, "down")
        for day in np.flatnonzero(np.isfinite(seen.z[:, stream, pair])):
            river.update(float(seen.z[day, stream, pair]))
            assert river.drift_detected == (ours[day, stream, pair] > threshold)
            compared += 1
            if river.drift_detected:  # river starts anew after an alarm
                break
    assert compared > 1000


def test_a_limit_that_a_pair_just_reaches_alarms_it_and_a_higher_one_does_not(seen):
    peer = RiverPageHinkley(0.25)
    for pair, top in enumerate(peer.highest(seen)):
        assert peer.first(seen, top - 1e-6)[pair] < LATE
        assert peer.first(seen, top + 1e-6)[pair] == LATE


def test_adwin_is_rivers_own_and_counts_falls_only(seen):
    limit = 1.0
    found = RiverAdwin().first(seen, limit)
    for pair in range(PAIRS):
        days = []
        for stream in range(3):
            river = ADWIN(delta=10**-limit, clock=1)
            for day in np.flatnonzero(np.isfinite(seen.z[:, stream, pair])):
                before = river.estimation
                river.update(float(seen.z[day, stream, pair]))
                if river.drift_detected and day >= START and river.estimation < before:
                    days.append(day)
        assert found[pair] == min(days, default=LATE)
    assert (found < LATE).mean() > 0.5


def test_adwins_limit_alarms_about_half_of_the_pairs_it_was_found_on(seen):
    peer = RiverAdwin()
    limit = float(np.median(peer.highest(seen)))
    assert abs((peer.first(seen, limit) < LATE).mean() - 0.5) <= 2 / PAIRS
