"""EWMA chart on self-started, missing-aware day values, corrected for autocorrelation.

Roberts (1959), doi:10.1080/00401706.1959.10489860; the variance of an EWMA of an AR(1) series in its form for a long
series (Schmid 1997, On EWMA charts for time series); the reference values grow with every answered day (Hawkins 1987,
self-starting charts, doi:10.2307/2348827), so that there is no switch after a baseline.

Watched are each person and, in a pair, their standardised mean. A notice is raised when the largest downward
statistic passes a limit that was found by simulation (`calibration/ewma.json`).
"""

from typing import Any

import numpy as np

from nearward_detect.contract import Ints, Memory, Reading, Strict, blank
from nearward_detect.scales import Array, day_value, start_offsets

WEIGHT = 0.1
NEED = 10  # answered days before anything is said
PRIOR_SD, PRIOR_N = 1.2, 5.0  # a person's day-to-day SD on 0-10 before it is known, worth so many days
FLOOR_SD = 0.6
PRIOR_AR, PRIOR_AR_N = 0.35, 25.0
PRIOR_LINK, PRIOR_LINK_N = 0.35, 20.0
STUCK = 0.8  # share of answers at one end of the scale beyond which there is no signal
LONGEST = 90  # days after which an episode is the new usual
SINCE = (3.0, 10.0, 4.0)  # bias and 80 % reach of the first day, in days, from simulation of 1 SD steps


class Ewma:
    """The detector; see the module."""

    name = "ewma"

    def start(self, pairs: int, people: int, items: int) -> Memory:
        """Memory before the first day."""
        streams = 3 if people == 2 else 1
        each = ("n", "mean", "m2", "stuck", "lag_n", "lag_sum")
        memory = {name: np.zeros((pairs, people)) for name in each}
        memory["yesterday"] = np.full((pairs, people), np.nan)
        memory |= {name: np.zeros((pairs, 1)) for name in ("day", "link_n", "link_sum", "episode", "side")}
        memory |= {name: np.zeros((pairs, streams)) for name in ("e", "keep", "run", "run_sum", "run_n")}
        memory["item_move"] = np.zeros((pairs, people, items))
        return memory | start_offsets(pairs, people, items)

    def advance(self, memory: Memory, near: Array, weekday: Ints, strict: Strict) -> Reading:  # noqa: ARG002
        """Take one day; see `contract.Detector`."""
        m = memory
        value, _, free = day_value(m, near)
        z, spread = _standardise(m, value)
        enough = (m["n"] >= NEED) & (m["m2"] > 0.02 * m["n"]) & (m["stuck"] < STUCK * m["n"])
        _follow_items(m, free, near, spread)
        statistic = _chart(m, _streams(m, z), enough)
        reading = blank(*near.shape)
        reading |= {"value": value, "now": m["mean"] + _people(m["e"], near.shape[1]) * spread}
        reading |= {"centre": np.where(enough, m["mean"], np.nan), "spread": spread}
        reading["evidence"] = statistic.max(-1)
        _judge(m, statistic, reading, strict)
        status = np.where(m["episode"][:, 0] > 0, 2, 1)
        reading["status"] = np.where(enough.any(-1), status, 0)
        _learn(m, value, z)
        return Reading(**reading)


def _standardise(m: Memory, value: Array) -> tuple[Array, Array]:
    variance = (m["m2"] + PRIOR_N * PRIOR_SD**2) / (m["n"] + PRIOR_N)
    spread = np.sqrt(np.maximum(variance, FLOOR_SD**2))
    z = (value - m["mean"]) / (spread * np.sqrt(1 + 1 / np.maximum(m["n"], 1)))
    return np.where(m["n"] > 0, z, np.nan), spread


def _streams(m: Memory, z: Array) -> Array:
    if z.shape[1] == 1:
        return z
    there = z == z  # noqa: PLR0124
    total = np.where(there, z, 0).sum(-1)
    both = np.sqrt(2 + 2 * _link(m))
    pair = np.where(there.all(-1), total / both, np.where(there.any(-1), total, np.nan))
    return np.concatenate([z, pair[:, None]], axis=1)


def _link(m: Memory) -> Array:
    """Correlation of the partners' days, shrunk to the usual one."""
    link = (m["link_sum"] + PRIOR_LINK * PRIOR_LINK_N) / (m["link_n"] + PRIOR_LINK_N)
    return np.clip(link[:, 0], -0.3, 0.8)


def _autocorrelation(m: Memory) -> Array:
    ar = (m["lag_sum"] + PRIOR_AR * PRIOR_AR_N) / (m["lag_n"] + PRIOR_AR_N)
    return np.clip(ar, 0.0, 0.7)


def _chart(m: Memory, z: Array, enough: Array) -> Array:
    """Move each stream's average and return its downward statistic; -9 where there is not enough to say."""
    there = z == z  # noqa: PLR0124
    m["e"] += np.where(there, WEIGHT * (z - m["e"]), 0.0)
    m["keep"] += np.where(there, WEIGHT * (1 - m["keep"]), 0.0)
    ar, n, ready = _autocorrelation(m), m["n"], enough
    if z.shape[1] == 3:
        ar = np.concatenate([ar, ar.mean(-1, keepdims=True)], axis=1)
        n = np.concatenate([n, n.mean(-1, keepdims=True)], axis=1)
        ready = np.concatenate([enough, enough.all(-1, keepdims=True)], axis=1)
    old = 1 - WEIGHT
    settled = WEIGHT / (2 - WEIGHT) * (1 + old * ar) / (1 - old * ar) * (1 - (1 - m["keep"]) ** 2)
    baseline = (1 + ar) / (1 - ar) / np.maximum(n, 1) * m["keep"] ** 2
    statistic = -m["e"] / np.sqrt(settled + baseline + 1e-9)
    fresh = statistic <= 0
    for name in ("run", "run_sum", "run_n"):
        m[name][fresh] = 0
    m["run"] += ~fresh
    low = ~fresh & there
    m["run_sum"] += np.where(low, z, 0.0)
    m["run_n"] += low
    return np.where(ready, statistic, -9.0)


def _judge(m: Memory, statistic: Array, r: dict[str, Any], strict: Strict) -> None:
    """Raise, hold or end an episode, and say since when, how much, how sure."""
    best = statistic.argmax(-1)
    rows = np.arange(len(best))
    top = statistic[rows, best]
    calm = m["episode"][:, 0] == 0
    raised, over = calm & (top > strict.limit), ~calm & (top < 0.5)
    r["side"] = np.where(raised, best + 1, m["side"][:, 0]).astype(np.int64)
    r["kind"] = np.where(raised, 0, np.where(over, 3, -1))
    m["side"][:, 0] = np.where(over, 0, r["side"])
    m["episode"][:, 0] = np.where(raised, 1, np.where(over, 0, m["episode"][:, 0] + ~calm))
    late, reach_back, reach_on = SINCE
    run, n = m["run"][rows, best], np.maximum(m["run_n"][rows, best], 1)
    r["age"] = np.maximum(run - late, 0)
    r["age_low"], r["age_high"] = np.maximum(r["age"] - reach_on, 0), r["age"] + reach_back
    r["size"] = np.where(over, 0, -m["run_sum"][rows, best] / n)
    reach = 1.28 * np.sqrt(2.2 / n)
    r["size_low"], r["size_high"] = r["size"] - reach, r["size"] + reach
    odds = 0.5 / strict.quiet_year * np.exp(np.clip((top**2 - strict.limit**2) / 2, -5, 5))
    r["confidence"] = odds / (1 + odds)
    move = np.maximum(m["item_move"], 0)
    r["moved"] = move / np.maximum(move.sum(-1, keepdims=True), 1e-9)


def _follow_items(m: Memory, free: Array, near: Array, spread: Array) -> None:
    """A slow average of each item's fall below the person's usual."""
    there = (near == near) & (m["n"] > 0)[..., None]  # noqa: PLR0124
    fall = (m["mean"][..., None] - free) / spread[..., None]
    m["item_move"] += np.where(there, WEIGHT * (fall - m["item_move"]), 0.0)


def _learn(m: Memory, value: Array, z: Array) -> None:
    """Let the usual grow with the day; within an episode it stands still, a very long episode starts it anew."""
    m["day"] += 1
    anew = m["episode"] > LONGEST
    m["episode"][anew] = 0
    for name in ("n", "mean", "m2", "stuck", "e", "keep"):
        m[name] *= ~anew
    learn = (value == value) & (m["episode"] == 0)  # noqa: PLR0124
    clipped = np.clip(z, -2.5, 2.5)
    lagged = learn & ~np.isnan(clipped * m["yesterday"])
    m["lag_n"] += lagged
    m["lag_sum"] += np.where(lagged, clipped * m["yesterday"], 0.0)
    m["yesterday"] = np.where(value == value, clipped, np.nan)  # noqa: PLR0124
    if z.shape[1] == 2:
        linked = ~np.isnan(clipped).any(-1) & learn.all(-1)
        m["link_n"][:, 0] += linked
        m["link_sum"][:, 0] += np.where(linked, clipped[:, 0] * clipped[:, 1], 0.0)
    m["n"] += learn
    step = np.where(learn, value - m["mean"], 0.0)
    m["mean"] += step / np.maximum(m["n"], 1)
    m["m2"] += step * np.where(learn, value - m["mean"], 0.0)
    m["stuck"] += learn & ((value > 9.7) | (value < 0.3))


def _people(streams: Array, people: int) -> Array:
    return streams[:, :people]


DETECTOR = Ewma()
