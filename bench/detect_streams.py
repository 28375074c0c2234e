"""What the peers watch: each person's day mean and the pair's mean, in units of their own first 28 days."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from nearward_detect.scales import nearness
from nearward_detect.simulate import ITEMS

START = 28
LATE = 99_999  # the day of an alarm that never came


@dataclass(frozen=True, slots=True)
class Streams:
    """z [days, streams, pairs] standardised day means (first, second, pair), NaN missing; link [pairs]."""

    z: Any
    link: Any


def streams(y: Any) -> Streams:
    """Standardise the day means of y [pairs, days, 2, items] by mean and SD of the first `START` days."""
    near = nearness(y, ITEMS)
    there = np.isfinite(near)
    count = there.sum(-1)
    day = np.where(count > 0, np.where(there, near, 0).sum(-1) / np.maximum(count, 1), np.nan).transpose(1, 2, 0)
    known = np.isfinite(day[:START])
    n = known.sum(0)
    mean = np.where(known, day[:START], 0).sum(0) / np.maximum(n, 1)
    square = np.where(known, (day[:START] - mean) ** 2, 0).sum(0)
    sd = np.sqrt(square / np.maximum(n - 1, 1))
    poor = (n < 4) | (sd < 0.15)
    sd = np.where(poor, np.median(sd[~poor]), sd)
    z = (day - np.where(n > 0, mean, np.nanmean(day[:START]))) / sd
    link = _link(z[:START])
    seen = np.isfinite(z)
    total, k = np.where(seen, z, 0).sum(1), seen.sum(1)
    pair = np.where(k == 2, total / np.sqrt(2 + 2 * link), np.where(k == 1, total, np.nan))
    return Streams(np.concatenate([z, pair[:, None]], axis=1), link)


def _link(z: Any) -> Any:
    both = np.isfinite(z).all(1)
    n = np.maximum(both.sum(0), 1)
    a, b = np.where(both, z[:, 0], 0.0), np.where(both, z[:, 1], 0.0)
    a, b = np.where(both, a - a.sum(0) / n, 0.0), np.where(both, b - b.sum(0) / n, 0.0)
    norm = np.sqrt((a * a).sum(0) * (b * b).sum(0))
    return np.clip(np.where(norm > 0, (a * b).sum(0) / np.maximum(norm, 1e-9), 0.4), -0.5, 0.9)
