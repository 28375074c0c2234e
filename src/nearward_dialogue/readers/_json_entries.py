"""Streams the entries of the message arrays of a JSON text, however long it is, with bounded memory.

What stands outside these arrays (names, members, title) is kept as a small skeleton, in which every array holds only
its own number; so the entries can be read before it is known what they belong to.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from nearward_dialogue.errors import BrokenFile, TooLarge
from nearward_dialogue.readers._json_structure import Brackets, Structure
from nearward_dialogue.shapes import Int64
from nearward_dialogue.sources import Source, read_some

BLOCK: Final = 1 << 20
MOST_OF_ONE: Final = 4 << 20
"""Bytes of one entry; the longest messages of any messenger have a few hundred thousand."""

MOST_OUTSIDE: Final = 4 << 20
MOST_LISTS_OUTSIDE: Final = 20_000
DEEPEST_LIST: Final = 8
_BOM: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Batch:
    """Entries that follow each other in array number `array`; the first is its entry number `first` (from 0).

    `text` begins with the first entry and ends with the last, and begins at byte `base` of the source. `starts` and
    `ends` are positions in `text`. Between two entries stands `comma`, or white space alone where that is empty.
    `stray` says that something which is no entry stands before the first.
    """

    array: int
    first: int
    text: bytes
    base: int
    starts: Int64
    ends: Int64
    stray: bool
    comma: bytes = b","


class Entries:
    """The entries of every array that is called `key` in a source; with an empty key, the objects one after another.

    Iterating gives batches; when it has ended, `skeleton` is the JSON around them. Raises BrokenFile for a text that
    is cut off or closes too much, TooLarge for an entry or a skeleton beyond any chat's.
    """

    def __init__(self, source: Source, key: bytes = b"messages") -> None:
        self.source = source
        self.skeleton = b""
        self._array_begins = re.compile(rb'"' + re.escape(key) + rb'"\s{0,64}:\s{0,64}$') if key else None
        self._outside = bytearray()
        self._lists = 0
        self._array = -1
        self._level = -1 if key else 0
        self._count = 0
        self._pending = -1
        self._last_end = 0

    def __iter__(self) -> Iterator[Batch]:
        structure = Structure()
        carry = b""
        if self._array_begins is None:
            self._array = 0
        with self.source.open() as handle:
            while block := read_some(handle, BLOCK, self.source.name):
                if structure.at == 0 and block.startswith(_BOM):
                    block = b"   " + block[3:]
                base = structure.at - len(carry)
                brackets = structure.read(block)
                text = carry + block
                yield from self._block(text, base, brackets)
                carry = self._carry(text, base)
        structure.close()
        self.skeleton = bytes(self._outside)

    def _block(self, text: bytes, base: int, brackets: Brackets) -> Iterator[Batch]:
        i, kept = 0, base
        is_list = np.frombuffer(text, np.uint8)[brackets.at - base] == ord("[")
        lists = np.flatnonzero(is_list & brackets.opens & (brackets.depth <= DEEPEST_LIST))
        while i < len(brackets.at) or (self._level < 0 and kept < base + len(text)):
            if self._level < 0:
                i, kept = self._to_array(text, base, brackets, lists[np.searchsorted(lists, i) :], kept)
            else:
                until = _first_below(brackets.depth, i, self._level)
                yield from self._entries(text, base, brackets, slice(i, until))
                i = until
                if until < len(brackets.at):
                    kept = int(brackets.at[until])
                    yield from self._end_of_array(text[self._last_end - base : kept - base])
                    self._level, i = -1, until + 1

    def _to_array(self, text: bytes, base: int, brackets: Brackets, lists: Int64, kept: int) -> tuple[int, int]:
        """Go on until an array of messages begins; return the next bracket and where the skeleton has been kept to."""
        for k in lists:
            at = int(brackets.at[k])
            self._count_list()
            self._keep(text[kept - base : at - base])
            kept = at
            if self._array_begins is not None and self._array_begins.search(self._outside[-160:]):
                self._array += 1
                self._keep(b"[%d" % self._array)
                self._level, self._count, self._last_end = int(brackets.depth[k]), 0, at + 1
                return int(k) + 1, at + 1
        self._keep(text[kept - base :])
        return len(brackets.at), base + len(text)

    def _entries(self, text: bytes, base: int, brackets: Brackets, part: slice) -> Iterator[Batch]:
        opens, depth, at = brackets.opens[part], brackets.depth[part], brackets.at[part]
        starts = at[opens & (depth == self._level + 1)]
        ends = at[~opens & (depth == self._level)] + 1
        if self._pending >= 0:
            starts = np.concatenate(([self._pending], starts))
        self._pending = int(starts[-1]) if len(starts) > len(ends) else -1
        if not len(ends):
            return
        starts = starts[: len(ends)]
        first, last = int(starts[0]), int(ends[-1])
        between = text[max(0, self._last_end - base) : first - base].strip()
        comma = b"," if self._array_begins else b""
        stray = between not in {b"", comma}
        held = text[first - base : last - base]
        yield Batch(self._array, self._count, held, first, starts - first, ends - first, stray, comma)
        self._count += len(ends)
        self._last_end = last

    def _end_of_array(self, rest: bytes) -> Iterator[Batch]:
        if rest.strip():
            nothing = np.zeros(0, np.int64)
            yield Batch(self._array, self._count, b"", self._last_end, nothing, nothing, stray=True)

    def _carry(self, text: bytes, base: int) -> bytes:
        if self._level < 0:
            return b""
        since = min(self._pending, self._last_end) if self._pending >= 0 else self._last_end
        if base + len(text) - since > MOST_OF_ONE:
            raise TooLarge(f"entry {self._count + 1} is longer than any message")
        return text[since - base :]

    def _keep(self, piece: bytes) -> None:
        self._outside += piece
        if len(self._outside) > MOST_OUTSIDE:
            raise TooLarge("there is more around the messages than in any chat export")

    def _count_list(self) -> None:
        self._lists += 1
        if self._lists > MOST_LISTS_OUTSIDE:
            raise BrokenFile("there are more lists around the messages than in any chat export")


def _first_below(depth: Int64, since: int, level: int) -> int:
    """The first place from `since` on where the depth is below the level, or the end; near places are found fast."""
    width = 64
    while since < len(depth):
        below = depth[since : since + width] < level
        if below.any():
            return since + int(np.argmax(below))
        since, width = since + width, width * 8
    return len(depth)
