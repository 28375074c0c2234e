import numpy as np
import pytest

from nearward_dialogue.weeks import AT_ONCE, DRAWS, FEW_WEEKS, Waits, drawn_weeks, figures, quantile, rates, shares

EDGES = np.geomspace(1e-2, 1e7, 600)


def drawn(weeks):
    return drawn_weeks(weeks, np.random.default_rng(0))


def test_a_share_is_of_both():
    sums = shares(np.array([[3, 1], [0, 0], [1, 3]]))
    assert sums.figure(np.ones(3)).tolist() == [0.5, 0.5]
    assert sums.weekly()[0].tolist() == [0.75, 0.25]
    assert np.isnan(sums.weekly()[1]).all()
    assert sums.basis().tolist() == [8, 8]


def test_a_week_with_too_little_is_not_shown():
    weekly = rates([[1, 4]], [[2, 8]], least=5).weekly()
    assert np.isnan(weekly[0, 0])
    assert weekly[0, 1] == 0.5


def by_hand(seconds, answered, at):
    """Kaplan and Meier as in a textbook."""
    alive = 1.0
    for when in sorted(set(seconds)):
        risk = sum(s >= when for s in seconds)
        ended = sum(s == when and a for s, a in zip(seconds, answered, strict=True))
        alive *= 1 - ended / risk
        if alive <= 1 - at:
            return when
    return np.inf


@pytest.mark.parametrize("at", [0.5, 0.9])
def test_the_median_wait_is_that_of_kaplan_and_meier(at):
    rng = np.random.default_rng(3)
    for _ in range(20):
        ends, given_up = rng.lognormal(5, 1.5, 300), rng.lognormal(7, 1.5, 300)
        seconds, answered = np.minimum(ends, given_up), ends <= given_up
        bins = np.searchsorted(EDGES, seconds, side="right") - 1
        counted = [np.bincount(bins[which], minlength=len(EDGES) - 1) for which in (answered, ~answered)]
        found = quantile(*(one.astype(float) for one in counted), EDGES, at)
        assert found == pytest.approx(by_hand(seconds.tolist(), answered.tolist(), at), rel=0.06)


def test_who_is_seldom_answered_has_no_median():
    answered, left = np.zeros(len(EDGES) - 1), np.zeros(len(EDGES) - 1)
    answered[5], left[50] = 2, 8
    assert quantile(answered, left, EDGES, 0.5) == np.inf
    assert np.isnan(quantile(answered * 0, left * 0, EDGES, 0.5))


def test_waits_left_open_make_the_median_longer_than_leaving_them_out():
    counts = np.zeros((8, 2, len(EDGES) - 1), np.int32)
    counts[:, :, 100] = 5
    counts[:, :, 200] = 5
    none, many = np.zeros_like(counts), np.zeros_like(counts)
    many[:, 1, 150] = 8
    first, second = Waits(counts, many, EDGES, at=0.6).figure(np.ones(8))
    assert second > first
    assert Waits(counts, none, EDGES, at=0.6).figure(np.ones(8))[1] == pytest.approx(first)


def test_weeks_are_drawn_in_blocks_and_as_many_as_there_are():
    found = drawn(30)
    assert found.shape == (DRAWS, 30)
    assert (found.sum(axis=1) == 30).all()
    assert found.mean(axis=0) == pytest.approx(np.ones(30), abs=0.15)


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    rng = np.random.default_rng(11)
    held = 0
    for _ in range(150):
        counts = rng.poisson([30, 20], (60, 2))
        found = figures(shares(counts), drawn_weeks(60, rng))
        held += found.low[0] <= 0.6 <= found.high[0]
    assert 0.87 <= held / 150 <= 0.99


def test_too_few_weeks_have_no_interval():
    found = figures(shares(np.ones((FEW_WEEKS - 1, 2))), drawn(FEW_WEEKS - 1))
    assert found.value.tolist() == [0.5, 0.5]
    assert np.isnan([*found.low, *found.high, found.difference_low]).all()


def test_the_difference_is_of_the_second_person_from_the_first():
    found = figures(rates(np.tile([1, 3], (20, 1)), np.tile([10, 10], (20, 1))), drawn(20))
    assert found.difference == pytest.approx(0.2)
    assert found.difference_low == pytest.approx(0.2)


def test_many_draws_are_what_each_is_by_itself_and_large_counts_stay_exact():
    rng = np.random.default_rng(4)
    counts = rng.integers(0, 90_000, (40, 2, len(EDGES) - 1)).astype(np.int32)
    waits, weights = Waits(counts, counts[::-1], EDGES), drawn(40)[: AT_ONCE + 3]
    found = waits.figure(weights)
    for row in (0, AT_ONCE - 1, AT_ONCE, AT_ONCE + 2):
        answered, left = (np.tensordot(weights[row], each, 1).astype(np.float64) for each in (counts, counts[::-1]))
        np.testing.assert_array_equal(found[row], quantile(answered, left, EDGES, 0.5))
        np.testing.assert_array_equal(found[row], waits.figure(weights[row]))
