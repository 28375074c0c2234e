"""A person's week: how much each weekday lies off the usual level.

One slope for a person, on the shape that is usual among people, and a little of each weekday's own. Learned from how
far days lie off the filter's forecast: off its estimate after the day they would look smaller than they are, since
the mood has taken its part by then. Recursive least squares with the prior counted as so many days (`prior.json`).
"""

import numpy as np

from nearward_detect.contract import Memory
from nearward_detect.scales import Array
from nearward_detect.space.moments import prior


def start_week(pairs: int) -> Memory:
    """Nothing known of anybody's week."""
    each = {name: np.zeros((7, 2, pairs)) for name in ("week", "week_n")}
    return each | {name: np.zeros((2, pairs)) for name in ("slope", "slope_n")}


def week_effect(m: Memory, weekday: Array, unit: Array) -> Array:
    """Expected deviation of today's weekday [2, pairs] in points."""
    p = prior()
    columns = np.arange(unit.shape[1])
    own = m["week"][weekday, :, columns].T / (m["week_n"][weekday, :, columns].T + p.week_days)
    return np.array(p.week)[weekday] * unit * _slope(m) + own


def learn_week(m: Memory, weekday: Array, residual: Array, weight: Array, unit: Array) -> None:
    """Add today's deviation from the forecast of a day without a weekday [2, pairs] (NaN missing)."""
    p = prior()
    columns = np.arange(unit.shape[1])
    there = (residual == residual) * weight  # noqa: PLR0124
    residual = np.where(there > 0, residual, 0.0)
    shape = np.array(p.week)[weekday]
    known, count = m["week"][weekday, :, columns].T, m["week_n"][weekday, :, columns].T
    part = shape / np.mean(np.square(p.week))
    m["slope"] += there * part * (residual - known / (count + p.week_days)) / unit
    m["slope_n"] += there * part * shape
    m["week"][weekday, :, columns] += (there * (residual - shape * unit * _slope(m))).T
    m["week_n"][weekday, :, columns] += there.T


def _slope(m: Memory) -> Array:
    days = prior().slope_days
    slope: Array = (m["slope"] + days) / (m["slope_n"] + days)
    return slope
