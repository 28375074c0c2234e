"""Goes through a WhatsApp text once, in blocks, and writes down one row a message."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nearward_dialogue.columns import Columns
from nearward_dialogue.dates import packed
from nearward_dialogue.readers._whatsapp_header import LONGEST, Header, header_of
from nearward_dialogue.readers._whatsapp_kinds import Sieve, rows_of
from nearward_dialogue.readers._whatsapp_layout import Layout, Words, learned, words_of
from nearward_dialogue.readers._whatsapp_senders import LOOK, Senders
from nearward_dialogue.shapes import Bytes, Int8, Int16, Int64, Kind
from nearward_dialogue.sources import Source, read_some

BLOCK: Final = 1 << 20
KEPT: Final = 64 << 10
"""The most of an unfinished message that is carried into the next block; longer ones are words for certain."""

AHEAD: Final = LONGEST + LOOK
PAD: Final = 512
MOST_LAYOUTS: Final = 64
MOST_MISSES: Final = 100_000
"""Lines that may look like a header of a shape not seen before and be none, before only known shapes are looked for."""

SAMPLED: Final = 4000
ENOUGH: Final = 400
CLEARLY: Final = 60
"""So many headers are enough when all are of one shape."""

NEWLINE, RETURN = 10, 13
_HOUR: Final = re.compile(rb"(?=[^\n]{0,150}?(?:\d(?:[:.;]| ?[hH] ?)\d\d|[^\x00-\x7f]))")
"""What every header has somewhere: an hour, or characters beyond ASCII."""

_MARK: Final = np.uint64(0x8E80E2)
"""U+200E in UTF-8, with which an iPhone begins a line of its own."""

_EACH: Final = 0x0101010101010101
_MARK_MASK: Final = np.uint64(0xFFFFFF)

_Told = tuple[Int8, Bytes, Int16]
_PLAUSIBLE: Final = np.zeros(256, np.bool_)
_PLAUSIBLE[[*b"0123456789[RHS", *range(0xD8, 0xDC), 0xE0, 0xE1, 0xE2, 0xE4, 0xE5, 0xEC, 0xEF]] = True


@dataclass(frozen=True, slots=True)
class _Heads:
    """Headers of a block: where their lines begin, where they end, packed times, and where their messages end."""

    at: Int64
    text: Int64
    code: Int64
    ends: Int64

    def first(self, count: int) -> "_Heads":
        return _Heads(self.at[:count], self.text[:count], self.code[:count], self.ends[:count])


@dataclass(slots=True)
class _Open:
    """A message longer than what is carried: its row so far."""

    code: int
    sender: int
    start: int


@dataclass(slots=True)
class Scan:
    """What is known of a file while it is read; `style` and `dotted` stay as its first block shows them.

    `before` counts lines with words that stand before the first header.
    """

    columns: Columns
    senders: Senders = field(default_factory=Senders)
    style: tuple[object, ...] = ()
    dotted: bool = False
    before: int = 0
    _layouts: list[Layout] = field(default_factory=list)
    _sieve: Sieve = field(default_factory=Sieve)
    _open: _Open | None = None
    _tail: bytes = b""
    _parted: bytes = b""
    _misses: int = 0
    _buffer: Bytes = field(default_factory=lambda: np.zeros(KEPT + AHEAD + BLOCK + PAD, np.uint8))
    _newline: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(KEPT + AHEAD + BLOCK, np.bool_))
    """Kept, since memory asked for anew for every block costs more than the comparison."""

    def run(self, source: Source) -> None:
        """Read the whole source. Raises BrokenFile when it is damaged."""
        kept, base, fresh = 0, 0, True
        with source.open() as handle:
            while True:
                raw = read_some(handle, BLOCK, source.name)
                size = kept + len(raw)
                self._buffer[kept:size] = np.frombuffer(raw, np.uint8)
                self._buffer[size : size + PAD] = 0
                keep_from = self._block(size, base, fresh=fresh, last=not raw)
                if not raw:
                    break
                fresh = keep_from < size or bool(self._buffer[size - 1] == NEWLINE)
                self._tail = (self._tail + bytes(self._buffer[max(0, keep_from - 2) : keep_from]))[-2:]
                kept = size - keep_from
                self._buffer[:kept] = self._buffer[keep_from:size].copy()
                base += keep_from

    def _block(self, size: int, base: int, *, fresh: bool, last: bool) -> int:
        """Write down the messages that end in the buffer; return from where it must be looked at again."""
        buffer = self._buffer[: size + PAD]
        starts = np.flatnonzero(np.equal(buffer[:size], NEWLINE, out=self._newline[:size])) + 1
        if fresh:
            starts = np.concatenate([np.zeros(1, np.int64), starts])
        limit = size if last else size - AHEAD
        here = starts[: np.searchsorted(starts, limit)]
        words = words_of(buffer)
        heads = self._headers(buffer, words, here, size)
        at = heads.at
        if self._open and (len(at) or last):
            self._close(base + self._before(buffer, int(at[0]) if len(at) else size))
        if not self.columns.rows and not self._open:
            self.before += _with_words(buffer, here[: np.searchsorted(here, at[0])] if len(at) else here, size)
        if last or not len(at):
            self._write(buffer, words, base, heads)
            return self._unseen(starts, limit, size)
        if size - int(at[-1]) <= KEPT + AHEAD:
            self._write(buffer, words, base, heads.first(len(at) - 1))
            return int(at[-1])
        sender, start = self._write(buffer, words, base, heads, leave=1)
        self._open = _Open(int(heads.code[-1]), int(sender[-1]), base + int(start[-1]))
        return self._unseen(starts, limit, size)

    @staticmethod
    def _unseen(starts: Int64, limit: int, size: int) -> int:
        beyond = starts[np.searchsorted(starts, limit) :]
        return int(beyond[0]) if len(beyond) else size

    def _ends(self, buffer: Bytes, at: Int64, size: int) -> Int64:
        """Where the messages with headers at `at` end: before the line of the next, the last one with the buffer."""
        return np.append(_trimmed(buffer, at[1:]), self._before(buffer, size))

    def _before(self, buffer: Bytes, place: int) -> int:
        """Where the words end that stand before this place: without an end of line, even if that came a block ago."""
        final = self._tail + bytes(buffer[max(0, place - 2) : place])
        return place - (2 if final.endswith(b"\r\n") else int(final.endswith(b"\n")))

    def _headers(self, buffer: Bytes, words: Words, lines: Int64, size: int) -> _Heads:
        """Find the headers among the lines that begin at these places."""
        left = lines[_PLAUSIBLE.take(buffer.take(lines))]
        if not self.style:
            self._decide_style(buffer, left)
        found: list[tuple[Int64, Int64, Int64]] = []
        for layout in self._layouts:
            left = _taken(layout, buffer, words, left, found)
        left = self._perhaps(words, left)
        while len(left) and self._misses < MOST_MISSES:
            line = _line(buffer, int(left[0]))
            header = header_of(line)
            layout_ = learned(header, line) if header and header.style == self.style else None
            if layout_ and len(self._layouts) < MOST_LAYOUTS:
                self._layouts.append(layout_)
                left = _taken(layout_, buffer, words, left, found)
                continue
            if header and header.style == self.style:
                found.append(_by_itself(header, line, left[:1]))
            self._misses += 1
            left = left[1:]
        if not found:
            nothing = np.zeros(0, np.int64)
            return _Heads(nothing, nothing, nothing, self._ends(buffer, nothing, size))
        at, text, code = (np.concatenate(column) for column in zip(*found, strict=True))
        order = np.argsort(at, kind="stable")
        at = at[order]
        return _Heads(at, text[order], code[order], self._ends(buffer, at, size))

    def _perhaps(self, words: Words, left: Int64) -> Int64:
        """Those of these lines that have an hour and the mark between the numbers of a date."""
        if len(self._parted) == 1 and not self.style[1]:
            left = left[_soon(words[left], self._parted[0], bracketed=bool(self.style[0]))]
        body, parted = self._buffer.data, re.compile(rb"[^\n]{0,60}?" + re.escape(self._parted))
        likely = [at for at in left.tolist() if parted.match(body, at) and _HOUR.match(body, at)]
        return np.array(likely, np.int64)

    def _decide_style(self, buffer: Bytes, lines: Int64) -> None:
        """The shape that most headers among the first lines have; lines of another shape are quoted words."""
        styles: Counter[tuple[object, ...]] = Counter()
        dotted: dict[tuple[object, ...], bool] = {}
        layouts: dict[tuple[object, ...], Layout | None] = {}
        for at in lines[:SAMPLED].tolist():
            line = _line(buffer, at)
            if header := header_of(line):
                styles[header.style] += 1
                dotted[header.style] = header.dotted
                layouts[header.style] = layouts.get(header.style) or learned(header, line)
                if styles.total() >= (ENOUGH if len(styles) > 1 else CLEARLY):
                    break
        if styles:
            self.style = styles.most_common(1)[0][0]
            self.dotted = dotted[self.style]
            if layout := layouts[self.style]:
                self._layouts.append(layout)
            self._parted = str(self.style[2][0]).encode("utf-8", "surrogateescape")  # type: ignore[index]

    def _write(self, buffer: Bytes, words: Words, base: int, heads: _Heads, *, leave: int = 0) -> tuple[Int16, Int64]:
        """Write down the messages of a block but the `leave` last; return senders and where words start."""
        sender, start = self.senders.find(buffer, words, heads.text, self.columns.rows)
        count = len(start) - leave
        start_, end = start[:count].copy(), np.maximum(heads.ends[:count], start[:count])
        kind, flags = np.zeros(count, np.int8), np.zeros(count, np.uint8)
        written = sender[:count].copy()
        caught = self._sieve.caught(buffer, words, start_, end) | (written < 0)
        caught |= (words[heads.at[:count]] & _MARK_MASK) == _MARK
        self._look_again(np.flatnonzero(caught), (start_, end), (kind, flags, written))
        self.columns.append(
            time=heads.code[:count], sender=written, kind=kind, flags=flags, offset=start_ + base, length=end - start_
        )
        return sender, start

    def _look_again(self, rows: Int64, span: tuple[Int64, Int64], columns: _Told) -> None:
        """Look at these messages one by one; set what they are, and leave out what is not their sender's words."""
        (start, end), (kind, flags, sender) = span, columns
        marked = bool(self.style[0]) if self.style else False
        told = rows_of(self._buffer, start[rows], end[rows], marked=marked)
        found = told[:, 0]
        found[(sender[rows] < 0) & (found != Kind.CALL)] = Kind.SYSTEM
        kind[rows], flags[rows] = found, told[:, 1]
        start[rows] += told[:, 2]
        end[rows] -= told[:, 3]
        sender[rows[found == Kind.SYSTEM]] = -1

    def _close(self, end: int) -> None:
        """Write down a very long message whose end has come."""
        assert self._open  # noqa: S101  # asked before
        row, self._open = self._open, None
        length = min(max(0, end - row.start), np.iinfo(np.int32).max)
        kind = Kind.TALK if row.sender >= 0 else Kind.SYSTEM
        whole = {
            "time": row.code,
            "sender": row.sender,
            "kind": kind,
            "flags": 0,
            "offset": row.start,
            "length": length,
        }
        self.columns.append(**{name: np.array([value]) for name, value in whole.items()})


def _soon(head: Words, mark: int, *, bracketed: bool) -> NDArray[np.bool_]:
    """Which lines can begin with a date with this mark, by their first eight bytes; all that are not plain ASCII."""
    first = (head & np.uint64(0xFF)).astype(np.uint8)
    other = head ^ np.uint64(mark * _EACH)
    marked = ((other - np.uint64(_EACH)) & ~other & np.uint64(0x80 * _EACH)) != 0
    beyond = (head & np.uint64(0x80 * _EACH)) != 0
    return np.asarray((marked | beyond) & (bracketed | (first != ord("["))))


def _taken(layout: Layout, buffer: Bytes, words: Words, left: Int64, found: list[tuple[Int64, Int64, Int64]]) -> Int64:
    """Add the lines that this layout fits to what was found; return the others."""
    fits = layout.matching(words, left)
    at = left[fits]
    if len(at):
        found.append((at, at + layout.length, layout.code(buffer, at)))
        return left[~fits]
    return left


def _by_itself(header: Header, line: bytes, at: Int64) -> tuple[Int64, Int64, Int64]:
    """A header whose digits no layout can hold."""
    numbers = [int(line[a:b].decode() or "0") for a, b in header.fields]
    hour = numbers[3]
    if header.half:
        hour = hour % 12 + (12 if header.half == 2 or (header.half == 3 and hour != 11) else 0)
    parts = [numbers[0] + header.era[1], *numbers[1:3], (hour * 60 + numbers[4]) * 60 + numbers[5]]
    a, b, c, second = (np.array([part]) for part in parts)
    return at, at + header.length, packed(a, b, c, second)


def _line(buffer: Bytes, at: int) -> bytes:
    return bytes(buffer[at : at + LONGEST]).split(b"\n", 1)[0].rstrip(b"\0")


def _trimmed(buffer: Bytes, next_line: Int64) -> Int64:
    """Where a message ends that stands before these lines: without its own end of line."""
    end = next_line - 1
    return np.asarray(end - (buffer.take(np.maximum(end - 1, 0)) == RETURN), dtype=np.int64)


def _with_words(buffer: Bytes, lines: Int64, size: int) -> int:
    return sum(bool(bytes(buffer[a : min(a + 80, size)]).split(b"\n")[0].strip()) for a in lines[:SAMPLED].tolist())
