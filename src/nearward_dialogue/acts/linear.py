"""Scores of messages: sums of weights over what was seen in them, made into probabilities."""

from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from nearward_dialogue.acts.features import Seen, seen
from nearward_dialogue.acts.weights import Floats, Weights
from nearward_dialogue.shapes import Bytes, Int64

Number = TypeVar("Number", np.float32, np.float64)
RUNS_WEIGH: Final = 2
"""Pairs and triples of words count so much more than words and their pieces, of which there are many."""


def scored(buffer: Bytes, span: tuple[Int64, Int64], weights: Weights) -> Floats:
    """The probability of each label for messages that start and end at these places, n x labels.

    A message without a word or sign has nought everywhere.
    """
    found = seen(buffer, *span)
    sums = summed(found, weights.table) / np.sqrt(found.sizes(), dtype=np.float32)[:, None]
    chance = 1 / (1 + np.exp(-(weights.slope * sums + weights.constant)))
    chance[np.diff(found.bounds) == 0] = 0
    return np.asarray(chance, np.float32)


def summed(found: Seen, weights: NDArray[Number]) -> NDArray[Number]:
    """For each message (n) and label (columns of `weights`, SIZE x labels) the sum over all it holds, n x labels."""
    kinds = _added(weights[found.pieces], found.piece_bounds)
    slots = RUNS_WEIGH * weights[found.pairs]
    tokens = np.arange(len(found.triples)) + np.repeat(np.arange(len(found.bounds) - 1), np.diff(found.bounds))
    slots[tokens] += kinds[found.which] + RUNS_WEIGH * weights[found.triples]
    return _added(slots, found.bounds + np.arange(len(found.bounds)))


def _added(rows: NDArray[Number], bounds: NDArray[np.int64]) -> NDArray[Number]:
    """Rows added up between bounds that rise."""
    if len(bounds) < 2:
        return rows[:0]
    return np.asarray(np.add.reduceat(rows, bounds[:-1], axis=0))
