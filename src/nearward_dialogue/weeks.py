"""Sums by week and person, from which every figure, its interval and its curve come without a second look at the talk.

A figure is a ratio of sums over weeks (`Rates`) or read off a survival curve whose events are counted by week
(`Waits`). Intervals come from a moving block bootstrap: blocks of consecutive weeks are drawn with replacement, since
weeks that follow each other resemble each other.

Source: Kuensch, H. R. (1989). The jackknife and the bootstrap for general stationary observations. Annals of
Statistics, 17, 1217-1241. doi:10.1214/aos/1176347265
"""

from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

BLOCK: Final = 4
DRAWS: Final = 1_000
AT_ONCE: Final = 128
"""Draws whose survival curves are worked out together, so that they stay in a processor's cache."""

FEW_WEEKS: Final = 6
"""Below this many weeks there is no interval: too few blocks to draw from."""


class Sums(Protocol):
    """What a measure leaves behind: sums by week, weeks on the first axis."""

    @property
    def weeks(self) -> int:
        """How many weeks there are."""

    def figure(self, weights: Floats) -> Floats:
        """The figure of each person when week w counts weights[..., w] times: shape weights.shape[:-1] + (2,)."""

    def weekly(self) -> Floats:
        """The figure of each person in each week, weeks x 2; NaN where the week holds too little."""

    def basis(self) -> NDArray[np.int64]:
        """On how many cases the figure of each person rests."""


@dataclass(frozen=True)
class Rates:
    """A ratio of sums: `top` / `bottom`, each weeks x 2 (float64), or weeks x 2 x more.

    `least` of `bottom` makes a week worth showing.
    """

    top: Floats
    bottom: Floats
    least: float = 1

    @property
    def weeks(self) -> int:
        """See `Sums`."""
        return len(self.top)

    def figure(self, weights: Floats) -> Floats:
        """See `Sums`."""
        return _divided(np.tensordot(weights, self.top, axes=1), np.tensordot(weights, self.bottom, axes=1))

    def weekly(self) -> Floats:
        """See `Sums`."""
        return _divided(self.top, np.where(self.bottom >= self.least, self.bottom, 0))

    def basis(self) -> NDArray[np.int64]:
        """See `Sums`."""
        return np.asarray(self.bottom.sum(axis=0), dtype=np.int64)


def rates(top: NDArray[np.int64] | Floats, bottom: NDArray[np.int64] | Floats, least: float = 1) -> Rates:
    """Rates of any two sums by week and person."""
    return Rates(np.asarray(top, np.float64), np.asarray(bottom, np.float64), least)


def shares(counts: NDArray[np.int64] | Floats, least: float = 1) -> Rates:
    """Each person's part of what both did; the two add up to one."""
    both = np.repeat(np.asarray(counts, np.float64).sum(axis=1, keepdims=True), 2, axis=1)
    return rates(counts, both, least)


@dataclass(frozen=True)
class Waits:
    """Waiting times of which some end unanswered: counts by week, person and bin, weeks x 2 x bins.

    `answered` counts the waits that ended with an answer within bin b, `left` those that were given up in it (the
    other began anew, or the chat ends): they say only that it took longer than that. `edges` (bins + 1) in seconds.
    The figure is the quantile `at` of the Kaplan-Meier curve, interpolated on the logarithm; infinite when fewer than
    that share were ever answered.

    Source: Kaplan, E. L., & Meier, P. (1958). Nonparametric estimation from incomplete observations. Journal of the
    American Statistical Association, 53, 457-481. doi:10.1080/01621459.1958.10501452
    """

    answered: NDArray[np.int32]
    left: NDArray[np.int32]
    edges: Floats
    at: float = 0.5
    least: float = 5

    @property
    def weeks(self) -> int:
        """See `Sums`."""
        return len(self.answered)

    def figure(self, weights: Floats) -> Floats:
        """See `Sums`."""
        draws = weights.reshape(-1, self.weeks).astype(np.float32)
        waits = [each.astype(np.float32) for each in (self.answered, self.left)]
        found = np.empty((len(draws), 2))
        for at in range(0, len(draws), AT_ONCE):
            # a week is drawn a whole number of times: such sums are exact up to 16 million waits in a bin
            some = draws[at : at + AT_ONCE]
            answered, left = (np.tensordot(some, each, axes=1).astype(np.float64) for each in waits)
            found[at : at + AT_ONCE] = quantile(answered, left, self.edges, self.at)
        return found.reshape(*weights.shape[:-1], 2)

    def weekly(self) -> Floats:
        """See `Sums`."""
        enough = self.answered.sum(axis=-1) >= self.least
        found = quantile(self.answered.astype(np.float64), self.left.astype(np.float64), self.edges, self.at)
        return np.asarray(np.where(enough & np.isfinite(found), found, np.nan))

    def basis(self) -> NDArray[np.int64]:
        """See `Sums`."""
        return np.asarray(self.answered.sum(axis=(0, 2)), dtype=np.int64)


def quantile(answered: Floats, left: Floats, edges: Floats, at: float) -> Floats:
    """When a share `at` has been answered, by Kaplan-Meier over bins (last axis); NaN without any wait."""
    gone = np.cumsum(answered + left, axis=-1)
    waiting = gone[..., -1:] - gone + answered + left  # at the beginning of each bin
    # those given up within a bin count as waiting through half of it
    risk = np.maximum(waiting - left / 2, 0)
    alive = np.cumprod(1 - np.divide(answered, risk, out=np.zeros_like(answered), where=risk > 0), axis=-1)
    reached = alive <= 1 - at + 1e-12
    first = np.argmax(reached, axis=-1)
    after = np.take_along_axis(alive, first[..., None], -1)[..., 0]
    before = np.where(first > 0, np.take_along_axis(alive, np.maximum(first - 1, 0)[..., None], -1)[..., 0], 1.0)
    part = np.clip(_divided(before - (1 - at), before - after), 0, 1)
    log = np.log(edges)
    found = np.exp(log[first] + part * (log[first + 1] - log[first]))
    found = np.where(reached.any(axis=-1), found, np.inf)
    return np.asarray(np.where(gone[..., -1] > 0, found, np.nan))


@dataclass(frozen=True)
class Figures:
    """A figure of each person with its 95 % interval, and of the second minus the first; NaN where there is none."""

    value: Floats
    low: Floats
    high: Floats
    difference: float
    difference_low: float
    difference_high: float


def figures(sums: Sums, drawn: Floats) -> Figures:
    """The figures of `sums`, with intervals from weeks that `drawn_weeks` has drawn (draws x weeks)."""
    value = sums.figure(np.ones(sums.weeks))
    if sums.weeks < FEW_WEEKS:
        none = np.full(2, np.nan)
        return Figures(value, none, none, float(value[1] - value[0]), np.nan, np.nan)
    again = sums.figure(drawn)
    again = np.where(np.isfinite(again), again, np.nan)
    low, high = spread(np.concatenate([again, again[:, 1:] - again[:, :1]], axis=1))
    return Figures(value, low[:2], high[:2], float(value[1] - value[0]), float(low[2]), float(high[2]))


def drawn_weeks(weeks: int, rng: np.random.Generator) -> Floats:
    """How often each week is drawn, `DRAWS` x weeks: circular blocks of BLOCK weeks until there are as many again."""
    blocks = -(-weeks // BLOCK)
    start = rng.integers(0, weeks, (DRAWS, blocks))
    week = ((start[:, :, None] + np.arange(BLOCK)) % weeks).reshape(DRAWS, -1)[:, :weeks]
    flat = np.bincount((np.arange(DRAWS)[:, None] * weeks + week).ravel(), minlength=DRAWS * weeks)
    return np.asarray(flat.reshape(DRAWS, weeks), dtype=np.float64)


def spread(again: Floats) -> tuple[Floats, Floats]:
    """The middle 95 % over the draws (first axis); NaN where a tenth of them have no figure."""
    missing = np.isnan(again).mean(axis=0) > 0.1
    low, high = np.full(again.shape[1:], np.nan), np.full(again.shape[1:], np.nan)
    if not missing.all():
        low[~missing], high[~missing] = np.nanquantile(again[:, ~missing], [0.025, 0.975], axis=0)
    return low, high


def _divided(top: Floats, bottom: Floats) -> Floats:
    parts = np.full(np.broadcast(top, bottom).shape, np.nan)
    np.divide(top, bottom, out=parts, where=bottom > 0)
    return parts
