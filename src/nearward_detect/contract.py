"""What every detector must offer, so that stepping, replay, stories and tests work for all of them.

A detector works on many pairs at once and keeps what it knows in a memory: a dict of float arrays whose first
axis is the pair. One step for one pair is the same code with one pair, so stepping and replay cannot disagree.
Arrays whose name starts with `item_` have the item as their last axis and can grow when an item starts.
"""

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from nearward_detect.scales import Array

Memory = dict[str, Array]
Ints = NDArray[Any]


@dataclass(slots=True)
class Reading:
    """What a detector says about one day of each pair; ages count days back from that day (0 = today).

    kind [pairs]: index into `shapes.KINDS`, -1 for no notice. side [pairs]: 1 first person, 2 second, 3 both.
    status [pairs]: index into `shapes.STATUSES`. age, age_low, age_high [pairs]: days since the change began,
    longest age in age_high. size, size_low, size_high [pairs]: in person-SD, positive = apart. confidence,
    evidence [pairs]. moved [pairs, people, items]: shares that add up to 1 (or 0) for each person.
    value, centre, spread, now [pairs, people] on the 0-10 scale, NaN while unknown.
    """

    kind: Ints
    side: Ints
    status: Ints
    age: Array
    age_low: Array
    age_high: Array
    size: Array
    size_low: Array
    size_high: Array
    confidence: Array
    evidence: Array
    moved: Array
    value: Array
    centre: Array
    spread: Array
    now: Array


@dataclass(frozen=True, slots=True)
class Strict:
    """How strict to be: notices are raised when the evidence passes `limit`, found for `quiet_year`."""

    limit: float
    quiet_year: float


class Detector(Protocol):
    """A change detector."""

    @property
    def name(self) -> str:
        """The published name of the method."""

    def start(self, pairs: int, people: int, items: int) -> Memory:
        """Memory before the first day."""

    def advance(self, memory: Memory, near: Array, weekday: Ints, strict: Strict) -> Reading:
        """Take one day [pairs, people, items] of nearness on 0-10, change `memory` in place, say what is seen."""


def blank(pairs: int, people: int, items: int) -> dict[str, Any]:
    """Fields of a reading that says nothing."""
    nan = np.full(pairs, np.nan)
    none = np.full((pairs, people), np.nan)
    zero = np.zeros(pairs, dtype=np.int64)
    fields: dict[str, Any] = {"side": zero, "kind": zero - 1, "status": zero}
    fields |= dict.fromkeys(("age", "age_low", "age_high", "size", "size_low", "size_high"), nan)
    fields |= {"confidence": nan, "evidence": np.zeros(pairs), "moved": np.zeros((pairs, people, items))}
    return fields | dict.fromkeys(("value", "centre", "spread", "now"), none)
