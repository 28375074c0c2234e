"""What a practice seems to do for one person: each go is a small experiment.

`effect_of` compares days after a go with comparable days on which there was none. People do things on bad days and on
good ones, so a plain difference of means misleads; given yesterday's closeness, the weekday, the trend and what else
was known before, the comparison is fair as far as the choice hung on these. It cannot see why somebody chose this very
day for reasons that were never entered: docs/detection.md says how far wrong that goes.

`draw` and `randomised_effect` are the way out, for those who want it: the practice of the day is drawn with known
chances, and drawing, not mood, decides. Then "offered this" against "offered another" is unbiased whatever days hang
on, because every draw is fresh given all before it (Bojinov & Shephard 2019, doi:10.1080/01621459.2018.1527225).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from nearward_detect.days import SATURDAY, standard, trend
from nearward_detect.errors import ShapeError
from nearward_detect.prais_winsten import USUAL, Slope, slope
from nearward_detect.scales import Array

LEAST_TRIES = 5
"""Fewer goes say nothing; and as many days without one are needed."""

LIKELY_SD = 0.5
"""What a practice does to one person's day is drawn towards nothing, by so many SDs of that person's days."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What followed a practice, with its 95 % interval, in SDs of the person's own days; positive = nearer.

    tries: goes that took part. days: all days that took part, with and without a go.
    """

    effect: float
    low: float
    high: float
    tries: int
    days: int


@dataclass(frozen=True, slots=True)
class Draw:
    """What was drawn, and how likely each of the eligible practices was; both are logged."""

    choice: str
    chances: tuple[tuple[str, float], ...]

    @property
    def probability(self) -> float:
        """How likely the choice was."""
        return self.of(self.choice)

    def of(self, practice: str) -> float:
        """How likely a practice was in this draw; 0 where it was not eligible."""
        return dict(self.chances).get(practice, 0.0)


class Chance(Protocol):
    """Anything that gives numbers from 0 to 1: numpy's generators and those of the standard library."""

    def random(self) -> float:
        """A number from 0 up to but not including 1."""


def effect_of(
    outcome: Sequence[float] | Array,
    tries: Sequence[bool] | NDArray[np.bool_],
    *,
    comparable: Sequence[Sequence[float] | Array] = (),
    weekday: Sequence[int] | None = None,
) -> Effect | None:
    """Return what followed a practice, or None under five goes (or five other days) that can be compared.

    outcome: one value a calendar day, NaN for missing, more = nearer. tries [days]: whether the practice was done
    after the answer of the day before and before the answer of this day. comparable: series [days] known before the go
    of that day, such as load or last night's sleep. weekday: 0 (Monday) to 6 of each day. Days take part on which all
    of these and the outcome of the day before are there. Raises ShapeError where lengths differ.
    """
    y = np.asarray(outcome, dtype=np.float64)
    done = np.asarray(tries, dtype=np.float64)
    known = [np.asarray(one, dtype=np.float64) for one in comparable]
    week = np.arange(len(y)) % 7 if weekday is None else np.asarray(weekday, dtype=np.int64) % 7
    if any(one.shape != y.shape for one in (done, week, *known)) or y.ndim != 1:
        raise ShapeError("outcome, tries, comparable series and weekday need one value for each day")
    before = np.concatenate([[np.nan], y[:-1]])
    controls = np.column_stack([before, *known]) if len(y) else np.empty((0, 1))
    day = np.flatnonzero(np.isfinite(y) & np.isfinite(controls).all(axis=1))
    goes = int(done[day].sum())
    if min(goes, len(day) - goes) < LEAST_TRIES or np.ptp(y[day]) == 0:
        return None
    weekend = np.empty((len(day), 0)) if weekday is None else (week[day] >= SATURDAY)[:, None] * 1.0
    sides = standard(np.column_stack([controls[day], trend(day), weekend]))
    found = slope((y[day] - y[day].mean()) / y[day].std(), done[day], sides, day, week[day])
    return None if found is None else Effect(*found.drawn_to(0.0, LIKELY_SD), goes, len(day))


def draw(
    eligible: Sequence[str], rng: Chance, *, weights: Mapping[str, float] | None = None, least: float = 0.1
) -> Draw:
    """Draw one of the eligible practices; none is likelier or less likely than its weight says, but for `least`.

    weights: how much each counts, 1 where nothing is said. least: every eligible practice is drawn with at least this
    chance (or an even one where that is less), since what is hardly ever drawn teaches nothing. Raises ShapeError where
    nothing is eligible, a name stands twice, or a weight is negative.
    """
    weigh = [float((weights or {}).get(name, 1.0)) for name in eligible]
    if not eligible or len(set(eligible)) != len(eligible) or min(weigh) < 0 or not 0 <= least <= 1:
        raise ShapeError("a draw needs different practices, weights of 0 or more, and a least chance within 0..1")
    floor, total = min(least, 1 / len(eligible)), sum(weigh)
    shares = [one / total if total else 1 / len(eligible) for one in weigh]
    chances = [floor + (1 - floor * len(eligible)) * share for share in shares]
    reached = np.cumsum(chances)
    place = int(np.searchsorted(reached / reached[-1], rng.random(), side="right"))
    return Draw(eligible[min(place, len(eligible) - 1)], tuple(zip(eligible, chances, strict=True)))


def randomised_effect(
    practice: str,
    outcome: Sequence[float] | Array,
    draws: Sequence[Draw],
    *,
    before: Sequence[float] | Array | None = None,
) -> Effect | None:
    """Return the effect of being offered a practice rather than another eligible one, done or not.

    One row for each draw, in the order of time: outcome [draws] is the first answer after it (NaN where there is none),
    before [draws] the last one before it. Rows count where the practice could be drawn and another could too. Means
    are weighted by one over the known chance (Hajek), after taking off what the past alone foretells, so that the
    interval is that of the draws and needs no model of the days. None under five draws of it, or of others. Missing
    answers must not hang on what was drawn. Raises ShapeError where lengths differ.
    """
    y = np.asarray(outcome, dtype=np.float64)
    past = np.full(len(y), np.nan) if before is None else np.asarray(before, dtype=np.float64)
    if y.shape != (len(draws),) or past.shape != y.shape:
        raise ShapeError("outcome and before need one value for each draw")
    chance = np.array([one.of(practice) for one in draws])
    rest = y - _foretold(y, past)
    there = np.isfinite(rest) & (chance > 0) & (chance < 1)
    drawn = np.array([one.choice == practice for one in draws], dtype=bool)
    mine, others = there & drawn, there & ~drawn
    if min(mine.sum(), others.sum()) < LEAST_TRIES or np.ptp(rest[there]) == 0:
        return None
    sd = float(np.std(y[there]))
    with_it, its_error = _weighted(rest[mine] / sd, 1 / chance[mine])
    without, other_error = _weighted(rest[others] / sd, 1 / (1 - chance[others]))
    error = its_error + other_error
    # Satterthwaite (1946): the degrees of freedom of a sum of two variances
    free = error**2 / (its_error**2 / (mine.sum() - 1) + other_error**2 / (others.sum() - 1))
    told = Slope(np.array([with_it - without]), np.array([math.sqrt(error)]), np.ones(1), float(free))
    return Effect(*told.drawn_to(0.0, math.inf), int(mine.sum()), int(there.sum()))


def _foretold(y: Array, before: Array) -> Array:
    """What each row's past alone foretells: the mean so far, and a share of how far the last answer lay from it."""
    seen = np.concatenate([before[:, None], y[:, None]], axis=1)
    there = np.isfinite(seen)
    so_far = np.where(there, seen, 0.0)
    count = np.concatenate([[0], there.sum(1).cumsum()[:-1]]) + there[:, 0]
    total = np.concatenate([[0.0], so_far.sum(1).cumsum()[:-1]]) + so_far[:, 0]
    mean = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return np.asarray(mean + np.where(there[:, 0], USUAL * (so_far[:, 0] - mean), 0.0))


def _weighted(values: Array, weights: Array) -> tuple[float, float]:
    """The weighted mean and its squared standard error."""
    share = weights / weights.sum()
    mean = float(share @ values)
    return mean, float((share**2) @ (values - mean) ** 2) * len(values) / (len(values) - 1)
