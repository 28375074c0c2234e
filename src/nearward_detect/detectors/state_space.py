"""A personal state-space model of a pair's days, and a Shiryaev-Roberts sum over all changes it may hide.

Parts: `space.moments` (parameters), `space.kalman` (filter), `space.shifts` (bank of possible changes),
`space.verdict` (what they add up to), `space.today` (all of them in a day's order), `space.episodes` (when to speak).
The mathematics is in docs/detection.md.
One person alone is a pair whose second person never answers.
"""

from typing import Any

import numpy as np

from nearward_detect.contract import Ints, Memory, Reading, Strict, blank
from nearward_detect.scales import Array, start_offsets
from nearward_detect.space import episodes, kalman, moments, shifts, today, verdict, week
from nearward_detect.space.episodes import Seen

ITEM_WEIGHT = 0.12


class StateSpace:
    """The detector; see the module."""

    name = "state_space"

    def start(self, pairs: int, people: int, items: int) -> Memory:
        """Memory before the first day."""
        memory = moments.start_moments(pairs) | kalman.start_filter(pairs) | shifts.start_bank(pairs)
        memory |= week.start_week(pairs) | episodes.start_episodes(pairs) | start_offsets(pairs, people, items)
        memory |= {"day": np.zeros(1), "lean": np.zeros((2, pairs)), "rough": np.zeros(pairs)}
        memory |= {name: np.zeros((2, pairs)) for name in ("seen", "seen_sum", "seen_square", "stuck")}
        memory["item_move"] = np.zeros((pairs, people, items))
        return memory

    def advance(self, memory: Memory, near: Array, weekday: Ints, strict: Strict) -> Reading:
        """Take one day; see `contract.Detector`."""
        m, people = memory, near.shape[1]
        seen = today.take(m, near, weekday)
        kind, side = _judge(m, seen, strict)
        reading = blank(*near.shape)
        reading |= {"kind": kind, "side": side + 1, "evidence": np.maximum(seen.weights.evidence, seen.rough)}
        _tell(m, seen.weights, reading, strict)
        _picture(m, seen, people, reading)
        reading["moved"] = _moved(m, near, seen.free, seen.q.unit)
        m["day"] += 1
        return Reading(**reading)


def _judge(m: Memory, seen: today.Today, strict: Strict) -> tuple[Array, Array]:
    """Kind of notice and side; most days there is nothing to judge, and only strong changes may be passing ones."""
    w, rough = seen.weights, seen.rough
    strong = w.evidence > strict.limit
    if not (strong | (rough > strict.limit) | (m["episode"] > 0)).any():
        return np.full(len(rough), -1), np.zeros(len(rough), dtype=np.int64)
    side, passing = verdict.named_side(w), np.zeros(len(rough))
    if strong.any():
        some, named = w.of(strong), side[strong]
        passing[strong] = verdict.passing(m, some, float(m["day"][0]), named, verdict.mean_size(some, named))
    known = np.where(seen.enough.all(0), 2, seen.enough.argmax(0))
    told = Seen(w.evidence, rough, side, known, passing, verdict.usual_level(m, w), seen.heard)
    return episodes.judge(m, told, seen.q, strict)


def _tell(m: Memory, w: verdict.Weights, r: dict[str, Any], strict: Strict) -> None:
    """Fill in since when, how much and how sure, on days with a notice."""
    told = r["kind"] >= 0
    if not told.any():
        return
    side, day = r["side"] - 1, float(m["day"][0])
    r["age"], r["age_low"], r["age_high"] = verdict.first_day(m, w, day, side)
    rows = np.flatnonzero(told)
    sizes = np.full((3, len(told)), np.nan)
    sizes[:, rows] = verdict.size(m, w, side[rows], rows)
    r["size"], r["size_low"], r["size_high"] = np.where(r["kind"] == 3, sizes - sizes[0], sizes)
    _tell_rough(m, r)
    odds = 0.5 / strict.quiet_year * np.exp(np.clip(r["evidence"] - strict.limit, -6, 6))
    r["confidence"] = odds / (1 + odds)


def _tell_rough(m: Memory, r: dict[str, Any]) -> None:
    """For days that vary more: since about as long as the average looks back; size is the growth of the SD."""
    rough = r["kind"] == 2
    for name, days in (("age", 21.0), ("age_low", 7.0), ("age_high", 42.0)):
        r[name] = np.where(rough, np.minimum(days, m["day"][0]), r[name])
    growth = np.sqrt(np.maximum(1 + m["rough"], 0)) - 1
    for name, part in (("size", 1.0), ("size_low", 0.5), ("size_high", 1.5)):
        r[name] = np.where(rough, part * growth, r[name])


def _picture(m: Memory, seen: today.Today, people: int, r: dict[str, Any]) -> None:
    enough, unit = seen.enough, seen.q.unit
    apart = (m["episode"] == episodes.DIP) | (m["episode"] == episodes.DRIFT)
    centre = np.where(apart, m["base"], m["mean"][2:])
    r["value"] = seen.value
    r["centre"] = np.where(enough, centre, np.nan)[:people].T
    r["spread"] = unit[:people].T
    r["now"] = np.where(enough, m["slow"], np.nan)[:people].T
    r["status"] = np.where(enough.any(0), np.where(apart, 2, 1), 0)


def _moved(m: Memory, near: Array, free: Array, unit: Array) -> Array:
    """Each item's share of the present move, from a slow average of its fall below the person's usual."""
    people = near.shape[1]
    usual = np.where(m["episode"] > 0, m["base"], m["mean"][2:])[:people].T
    there = near == near  # noqa: PLR0124
    fall = (usual[..., None] - free) / unit[:people].T[..., None]
    m["item_move"] += np.where(there, ITEM_WEIGHT * (fall - m["item_move"]), 0.0)
    move = np.maximum(m["item_move"], 0)
    shares: Array = move / np.maximum(move.sum(-1, keepdims=True), 1e-9)
    return shares


DETECTOR = StateSpace()
