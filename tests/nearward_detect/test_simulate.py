"""Made pairs are what they say they are."""

import numpy as np
import pytest

from nearward_detect.couples import draw_couples
from nearward_detect.populations import BASE, POPULATIONS
from nearward_detect.scenarios import SCENARIOS
from nearward_detect.simulate import simulate, stream


def day_means(y):
    y = y.copy()
    y[..., 3] = 10 - y[..., 3]
    count = np.isfinite(y).sum(-1)
    return np.where(count > 0, np.nansum(y, -1) / np.maximum(count, 1), np.nan)


def test_the_same_seed_makes_the_same_pairs_and_another_scenario_shares_them():
    a, b, c = simulate(3, 20, 100), simulate(3, 20, 100), simulate(3, 20, 100, "step 1 both")
    np.testing.assert_array_equal(a.y, b.y)
    before = np.arange(100) < c.onset[:, None]
    np.testing.assert_array_equal(a.y[before], c.y[before])


def test_a_step_lowers_day_means_by_about_its_size():
    quiet, moved = simulate(4, 400, 150), simulate(4, 400, 150, "step 1 both", onset=(60, 60))
    fall = np.nanmean(day_means(quiet.y)[:, 60:] - day_means(moved.y)[:, 60:], axis=1)
    unit = moved.couples.unit * np.abs(moved.couples.load).mean(-1)
    assert np.mean(fall / unit) == pytest.approx(1.0, abs=0.12)


def test_one_sided_changes_leave_the_partner_alone():
    made = simulate(5, 30, 150, "step 1.5 one")
    rows = np.arange(30)
    assert (made.drop[rows, :, made.side - 1].max(1) == 1.5).all()
    assert (made.drop[rows, :, 2 - made.side] == 0).all()


def test_gaps_depend_on_the_population():
    usual = np.isnan(simulate(6, 200, 200).y).all(-1).mean()
    sparse = np.isnan(simulate(6, 200, 200, population=POPULATIONS["sparse"]).y).all(-1).mean()
    assert 0.25 < usual < 0.35
    assert sparse > usual + 0.08


@pytest.mark.parametrize("name", POPULATIONS)
def test_every_population_makes_sound_pairs(name):
    couples = draw_couples(stream(1, "couples"), 200, POPULATIONS[name])
    assert np.linalg.eigvalsh(couples.shock_cov).min() > 0
    assert np.isfinite(simulate(2, 5, 30, population=POPULATIONS[name]).y).any()


def test_a_jittered_population_differs_and_can_be_made_again():
    assert BASE.jitter(9) == BASE.jitter(9) != BASE
    assert BASE.jitter(9).phi_lo == BASE.phi_lo


def test_scenarios_are_found_by_their_own_name():
    assert all(scenario.name == name for name, scenario in SCENARIOS.items())
    assert len(SCENARIOS) == 24
