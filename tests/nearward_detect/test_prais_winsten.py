"""The transform against its slow obvious twin, generalised least squares with the whole covariance, and its promise."""

import numpy as np
import pytest

from nearward_detect import ShapeError
from nearward_detect.planted import wave
from nearward_detect.prais_winsten import CARRIES, DIFFER, FRESH, USUAL, WEEK, slope


def twin(y, x, controls, day, weekday):
    """The same with the covariance of all days written out."""
    design = np.column_stack([x, controls])
    free = len(y) - design.shape[1]
    alike = (weekday[:, None] == weekday[None, :]).astype(float)
    at, spread, log_weight = [], [], []
    for carry in CARRIES:
        cov = np.power(carry, np.abs(day[:, None] - day[None, :])) + WEEK * alike
        inverse = np.linalg.inv(cov)
        gram = design.T @ inverse @ design
        fit = np.linalg.solve(gram, design.T @ inverse @ y)
        rest = (y - design @ fit) @ inverse @ (y - design @ fit)
        at.append(fit[0])
        spread.append(np.sqrt(rest / free * np.linalg.inv(gram)[0, 0]))
        size = np.linalg.slogdet(cov)[1] + np.linalg.slogdet(gram)[1]
        log_weight.append(-0.5 * (size + free * np.log(rest) + ((carry - USUAL) / DIFFER) ** 2))
    weight = np.exp(np.array(log_weight) - max(log_weight))
    return np.array(at), np.array(spread), weight / weight.sum()


def some_days(seed, days=45, n=30):
    rng = np.random.default_rng(seed)
    day = np.sort(rng.choice(days, n, replace=False))
    y, x = rng.normal(size=(2, n))
    return y + 0.3 * x, x, np.column_stack([np.ones(n), day / days]), day, day % 7


@pytest.mark.parametrize("seed", range(4))
def test_it_says_what_the_whole_covariance_says(seed):
    days = some_days(seed)
    quick, slow = slope(*days), twin(*days)
    np.testing.assert_allclose(quick.at, slow[0], atol=1e-9)
    np.testing.assert_allclose(quick.spread, slow[1], atol=1e-9)
    np.testing.assert_allclose(quick.weight, slow[2], atol=1e-9)


def test_with_fresh_days_it_is_least_squares_with_weekdays_drawn_together():
    y, x, controls, day, weekday = some_days(9)
    found = slope(y, x, controls, day, weekday, FRESH)
    assert found.weight.tolist() == [1.0]
    np.testing.assert_allclose(found.at, twin(y, x, controls, day, weekday)[0][[2]], atol=1e-9)


def test_chance_and_interval_agree_with_drawing_from_the_mixture():
    found = slope(*some_days(5))
    rng = np.random.default_rng(1)
    which = rng.choice(len(found.at), 200_000, p=found.weight)
    drawn = found.at[which] + found.spread[which] * rng.standard_t(found.free, len(which))
    assert found.chance() == pytest.approx(2 * min((drawn < 0).mean(), (drawn > 0).mean()), abs=0.005)
    mean, low, high = found.drawn_to(0.0, 1e6)
    np.testing.assert_allclose([mean, low, high], [drawn.mean(), *np.quantile(drawn, [0.025, 0.975])], atol=0.01)


def test_a_direction_that_was_expected_needs_less():
    found = slope(*some_days(5))
    even, leaning, against = found.chance(), found.chance(0.2), found.chance(0.8)
    assert leaning == pytest.approx(even * 0.5 / 0.8)
    assert against == pytest.approx(min(1.0, even * 0.5 / 0.2))
    with pytest.raises(ShapeError):
        found.chance(1.0)


def test_a_sharp_prior_decides_and_a_blunt_one_says_nothing():
    found = slope(*some_days(6))
    assert found.drawn_to(-0.7, 0.001)[0] == pytest.approx(-0.7, abs=0.01)
    blunt, low, high = found.drawn_to(-0.7, 1e6)
    sharper, near, far = found.drawn_to(-0.7, 0.2)
    assert sharper < blunt
    assert far - near < high - low


def test_where_x_is_nothing_but_its_controls_there_is_no_slope():
    y, x, controls, day, weekday = some_days(7)
    assert slope(y, controls[:, 1], controls, day, weekday) is None
    assert slope(y[:3], x[:3], controls[:3], day[:3], weekday[:3]) is None


@pytest.mark.parametrize("carry", [0.0, 0.3, 0.6])
def test_without_a_link_one_in_twenty_has_a_chance_below_one_in_twenty(carry):
    rng = np.random.default_rng(8)
    both = wave(rng, (250, 40, 2), carry, 0.0)
    day, ones = np.arange(40), np.ones((40, 1))
    low = [slope(pair[:, 0], pair[:, 1], ones, day, day % 7).chance() < 0.05 for pair in both]
    assert np.mean(low) == pytest.approx(0.05, abs=0.03)
