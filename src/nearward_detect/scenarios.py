"""What may happen to a pair: nothing, a step, a ramp, a dip, days of another spread, a rise."""

from dataclasses import dataclass

import numpy as np

from nearward_detect.scales import Array

FOLLOW_AFTER = 21


@dataclass(frozen=True, slots=True)
class Scenario:
    """One story. kind: none, step, ramp, dip, variance or rise; delta in person-SD, positive = apart.

    side: both, one, or follow (the second person follows after 21 days); length of ramp or dip in days.
    """

    kind: str = "none"
    delta: float = 0.0
    side: str = "both"
    length: int = 0
    spread: float = 1.0

    @property
    def name(self) -> str:
        """The name by which benchmarks call it."""
        if self.kind == "none":
            return "none"
        if self.kind == "variance":
            return f"variance x{self.spread:g}"
        return f"{self.kind}{self.length or ''} {self.delta:g} {self.side}"

    def drop(self, onset: Array, days: int, mover: Array) -> Array:
        """The fall in person-SD [pairs, days, 2] for onset days [pairs] and moving person [pairs]."""
        age = np.arange(days)[None, :] - onset[:, None]
        on = age >= 0
        course = {
            "step": on * 1.0,
            "rise": on * 1.0,
            "ramp": np.clip((age + 1) / max(self.length, 1), 0, 1) * on,
            "dip": (on & (age < self.length)) * 1.0,
        }.get(self.kind, np.zeros(age.shape))
        fall = np.repeat(self.delta * course[:, :, None], 2, axis=2)
        rows, other = np.arange(len(onset)), (1 - mover).astype(int)
        if self.side == "one":
            fall[rows, :, other] = 0
        elif self.side == "follow":
            fall[rows, :, other] *= age >= FOLLOW_AFTER
        return np.asarray(fall, dtype=np.float64)


def _all() -> list[Scenario]:
    steps = [Scenario("step", size, side) for side in ("both", "one") for size in (0.5, 1.0, 1.5)]
    ramps = [
        Scenario("ramp", size, side, length)
        for side in ("both", "one")
        for length in (30, 60)
        for size in (0.5, 1.0, 1.5)
    ]
    rest = [
        Scenario("step", 1.0, "follow"),
        Scenario("dip", 1.5, "both", 7),
        Scenario("dip", 1.5, "one", 7),
        Scenario("variance", spread=1.8),
        Scenario("rise", -1.0, "both"),
    ]
    return [Scenario(), *steps, *ramps, *rest]


SCENARIOS = {scenario.name: scenario for scenario in _all()}
