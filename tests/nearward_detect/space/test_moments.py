"""A pair's parameters from running moments."""

import numpy as np
import pytest

from nearward_detect.space.moments import HELD, hold, learn_held, parameters, prior, start_moments

ONE = np.ones(1)


def learned(x, noise=0.25):
    """Parameters [one pair] after the days x [days, 2]; each is learned from when its time has come."""
    m = start_moments(1)
    for day, row in enumerate(x):
        ago = hold(m, day, row[:, None], np.full((2, 1), noise), np.ones((2, 1)))
        if ago >= 0:
            learn_held(m, day, ago, ONE)
    return m, parameters(m)


def moods(days, seed=1, sd=1.5, carry=0.5, link=0.6):
    rng = np.random.default_rng(seed)
    root = np.linalg.cholesky([[1, link], [link, 1]]) * sd * np.sqrt(1 - carry**2)
    x, out = np.zeros(2), []
    for _ in range(days):
        x = carry * x + root @ rng.standard_normal(2)
        out.append(7 + x + rng.normal(0, 0.5, 2))
    return np.array(out)


def test_before_the_first_day_the_parameters_are_the_usual_ones():
    q = parameters(start_moments(1))
    assert q.unit == pytest.approx(np.sqrt(prior().variance))
    assert q.carry == pytest.approx(prior().carry)
    assert q.link == pytest.approx(prior().link)


def test_many_days_speak_for_themselves():
    _, q = learned(moods(4000))
    assert q.noise.ravel() == pytest.approx([0.25, 0.25], rel=0.05)
    assert q.unit.ravel() == pytest.approx([np.sqrt(1.5**2 + 0.25)] * 2, rel=0.08)
    assert q.carry.ravel() == pytest.approx([0.5, 0.5], abs=0.06)
    assert q.link[0] == pytest.approx(0.6, abs=0.06)


def test_every_day_is_learned_once_and_in_order():
    m, _ = learned(moods(100))
    assert m["n"].ravel() == pytest.approx([100 - HELD] * 2)
    assert m["lag_n"].ravel() == pytest.approx([99 - HELD] * 2)


def test_the_last_weeks_are_not_learned_from_yet():
    x = moods(120)
    fallen = x.copy()
    fallen[-HELD:] -= 4
    (_, calm), (_, low) = learned(x), learned(fallen)
    assert calm.unit == pytest.approx(low.unit)
    assert calm.carry == pytest.approx(low.carry)
