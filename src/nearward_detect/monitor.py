"""Stepping day by day: an immutable state that can be stored, compared and continued."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from nearward_detect.calibration import strict_of
from nearward_detect.contract import Memory, Reading
from nearward_detect.detectors import load
from nearward_detect.errors import DetectError, OrderError, ShapeError, StateError
from nearward_detect.scales import answers_to_row, nearness
from nearward_detect.shapes import STATUSES, Band, Day, Item, Notice, Policy, Status
from nearward_detect.telling import bands_of, notices_of, rounded_memory

VERSION = 6


@dataclass(frozen=True, slots=True)
class Monitor:
    """What is asked and how strict to be; `start` gives the state before the first day."""

    items: tuple[Item, ...]
    policy: Policy = field(default_factory=Policy)

    def __post_init__(self) -> None:
        if not self.items or len({item.name for item in self.items}) != len(self.items):
            raise ShapeError("a monitor needs at least one item, and no name twice")
        load(self.policy.method)

    def start(self, people: int = 2) -> "State":
        """State of one person (people=1) or a pair (people=2) before any day."""
        if people not in {1, 2}:
            raise ShapeError("one or two people")
        detector = load(self.policy.method)
        policy = replace(self.policy, method=detector.name)
        memory = detector.start(1, people, len(self.items))
        return State(self.items, policy, people, None, 0, "not-enough", (None,) * people, memory)


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """All that a detector knows after `days` days; never changed in place.

    status: 'not-enough' to say, 'quiet', or 'drift' while an episode lasts. bands: each person's usual, or None.
    """

    items: tuple[Item, ...]
    policy: Policy
    people: int
    last: date | None
    days: int
    status: Status
    bands: tuple[Band | None, ...]
    memory: Memory = field(repr=False)

    def step(self, day: Day) -> tuple["State", tuple[Notice, ...]]:
        """Take one day; days between the last one and this one count as missing.

        Raises OrderError for a day that is not after the last one and ShapeError for answers that do not fit.
        """
        if self.last is not None and day.date <= self.last:
            raise OrderError(f"{day.date} is not after {self.last}; replay from an earlier state")
        if len(day.answers) != self.people:
            raise ShapeError(f"{len(day.answers)} people answered, {self.people} are watched")
        memory = {name: array.copy() for name, array in self.memory.items()}
        near = nearness(np.array([[answers_to_row(a, self.items) for a in day.answers]]), self.items)
        told: list[Notice] = []
        gap = 0 if self.last is None else (day.date - self.last).days - 1
        for back in range(gap, 0, -1):
            nothing = np.full_like(near, np.nan)
            told += self._advance(memory, nothing, day.date - timedelta(days=back))[1]
        reading, notices = self._advance(memory, near, day.date)
        state = replace(
            self,
            last=day.date,
            days=self.days + gap + 1,
            status=STATUSES[int(reading.status[0])],
            bands=bands_of(reading),
            memory=memory,
        )
        return state, (*told, *notices)

    def _advance(self, memory: Memory, near: Any, on: date) -> tuple[Reading, tuple[Notice, ...]]:
        weekday = np.array([on.weekday()])
        method = self.policy.method
        strict = strict_of(method, self.policy.quiet_year, self.people)
        reading = load(method).advance(memory, near, weekday, strict)
        return reading, notices_of(reading, on, self.items)

    def with_items(self, items: Sequence[Item]) -> "State":
        """The same state when items have started or stopped; known items keep what was learned about them."""
        Monitor(tuple(items), self.policy)
        place = {item.name: index for index, item in enumerate(self.items)}
        empty = load(self.policy.method).start(1, self.people, len(items))
        memory = {name: array.copy() for name, array in self.memory.items()}
        for name in [name for name in empty if name.startswith("item_")]:
            memory[name] = empty[name]
            for new, item in enumerate(items):
                if item.name in place:
                    memory[name][..., new] = self.memory[name][..., place[item.name]]
        return replace(self, items=tuple(items), memory=memory)

    def to_json(self) -> str:
        """The state as JSON text (below 64 KiB); floats are written so that they come back exactly."""
        return json.dumps(
            {
                "version": VERSION,
                "items": [[i.name, i.low, i.high, i.nearer] for i in self.items],
                "policy": [self.policy.quiet_year, self.policy.method],
                "people": self.people,
                "last": self.last and self.last.isoformat(),
                "days": self.days,
                "status": self.status,
                "bands": [b and [b.low, b.centre, b.high, b.now] for b in self.bands],
                "memory": rounded_memory(self.memory),
            },
            separators=(",", ":"),
        )

    @classmethod
    def from_json(cls, text: str) -> "State":
        """Read what `to_json` wrote; raises StateError when it is not such a text."""
        try:
            raw = json.loads(text)
            if raw["version"] != VERSION:
                raise StateError(f"state of version {raw['version']}, this is {VERSION}")
            memory = {k: np.array(v, dtype=np.float64).reshape(s) for k, (s, v) in raw["memory"].items()}
            policy = Policy(*raw["policy"])
            load(policy.method)
            return cls(
                items=tuple(Item(*i) for i in raw["items"]),
                policy=policy,
                people=int(raw["people"]),
                last=date.fromisoformat(raw["last"]) if raw["last"] else None,
                days=int(raw["days"]),
                status=raw["status"],
                bands=tuple(Band(*b) if b else None for b in raw["bands"]),
                memory=memory,
            )
        except StateError:
            raise
        except (ValueError, KeyError, TypeError, DetectError) as error:
            raise StateError(f"not a stored state: {error}") from error
