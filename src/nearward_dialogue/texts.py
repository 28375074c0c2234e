"""Opens the words of a chat where they stand, in one source or in several."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import BinaryIO

import numpy as np

from nearward_dialogue.errors import BrokenFile
from nearward_dialogue.shapes import Bytes, Int32, Int64
from nearward_dialogue.sources import Source, read_some

Decode = Callable[[bytes], str]


def plain(raw: bytes) -> str:
    """Text that stands in the file as it is, in UTF-8; bytes that are none become U+FFFD."""
    return raw.decode("utf-8", "replace")


@dataclass(slots=True)
class FileTexts:
    """The words of a chat in its sources.

    An offset counts through all sources as if they were one file: source k begins at `bases()[k]`. `decode` turns the
    bytes of a span into words (`plain`, or a format's own that undoes its escapes). `as_is` says that the bytes of a
    span are the words in UTF-8, so that many messages can be looked at without copying them.
    """

    sources: tuple[Source, ...]
    decode: Decode = plain
    as_is: bool = True
    _open: dict[int, BinaryIO] = field(default_factory=dict, repr=False)

    def __del__(self) -> None:
        for handle in self._open.values():
            handle.close()

    def bases(self) -> list[int]:
        """Return where each source begins, and after the last where all end."""
        return list(accumulate((source.size for source in self.sources), initial=0))

    def text(self, offset: int, length: int) -> str:
        """Return the words of one span. Raises BrokenFile when the file ends before the span does."""
        return self.decode(self.raw(offset, length))

    def raw(self, offset: int, length: int) -> bytes:
        """Return the bytes of one span, within one source. Raises BrokenFile when they are not there (any more)."""
        bases = self.bases()
        which = min(bisect_right(bases, offset) - 1, len(self.sources) - 1)
        if which not in self._open:
            self._open[which] = self.sources[which].open()
        handle = self._open[which]
        handle.seek(offset - bases[which])
        found = read_some(handle, length, self.sources[which].name)
        if len(found) != length:
            raise BrokenFile(f"{self.sources[which].name} has changed since it was read")
        return found

    def gather(self, offset: Int64, length: Int32) -> tuple[Bytes, Int64, Int64]:
        """Return a buffer of UTF-8 (uint8) and where in it each message starts and ends (int64).

        Offsets must rise. Messages do not overlap; there may be other bytes between them.
        """
        nothing = np.zeros(0, np.int64)
        if not len(offset):
            return np.zeros(0, np.uint8), nothing, nothing
        first, last = int(offset[0]), int(offset[-1]) + int(length[-1])
        if self.as_is and self._within_one(first, last):
            buffer = np.frombuffer(self.raw(first, last - first), np.uint8)
            start = offset - first
            return buffer, start, start + length
        pieces = [self._utf8(int(at), int(size)) for at, size in zip(offset, length, strict=True)]
        bounds = np.fromiter(accumulate((len(piece) + 1 for piece in pieces), initial=0), np.int64, len(pieces) + 1)
        return np.frombuffer(b"\n".join([*pieces, b""]), np.uint8), bounds[:-1], bounds[1:] - 1

    def _within_one(self, first: int, last: int) -> bool:
        bases = self.bases()
        return last <= bases[min(bisect_right(bases, first), len(bases) - 1)]

    def _utf8(self, offset: int, length: int) -> bytes:
        return self.text(offset, length).encode("utf-8", "replace")
