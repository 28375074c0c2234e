"""From answers on any scale to nearness on 0-10, and from several items to one value a day.

Items start, stop and rotate, so the day value must not jump when another item is asked: every item carries
a personal offset from the person's mean, learned as a shrunken running mean, and the day value is the mean of
the answers without their offsets.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nearward_detect.errors import ShapeError
from nearward_detect.shapes import Answers, Item

Array = NDArray[Any]
SHRINK = 3.0


def nearness(y: NDArray[Any], items: Sequence[Item]) -> Array:
    """Turn answers [..., items] into nearness on 0-10 (NaN stays NaN); items that mean farther are turned round."""
    if y.shape[-1] != len(items):
        raise ShapeError(f"{y.shape[-1]} columns for {len(items)} items")
    farthest, ten = _ends(tuple(items))
    near: Array = (np.asarray(y, dtype=np.float64) - farthest) * ten
    return near


@lru_cache(maxsize=64)
def _ends(items: tuple[Item, ...]) -> tuple[Array, Array]:
    """The answer to each item that means farthest, and what makes a scale 10 points long from there."""
    farthest = np.array([item.low if item.nearer else item.high for item in items])
    nearest = np.array([item.high if item.nearer else item.low for item in items])
    return farthest, 10.0 / (nearest - farthest)


def answers_to_row(answers: Answers | None, items: Sequence[Item]) -> list[float]:
    """One person's answers as a row in the order of the items; raises ShapeError for what does not belong."""
    if answers is None:
        return [float("nan")] * len(items)
    known = {item.name: item for item in items}
    for name, value in answers.items():
        item = known.get(name)
        if item is None:
            raise ShapeError(f"there is no item {name!r}")
        if not item.low <= value <= item.high:
            raise ShapeError(f"item {name!r}: {value!r} is not within {item.low:g}..{item.high:g}")
    return [float(answers.get(item.name, float("nan"))) for item in items]


def start_offsets(pairs: int, people: int, items: int) -> dict[str, Array]:
    """Empty memory of the item offsets, `item_*` arrays with the item as last axis."""
    shape = (pairs, people, items)
    return {"item_n": np.zeros(shape), "item_offset": np.zeros(shape)}


def day_value(memory: dict[str, Array], near: Array) -> tuple[Array, Array, Array]:
    """Return the day value [pairs, people], the number of answers in it, and the answers without offsets.

    Updates the offsets in `memory` in place. `near` is [pairs, people, items] on 0-10 with NaN for missing.
    """
    there = near == near  # noqa: PLR0124  faster than isnan on small arrays
    count = there.sum(-1)
    free = np.where(there, near - memory["item_offset"], 0.0)
    value = free.sum(-1) / np.maximum(count, 1)
    n = memory["item_n"]
    several = there & (count[..., None] > 1)
    n += several
    residual = np.where(several, near - value[..., None] - memory["item_offset"], 0.0)
    memory["item_offset"] += residual / (n + SHRINK)
    return np.where(count > 0, value, np.nan), count.astype(np.float64), free
