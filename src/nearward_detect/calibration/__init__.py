"""Limits found by simulation: one small JSON file a detector, each with the command that made it."""

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np

from nearward_detect.contract import Strict


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of a statistic by people watched and by chance of a notice in a quiet year."""

    rates: tuple[float, ...]
    limits: dict[int, tuple[float, ...]]

    @classmethod
    @cache
    def of(cls, name: str) -> "Limits":
        """Read `NAME.json` of this folder."""
        raw = json.loads((files(__name__) / f"{name}.json").read_text(encoding="utf-8"))
        by_people = {int(people): tuple(values) for people, values in raw["limits"].items()}
        return cls(tuple(raw["quiet_year"]), by_people)

    def strict(self, quiet_year: float, people: int) -> Strict:
        """The limit for a rate; between the simulated rates it is interpolated on the logarithm of the rate."""
        limit = np.interp(np.log(quiet_year), np.log(self.rates), self.limits[people])
        return Strict(float(limit), quiet_year)


@lru_cache(maxsize=64)
def strict_of(name: str, quiet_year: float, people: int) -> Strict:
    """The limit of the detector `name`; see `Limits.strict`."""
    return Limits.of(name).strict(quiet_year, people)
