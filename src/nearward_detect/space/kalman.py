"""The filter of a pair when nothing changes: two moods and two levels, gaps and bad days.

Kalman (1960), doi:10.1115/1.3662552. Missing people are left out of the update. A bad day is a second component
of the shock; after each day the two are collapsed into one (Harrison & Stevens 1976,
doi:10.1111/j.2517-6161.1976.tb01586.x).
"""

from dataclasses import dataclass

import numpy as np

from nearward_detect.contract import Memory
from nearward_detect.scales import Array
from nearward_detect.space.moments import Parameters, prior


@dataclass(slots=True)
class Forecast:
    """Today's values against the filter's forecast, all [pairs], zeros where a person is missing.

    v [2, pairs]: innovation. usual, bad: precisions (first, cross, second) of v on a usual and on a bad day.
    low [2, pairs]: v with the mean fall of a bad day taken out. log_odds: of a bad day, given v, when nothing changes.
    surprise: squared length of v in SDs. answered [2, pairs]: who answered.
    """

    v: Array
    usual: tuple[Array, Array, Array]
    bad: tuple[Array, Array, Array]
    low: Array
    log_odds: Array
    surprise: Array
    answered: Array


def start_filter(pairs: int) -> Memory:
    """Means and covariances before the first day: moods usual, levels hardly known."""
    p = prior()
    mean, cov = np.zeros((4, pairs)), np.zeros((4, 4, pairs))
    mean[2:] = p.level
    cov[0, 0] = cov[1, 1] = p.variance * (1 - p.noise_share)
    cov[0, 1] = cov[1, 0] = p.link * cov[0, 0]
    cov[2, 2] = cov[3, 3] = p.level_sd**2
    cov[2, 3] = cov[3, 2] = 0.5 * p.level_sd**2
    return {"mean": mean, "cov": cov}


def transition(q: Parameters) -> Array:
    """Carry-over matrix [2, 2, pairs]."""
    cross = prior().cross
    root = np.sqrt(q.mood)
    ratio = root[0] / root[1]
    return np.array([[q.carry[0], cross * ratio], [cross / ratio, q.carry[1]]])


def predict(m: Memory, f: Array, q: Parameters, burst_known: float) -> None:
    """One night: moods fade and shocks come; the levels may move a little.

    `burst_known` is the part of the bad days' variance that `q.mood` holds and that the bad days bring again.
    """
    mean, cov = m["mean"], m["cov"]
    mean[:2] = f[:, 0] * mean[0] + f[:, 1] * mean[1]
    cov[:2] = f[:, 0, None] * cov[0] + f[:, 1, None] * cov[1]
    cov[:, :2] = cov[:, 0, None] * f[:, 0] + cov[:, 1, None] * f[:, 1]
    root = np.sqrt(q.mood)
    shared = q.link * root[0] * root[1]
    still = np.array([[q.mood[0], shared], [shared, q.mood[1]]])
    half = f[:, 0, None] * still[0] + f[:, 1, None] * still[1]
    p = prior()
    burst = p.bad_share * (p.bad_mean**2 + p.bad_sd**2)
    jolt = burst * burst_known * root[:, None] * root
    cov[:2, :2] += np.maximum(still - (half[:, 0, None] * f[:, 0] + half[:, 1, None] * f[:, 1]) - jolt, 1e-3 * still)
    if p.wander:
        cov[2, 2] += (p.wander * q.unit[0]) ** 2
        cov[3, 3] += (p.wander * q.unit[1]) ** 2


def forecast(m: Memory, x: Array, noise: Array, q: Parameters) -> Forecast:
    """Compare the day x [2, pairs] (NaN missing) with what was to be expected."""
    p = prior()
    mean, cov = m["mean"], m["cov"]
    there = x == x  # noqa: PLR0124
    root = np.sqrt(q.mood)
    s = cov[:2, :2] + cov[:2, 2:] + cov[2:, :2] + cov[2:, 2:]
    v = np.where(there, x - mean[:2] - mean[2:], 0.0)
    worse = np.array([np.zeros_like(root), p.bad_sd * root])  # [kind of day, people, pairs]: what a bad day adds
    own = np.where(there, np.array([s[0, 0], s[1, 1]]) + noise + worse * worse, 1.0)
    shared = (s[0, 1] + worse[:, 0] * worse[:, 1]) * there.all(0)
    det = own[:, 0] * own[:, 1] - shared * shared
    precision = own[:, 1] * there[0] / det, -shared / det, own[:, 0] * there[1] / det
    off = np.array([v, np.where(there, v + p.bad_mean * root, 0.0)])
    far = square(precision, off.swapaxes(0, 1))
    rare = np.log(p.bad_share / (1 - p.bad_share))
    log_odds = rare + 0.5 * (np.log(det[0] / det[1]) + far[0] - far[1])
    usual, bad = zip(*precision, strict=True)
    return Forecast(v, usual, bad, off[1], log_odds, far[0], there)


def square(precision: tuple[Array, Array, Array], v: Array) -> Array:
    """v' P v for two people."""
    first, cross, second = precision
    squared: Array = first * v[0] * v[0] + 2 * cross * v[0] * v[1] + second * v[1] * v[1]
    return squared


def bad_chance(f: Forecast, lean: Array) -> Array:
    """Chance [pairs] that today is a bad day, when values off by `lean` [2, pairs] are expected already."""
    if not lean.any():
        odds = np.exp(np.minimum(f.log_odds, 30))
        return np.where(f.answered.any(0), odds / (1 + odds), 0.0)
    u, w = f.low - lean * f.answered, f.v - lean * f.answered
    shift = square(f.usual, w) - square(f.usual, f.v) - square(f.bad, u) + square(f.bad, f.low)
    odds = np.exp(np.minimum(f.log_odds + 0.5 * shift, 30))
    return np.where(f.answered.any(0), odds / (1 + odds), 0.0)


def absorb_bad(m: Memory, chance: Array, q: Parameters) -> None:
    """Collapse the two kinds of day: the moods take their part of a bad day."""
    p = prior()
    root = np.sqrt(q.mood)
    m["mean"][:2] -= chance * p.bad_mean * root
    extra = chance * p.bad_sd**2 + chance * (1 - chance) * p.bad_mean**2
    m["cov"][:2, :2] += extra * root[:, None] * root


def update(m: Memory, person: int, x: Array, noise: Array) -> Array:
    """Take in one person's day value [pairs]; returns the gain [4, pairs]."""
    mean, cov = m["mean"], m["cov"]
    there = x == x  # noqa: PLR0124
    column = cov[:, person] + cov[:, 2 + person]
    precision = there / (column[person] + column[2 + person] + noise)
    gain: Array = column * precision
    mean += gain * np.where(there, x - mean[person] - mean[2 + person], 0.0)
    cov -= gain[:, None] * column
    return gain
