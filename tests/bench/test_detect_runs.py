"""The benchmark's runs say what the shipped code says, and match false alarms."""

import numpy as np
import pytest
from bench.detect_charts import PEERS
from bench.detect_streams import LATE, START, streams

from bench import detect_runs as runs
from nearward_detect.detectors import names
from nearward_detect.simulate import simulate

SCENARIOS = ("step 1.5 both", "ramp30 1 one", "dip7 1.5 both")
PAIRS = 12


@pytest.mark.parametrize("method", names())
def test_a_past_run_once_for_all_scenarios_says_what_replay_says(method):
    job = runs.Job(7, PAIRS, "", method=method)
    made = [simulate(job.seed, job.pairs, runs.FOLLOWED, name) for name in SCENARIOS]
    for lives, heard in zip(made, runs.ours_in(job, made), strict=True):
        r = runs.replayed(job, lives)
        last = lives.onset + runs.CUT
        for name in ("notice", "drift"):
            followed = np.where(r[name] < last, r[name], LATE)
            np.testing.assert_array_equal(np.where(heard[name] < last, heard[name], LATE), followed)
        assert (heard["notice"] < LATE).any()


def test_the_same_seed_gives_the_same_run_and_parts_differ():
    one, other = runs.parts(3, 2 * runs.PART, "none")
    assert one.seed != other.seed
    np.testing.assert_array_equal(runs.make(one).y[:3], runs.make(one).y[:3])
    assert not np.array_equal(runs.make(one).y[:3], runs.make(other).y[:3], equal_nan=True)


@pytest.fixture(scope="module")
def quiet():
    return streams(simulate(8, 40, START + 120).y)


@pytest.mark.parametrize("name", PEERS)
def test_a_limit_at_the_median_of_the_highest_alarms_half_of_these_pairs(name, quiet):
    peer = PEERS[name]
    limit = float(np.median(peer.highest(quiet)))
    alarmed = peer.first(quiet, limit) < LATE
    assert abs(alarmed.mean() - 0.5) <= 0.06


@pytest.mark.parametrize("name", PEERS)
def test_no_peer_speaks_before_the_day_from_which_alarms_count(name, quiet):
    assert (PEERS[name].first(quiet, 0.01) >= START).all()
