"""Changes in many weekly curves at once, by the detector that watches the daily minutes."""

from __future__ import annotations

import numpy as np

from nearward_detect import Item, Policy, Replay, replay
from nearward_dialogue.report import Found
from nearward_dialogue.weeks import Floats

FEWEST = 20
"""Weeks with a figure before a change is looked for."""


def watch(series: Floats) -> list[list[Found]]:
    """The changes of each curve (series x weeks, NaN = no figure) in either direction, in the order of their notice."""
    found: list[list[Found]] = [[] for _ in series]
    worth = [place for place, curve in enumerate(series) if _is_worth_a_look(curve)]
    if not worth:
        return found
    chosen = series[worth]
    low, high = np.nanmin(chosen, axis=1, keepdims=True), np.nanmax(chosen, axis=1, keepdims=True)
    scaled = 10 * (chosen - low) / (high - low)
    both = np.concatenate([scaled, 10 - scaled]).astype(np.float32)[:, :, None, None]
    weekday = np.zeros(series.shape[1], np.int64)
    told = replay(both, (Item("figure", 0, 10),), Policy(quiet_year=0.1), weekday=weekday)
    for row, day in np.argwhere((told.alarm > 0) & (told.kind == "drift")).tolist():
        sign = 1 if row < len(worth) else -1
        found[worth[row % len(worth)]].append(_found(told, row, day, sign))
    return [sorted(changes, key=lambda one: one.noticed) for changes in found]


def _is_worth_a_look(curve: Floats) -> bool:
    known = curve[np.isfinite(curve)]
    return len(known) >= FEWEST and bool(known.min() < known.max())


def _found(told: Replay, row: int, day: int, sign: int) -> Found:
    return Found(
        noticed=day,
        since=int(told.since[row, day]),
        since_low=int(told.since_low[row, day]),
        since_high=int(told.since_high[row, day]),
        size_sd=-sign * float(told.size_sd[row, day]),
        confidence=float(told.confidence[row, day]),
    )
