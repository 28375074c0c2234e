"""The peers: control charts, each written from its paper (streams in, statistic [pairs, days] out), and river's.

An alarm is a day on which the statistic passes the limit; univariate charts watch three streams at once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from bench.detect_bocpd import Runs
from bench.detect_river import RiverAdwin, RiverPageHinkley
from bench.detect_streams import LATE, START, Streams

NEVER = -1e9


def _highest(step: Callable[[Any], Any], z: Any, first: int = START) -> Any:
    """Feed days from `first` on to `step`, which returns [streams, pairs]; the highest stream counts."""
    out = np.full((z.shape[2], len(z)), NEVER)
    for day in range(first, len(z)):
        value = step(z[day])
        if day >= START:
            out[:, day] = value.max(0)
    return out


def shewhart(s: Streams) -> Any:
    """Shewhart (1931): the day itself."""
    return _highest(lambda z: np.where(np.isfinite(z), -z, NEVER), s.z)


def ewma(weight: float) -> Callable[[Streams], Any]:
    """Roberts (1959), doi:10.1080/00401706.1959.10489860, with the exact variance of the first days."""

    def run(s: Streams) -> Any:
        level, variance = np.zeros(s.z.shape[1:]), np.zeros(s.z.shape[1:])

        def step(z: Any) -> Any:
            seen = np.isfinite(z)
            level[seen] += weight * (z[seen] - level[seen])
            variance[seen] = (1 - weight) ** 2 * variance[seen] + weight**2
            return np.where(variance > 0, -level / np.sqrt(np.maximum(variance, 1e-12)), NEVER)

        return _highest(step, s.z)

    return run


def cusum(k: float) -> Callable[[Streams], Any]:
    """Page (1954), doi:10.1093/biomet/41.1-2.100."""

    def run(s: Streams) -> Any:
        total = np.zeros(s.z.shape[1:])

        def step(z: Any) -> Any:
            seen = np.isfinite(z)
            total[seen] = np.maximum(0, total[seen] - z[seen] - k)
            return total

        return _highest(step, s.z)

    return run


def self_starting(k: float) -> Callable[[Streams], Any]:
    """Hawkins (1987), doi:10.2307/2348827: running mean and SD, t scores made normal, fed from the first day."""

    def run(s: Streams) -> Any:
        shape = s.z.shape[1:]
        n, mean, square, total = (np.zeros(shape) for _ in range(4))

        def step(z: Any) -> Any:
            seen = np.isfinite(z)
            n[seen] += 1
            freedom = np.maximum(n - 2, 1)
            sd = np.sqrt(np.maximum(square / freedom, 1e-4))
            t = np.where(seen, (z - mean) / sd * np.sqrt(np.maximum(n - 1, 0) / np.maximum(n, 1)), 0.0)
            score = np.sign(t) * np.sqrt(freedom * np.log1p(t * t / freedom)) * (8 * freedom + 1) / (8 * freedom + 3)
            go = seen & (n > 4)
            total[go] = np.maximum(0, total[go] - score[go] - k)
            d = np.where(seen, z - mean, 0.0)
            mean[:] += d / np.maximum(n, 1)
            square[:] += d * np.where(seen, z - mean, 0.0)
            return total

        return _highest(step, s.z, first=0)

    return run


def _two_people(step: Callable[[Any, Any, Any], Any]) -> Callable[[Streams], Any]:
    """Charts of both people at once: a missing partner is put at what the other one's day leads to expect."""

    def run(s: Streams) -> Any:
        out = np.full((s.z.shape[2], len(s.z)), NEVER)
        memory: dict[str, Any] = {}
        for day in range(START, len(s.z)):
            a, b = s.z[day, 0], s.z[day, 1]
            seen = np.isfinite(a) | np.isfinite(b)
            full = np.where(np.isfinite(a), a, s.link * b), np.where(np.isfinite(b), b, s.link * a)
            pair = np.where(seen, np.stack(full), 0.0)
            out[:, day] = step(pair, (s.link, seen), memory)
        return out

    return run


def _distance(v: Any, link: Any) -> Any:
    return (v[0] ** 2 - 2 * link * v[0] * v[1] + v[1] ** 2) / (1 - link**2)


def _hotelling(pair: Any, about: Any, memory: dict[str, Any]) -> Any:  # noqa: ARG001
    """Hotelling (1947)."""
    return np.where(about[1], _distance(pair, about[0]), NEVER)


def _mewma(weight: float) -> Callable[[Any, Any, Any], Any]:
    """Lowry et al. (1992), doi:10.1080/00401706.1992.10485232."""

    def step(pair: Any, about: Any, memory: dict[str, Any]) -> Any:
        link, seen = about
        level = memory.setdefault("level", np.zeros_like(pair))
        variance = memory.setdefault("variance", np.zeros_like(link))
        level += np.where(seen, weight * (pair - level), 0.0)
        variance[seen] = (1 - weight) ** 2 * variance[seen] + weight**2
        return _distance(level, link) / np.maximum(variance, 1e-9)

    return step


def _mcusum(k: float) -> Callable[[Any, Any, Any], Any]:
    """Crosier (1988), doi:10.1080/00401706.1988.10488402."""

    def step(pair: Any, about: Any, memory: dict[str, Any]) -> Any:
        link, seen = about
        total = memory.setdefault("total", np.zeros_like(pair))
        moved = total + pair
        length = np.sqrt(_distance(moved, link))
        shrunk = moved * np.maximum(0, 1 - k / np.maximum(length, 1e-9))
        total[:] = np.where(seen, shrunk, total)
        return np.sqrt(_distance(total, link))

    return step


def bocpd(hazard: float = 1 / 250, runs: int = 80) -> Callable[[Streams], Any]:
    """Adams & MacKay (2007), arXiv:0710.3742, normal-inverse-gamma; log odds of a change to a lower mean."""

    def run(s: Streams) -> Any:
        state = Runs(s.z.shape[1:], hazard, runs)
        return _highest(state.step, s.z, first=0)

    return run


def focus(s: Streams) -> Any:
    """FOCuS with unknown mean (Romano et al. 2023, JMLR 24): its value, found by looking at every first day.

    With j of n days before the cut: (mean before - mean after)^2 j (n - j) / 2n for falls, at least `LEAST` before.
    """
    z = s.z.astype(np.float32)
    seen = np.isfinite(z)
    total, count = np.cumsum(np.where(seen, z, 0), 0), np.cumsum(seen, 0).astype(np.float32)
    out = np.full((z.shape[2], len(z)), NEVER)
    for day in range(START, len(z)):
        n, j = count[day], count[:day]
        fall = total[:day] - j * (total[day] / np.maximum(n, 1))
        np.maximum(fall, 0, out=fall)
        np.square(fall, out=fall)
        fall /= np.maximum(j * (n - j), 1)
        fall[j < LEAST] = 0
        out[:, day] = (fall.max(0) * n / 2).max(0)
    return out


LEAST = 7


@dataclass(frozen=True, slots=True)
class Chart:
    """A method whose alarm is the first day on which a statistic [pairs, days] passes the limit."""

    statistic: Callable[[Streams], Any]

    def highest(self, s: Streams) -> Any:
        """Each pair's highest statistic from day `START` on [pairs]."""
        return self.statistic(s)[:, START:].max(1)

    def first(self, s: Streams, limit: float) -> Any:
        """Each pair's first alarm [pairs], `LATE` without one."""
        on = self.statistic(s) >= limit
        on[:, :START] = False
        return np.where(on.any(1), on.argmax(1), LATE)


class Peer(Protocol):
    """A method to be compared with, set by one limit."""

    def highest(self, s: Streams) -> Any:
        """The highest limit [pairs] at which each pair would still be alarmed from day `START` on."""

    def first(self, s: Streams, limit: float) -> Any:
        """Each pair's first alarm [pairs], `LATE` without one."""


PEERS: dict[str, Peer] = {
    "Shewhart": Chart(shewhart),
    "Hotelling T2": Chart(_two_people(_hotelling)),
    "EWMA .1": Chart(ewma(0.1)),
    "EWMA .2": Chart(ewma(0.2)),
    "CUSUM k=.5": Chart(cusum(0.5)),
    "CUSUM k=.25": Chart(cusum(0.25)),
    "MEWMA .1": Chart(_two_people(_mewma(0.1))),
    "MEWMA .2": Chart(_two_people(_mewma(0.2))),
    "MCUSUM k=.5": Chart(_two_people(_mcusum(0.5))),
    "Page-Hinkley d=.25 (river)": RiverPageHinkley(0.25),
    "ADWIN (river)": RiverAdwin(),
    "BOCPD": Chart(bocpd()),
    "FOCuS": Chart(focus),
    "self-starting k=.25": Chart(self_starting(0.25)),
    "self-starting k=.5": Chart(self_starting(0.5)),
}
