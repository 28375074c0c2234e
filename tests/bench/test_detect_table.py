"""What the benchmark's tables say of first alarms."""

import numpy as np
import pytest
from bench.detect_runs import CUT, NOT_RUN
from bench.detect_streams import LATE
from bench.detect_table import DIP, TARGETS, Figure, between, delay, difference, markdown, met, verdicts, within

ONSET = np.full(4, 60)


def test_a_delay_counts_the_first_changed_day_is_cut_and_leaves_out_what_was_alarmed_before():
    figure = delay(np.array([60, 64, LATE, 59]), ONSET)
    assert figure.value == pytest.approx((1 + 5 + CUT) / 3)


def test_pairs_that_were_not_run_do_not_count():
    assert delay(np.array([60, NOT_RUN, NOT_RUN, 62]), ONSET).value == pytest.approx(2)


def test_a_paired_difference_is_that_of_the_delays_and_surer_than_two_sets_of_pairs():
    rng = np.random.default_rng(1)
    onset = np.full(4000, 60)
    shared = rng.exponential(20, 4000)
    early, late = (np.floor(55 + shared + extra + rng.normal(0, 1, 4000)).astype(int) for extra in (0, 3))
    apart = difference(early, late, onset)
    assert apart.value == pytest.approx(delay(early, onset).value - delay(late, onset).value)
    assert apart.error < 0.5 * np.hypot(delay(early, onset).error, delay(late, onset).error)


def test_the_error_of_a_paired_difference_is_how_much_it_scatters():
    rng = np.random.default_rng(2)

    def once():
        shared = rng.exponential(20, 200)
        days = (np.floor(50 + shared + rng.exponential(5, 200)).astype(int) for _ in range(2))
        return difference(*days, np.full(200, 60))

    found = [once() for _ in range(400)]
    scatter = np.std([f.value for f in found])
    assert np.mean([f.error for f in found]) == pytest.approx(scatter, rel=0.15)


def test_a_share_within_thirty_days_is_of_those_quiet_until_then():
    notice = np.array([50, 61, 61, LATE])
    assert within(np.array([61, 61, 99, LATE]), notice, ONSET).value == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure(17.5, 0.1), "met"),
        (Figure(18.0, 0.1), "missed by 2.9 %"),
        (Figure(18.0, 1.0), "missed by 2.9 %, within two standard errors"),
    ],
)
def test_a_wish_is_met_or_missed_by_so_much(figure, words):
    assert met(figure, 17.5) == words


def test_a_share_lies_within_or_off_by_so_much():
    assert between(Figure(0.51, 0.01), 0.47, 0.53) == "met"
    assert between(Figure(0.40, 0.01), 0.47, 0.53) == "missed by 0.070"


def _runs(ours, peer):
    n = len(ours)
    return {"onset": np.full(n, 60), "notice": ours, "drift": ours, "peer": peer}


def test_the_verdict_names_where_a_peer_is_earlier_beyond_noise():
    rng = np.random.default_rng(3)
    found = {}
    for name in (*TARGETS, DIP):
        day = 60 + rng.integers(0, 10, 500)
        found[name] = _runs(day, day + 4)
    found["step 1 one"] = _runs(day + 4, day)
    told = verdicts(found, ["peer"])
    assert told.endswith("later than the best peer beyond two standard errors: step 1 one")
    assert told.count("earlier") == len(TARGETS) - 1


def test_tables_are_markdown():
    assert markdown([["a", "b"], ["1", "2"]]) == "| a | b |\n|---|---|\n| 1 | 2 |"
