"""A plain table: CSV in UTF-8 with a first line that names its columns.

It needs a time (one column, or date and time in two), a sender and the words; the names are known in English, German
and Spanish. Times may be ISO 8601, seconds or milliseconds since 1970, or day, month and year in an order that is
decided once for the file. With an offset they are given as UTC, without one as the wall clock they were written by.
"""

import re
from array import array
from functools import lru_cache
from typing import Any, Final

import numpy as np

from nearward_dialogue.dates import IMPOSSIBLE, SECOND_BITS, decide, in_seconds, is_short_thai, packed, runs_of
from nearward_dialogue.errors import BrokenFile
from nearward_dialogue.readers._csv_cells import Record, records, unquoted
from nearward_dialogue.readers._csv_columns import Columns, columns_of
from nearward_dialogue.readers._rows import Rows
from nearward_dialogue.readers._times import whole_seconds
from nearward_dialogue.shapes import Ask, Dates, Int64, Kind, Reading
from nearward_dialogue.sources import HEAD, Source
from nearward_dialogue.texts import FileTexts

HARDLY: Final = 5_000
ENOUGH: Final = 20_000
"""Changes of the day by which day and month are told apart at most; a chat of fifty years has fewer."""

MOST_KNOWN: Final = 4096
NO_DAY: Final = -(1 << 62)
_EPOCH: Final = re.compile(r"\d{9,16}(?:\.\d+)?")
_TIME: Final = re.compile(
    r"(\d{1,4})\s?([-/.])\s?(\d{1,2})\s?[-/.]\s?(\d{1,4})\.?(?:[T,\s]+(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?(?:[.,]\d{1,9})?"
    r"\s?(?:([AaPp])\.?\s?[Mm]\.?)?)?\s?(Z|UTC|[+-]\d\d:?\d\d)?"
)
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


def looks_like(head: bytes, name: str) -> float:
    """How sure it is that these are the first bytes of a table; one without the columns needed is refused by `read`."""
    table = name.lower().endswith((".csv", ".tsv"))
    if head.startswith(_UTF16):
        return 0.5 if table else 0.0
    known = columns_of(head.split(b"\n", 1)[0][:8192]).known()
    return 0.85 if known == 3 else 0.5 if table else 0.0


def read(sources: tuple[Source, ...], ask: Ask) -> Reading:
    """Read the first table. Raises BrokenFile where columns are missing, AmbiguousDates, TooLarge."""
    source = sources[0]
    columns = _columns(source)
    table = _Table(columns)
    for record in records(source, columns.delimiter, columns.most()):
        if table.header_passed:
            table.add(record)
        table.header_passed = True
    return table.reading(source, ask)


def _columns(source: Source) -> Columns:
    head = source.head(HEAD)
    if head.startswith(_UTF16):
        raise BrokenFile(f"{source.name} is in UTF-16: save it as CSV in UTF-8")
    columns = columns_of(head.split(b"\n", 1)[0])
    if columns.known() < 3:
        raise BrokenFile(
            "a table needs a first line with a column for the time (such as date), for the sender (such as from) and"
            f" for the words (such as message); here are: {', '.join(columns.names[:20])}"
        )
    return columns


class _Table:
    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.rows = Rows()
        self.header_passed = False
        self.most = columns.most()
        self.senders: dict[bytes, int] = {}
        self.zone: str | None = None
        self.counted = False
        self.dotted = False
        self._known: dict[bytes | tuple[bytes, bytes], tuple[int, int]] = {}
        self.lines = array("i")
        self.ahead = array("i")

    def add(self, record: Record) -> None:
        line, offset, cells, starts = record
        if len(cells) < self.most:
            self._refuse(record, f"it has {len(cells)} columns, and {self.most} are needed")
            return
        cell, clock = cells[self.columns.time], self.columns.clock
        key = cell if clock < 0 else (cell, cells[clock])
        when = self._known.get(key) or self._when(cells)
        if when is None:
            self._refuse(record, "its time cannot be read")
            return
        time, ahead = when
        if not self.counted:
            self.ahead.append(ahead)
            if len(self._known) < MOST_KNOWN:
                self._known[key] = when
        at = self.columns.words
        words = cells[at]
        who = self._who(cells[self.columns.sender])
        kind = Kind.SYSTEM if who < 0 else Kind.TALK if words.strip(b'" \t\r\n') else Kind.EMPTY
        start = starts[at] if starts else sum(map(len, cells[:at])) + at
        self.rows.add(time, who, kind, 0, (offset + start, len(words)))
        self.lines.append(line)

    def reading(self, source: Source, ask: Ask) -> Reading:
        """Decide the order of day and month and turn what was written into seconds."""
        code = np.array(self.rows.time, np.int64)
        if self.counted or not len(code):
            dates, seconds = Dates("ymd", "format", len(code)), code
        else:
            runs = runs_of(_enough(code))
            dates = decide(runs, ask.order, dotted=self.dotted)
            seconds = in_seconds(code, dates.order, short_thai=is_short_thai(runs, dates.order))
        exists = seconds != IMPOSSIBLE
        for line in np.array(self.lines, np.int32)[~exists].tolist():
            self.rows.refuse(line, "there is no such day")
        ahead = np.array(self.ahead, np.int64) if self.ahead else np.int64(0)
        self.rows.time = array("q", np.where(exists, seconds - ahead, NO_DAY).tobytes())
        chat = self.rows.chat("csv", FileTexts((source,), decode=unquoted, as_is=False), self.zone or "")
        bad = tuple(sorted(self.rows.bad, key=lambda each: each.line))
        chat = chat if exists.all() else chat.take(chat.time != NO_DAY)
        return Reading(chat, dates, bad, self.rows.bad_count)

    def _who(self, cell: bytes) -> int:
        found = self.senders.get(cell)
        if found is None:
            name = unquoted(cell).strip()
            found = self.senders[cell] = self.rows.who(name) if name else -1
        return found

    def _refuse(self, record: Record, reason: str) -> None:
        line, _, cells, _ = record
        if not any(cell.strip() for cell in cells):
            return
        self.rows.refuse(line, reason)
        if self.rows.bad_count > HARDLY and self.rows.bad_count > len(self.rows):
            raise BrokenFile(f"hardly any line is a message: in line {line} {reason}")

    def _when(self, cells: list[bytes]) -> tuple[int, int] | None:
        """Seconds since 1970, or a packed date and time, and how far its clock is ahead; the first decides which."""
        cell = cells[self.columns.time]
        if self.counted and cell.isdigit():
            return _alone(whole_seconds(cell, 1000 if len(cell) > 11 else 1))
        written = _joined(cell, cells[self.columns.clock] if self.columns.clock >= 0 else b"")
        if self.zone is None:
            self.counted = bool(_EPOCH.fullmatch(written))
        if self.counted:
            self.zone = "UTC"
            return _alone(_counted(written))
        parsed = _parsed(written)
        if parsed is None:
            return None
        code, ahead, mark, offset = parsed
        if self.zone is None:
            self.zone, self.dotted = "UTC" if offset else "", mark == "."
        return code, ahead


def _alone(seconds: int | None) -> tuple[int, int] | None:
    return None if seconds is None else (seconds, 0)


@lru_cache(maxsize=4096)
def _joined(date: bytes, clock: bytes) -> str:
    return f"{unquoted(date).strip()} {unquoted(clock).strip()}".strip()


@lru_cache(maxsize=4096)
def _parsed(written: str) -> tuple[int, int, str, str] | None:
    """A date and time as packed numbers, how far its clock is ahead, the mark between the numbers and the offset."""
    found = _TIME.fullmatch(written)
    if not found:
        return None
    a, mark, b, c, hour, minute, second, half, offset = found.groups(default="")
    hours = int(hour or 0)
    if half:
        hours = hours % 12 + 12 * (half in "pP") if hours <= 12 else 24
    if hours > 23 or int(minute or 0) > 59 or int(second or 0) > 60:
        return None
    numbers: list[Any] = [int(a), int(b), int(c), hours * 3600 + int(minute or 0) * 60 + int(second or 0)]
    return int(packed(*numbers)), _seconds_ahead(offset), mark, offset


def _enough(code: Int64) -> Int64:
    """The lines up to the last change of the day that is looked at."""
    changes = np.flatnonzero(np.diff(code >> SECOND_BITS))
    return code[: changes[ENOUGH]] if len(changes) > ENOUGH else code


def _counted(written: str) -> int | None:
    """Seconds of a count of seconds, or of milliseconds where there are more than eleven digits."""
    if not _EPOCH.fullmatch(written):
        return None
    return whole_seconds(float(written), 1000 if len(written.partition(".")[0]) > 11 else 1)


def _seconds_ahead(offset: str) -> int:
    """How far a clock with this offset is ahead of UTC."""
    if offset in {"", "Z", "UTC"}:
        return 0
    digits = offset[1:].replace(":", "")
    return (1 if offset[0] == "+" else -1) * (int(digits[:2]) * 3600 + int(digits[2:]) * 60)
