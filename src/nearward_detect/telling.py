"""From a detector's reading to what people are told: dates, sides, shares, the usual band."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np

from nearward_detect.contract import Memory, Reading
from nearward_detect.scales import Array
from nearward_detect.shapes import KINDS, SIDES, Band, Item, Notice

EIGHT_IN_TEN = 1.2816


def notices_of(reading: Reading, on: date, items: Sequence[Item]) -> tuple[Notice, ...]:
    """The notice in a one-pair reading, if there is one."""
    kind, side = int(reading.kind[0]), int(reading.side[0])
    if kind < 0:
        return ()
    shares = tuple(_shares(row, items) for row in reading.moved[0])
    return (
        Notice(
            noticed_on=on,
            since=on - timedelta(days=round(float(reading.age[0]))),
            since_low=on - timedelta(days=round(float(reading.age_high[0]))),
            since_high=on - timedelta(days=round(float(reading.age_low[0]))),
            side=SIDES[side - 1],
            size_sd=round(float(reading.size[0]), 3),
            size_low=round(float(reading.size_low[0]), 3),
            size_high=round(float(reading.size_high[0]), 3),
            confidence=round(float(reading.confidence[0]), 3),
            kind=KINDS[kind],
            items=shares,
        ),
    )


def _shares(row: Array, items: Sequence[Item]) -> tuple[tuple[str, float], ...]:
    named = ((item.name, round(float(share), 3)) for item, share in zip(items, row, strict=True) if share > 0.005)
    return tuple(sorted(named, key=by_share))


def by_share(entry: tuple[str, float]) -> tuple[float, str]:
    """Sort key: the largest share first, then by name."""
    return -entry[1], entry[0]


def usual_band(centre: Any, spread: Any) -> tuple[Any, Any]:
    """Ends of the band that holds eight usual days in ten, kept within the 0-10 scale; arrays or numbers."""
    reach = EIGHT_IN_TEN * spread
    return np.minimum(np.maximum(centre - reach, 0), 10), np.minimum(np.maximum(centre + reach, 0), 10)


def bands_of(reading: Reading) -> tuple[Band | None, ...]:
    """Each person's usual band after a one-pair reading, None while unknown."""
    low, high = usual_band(reading.centre[0], reading.spread[0])
    rows = zip(*(each.tolist() for each in (low, reading.centre[0], high, reading.now[0])), strict=True)
    return tuple(None if row[1] != row[1] else Band(*(round(value, 3) for value in row)) for row in rows)


def rounded_memory(memory: Memory) -> dict[str, tuple[tuple[int, ...], list[float]]]:
    """Arrays as shape and flat list; NaN stays NaN in Python's JSON."""
    return {name: (array.shape, array.ravel().tolist()) for name, array in memory.items()}
