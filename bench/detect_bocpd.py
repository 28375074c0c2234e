"""Bayesian online change point detection over many series at once (Adams & MacKay 2007, arXiv:0710.3742)."""

import math
from typing import Any

import numpy as np

KAPPA, ALPHA, BETA = 0.5, 2.0, 2.0
FIRST = 14  # a change counts when it began after this day
LONGEST = 4000
NONE = -1e6  # log chance of a run that has not begun
HALF = [math.lgamma(ALPHA + n / 2 + 0.5) - math.lgamma(ALPHA + n / 2) for n in range(LONGEST)]


class Runs:
    """Open runs [runs, streams, pairs] of standardised series; run 0 is "no change so far".

    Single precision; a run that has not begun has the log of 0, and after `runs` the least likely one makes room.
    """

    def __init__(self, shape: tuple[int, ...], hazard: float, runs: int) -> None:
        full = (runs, *shape)
        self.log, self.n, self.mean, self.beta = (np.zeros(full, np.float32) for _ in range(4))
        self.began = np.full(full, -1, np.int16)
        self.beta[0], self.began[0] = BETA, 0
        self.hazard, self.day, self.runs, self.open = hazard, 0, runs, 1
        days = np.arange(LONGEST, dtype=np.float64)
        _alpha, kappa = ALPHA + days / 2, KAPPA + days
        # all of Student's density that depends on the number of days alone
        self.fixed = (np.array(HALF) - 0.5 * np.log(2 * math.pi * (kappa + 1) / kappa)).astype(np.float32)

    def step(self, z: Any) -> Any:
        """Take one day [streams, pairs]; returns the log odds of a change to a lower mean."""
        seen = np.isfinite(z)
        if self.day > 0:
            self._start(seen)
        upto = slice(0, self.open)
        log, n, mean, beta = self.log[upto], self.n[upto], self.mean[upto], self.beta[upto]
        x = np.where(seen, z, 0.0).astype(np.float32)
        kappa = KAPPA + n
        d = x - mean
        rise = d * d
        rise *= 0.5 * kappa / (kappa + 1)
        # Student's density: log gamma ratio - log(beta ..)/2 - (alpha + 1/2) log(1 + rise / beta)
        density = self.fixed[n.astype(np.int16)] - 0.5 * np.log(beta)
        density -= (ALPHA + 0.5 + n / 2) * np.log(1 + rise / beta)
        log += density * seen
        beta += rise * seen
        mean += d / (kappa + 1) * seen
        n += seen
        self.day += 1
        lower = (self.began[upto] >= FIRST) & (mean < mean[0])
        chosen = np.where(lower, log, NONE)
        top = chosen.max(0)
        total = np.exp(chosen - top).sum(0)
        return np.where(top > NONE, top + np.log(total) - log[0], -1e9)

    def _start(self, seen: Any) -> None:
        """Start a new run for streams with an answer, in a free place or in that of the least likely run."""
        upto = slice(0, self.open)
        top = self.log[upto].max(0)
        whole = top + np.log(np.exp(self.log[upto] - top).sum(0))
        if self.open < self.runs:
            place = np.full((1, *seen.shape), self.open)
            self.log[self.open], self.beta[self.open] = NONE, BETA
            self.open += 1
        else:
            place = (self.log[1:].argmin(0) + 1)[None]
        upto = slice(0, self.open)
        self.log[upto] += math.log(1 - self.hazard) * seen
        fresh = (self.log, whole + math.log(self.hazard)), (self.n, 0), (self.mean, 0), (self.beta, BETA)
        for array, value in (*fresh, (self.began, self.day)):
            kept = np.take_along_axis(array, place, 0)
            np.put_along_axis(array, place, np.where(seen, value, kept).astype(array.dtype), 0)
