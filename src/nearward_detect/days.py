"""The calendar of a daily series as columns of a regression."""

import numpy as np

from nearward_detect.scales import Array

SATURDAY = 5
BEND = 45
"""Days for which one straight line stands as the trend; longer series may bend once for each such stretch."""


def trend(day: Array) -> Array:
    """The slow way of things over rising days [n]: Legendre polynomials without the constant [n, bends]."""
    span = int(day[-1] - day[0])
    time = 2 * (day - day[0]) / max(span, 1) - 1
    return np.asarray(np.polynomial.legendre.legvander(time, min(1 + span // BEND, 5)))[:, 1:]


def standard(columns: Array) -> Array:
    """The columns that move, each with mean 0 and SD 1, behind a constant."""
    moving = columns[:, np.ptp(columns, axis=0) > 0]
    return np.column_stack([np.ones(len(columns)), (moving - moving.mean(0)) / moving.std(0)])
