"""Logistic regression on the hashed features of messages, in NumPy only, the same to the last bit on one machine.

The loss is convex and L2-regularised, so there is one optimum; limited-memory BFGS (Liu & Nocedal 1989,
doi:10.1007/BF01589116) walks to it from nought.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nearward_dialogue.acts.features import SIZE, Seen, seen
from nearward_dialogue.acts.linear import RUNS_WEIGH, summed

Floats = NDArray[np.float64]
STEPS, MEMORY, CLOSE = 80, 10, 1e-3


@dataclass(frozen=True)
class Matrix:
    """n messages x features as they were seen; every feature of a message weighs `value` = 1 / sqrt(their number)."""

    seen: Seen
    value: Floats

    def __len__(self) -> int:
        return len(self.value)

    def times(self, weights: Floats) -> Floats:
        """One sum a message."""
        return summed(self.seen, weights[:, None])[:, 0] * self.value

    def back(self, errors: Floats) -> Floats:
        """One sum a feature."""
        errors, tokens = errors * self.value, np.diff(self.seen.bounds)
        each = np.repeat(errors, tokens)
        kinds = np.bincount(self.seen.which, each, len(self.seen.piece_bounds) - 1)
        pieces = np.repeat(kinds, np.diff(self.seen.piece_bounds))
        found = np.bincount(self.seen.pieces, pieces, SIZE).astype(np.float64)
        found = found + np.bincount(self.seen.pairs, np.repeat(RUNS_WEIGH * errors, tokens + 1), SIZE)
        return found + np.bincount(self.seen.triples, RUNS_WEIGH * each, SIZE)


def matrix(texts: Sequence[str]) -> Matrix:
    """The features of texts."""
    raw = [text.encode("utf-8", "replace") for text in texts]
    ends = np.cumsum([len(one) + 1 for one in raw])
    found = seen(np.frombuffer(b"\n".join([*raw, b""]), np.uint8), np.append(0, ends[:-1]), ends - 1)
    return Matrix(found, 1 / np.sqrt(found.sizes()))


def fit(
    x: Matrix, y: NDArray[np.bool_], *, ease: float, weight: Floats, beside: Floats | None = None
) -> tuple[Floats, float, Floats]:
    """Weights of the places, the constant, and the weights of what is `beside` (n x a).

    `ease` is the inverse of the penalty on the weights, `weight` (n) how much each message counts.
    """
    beside = np.zeros((len(x), 0)) if beside is None else beside
    sign = np.where(y, 1.0, -1.0)
    extra = beside.shape[1]
    used = np.flatnonzero(x.back(np.ones(len(x))))

    def loss(at: Floats) -> tuple[float, Floats]:
        full = np.zeros(SIZE)
        full[used] = at[: len(used)]
        margin = sign * (x.times(full) + beside @ at[len(used) : -1] + at[-1])
        value = float(weight @ np.logaddexp(0, -margin)) * ease + 0.5 * float(at[:-1] @ at[:-1])
        errors = -weight * sign * ease / (1 + np.exp(np.minimum(margin, 500)))
        slope = np.concatenate([x.back(errors)[used], errors @ beside, [errors.sum()]])
        slope[:-1] += at[:-1]
        return value, slope

    found = least(loss, np.zeros(len(used) + extra + 1))
    full = np.zeros(SIZE)
    full[used] = found[: len(used)]
    return full, float(found[-1]), found[len(used) : -1]


def least(loss: Callable[[Floats], tuple[float, Floats]], at: Floats) -> Floats:
    """Where a smooth convex function of value and slope is least, by limited-memory BFGS."""
    value, slope = loss(at)
    first = float(np.linalg.norm(slope))
    past: list[tuple[Floats, Floats]] = []
    for _ in range(STEPS):
        way = -_towards(slope, past)
        step, down = 1.0 if past else 1 / max(1.0, first), float(slope @ way)
        while True:
            there = at + step * way
            new, new_slope = loss(there)
            if new <= value + 1e-4 * step * down or step < 1e-8:
                break
            step /= 2
        past = [*past[-MEMORY + 1 :], (there - at, new_slope - slope)]
        if float(past[-1][0] @ past[-1][1]) <= 1e-12:
            past.pop()
        at, value, slope = there, new, new_slope
        if float(np.linalg.norm(slope)) <= CLOSE * first:
            break
    return at


def _towards(slope: Floats, past: Sequence[tuple[Floats, Floats]]) -> Floats:
    way, parts = slope.copy(), []
    for moved, turned in reversed(past):
        part = float(moved @ way) / float(moved @ turned)
        way -= part * turned
        parts.append(part)
    if past:
        moved, turned = past[-1]
        way *= float(moved @ turned) / float(turned @ turned)
    for (moved, turned), part in zip(past, reversed(parts), strict=True):
        way += (part - float(turned @ way) / float(moved @ turned)) * moved
    return way
