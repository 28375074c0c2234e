"""Made days hold what was planted in them."""

from dataclasses import replace

import numpy as np
import pytest

from nearward_detect.planted import BASE, Effects, planted, wave

WHOLE = replace(BASE, missing=0.0, week=0.0)


def within(values):
    return values - np.nanmean(values, axis=1, keepdims=True)


def correlation(a, b):
    there = np.isfinite(a) & np.isfinite(b)
    return np.corrcoef(a[there], b[there])[0, 1]


def test_what_is_planted_is_there_and_nothing_else():
    made = planted(np.random.default_rng(1), 300, 80, {"load": Effects(same=-0.4), "sleep": Effects()}, WHOLE)
    close = within(made.closeness)
    assert correlation(close, within(made.factors["load"])) == pytest.approx(-0.4, abs=0.03)
    assert correlation(close, within(made.factors["sleep"])) == pytest.approx(0.0, abs=0.03)
    assert correlation(close, within(made.factors["load"][..., ::-1])) == pytest.approx(-0.12, abs=0.04)


def test_what_comes_a_day_later_and_what_comes_from_the_partner_is_there():
    effects = {"conflict": Effects(after=-0.3), "load": Effects(crossed=-0.3)}
    made = planted(np.random.default_rng(2), 300, 80, effects, replace(WHOLE, alike=0.0, factor_carry=0.0))
    close = within(made.closeness)
    assert correlation(close[:, 1:], within(made.factors["conflict"])[:, :-1]) == pytest.approx(-0.3, abs=0.03)
    assert correlation(close, within(made.factors["load"])[..., ::-1]) == pytest.approx(-0.3, abs=0.03)
    assert correlation(close, within(made.factors["load"])) == pytest.approx(0.0, abs=0.03)


def test_days_carry_over_and_partners_are_alike():
    x = wave(np.random.default_rng(3), (200, 200, 2), 0.5, 0.4)
    assert correlation(x[:, 1:], x[:, :-1]) == pytest.approx(0.5, abs=0.02)
    assert correlation(x[..., 0], x[..., 1]) == pytest.approx(0.4, abs=0.03)
    assert x.std() == pytest.approx(1.0, abs=0.02)


def test_about_a_fifth_of_days_is_missing_in_runs():
    made = planted(np.random.default_rng(4), 300, 90, ["load"])
    gone = np.isnan(made.closeness)
    assert gone.mean() == pytest.approx(0.2, abs=0.05)
    assert gone[:, 1:][gone[:, :-1]].mean() > 2 * gone[:, 1:][~gone[:, :-1]].mean()
    np.testing.assert_array_equal(gone, np.isnan(made.factors["load"]))


def test_conflict_is_answered_in_three_steps_and_mostly_with_no():
    made = planted(np.random.default_rng(5), 100, 60, ["conflict"], WHOLE)
    assert set(np.unique(made.factors["conflict"])) == {0.0, 1.0, 2.0}
    assert (made.factors["conflict"] == 0).mean() > 0.55
