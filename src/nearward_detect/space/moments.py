"""A pair's parameters from running moments, shrunk to what is usual among pairs (empirical Bayes).

The model of a day (people i, in points on 0-10):

    x_i = level_i + weekday_i + s_i + noise_i,     s = F s_yesterday + shock

needs the variance of s, its carry-over F, the partners' link and the noise. All follow from running sums of
products (variance, lag one, partner's same day) and from how far the items of one day lie apart. Each is pulled to
the population's value with a weight that stands for so many days (`space/prior.json`, learned by simulation).
Moment estimators for an AR(1) with noise: Staudenmayer & Buonaccorsi (2005), doi:10.1198/016214504000001871.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from nearward_detect.contract import Memory
from nearward_detect.scales import Array

HELD, HELD_PART = 27, 3  # a day is learned from after 27 days, among the first days after a third of all
REFERENCE = 7.0  # sums are kept around it, so that products stay exact


@dataclass(frozen=True, slots=True)
class Prior:
    """What is usual among pairs: values and the number of days that each counts for."""

    level: float
    level_sd: float
    variance: float
    variance_days: float
    noise_share: float
    noise_days: float
    carry: float
    carry_days: float
    link: float
    link_days: float
    cross: float
    week: tuple[float, ...]
    week_days: float
    slope_days: float
    bad_share: float
    bad_mean: float
    bad_sd: float
    floor: float
    wander: float
    burst_known: float


@cache
def prior() -> Prior:
    """The shipped prior."""
    raw = json.loads((files(__name__.rpartition(".")[0]) / "prior.json").read_text(encoding="utf-8"))
    raw.pop("command")
    return Prior(**{**raw, "week": tuple(raw["week"])})


@dataclass(slots=True)
class Parameters:
    """A pair's parameters as arrays [2, pairs] or [pairs]: see the module."""

    mood: Array
    noise: Array
    carry: Array
    link: Array
    unit: Array


def start_moments(pairs: int) -> Memory:
    """Empty sums."""
    names = ("n", "sum", "square", "lag_n", "lag_sum", "lag_old", "lag_new", "split", "split_n")
    memory: Memory = {name: np.zeros((2, pairs)) for name in names}
    memory |= {name: np.zeros(pairs) for name in ("link_n", "link_sum", "link_a", "link_b")}
    memory["yesterday"] = np.full((2, pairs), np.nan)
    memory["wait_x"] = np.full((HELD + 1, 2, pairs), np.nan)
    return memory | {name: np.zeros((HELD + 1, 2, pairs)) for name in ("wait_split", "wait_n")}


def hold(m: Memory, day: int, x: Array, split: Array, split_n: Array) -> int:
    """Keep today's x [2, pairs] (NaN missing) and item spread until it is known whether a change had begun.

    Returns how many days ago the day was that is to be learned from now, or -1 for none. A change that is not
    noticed yet would otherwise be learned as a greater spread, and hide itself.
    """
    place = day % (HELD + 1)
    m["wait_x"][place], m["wait_split"][place], m["wait_n"][place] = x, split, split_n
    return due(day)


def due(day: int) -> int:
    """How many days ago the day was that is to be learned from on this one, or -1 for none."""
    ago = min(HELD, day // HELD_PART)
    return ago if ago == min(HELD, max(day - 1, 0) // HELD_PART) else -1


def learn_held(m: Memory, day: int, ago: int, weight: Array) -> None:
    """Learn from the day that was so many days ago, trusted so far."""
    place = (day - ago) % (HELD + 1)
    learn_moments(m, m["wait_x"][place], m["wait_split"][place], m["wait_n"][place], weight)


def learn_moments(m: Memory, x: Array, split: Array, split_n: Array, weight: Array) -> None:
    """Add a day: x [2, pairs] without the weekday (NaN missing), item spread, and how far to trust the day."""
    there = x == x  # noqa: PLR0124
    d = np.where(there, x - REFERENCE, 0.0)
    w = there * weight
    m["n"] += w
    m["sum"] += w * d
    m["square"] += w * d * d
    m["split"] += split * weight
    m["split_n"] += split_n * weight
    old = m["yesterday"]
    both = w * (old == old)  # noqa: PLR0124
    old = np.where(both > 0, old, 0.0)
    m["lag_n"] += both
    m["lag_sum"] += both * d * old
    m["lag_old"] += both * old
    m["lag_new"] += both * d
    m["yesterday"] = np.where(there, d, np.nan)
    pair = w[0] * there[1]
    m["link_n"] += pair
    m["link_sum"] += pair * d[0] * d[1]
    m["link_a"] += pair * d[0]
    m["link_b"] += pair * d[1]


def parameters(m: Memory) -> Parameters:
    """The parameters that the sums speak for."""
    p = prior()
    n = np.maximum(m["n"], 1e-9)
    mean = m["sum"] / n
    # the mean takes about two days' worth of freedom, because days hang together
    raw = np.maximum(m["square"] - n * mean * mean, 0.0)
    freedom = np.maximum(m["n"] - 2.0, 0.0)
    total = (raw * freedom / n + p.variance * p.variance_days) / (freedom + p.variance_days)
    total = np.maximum(total, p.floor**2)
    noise = (m["split"] + p.noise_share * total * p.noise_days) / (m["split_n"] + p.noise_days)
    noise = np.minimum(np.maximum(noise, 0.08 * total), 0.6 * total)
    mood = total - noise
    lag = m["lag_sum"] - mean * (m["lag_old"] + m["lag_new"]) + m["lag_n"] * mean * mean
    # a product around an estimated mean is too low by about the variance of that mean
    lag = lag + m["lag_n"] / np.maximum(n, 5.0) * 2.0 * total * (m["n"] > 0)
    carry = (lag / mood + p.carry * p.carry_days) / (m["lag_n"] + p.carry_days)
    carry = np.minimum(np.maximum(carry, 0.0), 0.8)
    root = np.sqrt(mood)
    link = m["link_sum"] - mean[1] * m["link_a"] - mean[0] * m["link_b"] + m["link_n"] * mean[0] * mean[1]
    link = (link / (root[0] * root[1]) + p.link * p.link_days) / (m["link_n"] + p.link_days)
    return Parameters(mood, noise, carry, np.minimum(np.maximum(link, -0.2), 0.8), np.sqrt(total))
