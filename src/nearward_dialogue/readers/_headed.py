"""Streams a plain text that is cut into messages by header lines, with bounded memory."""

import re
from collections.abc import Iterator
from typing import Final

from nearward_dialogue.errors import TooLarge
from nearward_dialogue.sources import Source, read_some

BLOCK: Final = 1 << 20
MOST_OF_ONE: Final = 4 << 20
LONGEST_HEADER: Final = 2048

Piece = tuple[int, int, bytes, "re.Match[bytes] | None"]
"""Line (from 1), offset, bytes, and the match of the header; without a header what stands before the first."""


def pieces(source: Source, header: re.Pattern[bytes]) -> Iterator[Piece]:
    """Yield what `header` cuts the text into.

    A header must not look at more than LONGEST_HEADER bytes. Raises TooLarge for a message beyond any chat's.
    """
    rest, at, line = b"", 0, 1
    with source.open() as handle:
        while True:
            block = read_some(handle, BLOCK, source.name)
            text = rest + block
            heads = list(header.finditer(text))
            # the last piece may go on in the next block, and a header may be cut by the block's end
            sure = len(text) if not block else max(0, len(text) - LONGEST_HEADER)
            done = 0
            for piece in _cut(text, heads, sure, final=not block):
                yield line, at + done, piece[0], piece[1]
                line += piece[0].count(b"\n")
                done += len(piece[0])
            rest, at = text[done:], at + done
            if not block:
                return
            if len(rest) > MOST_OF_ONE:
                raise TooLarge(f"line {line}: a message longer than any messenger allows")


def _cut(
    text: bytes, heads: list[re.Match[bytes]], sure: int, *, final: bool
) -> Iterator[tuple[bytes, "re.Match[bytes] | None"]]:
    """The pieces that are known to be whole: those that end where another surely begins."""
    if not heads:
        if final and text:
            yield text, None
        return
    if heads[0].start():
        if heads[0].start() > sure:
            return
        yield text[: heads[0].start()], None
    for this, following in zip(heads, [*heads[1:], None], strict=True):
        end = following.start() if following else len(text)
        if (following is None and not final) or end > sure:
            return
        yield text[this.start() : end], this
