"""Page-Hinkley and ADWIN as the package river has them: its own code, fed with one answered day after another.

Like the charts they watch both people's day means and the pair's, from the first day on. An alarm before day `START`
is passed over; river then starts the stream anew, as it does after every alarm.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from river.drift import ADWIN, PageHinkley

from bench.detect_streams import LATE, START, Streams

_adwin: Any = ADWIN  # river says nothing of its types


@dataclass(frozen=True, slots=True)
class RiverPageHinkley:
    """The test for a fall, on standardised days; its limit is river's `threshold` (Page 1954; Gama et al. 2014)."""

    delta: float
    fade: float = 0.9999
    least: int = 10

    def highest(self, s: Streams) -> Any:
        """Each pair's highest statistic from day `START` on [pairs], by `page_hinkley`, which equals river's."""
        return page_hinkley(s.z, self.delta, self.fade, self.least)[START:].max((0, 1))

    def first(self, s: Streams, limit: float) -> Any:
        """Each pair's first alarm [pairs]."""
        return _everybody(s.z, lambda: PageHinkley(self.least, self.delta, limit, self.fade, "down"))


@dataclass(frozen=True, slots=True)
class RiverAdwin:
    """ADWIN (Bifet & Gavalda 2007, doi:10.1137/1.9781611972771.42), looked at every day; its limit is -log10(delta).

    A cut of the window counts where the mean of what is left is lower than that of the window before.
    """

    lowest: float = -2.0
    finest: float = 12.0
    halvings: int = 10

    def highest(self, s: Streams) -> Any:
        """The largest -log10(delta) [pairs] at which each pair is alarmed from day `START` on, by halving."""
        low, high = np.full(len(s.link), self.lowest), np.full(len(s.link), self.finest)
        for _ in range(self.halvings):
            middle = (low + high) / 2
            alarmed = np.array([self._alarm(s.z[:, :, pair], at) < LATE for pair, at in enumerate(middle)])
            low, high = np.where(alarmed, middle, low), np.where(alarmed, high, middle)
        return (low + high) / 2

    def first(self, s: Streams, limit: float) -> Any:
        """Each pair's first alarm [pairs]."""
        return np.array([self._alarm(s.z[:, :, pair], limit) for pair in range(len(s.link))])

    @staticmethod
    def _alarm(days: Any, limit: float) -> int:
        return _one_pair(days, partial(_adwin, delta=10.0**-limit, clock=1), falls=True)


def page_hinkley(z: Any, delta: float, fade: float, least: int) -> Any:
    """River's statistic for a fall, for all streams at once: z [days, streams, pairs] in, the same shape out."""
    n, mean, total = (np.zeros(z.shape[1:]) for _ in range(3))
    top = np.full(z.shape[1:], -1.0)
    out = np.empty(z.shape)
    for day, today in enumerate(z):
        seen = np.isfinite(today)
        n += seen
        mean[seen] += (today[seen] - mean[seen]) / n[seen]
        total[seen] = fade * total[seen] + today[seen] - mean[seen] + delta
        top = np.maximum(top, total)
        out[day] = np.where(n >= least, top - total, -np.inf)
    return out


def _everybody(z: Any, make: Any) -> Any:
    return np.array([_one_pair(z[:, :, pair], make) for pair in range(z.shape[2])])


def _one_pair(days: Any, make: Any, *, falls: bool = False) -> int:
    """First alarm of one pair's streams `days` [days, streams]; only falls of the estimate count where asked."""
    soonest = LATE
    for stream in days.T:
        watch = make()
        for day in np.flatnonzero(np.isfinite(stream)).tolist():
            if day >= soonest:
                break
            before = watch.estimation if falls else 0.0
            watch.update(float(stream[day]))
            if watch.drift_detected and day >= START and not (falls and watch.estimation >= before):
                soonest = day
                break
    return soonest
