"""Bayesian online change point detection over many series at once (Adams & MacKay 2007, arXiv:0710.3742)."""

import math
from typing import Any

import numpy as np

KAPPA, ALPHA, BETA = 0.5, 2.0, 2.0
FIRST = 14  # a change counts when it began after this day
LONGEST = 4000
HALF = [math.lgamma(ALPHA + n / 2 + 0.5) - math.lgamma(ALPHA + n / 2) for n in range(LONGEST)]


class Runs:
    """Open runs [runs, streams, pairs] of standardised series; run 0 is "no change so far"."""

    def __init__(self, shape: tuple[int, ...], hazard: float, runs: int) -> None:
        full = (runs, *shape)
        self.log, self.n, self.mean = np.full(full, -np.inf), np.zeros(full), np.zeros(full)
        self.beta, self.began = np.full(full, BETA), np.full(full, -1)
        self.log[0], self.began[0] = 0.0, 0
        self.hazard, self.day, self.gamma = hazard, 0, np.array(HALF)

    def step(self, z: Any) -> Any:
        """Take one day [streams, pairs]; returns the log odds of a change to a lower mean."""
        seen = np.isfinite(z)
        if self.day > 0:
            self._open(seen)
        x = np.where(seen, z, 0.0)
        kappa, alpha = KAPPA + self.n, ALPHA + self.n / 2
        spread = self.beta * (kappa + 1) / (alpha * kappa)
        d = x - self.mean
        density = self.gamma[self.n.astype(int)] - 0.5 * np.log(2 * alpha * math.pi * spread)
        density -= (alpha + 0.5) * np.log1p(d * d / (2 * alpha * spread))
        self.log = np.where(seen, self.log + density, self.log)
        self.beta = np.where(seen, self.beta + 0.5 * kappa * d * d / (kappa + 1), self.beta)
        self.mean = np.where(seen, self.mean + d / (kappa + 1), self.mean)
        self.n += seen
        self.day += 1
        lower = (self.began >= FIRST) & (self.mean < self.mean[0]) & np.isfinite(self.log)
        top = np.where(lower, self.log, -1e9).max(0)
        total = np.where(lower, np.exp(np.minimum(self.log - top, 0)), 0).sum(0)
        return np.where(total > 0, top + np.log(np.maximum(total, 1e-300)) - self.log[0], -1e9)

    def _open(self, seen: Any) -> None:
        """Start a new run in the place of the least likely one."""
        top = self.log.max(0)
        whole = top + np.log(np.exp(self.log - top).sum(0))
        place = (self.log[1:].argmin(0) + 1)[None]
        log = np.where(seen, self.log + math.log(1 - self.hazard), self.log)
        old = np.take_along_axis(log, place, 0)
        np.put_along_axis(log, place, np.where(seen, whole + math.log(self.hazard), old), 0)
        self.log = log
        for array, value in ((self.n, 0.0), (self.mean, 0.0), (self.beta, BETA), (self.began, self.day)):
            kept = np.take_along_axis(array, place, 0)
            np.put_along_axis(array, place, np.where(seen, value, kept).astype(array.dtype), 0)
