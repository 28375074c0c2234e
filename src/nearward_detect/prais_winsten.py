"""How two daily series move together when each day resembles the one before and some days are missing.

    y = x slope + controls + weekday + e,     corr(e_s, e_t) = carry ** |s - t|

For a known carry-over this is least squares after the transform of Prais & Winsten (1954), with the gaps of
Savin & White (1978), doi:10.2307/1914063: each day less what it inherits from the last answered one. The carry-over is
not known: the answer is averaged over a grid of values, each weighted by its restricted likelihood (Harville 1977,
doi:10.1080/01621459.1977.10480998) and by what is usual among people, so that its uncertainty widens the interval. The
seven weekdays are drawn towards one another (variance `WEEK` of the residual's) instead of costing six parameters.
"""

from dataclasses import dataclass

import numpy as np

from nearward_detect.errors import ShapeError
from nearward_detect.scales import Array

CARRIES = np.linspace(-0.2, 0.8, 11)
FRESH = np.zeros(1)
USUAL, DIFFER = 0.2, 0.2
"""Carry-over of one person's days in diaries: median .18-.26, half of all people lie between 0 and .45."""

WEEK = 0.25
POINTS = 1201
REACH = 9.0
LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Slope:
    """What the data alone say of a slope: a mixture of t distributions, one for each carry-over.

    at, spread, weight: float [carries], centre, scale and weight (summing to 1) of each; free: degrees of freedom.
    """

    at: Array
    spread: Array
    weight: Array
    free: float

    def chance(self, below: float = 0.5) -> float:
        """p of the data alone, two-sided; `below` of it is spent on slopes below zero, the rest on those above.

        Raises ShapeError unless `below` lies between 0 and 1.
        """
        if not 0 < below < 1:
            raise ShapeError("a share lies between 0 and 1")
        beta, mass = self._grid()
        negative = float(np.interp(0.0, beta, np.cumsum(mass) - mass / 2, left=0.0, right=1.0))
        return min(1.0, (1 - negative) / below, negative / (1 - below))

    def drawn_to(self, mean: float, sd: float) -> tuple[float, float, float]:
        """Mean and 95 % interval after drawing the slope towards Normal(mean, sd)."""
        beta, mass = self._grid()
        mass = mass * np.exp(-0.5 * ((beta - mean) / sd) ** 2)
        share = (np.cumsum(mass) - mass / 2) / mass.sum()
        low, high = np.interp([0.025, 0.975], share, beta)
        return float((beta * mass).sum() / mass.sum()), float(low), float(high)

    def _grid(self) -> tuple[Array, Array]:
        reach = REACH * float(self.spread.max())
        beta = np.linspace(float(self.at.min()) - reach, float(self.at.max()) + reach, POINTS)
        z = (beta[:, None] - self.at) / self.spread
        mass = ((1 + z**2 / self.free) ** (-(self.free + 1) / 2) / self.spread) @ self.weight
        return beta, mass / mass.sum()


def slope(y: Array, x: Array, controls: Array, day: Array, weekday: Array, carries: Array = CARRIES) -> Slope | None:
    """Return the slope of y on x given the controls, or None where x is nothing but the controls.

    y, x: float [n] without gaps; controls: float [n, c], a constant among them; day: the calendar day of each row,
    rising; weekday: 0-6 for each row. Needs more rows than c + 1. carries: the carry-overs to average over; `FRESH`
    where yesterday's y stands among the controls, for then it takes the carry-over up, and a second one would bend it.
    """
    free = len(y) - controls.shape[1] - 1
    if free < 1 or _alone(x, controls) < LEAST * len(x):
        return None
    week = (np.asarray(weekday)[:, None] == np.arange(7)).astype(np.float64)
    left = np.column_stack([x, controls, week])
    weigh = np.zeros((7, left.shape[1]))
    weigh[:, -7:] = np.eye(7) / np.sqrt(WEEK)
    rows, right, log_size = _inherited(np.column_stack([left, y]), day, carries)
    gram = np.swapaxes(rows, 1, 2) @ rows + weigh.T @ weigh
    cross = np.einsum("knq,kn->kq", rows, right)
    inverse = np.linalg.inv(gram)
    fit = np.einsum("kqr,kr->kq", inverse, cross)
    rest = np.maximum((right**2).sum(1) - (fit * cross).sum(1), LEAST * len(y))
    log_weight = -0.5 * (log_size + np.linalg.slogdet(gram)[1] + free * np.log(rest))
    log_weight -= 0.5 * ((carries - USUAL) / DIFFER) ** 2
    weight = np.exp(log_weight - log_weight.max())
    return Slope(fit[:, 0], np.sqrt(rest / free * inverse[:, 0, 0]), weight / weight.sum(), free)


def _alone(x: Array, controls: Array) -> float:
    """The sum of squares of x that the controls leave over."""
    rest = x - controls @ np.linalg.lstsq(controls, x, rcond=None)[0]
    return float(rest @ rest)


def _inherited(columns: Array, day: Array, carries: Array) -> tuple[Array, Array, Array]:
    """Take from every row what it inherits, for every carry-over: left sides, right side, log determinants."""
    kept = carries[:, None] ** np.diff(day)
    scale = np.sqrt(1 - kept**2)
    rows = np.repeat(columns[None], len(carries), axis=0)
    rows[:, 1:] = (columns[1:] - kept[..., None] * columns[:-1]) / scale[..., None]
    return rows[..., :-1], rows[..., -1], 2 * np.log(scale).sum(1)
