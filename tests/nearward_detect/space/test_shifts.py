"""The bank of changes against the slow obvious twin: one dense Gaussian for all days at once."""

import numpy as np
import pytest

from nearward_detect.space import kalman, shifts
from nearward_detect.space.moments import Parameters, prior, start_moments

DAYS = 30
NOISE = np.array([[0.3], [0.2]])


@pytest.fixture
def q():
    """One pair's parameters, unlike for the two people."""
    unit = np.array([[1.2], [0.9]])
    mood = np.array([[1.0], [0.6]])
    return Parameters(mood, np.array([[0.3], [0.2]]), np.array([[0.4], [0.3]]), np.array([0.5]), unit)


def dense(q, noise):
    """Covariance of all day values [days, 2] under the model without bad days, level unknown as at the start."""
    f = kalman.transition(q)[:, :, 0]
    root = np.sqrt(q.mood[:, 0])
    still = np.array([[q.mood[0, 0], q.link[0] * root.prod()], [q.link[0] * root.prod(), q.mood[1, 0]]])
    start = kalman.start_filter(1)
    first, level = start["cov"][:2, :2, 0], start["cov"][2:, 2:, 0]
    here = [first]
    for _ in range(DAYS - 1):
        here.append(f @ here[-1] @ f.T + still - f @ still @ f.T)
    cov = np.zeros((DAYS, 2, DAYS, 2))
    for a in range(DAYS):
        for b in range(a, DAYS):
            block = np.linalg.matrix_power(f, b - a) @ here[a]
            cov[b, :, a, :], cov[a, :, b, :] = block, block.T
    cov += level[None, :, None, :]
    cov = cov.reshape(2 * DAYS, 2 * DAYS)
    return cov + np.diag(np.tile(noise, DAYS)), np.tile(start["mean"][2:, 0], DAYS)


def gaussian(x, mean, cov):
    keep = np.isfinite(x)
    v, c = (x - mean)[keep], cov[np.ix_(keep, keep)]
    return -0.5 * (v @ np.linalg.solve(c, v) + np.linalg.slogdet(c)[1])


def watched(q, seed, monkeypatch):
    """Days with gaps [days, 2], and the memory of filter and bank after them, without bad days."""
    plain = prior().__class__(**{n: getattr(prior(), n) for n in prior().__slots__} | {"bad_share": 1e-12})
    monkeypatch.setattr(kalman, "prior", lambda: plain)
    rng = np.random.default_rng(seed)
    x = 7 + rng.normal(0, 1.2, (DAYS, 2))
    x[rng.random((DAYS, 2)) < 0.3] = np.nan
    m = start_moments(1) | kalman.start_filter(1) | shifts.start_bank(1)
    for day in range(DAYS):
        f = kalman.transition(q)
        if day:
            kalman.predict(m, f, q, 0.0)
            shifts.fade(m, f)
        if day >= 10:
            shifts.open_day(m, day)
        today = x[day][:, None]
        shifts.weigh(m, kalman.forecast(m, today, NOISE, q), q.unit)
        for person in (0, 1):
            gain = kalman.update(m, person, today[person], NOISE[person])
            shifts.absorb(m, person, gain, q.unit[person])
    return x, m


def fall_of(q, first, side, size):
    """What a fall takes off each day's value, [days * 2]."""
    fall = np.zeros((DAYS, 2))
    for person in ([0], [1], [0, 1])[side]:
        fall[int(first) :, person] = size * q.unit[person, 0]
    return fall.ravel()


@pytest.mark.parametrize("seed", range(4))
def test_every_ratio_of_likelihoods_equals_that_of_the_dense_gaussian(q, seed, monkeypatch):
    x, m = watched(q, seed, monkeypatch)
    cov, mean = dense(q, NOISE[:, 0])
    calm = gaussian(x.ravel(), mean, cov)
    for slot in np.flatnonzero(m["began"] >= 0):
        for side in range(3):
            for size in (0.5, 1.3):
                slow = gaussian(x.ravel(), mean - fall_of(q, m["began"][slot], side, size), cov) - calm
                quick = size * m["b"][side, slot, 0] - 0.5 * size**2 * m["a"][side, slot, 0]
                assert quick == pytest.approx(slow, abs=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_known_of_moods_and_levels_is_what_the_dense_gaussian_says_of_them(q, seed, monkeypatch):
    x, m = watched(q, seed, monkeypatch)
    cov, mean = dense(q, NOISE[:, 0])
    start = kalman.start_filter(1)
    levels = np.tile(start["cov"][2:, 2:, 0], (1, DAYS))  # a level with every day's value
    noiseless = cov - np.diag(np.tile(NOISE[:, 0], DAYS))
    last = noiseless[-2:]  # the last day's mood and level together with every day's value
    there = np.isfinite(x.ravel())
    off = np.linalg.solve(cov[np.ix_(there, there)], (x.ravel() - mean)[there])
    level, value = start["mean"][2:, 0] + levels[:, there] @ off, mean[-2:] + last[:, there] @ off
    assert m["mean"][2:, 0] == pytest.approx(level, abs=1e-9)
    assert m["mean"][:2, 0] + m["mean"][2:, 0] == pytest.approx(value, abs=1e-9)
    part = last[:, there]
    spread = noiseless[-2:, -2:] - part @ np.linalg.solve(cov[np.ix_(there, there)], part.T)
    held = m["cov"][..., 0]
    assert held[:2, :2] + held[:2, 2:] + held[2:, :2] + held[2:, 2:] == pytest.approx(spread, abs=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_the_likeliest_change_is_the_one_that_trying_every_day_side_and_size_finds(q, seed, monkeypatch):
    x, m = watched(q, seed, monkeypatch)
    cov, mean = dense(q, NOISE[:, 0])
    sizes = np.arange(-3, 3, 0.05)
    calm = gaussian(x.ravel(), mean, cov)
    tried = {
        (side, first, size): gaussian(x.ravel(), mean - fall_of(q, first, side, size), cov) - calm
        for side in range(3)
        for first in range(10, DAYS)
        for size in sizes
    }
    best = max(tried, key=tried.get)
    kept = m["began"] >= 10
    slope, bend = m["b"][:, kept, 0], m["a"][:, kept, 0]
    ratio = 0.5 * slope**2 / np.maximum(bend, 1e-9)  # at the likeliest size of each, slope / bend
    side, place = np.unravel_index(np.argmax(ratio), ratio.shape)
    assert (side, m["began"][kept][place]) == best[:2]
    assert slope[side, place] / bend[side, place] == pytest.approx(best[2], abs=0.03)
    assert ratio[side, place] == pytest.approx(tried[best], abs=0.02)


def test_every_past_day_is_stood_for_once():
    began = np.full(shifts.SLOTS, -1.0)
    m = {"began": began} | {n: np.zeros((1, shifts.SLOTS, 1)) for n in ("pull", "b", "a", "extra")}
    for day in range(400):
        shifts.open_day(m, float(day))
        weight = shifts.kept(m["began"], float(day))
        assert (weight > 0).sum() <= shifts.SLOTS
        reach = min(day + 1, shifts.OLDEST)
        assert abs(weight.sum() - reach) <= 40
    assert set(range(379, 400)) <= set(m["began"].astype(int))


def test_a_cleared_pair_has_no_change_left():
    m = shifts.start_bank(2)
    shifts.open_day(m, 10.0)
    m["b"] += 3.0
    shifts.clear(m, np.array([True, False]))
    assert (m["b"][..., 0] == 0).all()
    assert (m["b"][..., 1] == 3).all()
    assert np.exp(m["extra"][..., 0]).max() == 0
