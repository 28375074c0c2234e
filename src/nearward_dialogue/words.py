"""Counts for every message its words, its emoji and the words of each category of a lexicon.

Messages are gone through in parts of half a megabyte, so memory does not grow with the chat. Words are compared byte
by byte, never by a hash alone, so that no word is taken for another.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import DTypeLike, NDArray

from nearward_dialogue.columns import Column, Columns, let_go, new_column
from nearward_dialogue.lexicon import CATEGORIES, Lexicon
from nearward_dialogue.shapes import Bytes, Chat, Int32, Int64, Kind
from nearward_dialogue.table import LANES, WIDTH, Table, Words, table_of
from nearward_dialogue.tokens import Tokens, folded, tokens_of

if TYPE_CHECKING:
    from nearward_dialogue.kernel import Kernel

Counts = NDArray[np.uint16]
Held = NDArray[np.uint32]
Counted = tuple[Int32, Counts, Counts, Held]
"""For each message: words, emoji, words of each category, and which categories those are as bits."""

Marking = Callable[[Bytes, tuple[Int64, Int64]], Bytes]
"""Marks (uint8, bits) for messages that start and end at these places of a buffer of UTF-8."""

PART_BYTES: Final = 1 << 19
PART_ROWS: Final = 1 << 13
NEWLINE: Final = np.uint8(10)
MOST_IN_LANE: Final = 255
"""A message with more words and emoji than this is added up by itself, since a small counter holds no more."""

DTYPES: Final[dict[str, DTypeLike]] = {"words": np.int32, "emoji": np.uint16, "counts": np.uint16, "held": np.uint32}


@dataclass(frozen=True, slots=True)
class WordCounts:
    """For each message its words (int32), its emoji (uint16) and `counts` (uint16, messages x categories).

    Messages that are no talk have nought everywhere. The columns of `counts` are the first of `CATEGORIES`, or all in
    their order and after them nothing of meaning. `held` (uint32) has bit k for the k-th of all categories where its
    count is above nought. `marks` (uint8 bits of `marks.Mark`) is empty where nobody asked for them.
    """

    words: Int32
    emoji: Counts
    counts: Counts
    held: Held
    marks: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(0, np.uint8))

    def of(self, category: str) -> Counts:
        """The column of one category that was counted; raises ValueError for another."""
        return self.counts[:, CATEGORIES[: self.counts.shape[1]].index(category)]

    def holds(self, category: str, rows: Int64) -> NDArray[np.bool_]:
        """Whether each of these messages holds a word or sign of one category."""
        bit, found = np.uint32(1 << CATEGORIES.index(category)), np.empty(len(rows), np.bool_)
        for at in range(0, len(rows), PART_ROWS):  # in parts that fit a processor's cache
            np.not_equal(self.held.take(rows[at : at + PART_ROWS]) & bit, 0, out=found[at : at + PART_ROWS])
        return found


def count_words(
    chat: Chat,
    lexicon: Lexicon,
    scratch: Path | None = None,
    kernel: "Kernel | None" = None,
    marks: Marking | None = None,
    kept: int = WIDTH,
) -> WordCounts:
    """Count the words of every message that is talk; of the categories only the first `kept` are counted for each.

    `scratch` is a folder for columns of very long chats (numbers only). `kernel` counts in place of NumPy, the same.
    `marks` marks messages while their words are at hand. Raises BrokenFile when the file has changed since it was read.
    """
    order = in_file_order(chat)
    table = table_of(lexicon)
    columns = Columns(DTYPES | ({"marks": np.uint8} if marks else {}), scratch, {"counts": kept})
    for begin, end in parts(chat, order):
        rows: Any = slice(begin, end) if order is None else order[begin:end]
        buffer, start, last = _talk(chat, rows)
        if len(start) == 1 and len(buffer) > 2 * PART_BYTES:
            found = _long(buffer[int(start[0]) : int(last[0])], table, kernel)
        else:
            found = _found(buffer, (start, last), table, kernel)
        block: dict[str, Column] = dict(zip(DTYPES, found, strict=True))
        block["counts"] = np.ascontiguousarray(block["counts"][:, :kept])
        columns.append(**block | ({"marks": marks(buffer, (start, last))} if marks else {}))
        let_go(chat.offset, chat.length, chat.kind, chat.sender)
    whole = columns.finish()
    if order is not None:
        whole = {name: _put_back(name, column, order, scratch) for name, column in whole.items()}
    return WordCounts(**{name: np.asarray(column) for name, column in whole.items()})


def _put_back(name: str, column: Column, order: NDArray[np.intp], scratch: Path | None) -> Column:
    """A column in the order of the chat that was counted in that of the file."""
    path = scratch / f"{name}.ordered" if scratch else None
    whole = new_column(path, column.dtype, column.shape) if path else np.zeros_like(column)
    for at in range(0, len(order), PART_ROWS):
        whole[order[at : at + PART_ROWS]] = column[at : at + PART_ROWS]
        let_go(column, whole)
    return whole


def parts(chat: Chat, order: NDArray[np.intp] | None = None) -> Iterator[tuple[int, int]]:
    """Runs of rows (in this order) whose words stand within half a megabyte of each other."""
    begin, size = 0, len(chat)
    while begin < size:
        rows: Any = slice(begin, begin + PART_ROWS) if order is None else order[begin : begin + PART_ROWS]
        offset = np.asarray(chat.offset[rows])
        count = int(np.searchsorted(offset + chat.length[rows], offset[0] + PART_BYTES, side="right"))
        end = begin + min(max(1, count), len(offset))
        yield begin, end
        begin = end


def in_file_order(chat: Chat) -> NDArray[np.intp] | None:
    """The rows in the order in which their words stand in the file; None where that is the order they have."""
    return None if _rises(chat.offset) else np.argsort(chat.offset, kind="stable")


def _rises(column: Int64) -> bool:
    for at in range(0, len(column), PART_ROWS):
        if (np.diff(column[at : at + PART_ROWS + 1]) < 0).any():
            return False
        let_go(column)
    return True


def _talk(chat: Chat, rows: Any) -> tuple[Bytes, Int64, Int64]:
    """A buffer with the words of these messages, and where each starts and ends; what is no talk has no length."""
    talk = (np.asarray(chat.kind[rows]) == Kind.TALK) & (np.asarray(chat.sender[rows]) >= 0)
    buffer, start, end = chat.texts.gather(np.asarray(chat.offset[rows]), np.asarray(chat.length[rows]))
    return buffer, start, np.where(talk, np.maximum(end, start), start)


def _found(buffer: Bytes, span: tuple[Int64, Int64], table: Table, kernel: "Kernel | None") -> Counted:
    if kernel:
        return kernel.counted(buffer, span, table)
    text, bounds = closed_up(buffer, *span)
    found = folded(text)
    return counted(found.small, tokens_of(found), table, bounds)


def closed_up(buffer: Bytes, start: Int64, end: Int64) -> tuple[bytes, Int64]:
    """The messages alone, each with an end of line before and behind it, and where each begins (and the last ends)."""
    bounds = np.ones(len(start) + 1, np.int64)
    np.cumsum(end - start + 1, out=bounds[1:])
    bounds[1:] += 1
    if (start[1:] <= end[:-1]).any():  # without a byte between them
        raw = buffer.tobytes()
        pieces = [raw[a:b] for a, b in zip(start.tolist(), end.tolist(), strict=True)]
        return b"\n".join([b"", *pieces, b""]), bounds
    runs = np.empty(2 * len(start), np.int64)
    runs[0::2], runs[1::2] = start, end + 1 - start
    runs[2::2] -= end[:-1] + 1
    kept = np.repeat(np.arange(len(runs)) % 2 == 1, runs)
    text = np.append(buffer, NEWLINE)[: len(kept)]
    text[end] = NEWLINE
    return b"\n" + text[kept].tobytes(), bounds


def _long(words: Bytes, table: Table, kernel: "Kernel | None") -> Counted:
    """Count one very long message in pieces that end with white space, where there is any."""
    sums = np.zeros(2 + WIDTH, np.int64)
    at = 0
    while at < len(words):
        piece = words[at : at + PART_BYTES]
        white = np.flatnonzero((piece == ord(" ")) | (piece == ord("\n")))
        if at + PART_BYTES < len(words) and len(white):
            piece = piece[: int(white[-1]) + 1]
        begin, end = np.zeros(1, np.int64), np.full(1, len(piece), np.int64)
        one, emoji, counts, _ = _found(piece, (begin, end), table, kernel)
        sums += np.concatenate([one, emoji, counts[0]])
        at += len(piece)
    most = np.minimum(sums, 0xFFFF).astype(np.uint16)
    return sums[:1].astype(np.int32), most[1:2], most[None, 2:], _held(most[None, 2:])


def counted(small: Bytes, tokens: Tokens, table: Table, bounds: Int64) -> Counted:
    """Count the tokens of a folded buffer for the messages between these bounds (int64, one more than messages)."""
    words = np.diff(np.searchsorted(tokens.start, bounds))
    pictures = np.diff(np.searchsorted(tokens.emoji, bounds))
    kinds = [(table.find(small, tokens.start, tokens.end - tokens.start), words)]
    if len(tokens.emoji):
        size = np.where(small[tokens.emoji] == 0xF0, 4, 3)
        kinds.append((table.find(small, tokens.emoji, size), pictures))
    packed = np.zeros((len(words), LANES), np.uint64)
    for found, sizes in kinds:
        _add_in_lanes(packed, found, sizes, table)
    counts = packed.view(np.uint8).astype(np.uint16)
    for row in np.flatnonzero(words + pictures > MOST_IN_LANE).tolist():
        its = np.concatenate([found[_places(sizes, row)] for found, sizes in kinds])
        counts[row] = np.minimum(np.bincount(its, minlength=len(table.each)) @ table.each, 0xFFFF)
    return words.astype(np.int32), np.minimum(pictures, 0xFFFF).astype(np.uint16), counts, _held(counts)


def _held(counts: Counts) -> Held:
    bits = np.zeros((len(counts), 4), np.uint8)
    bits[:, :LANES] = np.packbits((counts > 0).ravel(), bitorder="little").reshape(-1, LANES)
    return bits.view("<u4")[:, 0].astype(np.uint32)


def _add_in_lanes(packed: Words, found: NDArray[np.int16], sizes: Int64, table: Table) -> None:
    """Add the categories of tokens that stand message after message, `sizes` of them each, to messages x lanes."""
    some = np.flatnonzero(sizes)
    if len(some):
        starts, places = (np.cumsum(sizes) - sizes)[some], found.astype(np.intp)
        for lane in range(LANES):
            packed[some, lane] += np.add.reduceat(table.lanes[lane].take(places, mode="clip"), starts)


def _places(sizes: Int64, row: int) -> slice:
    """Where the tokens of one message stand among those of all."""
    first = int(sizes[:row].sum())
    return slice(first, first + int(sizes[row]))
