"""Finds the brackets of a JSON text that stand outside its strings, block by block, with numpy.

The idea is that of simdjson (Langdale and Lemire 2019, doi:10.1007/s00778-019-00578-5): quotes that are not escaped
toggle "inside a string", brackets outside strings raise and lower the depth. Nothing is copied and nothing is decoded,
so the cost does not depend on what the text holds.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nearward_dialogue.errors import BrokenFile

_QUOTE, _BACKSLASH = 0x22, 0x5C


@dataclass(frozen=True, slots=True)
class Brackets:
    """The brackets of a block: position in the whole text (int64), whether it opens, depth after it (int64)."""

    at: NDArray[np.int64]
    opens: NDArray[np.bool_]
    depth: NDArray[np.int64]


class Structure:
    """Reads the blocks of a JSON text in order. Whether the JSON is valid between the brackets is not looked at."""

    def __init__(self) -> None:
        self.at = 0
        self.depth = 0
        self.in_string = False
        self._escaped = False

    def read(self, block: bytes) -> Brackets:
        """Return the brackets of the next block. Raises BrokenFile when more is closed than was opened."""
        data = np.frombuffer(block, dtype=np.uint8)
        quotes = self._quotes(data)
        folded = data | 0x20
        found = np.flatnonzero((folded == 0x7B) | (folded == 0x7D))
        before = np.searchsorted(quotes, found) + self.in_string
        found = found[before & 1 == 0]
        opens = folded[found] == 0x7B
        depth = self.depth + np.cumsum(np.where(opens, 1, -1))
        self.in_string ^= bool(len(quotes) & 1)
        at = found + self.at
        self.at += len(data)
        if len(depth):
            self.depth = int(depth[-1])
            if int(depth.min()) < 0:
                raise BrokenFile("a bracket is closed that was never opened")
        return Brackets(at, opens, depth)

    def close(self) -> None:
        """Say that the text has ended. Raises BrokenFile when something is still open."""
        if self.in_string or self.depth:
            raise BrokenFile("the file ends in the middle of something: it was probably cut off")

    def _quotes(self, data: NDArray[np.uint8]) -> NDArray[np.intp]:
        """Where unescaped quotes stand: those with an even number of backslashes before them."""
        quotes = np.flatnonzero(data == _QUOTE)
        slashes = np.flatnonzero(data == _BACKSLASH)
        if not len(slashes):
            if self._escaped and len(quotes) and quotes[0] == 0:
                quotes = quotes[1:]
            self._escaped = self._escaped and not len(data)
            return quotes
        first = np.flatnonzero(np.diff(slashes, prepend=-2) != 1)
        starts = slashes[first]
        lengths = np.diff(first, append=len(slashes))
        if self._escaped and starts[0] == 0:
            starts, lengths = starts.copy(), lengths.copy()
            starts[0], lengths[0] = 1, lengths[0] - 1
        ends = starts + lengths
        escaped = np.zeros(len(data) + 1, dtype=np.bool_)
        escaped[0] = self._escaped
        escaped[ends[lengths & 1 == 1]] = True
        self._escaped = bool(escaped[len(data)])
        return quotes[~escaped[quotes]]
