"""Language style matching: how alike the two use nine kinds of small words, from 0 to 1.

For each kind, 1 - |a - b| / (a + b + .0001), where a and b are the parts it has in all words of the one and the other;
the figure is the mean of the nine. It belongs to both, so both columns are the same.

Source: Ireland, M. E., & Pennebaker, J. W. (2010). Language style matching in writing. Journal of Personality and
Social Psychology, 99, 549-571. doi:10.1037/a0020386
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nearward_dialogue.lexicon import FUNCTION
from nearward_dialogue.measures._marked import marked, small_words
from nearward_dialogue.measures.length import written
from nearward_dialogue.talk import Bool, Talk
from nearward_dialogue.weeks import Floats
from nearward_dialogue.words import WordCounts

WORDS = True
UNIT = "match"
TOGETHER = True
ALONE = False
SOURCES: tuple[str, ...] = ()
LIMITS = "Likeness of small words follows topic and mood, and two who quarrel match well too; its course says more."

FEW_WORDS = 100
"""Fewer words than this of either in a week say nothing."""


@dataclass(frozen=True)
class Matched:
    """Words of each kind [weeks, 2, 9] and all words [weeks, 2]."""

    kinds: Floats
    words: Floats

    @property
    def weeks(self) -> int:
        """See `weeks.Sums`."""
        return len(self.words)

    def figure(self, weights: Floats) -> Floats:
        """See `weeks.Sums`."""
        return _match(np.tensordot(weights, self.kinds, axes=1), weights @ self.words, 1)

    def weekly(self) -> Floats:
        """See `weeks.Sums`."""
        return _match(self.kinds, self.words, FEW_WORDS)

    def basis(self) -> NDArray[np.int64]:
        """See `weeks.Sums`."""
        return np.asarray(np.repeat(self.words.sum(axis=0).min(), 2), dtype=np.int64)


def measure(talk: Talk, words: WordCounts) -> Matched:
    """Small words by week, person and kind."""
    kinds = small_words(talk, words)
    return Matched(kinds.astype(np.float64), written(talk, words).astype(np.float64))


def messages(talk: Talk, words: WordCounts) -> Bool:
    """Every message with a small word in it."""
    return np.asarray(np.logical_or.reduce([marked(talk, words, kind) for kind in FUNCTION]))


def _match(kinds: Floats, words: Floats, least: float) -> Floats:
    enough = (words >= least).all(axis=-1)
    parts = kinds / np.maximum(words, 1)[..., None]
    first, second = parts[..., 0, :], parts[..., 1, :]
    match = (1 - np.abs(first - second) / (first + second + 1e-4)).mean(axis=-1)
    return np.repeat(np.where(enough, match, np.nan)[..., None], 2, axis=-1)
