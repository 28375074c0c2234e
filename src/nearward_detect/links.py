"""What happened together: how one person's closeness moved with load, sleep, conflict and the like.

For each factor two questions, each of one person's own days:

    the same day    y_t   on x_t,   given the trend and the weekday
    the day after   y_t   on x_t-1, given y_t-1, x_t, the trend and the weekday

by `prais_winsten.slope`, in the person's own standard deviations. What is shown is drawn towards what diaries of
couples have found (`PRIORS`), since forty days of one person say little. Whether a link is `sure` rests on the data
alone: the prior may never make a finding, and over all factors and both days the share of false ones is held by
`benjamini_hochberg`. What diaries expect decides only how the permitted errors are spent: more of them on the same day
than on the day after, and on the expected direction. It is what happened together and no proof of why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from nearward_detect.benjamini_hochberg import discoveries
from nearward_detect.days import SATURDAY, standard, trend
from nearward_detect.errors import ShapeError
from nearward_detect.prais_winsten import CARRIES, FRESH, Slope, slope
from nearward_detect.scales import Array

Kind = Literal[
    "load",
    "sleep",
    "conflict",
    "time",
    "touch",
    "attention",
    "heard",
    "valued",
    "partner_load",
    "partner_conflict",
    "other",
]

LEAST_DAYS = 12
LEAST_MOVES = 4
"""On so many of the days each of the two must differ from its own commonest answer."""


@dataclass(frozen=True, slots=True)
class Prior:
    """What is usual: the link on the same day, for a factor that makes days harder, and how much people differ."""

    mean: float
    sd: float
    source: str


DIARIES = "doi:10.1037/0022-3514.88.3.510 (103 couples, 14 days: own conflict -.43, the partner's report -.33)"
PARENTS = "PACO daily diaries of 562 parents, 21 days: disagreements -.22, pressure -.28, work -.22, media hours -.04"
ADULTS = "daily diaries of 515 adults, 75 days (Kuczynski 2021): interaction and feeling cared for .33"
PRIORS: Mapping[Kind, Prior] = {
    "conflict": Prior(-0.35, 0.20, DIARIES + "; " + PARENTS),
    "partner_conflict": Prior(-0.25, 0.20, DIARIES),
    "load": Prior(-0.25, 0.20, PARENTS + "; direction: doi:10.1037/fam0000227"),
    "partner_load": Prior(-0.10, 0.20, "direction only: doi:10.1037/fam0000227"),
    "sleep": Prior(-0.10, 0.20, "direction only: doi:10.1177/1948550613488952"),
    "time": Prior(-0.20, 0.20, ADULTS),
    "touch": Prior(-0.15, 0.20, "direction only: doi:10.1177/0146167221993349"),
    "attention": Prior(-0.10, 0.20, "doi:10.1007/s12144-024-06893-7 (few effects); " + PARENTS),
    "heard": Prior(-0.25, 0.25, "direction only: doi:10.1177/0146167221993349"),
    "valued": Prior(-0.25, 0.25, "direction only: doi:10.1111/j.1475-6811.2010.01273.x"),
    "other": Prior(0.0, 0.25, "nothing is known"),
}
"""Signs are for factors that make days harder; for those that make them easier they turn round."""

SAME_WEIGHT, AFTER_WEIGHT, EXPECTED = 1.75, 0.25, 0.8
"""How the permitted errors are spent: by day, and on the direction that is known (an even share where none is)."""

AFTER = Prior(0.0, 0.10, "next-day effects given today's are within .08 in every diary that was looked at")


@dataclass(frozen=True, slots=True)
class Factor:
    """Something that may move with closeness; its kind chooses the prior.

    higher_is: whether a higher value makes a day harder (load, conflict) or easier (sleep, time, touch). Raises
    ShapeError for an unknown kind or direction.
    """

    name: str
    kind: Kind = "other"
    higher_is: Literal["harder", "easier"] = "harder"

    def __post_init__(self) -> None:
        if self.kind not in PRIORS or self.higher_is not in {"harder", "easier"}:
            raise ShapeError(f"factor {self.name!r}: unknown kind {self.kind!r} or direction {self.higher_is!r}")


@dataclass(frozen=True, slots=True)
class Link:
    """How far two things happened together.

    lag 0: the same day; 1: the day after, beyond what that day's own factor and yesterday's outcome say. effect with
    its 95 % interval low .. high: outcome SDs for one SD of the factor, both the person's own. days: how many days it
    rests on. sure: one of the findings of which about `rate` are expected to be false.
    """

    factor: str
    lag: Literal[0, 1]
    effect: float
    low: float
    high: float
    days: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What the days alone say of one factor and lag, before it is drawn towards the prior and held against chance."""

    factor: Factor
    lag: Literal[0, 1]
    slope: Slope
    days: int


def links_of(
    outcome: Sequence[float] | Array,
    factors: Mapping[Factor, Sequence[float] | Array],
    *,
    weekday: Sequence[int] | None = None,
    rate: float = 0.1,
) -> tuple[Link, ...]:
    """Return what happened together with the outcome, surest first, then the largest.

    outcome: one value a calendar day without holes in the calendar, NaN where nothing was answered, more = nearer.
    factors: series of the same days. weekday: 0 (Monday) to 6 of each day; without it days seven apart are alike and no
    weekend is known. rate: the share of `sure` links that may be false. A factor with fewer than 12 days in common, or
    that hardly moves, has no Link. Raises ShapeError where lengths differ or rate is no probability.
    """
    if not 0 < rate < 1:
        raise ShapeError("rate lies between 0 and 1")
    found = found_in(outcome, factors, weekday=weekday)
    weights = [AFTER_WEIGHT if one.lag else SAME_WEIGHT for one in found]
    sure = discoveries([_chance(one) for one in found], rate, weights)
    links = [_told(one, is_sure) for one, is_sure in zip(found, sure, strict=True)]
    return tuple(sorted(links, key=lambda link: (not link.sure, -abs(link.effect), link.factor, link.lag)))


def found_in(
    outcome: Sequence[float] | Array,
    factors: Mapping[Factor, Sequence[float] | Array],
    *,
    weekday: Sequence[int] | None = None,
) -> tuple[Found, ...]:
    """Return what the days alone say of every factor, the same day and the day after; arguments as in `links_of`."""
    y = _series(outcome, len(outcome), "outcome")
    week = np.arange(len(y)) % 7 if weekday is None else np.asarray(weekday, dtype=np.int64) % 7
    if len(week) != len(y):
        raise ShapeError("weekday needs one number for each day")
    base = _weekend(week, known=weekday is not None)
    found = []
    for factor, given in factors.items():
        x = _series(given, len(y), factor.name)
        same, after = _same_day(y, x, base, week), _day_after(y, x, base, week)
        found += [Found(factor, 0, *same)] if same else []
        found += [Found(factor, 1, *after)] if after else []
    return tuple(found)


def _series(given: Sequence[float] | Array, days: int, name: str) -> Array:
    values = np.asarray(given, dtype=np.float64)
    if values.shape != (days,):
        raise ShapeError(f"{name}: {values.shape} values for {days} days")
    return np.where(np.isfinite(values), values, np.nan)


def _weekend(week: Array, *, known: bool) -> Array:
    """The weekend as a column [days, 1], or none; the other weekdays are left to the slope itself."""
    return np.asarray((week >= SATURDAY)[:, None] * 1.0) if known else np.empty((len(week), 0))


def _same_day(y: Array, x: Array, base: Array, week: Array) -> tuple[Slope, int] | None:
    return _together(y, x, base, week, np.isfinite(y) & np.isfinite(x), CARRIES)


def _day_after(y: Array, x: Array, base: Array, week: Array) -> tuple[Slope, int] | None:
    if len(y) < LEAST_DAYS:
        return None
    before_y, before_x = np.concatenate([[np.nan], y[:-1]]), np.concatenate([[np.nan], x[:-1]])
    there = np.isfinite(y) & np.isfinite(x) & np.isfinite(before_y) & np.isfinite(before_x)
    both = np.column_stack([base, before_y, x])
    return _together(y, before_x, both, week, there, FRESH)


def _together(
    y: Array, x: Array, controls: Array, week: Array, there: Array, carries: Array
) -> tuple[Slope, int] | None:
    """The slope in own SDs over the days that are there, or None where they are too few or hardly move."""
    day = np.flatnonzero(there)
    y, x, controls = y[day], x[day], controls[day]
    if len(day) < LEAST_DAYS or min(_moves(y), _moves(x)) < LEAST_MOVES:
        return None
    sides = standard(np.column_stack([trend(day), controls]))
    found = slope((y - y.mean()) / y.std(), (x - x.mean()) / x.std(), sides, day, week[day], carries)
    return None if found is None else (found, len(day))


def _moves(values: Array) -> int:
    return len(values) - int(np.unique(values, return_counts=True)[1].max())


def _chance(found: Found) -> float:
    prior = _prior(found)
    return found.slope.chance(0.5 if prior.mean == 0 else EXPECTED if prior.mean < 0 else 1 - EXPECTED)


def _prior(found: Found) -> Prior:
    """The prior in the direction in which this factor is asked."""
    prior = AFTER if found.lag else PRIORS[found.factor.kind]
    return prior if found.factor.higher_is == "harder" else replace(prior, mean=-prior.mean)


def _told(found: Found, sure: bool) -> Link:  # noqa: FBT001  one of the fields
    prior = _prior(found)
    effect, low, high = found.slope.drawn_to(prior.mean, prior.sd)
    return Link(found.factor.name, found.lag, effect, low, high, found.days, sure and low * high > 0)
