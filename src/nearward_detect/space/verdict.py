"""What the bank of changes adds up to: one statistic, and, when asked, since when, on whose side, how much.

The statistic is the logarithm of a Shiryaev-Roberts sum of likelihood ratios over first days, mixed over sides and
sizes (Roberts 1966, doi:10.1080/00401706.1966.10490374; Pollak 1987, doi:10.1214/aos/1176350373; mixtures: Pollak
1985, doi:10.1214/aos/1176346587).
"""

import math
from dataclasses import dataclass

import numpy as np

from nearward_detect.contract import Memory
from nearward_detect.scales import Array
from nearward_detect.space import shifts
from nearward_detect.space.moments import prior

# Weights of the statistic that raises notices, found by how soon they are raised: a row for how many days ago a change
# began (`AGES`: as long ago as this at most, and further back), in it the sizes for one person's and for both's.
AGES = (2, 8, shifts.DAILY, shifts.THIRD, shifts.SIXTH)
NOTICING = np.array(
    [
        [[0.055, 0.113, 0.07], [0.095, 0.335, 0.176]],
        [[0.204, 0.469, 0.217], [0.325, 1.67, 0.524]],
        [[0.14, 1.01, 0.172], [0.355, 1.27, 0.122]],
        [[0.718, 1.13, 0.168], [1.31, 0.917, 0.123]],
        [[0.532, 1.94, 0.095], [0.782, 3.33, 0.095]],
        [[0.209, 0.585, 0.035], [0.295, 0.76, 0.025]],
    ]
)
CARRYING = 3.4  # nats taken off for a carry-over of moods that is greater by one than is usual
ANSWERING, ANSWERED = 1.05, 0.75  # nats taken off for answering every day instead of never, and the share that is usual
# Weights of what is said of a change once it is noticed: since when, on whose side, how large.
HALF_SIZES = 0.5 * np.array(shifts.SIZES)[:, None, None, None]
SIZE_WEIGHTS = np.array([0.28, 0.4, 0.32])[:, None, None, None]
SIDES = np.array([0.27, 0.27, 0.46])[:, None, None]  # first, second, both
NAMING = np.array([1.0, 1.0, 0.62])  # both are likelier, but a side is named as if each were about as likely
YOUNG, GROWN_WEIGHT, OLD_WEIGHT = 8, 1.5, 0.25  # weight of first days over a week ago, and of those beyond `SIXTH`
FADING, FADING_DAYS, FADING_FROM = 0.9, 90.0, 28.0  # a change is the likelier the newer somebody is here: see docs
WAVE, WAVE_FROM, WAVE_MOST = 0.74, 5.4, 6.7  # what past rises take off, in nats: a part of what is between these
WAVE_FADES = 0.01  # nats a day
RISE = 0.8  # rises are looked for at this size, in person-SD
HAZARD = 1 / 1340
UNLIKELY = 0.01
REACH = np.array([0.152, 0.152, 0.125])  # tails left out of the interval of a change that is new, by side,
REACH_LOW, REACH_HIGH = 0.045, 0.006  # and of one that is old
NEW, OLD = 10.0, 26.5
SIZE_GRID = np.geomspace(0.1, 5.6, 72)  # even weights on it: every size beforehand as likely as its double
SIZE_LOW, SIZE_HIGH = 0.14, 0.06
DIPS, SHORTEST, LONGEST = 3.0, 4.0, 18.0  # passing lows for one that lasts, and how many days they take
LARGEST = 2.5  # size beyond which a change is reckoned with as this
SPREAD = 1.2  # sizes are looked for around zero with this SD when they are estimated


@dataclass(slots=True)
class Weights:
    """Posterior of side and first day [3, slots, pairs], the log of their sum [pairs], and what it is made of.

    stands [slots]: prior weight of each first day. b, a [3, slots, pairs]: slopes and curvatures.
    """

    share: Array
    evidence: Array
    stands: Array
    b: Array
    a: Array

    def of(self, pairs: Array) -> "Weights":
        """Those of some of the pairs, by mask or by place."""
        b, a = self.b[..., pairs], self.a[..., pairs]
        return Weights(self.share[..., pairs], self.evidence[pairs], self.stands, b, a)


def weigh_all(m: Memory, day: float, allowed: Array, carry: Array) -> Weights:
    """Posterior over sides and first days, and the statistic.

    `allowed` [3, pairs] says which sides may be named, `carry` [people, pairs] how much of a day's mood the next keeps.
    """
    b, a = m["b"], m["a"]
    stands, raising = prior_of_days(m["began"], day), weight_of_days(m["began"], day)
    total, raised = np.zeros_like(b), np.zeros(b.shape[2])
    for side in np.flatnonzero(allowed.any(axis=1)):
        odds = _odds(b[side], a[side], m["extra"][:, side])
        total[side] = (odds * SIZE_WEIGHTS[:, 0]).sum(0) * (SIDES[side] * stands[:, None] * allowed[side])
        raised += (odds * raising[:, side].T[..., None]).sum((0, 1)) * allowed[side]
    often = (m["seen"] * allowed[:2]).sum(0) / np.maximum(allowed[:2].sum(0), 1) / (day + 1)
    evidence = np.log(np.maximum(raised, 1e-4)) - fading(day) - CARRYING * (carry.mean(0) - prior().carry)
    evidence -= ANSWERING * (often - ANSWERED) + _wave(m, stands, allowed)
    return Weights(total / np.maximum(total.sum((0, 1)), 1e-300), evidence, stands, b, a)


def _wave(m: Memory, stands: Array, allowed: Array) -> Array:
    """What is taken off the evidence [pairs] of those whose usual level has risen clearly before, without a reason.

    A level that wanders comes up about as often as down, a couple that drifts does not; the same sum for rises is
    the tell-tale of the former. Its highest value is remembered and fades slowly.
    """
    ratio = -RISE * (m["b"] + 0.5 * RISE * m["a"])
    np.minimum(ratio, 60.0, out=ratio)
    np.exp(ratio, out=ratio)
    ratio *= SIDES * stands[:, None] * allowed[:, None] * (m["extra"][0] > 0.5 * shifts.GONE)
    rise = np.log(np.maximum(ratio.sum((0, 1)), 1.0))
    m["wave"] = np.maximum(m["wave"] - WAVE_FADES, rise)
    return WAVE * np.minimum(np.maximum(m["wave"] - WAVE_FROM, 0.0), WAVE_MOST)


def _odds(b: Array, a: Array, extra: Array) -> Array:
    """The ratio of likelihoods of one side's changes [sizes, slots, pairs]."""
    ratio: Array = a * HALF_SIZES[:, 0]
    np.subtract(b, ratio, out=ratio)
    ratio *= 2 * HALF_SIZES[:, 0]
    ratio += extra
    np.minimum(ratio, 200.0, out=ratio)
    np.exp(ratio, out=ratio)
    return ratio


def fading(day: float) -> float:
    """What is taken off the evidence of everybody by the days since they came."""
    return FADING * math.log(max(day, FADING_FROM) / FADING_DAYS)


def prior_of_days(began: Array, day: float) -> Array:
    """Weight [slots] of each first day before anything is seen."""
    age = day - began
    weight = np.where(age <= YOUNG, 1.0, np.where(age > shifts.SIXTH, OLD_WEIGHT, GROWN_WEIGHT))
    prior: Array = shifts.kept(began, day) * weight
    return prior


def weight_of_days(began: Array, day: float) -> Array:
    """Weight [slots, sides, sizes] in the statistic of each first day, side and size."""
    weight = np.repeat(NOTICING[np.digitize(day - began, AGES, right=True)], (2, 1), axis=1)
    stands: Array = shifts.kept(began, day)[:, None, None] * weight
    return stands


def expected_shift(m: Memory, w: Weights, unit: Array) -> tuple[Array, Array]:
    """Chance of a change [pairs], and by how much it moves today's values off the filter's forecast [2, pairs]."""
    chance = 1 / (1 + np.exp(-w.evidence) / HAZARD)
    chance = np.where(chance < UNLIKELY, 0.0, chance)
    if not chance.any():
        return chance, np.zeros_like(unit)
    mean = w.share * np.minimum(np.maximum(w.b / (w.a + 1 / SPREAD**2), 0.0), LARGEST)
    per_person = np.stack([mean[0] + mean[2], mean[1] + mean[2]])
    pull = m["pull"]
    reach = pull[:2] + pull[2:]
    lean = (reach * per_person).sum((1, 2))
    return chance, chance * (lean - unit * per_person.sum(1))


def begun(m: Memory, w: Weights, day: float, ago: int) -> Array:
    """Chance [pairs], if there is a change, that it had begun so many days ago."""
    whole: Array = w.share[:, day - m["began"] >= ago].sum((0, 1))
    return whole


def first_day(m: Memory, w: Weights, day: float, side: Array) -> tuple[Array, Array, Array]:
    """Age of the change in days: median and the ends of its 80 % interval, for the named side of each pair.

    The longer ago, the more of the tails is left in: that made four intervals of five true on made pairs of every size.
    """
    order = np.argsort(day - m["began"])
    age = (day - m["began"])[order]
    share = w.share[side, :, np.arange(len(side))][:, order]
    share = np.cumsum(share, axis=1) / np.maximum(share.sum(1, keepdims=True), 1e-300)
    middle = age[(share >= 0.5).argmax(1)]
    old = np.clip((middle - NEW) / (OLD - NEW), 0, 1)
    reach = REACH[side]
    tails = reach + old * (REACH_LOW - reach), 1 - reach - old * (REACH_HIGH - reach)
    low, high = (age[(share >= tail[:, None]).argmax(1)] for tail in tails)
    return middle, low, high


def mean_size(w: Weights, side: Array) -> Array:
    """Mean size in person-SD for the named side of each pair."""
    rows = np.arange(len(side))
    share = w.share[side, :, rows]
    total = (share * w.b[side, :, rows] / (w.a[side, :, rows] + 1 / SPREAD**2)).sum(1)
    mean: Array = total / np.maximum(share.sum(1), 1e-300)
    return mean


def size(m: Memory, w: Weights, side: Array, rows: Array) -> tuple[Array, Array, Array]:
    """Size in person-SD of the pairs `rows` for their sides: median and the ends of the 80 % interval.

    The ends are not even tenths: what is noticed early looks larger than it is, and what is noticed is no longer small.
    """
    b, a = w.b[side, :, rows], w.a[side, :, rows]
    knots = np.array([0.0, *shifts.SIZES])
    parts = np.array([np.interp(SIZE_GRID, knots, line) for line in np.eye(len(knots))[1:]])
    fit = SIZE_GRID[:, None, None] * (b - 0.5 * SIZE_GRID[:, None, None] * a)
    fit += np.tensordot(parts, m["extra"][:, side, :, rows], (0, 1))
    likely = (np.exp(fit - fit.max((0, 2))[:, None]) * w.stands).sum(2)
    share = np.cumsum(likely, axis=0) / likely.sum(0)
    middle, low, high = (SIZE_GRID[(share >= part).argmax(0)] for part in (0.5, SIZE_LOW, 1 - SIZE_HIGH))
    return middle, low, high


def named_side(w: Weights) -> Array:
    """Side to name for each pair: 0 first, 1 second, 2 both."""
    side: Array = (w.share.sum(1) * NAMING[:, None]).argmax(0)
    return side


def passing(m: Memory, w: Weights, day: float, side: Array, size: Array) -> Array:
    """Chance [pairs] that the change is a dip that will pass or has passed already.

    A dip that ended on day e is as likely as the change that lasts, but for the days from e on: there the ratio
    is that of nothing to a change since e, which is in the bank already.
    """
    rows = np.arange(len(side))
    b, a = w.b[side, :, rows], w.a[side, :, rows]
    recent = (day - m["began"] < LONGEST) & (m["began"] >= 0)
    ended = np.clip((0.5 * size[:, None] * a - b) * size[:, None], -30, 30)
    back = np.exp(ended) * (shifts.kept(m["began"], day) * recent)
    length = m["began"][:, None] - m["began"]  # [ends, first days]
    odds = back @ ((length > SHORTEST) & (length <= LONGEST)) / (LONGEST - SHORTEST)
    odds += np.clip((LONGEST - (day - m["began"])) / (LONGEST - SHORTEST), 0, 1)
    odds *= DIPS
    share = w.share[side, :, rows]
    lasts: Array = (share / (1 + odds)).sum(1) / np.maximum(share.sum(1), 1e-300)
    return 1 - lasts


def usual_level(m: Memory, w: Weights) -> Array:
    """Level of each person [2, pairs] without the change."""
    shift = w.share * np.minimum(np.maximum(w.b / (w.a + 1 / SPREAD**2), 0.0), LARGEST)
    per_person = np.stack([shift[0] + shift[2], shift[1] + shift[2]])
    level: Array = m["mean"][2:] + (m["pull"][2:] * per_person).sum((1, 2))
    return level
