"""What the bank of changes adds up to: one statistic, and, when asked, since when, on whose side, how much.

The statistic is the logarithm of a Shiryaev-Roberts sum of likelihood ratios over first days, mixed over sides and
sizes (Roberts 1966, doi:10.1080/00401706.1966.10490374; Pollak 1987, doi:10.1214/aos/1176350373; mixtures: Pollak
1985, doi:10.1214/aos/1176346587).
"""

from dataclasses import dataclass

import numpy as np

from nearward_detect.contract import Memory
from nearward_detect.scales import Array
from nearward_detect.space import shifts

SIZE_WEIGHTS = (0.4, 0.3, 0.3)
SIDES = np.array([0.225, 0.225, 0.55])  # first, second, both
NAMING = np.array([1.0, 1.0, 0.45])  # both are likelier, but a side is named as if each were about as likely
OLD_WEIGHT = 0.5  # a day more than `SIXTH` ago counts less
HAZARD = 1 / 700
UNLIKELY = 0.01
REACH = 0.1
PASSING, PASSES, OUTLASTS = 0.9, 10.0, 21.0
SPREAD = 1.2  # sizes are looked for around zero with this SD when they are estimated


@dataclass(slots=True)
class Weights:
    """Posterior of side and first day [3, slots, pairs], the log of their sum [pairs], and slopes and curvatures."""

    share: Array
    evidence: Array
    b: Array
    a: Array


def weigh_all(m: Memory, day: float, allowed: Array) -> Weights:
    """Posterior over sides and first days; `allowed` [3, pairs] says which sides may be named."""
    b, a = m["b"], m["a"]
    stands = shifts.kept(m["began"], day)
    stands = np.where(day - m["began"] > shifts.SIXTH, stands * OLD_WEIGHT, stands)
    total = np.zeros_like(b)
    for size, weight, extra in zip(shifts.SIZES, SIZE_WEIGHTS, m["extra"], strict=True):
        ratio = (b - (0.5 * size) * a) * size
        ratio += extra
        np.minimum(ratio, 200.0, out=ratio)
        np.exp(ratio, out=ratio)
        ratio *= weight
        total += ratio
    total *= SIDES[:, None, None] * stands[:, None] * allowed[:, None]
    whole = total.sum((0, 1))
    return Weights(total / np.maximum(whole, 1e-300), np.log(np.maximum(whole, 1e-4)), b, a)


def expected_shift(m: Memory, w: Weights, unit: Array) -> tuple[Array, Array]:
    """Chance of a change [pairs], and by how much it moves today's values off the filter's forecast [2, pairs]."""
    chance = 1 / (1 + np.exp(-w.evidence) / HAZARD)
    chance = np.where(chance < UNLIKELY, 0.0, chance)
    if not chance.any():
        return chance, np.zeros_like(unit)
    mean = w.share * np.minimum(np.maximum(w.b / (w.a + 1 / SPREAD**2), 0.0), 2.5)
    per_person = np.stack([mean[0] + mean[2], mean[1] + mean[2]])
    pull = m["pull"]
    reach = pull[:2] + pull[2:]
    lean = (reach * per_person).sum((1, 2))
    return chance, chance * (lean - unit * per_person.sum(1))


def first_day(m: Memory, w: Weights, day: float, side: Array) -> tuple[Array, Array, Array]:
    """Age of the change in days: median and the ends of its 80 % interval, for the named side of each pair."""
    order = np.argsort(day - m["began"])
    age = (day - m["began"])[order]
    share = w.share[side, :, np.arange(len(side))][:, order]
    share = np.cumsum(share, axis=1) / np.maximum(share.sum(1, keepdims=True), 1e-300)
    low, middle, high = (age[(share >= part).argmax(1)] for part in (REACH, 0.5, 1 - REACH))
    return middle, low, high


def size(w: Weights, side: Array) -> tuple[Array, Array]:
    """Mean and SD of the size in person-SD for the named side of each pair."""
    rows = np.arange(len(side))
    share, b, a = w.share[side, :, rows], w.b[side, :, rows], w.a[side, :, rows]
    share = share / np.maximum(share.sum(1, keepdims=True), 1e-300)
    tight = a + 1 / SPREAD**2
    mean = (share * b / tight).sum(1)
    return mean, np.sqrt((share * (1 / tight + (b / tight) ** 2)).sum(1) - mean**2)


def named_side(w: Weights) -> Array:
    """Side to name for each pair: 0 first, 1 second, 2 both."""
    side: Array = (w.share.sum(1) * NAMING[:, None]).argmax(0)
    return side


def passing(m: Memory, w: Weights, day: float) -> Array:
    """Chance [pairs] that the change is a passing dip: most short lows pass, few long ones do."""
    age = day - m["began"]
    chance = PASSING * np.clip((OUTLASTS - age) / (OUTLASTS - PASSES), 0, 1)
    whole: Array = (w.share.sum(0) * chance[:, None]).sum(0)
    return whole


def usual_level(m: Memory, w: Weights) -> Array:
    """Level of each person [2, pairs] without the change."""
    shift = w.share * np.minimum(np.maximum(w.b / (w.a + 1 / SPREAD**2), 0.0), 2.5)
    per_person = np.stack([shift[0] + shift[2], shift[1] + shift[2]])
    level: Array = m["mean"][2:] + (m["pull"][2:] * per_person).sum((1, 2))
    return level
