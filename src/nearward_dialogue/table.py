"""A lexicon as a table in which many words are looked up at once.

A word of up to sixteen bytes is two numbers. A multiplication sends them to a place in the table where at most one
word of the lexicon stands, and there both numbers are compared.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nearward_dialogue.errors import DialogueError
from nearward_dialogue.lexicon import CATEGORIES, Lexicon
from nearward_dialogue.shapes import Bytes, Int64

Words = NDArray[np.uint64]
LANES: Final = 3
WIDTH: Final = 8 * LANES
FEWEST_BITS, MOST_BITS = 18, 22
TRIES: Final = 64
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)
_KEEP: Final = np.array([(1 << 8 * size) - 1 for size in range(9)], np.uint64)


@dataclass(frozen=True, slots=True)
class Table:
    """`slots` (int16, a power of two) holds for each place the number of a word, 0 for none.

    `low` and `high` (uint64) are its bytes, `short` the same as `low` for words of up to eight, `masks` (uint32) its
    categories as bits, `lanes` (uint64 each) the same as small counters, eight to a number, and `each` (int64, words x
    categories) as numbers.
    """

    seed: np.uint64
    shift: np.uint64
    slots: NDArray[np.int16]
    low: Words
    high: Words
    short: Words
    masks: NDArray[np.uint32]
    lanes: tuple[Words, ...]
    each: NDArray[np.int64]

    def find(self, small: Bytes, at: Int64, size: NDArray[np.int64]) -> NDArray[np.int16]:
        """Return for words at these places (with 16 bytes to spare) their numbers, 0 for a word not in the table."""
        whole = np.ndarray((len(small) - 7,), np.dtype("<u8"), small.data, strides=(1,))
        low = whole[at]
        low &= _KEEP.take(size, mode="clip")
        found = self._at(low)
        found *= self.short[found] == low
        long = np.flatnonzero(size > 8)
        if len(long):
            high = whole[at[long] + 8] & _KEEP.take(size[long] - 8, mode="clip")
            place = self._at(low[long] ^ high * _MIX)
            right = (self.low[place] == low[long]) & (self.high[place] == high) & (size[long] <= 16)
            found[long] = place * right
        return found

    def _at(self, mixed: Words) -> NDArray[np.int16]:
        """The one word of the lexicon that words with these bytes could be."""
        number = mixed * self.seed
        number >>= self.shift
        return np.asarray(self.slots[number.view(np.int64)])


@lru_cache(maxsize=8)
def table_of(lexicon: Lexicon) -> Table:
    """Make the table of a lexicon. Raises DialogueError where no table without collisions is found."""
    raw = [word.encode() for word, _ in lexicon.words]
    low = np.array([0, *(int.from_bytes(word[:8], "little") for word in raw)], np.uint64)
    high = np.array([0, *(int.from_bytes(word[8:16], "little") for word in raw)], np.uint64)
    masks = np.array([0, *(mask for _, mask in lexicon.words)], np.uint32)
    mixed = (low ^ high * _MIX)[1:]
    seed = 0x2545F4914F6CDD1D
    for bits in range(FEWEST_BITS, MOST_BITS):
        shift = np.uint64(64 - bits)
        for _ in range(TRIES):
            place = (mixed * np.uint64(seed)) >> shift
            if not (np.diff(np.sort(place)) == 0).any():
                slots = np.zeros(1 << bits, np.int16)
                slots[place] = np.arange(1, len(low))
                lanes, short = _lanes(masks), np.where(high == 0, low, 0)
                each = np.stack(lanes, axis=1).view(np.uint8).astype(np.int64)
                return Table(np.uint64(seed), shift, slots, low, high, short, masks, lanes, each)
            seed = (seed * 6364136223846793005 + 1442695040888963407) % (1 << 64) | 1
    raise DialogueError("the lexicon has too many words for one table")


def _lanes(masks: NDArray[np.uint32]) -> tuple[Words, ...]:
    lanes = [np.zeros(len(masks), np.uint64) for _ in range(LANES)]
    for bit in range(len(CATEGORIES)):
        lanes[bit // 8] |= (masks >> np.uint32(bit) & np.uint32(1)).astype(np.uint64) << np.uint64(8 * (bit % 8))
    return tuple(lanes)
