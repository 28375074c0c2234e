"""Reads tables of an SQLite file straight from its pages, with bounded memory, whoever wrote it.

An export that is handed over may be hostile, may lie in a zip, and its words are to be opened where they stand; so the
file is read as what it is, a file, and no SQL of its own (views, triggers, defaults) is ever run. Indexes, free pages
and a separate write-ahead log are not looked at. Format: https://www.sqlite.org/fileformat2.html
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from nearward_dialogue.errors import BrokenFile
from nearward_dialogue.readers._sqlite_columns import columns_of
from nearward_dialogue.sources import read_some

MAGIC: Final = b"SQLite format 3\x00"
LEAF, INTERIOR = 0x0D, 0x05
MOST_OF_ONE: Final = 4 << 20
LEAST_OF_ONE: Final = 32
"""Bytes that a row takes at least, on average over a file of Messages; in one with more rows something loops."""

_ENCODINGS: Final = {0: "utf-8", 1: "utf-8", 2: "utf-16-le", 3: "utf-16-be"}
_INTEGER_SIZES: Final = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)
Value = int | float | bytes | str | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: where its tree begins, its columns in order, and which of them is another name for the row's number."""

    root: int
    columns: tuple[str, ...]
    rowid: int = -1


class Database:
    """A database file that is open for reading. Raises BrokenFile for whatever is no sound database."""

    def __init__(self, handle: BinaryIO, size: int, name: str) -> None:
        self.handle, self.size, self.name = handle, size, name
        head = self._bytes(0, 100) if size >= 100 else b""
        if not head.startswith(MAGIC):
            raise BrokenFile(f"{name} is no database")
        self.page_size = int.from_bytes(head[16:18], "big")
        self.page_size = 65536 if self.page_size == 1 else self.page_size
        if self.page_size < 512 or self.page_size & (self.page_size - 1):
            raise BrokenFile(f"{name} is a damaged database: pages of {self.page_size} bytes")
        self.usable = self.page_size - head[20]
        self.encoding = _ENCODINGS.get(int.from_bytes(head[56:60], "big"), "utf-8")
        self.left = size // LEAST_OF_ONE + 1_000
        self.spare = 4 * size + MOST_OF_ONE

    def tables(self) -> dict[str, Table]:
        """The tables by name."""
        found = {}
        for _, _, row in self.rows(Table(1, ("type", "name", "tbl_name", "rootpage", "sql"))):
            kind, name, _, root, sql = row
            if kind == "table" and isinstance(name, str) and isinstance(root, int) and isinstance(sql, str):
                columns, rowid = columns_of(sql)
                found[name] = Table(root, columns, rowid)
        return found

    def rows(self, table: Table) -> Iterator[tuple[int, int, tuple[Value, ...]]]:
        """Yield number, position in the file and values of every row, in the order of the numbers."""
        seen: set[int] = set()
        waiting = [table.root]
        while waiting:
            number = waiting.pop()
            if number in seen or number < 1:
                raise BrokenFile(f"{self.name} is a damaged database: page {number} is used twice")
            seen.add(number)
            page = self._bytes((number - 1) * self.page_size, self.page_size)
            at = 100 if number == 1 else 0
            if page[at] == INTERIOR:
                cells = self._cells(page, at, 12)
                waiting.append(int.from_bytes(page[at + 8 : at + 12], "big"))
                waiting.extend(int.from_bytes(page[cell : cell + 4], "big") for cell in reversed(cells))
            elif page[at] == LEAF:
                cells = self._cells(page, at, 8)
                self.left -= len(cells)
                if self.left < 0:
                    raise BrokenFile(f"{self.name} is a damaged database: more rows than it has room for")
                for cell in cells:
                    yield self._row(table, page, cell, (number - 1) * self.page_size)
            else:
                raise BrokenFile(f"{self.name} is a damaged database: page {number} belongs to no table")

    def row_at(self, table: Table, position: int) -> tuple[Value, ...]:
        """Read the row at a position that `rows` gave."""
        start = position - position % self.page_size
        return self._row(table, self._bytes(start, self.page_size), position - start, start)[2]

    def _cells(self, page: bytes, at: int, head: int) -> list[int]:
        count = int.from_bytes(page[at + 3 : at + 5], "big")
        first = at + head
        if first + 2 * count > self.usable:
            raise BrokenFile(f"{self.name} is a damaged database: a page with {count} rows")
        cells = list(struct.unpack_from(f">{count}H", page, first))
        if cells and max(cells) > self.usable - 4:
            raise BrokenFile(f"{self.name} is a damaged database: a row beyond its page")
        return cells

    def _row(self, table: Table, page: bytes, cell: int, start: int) -> tuple[int, int, tuple[Value, ...]]:
        try:
            size, at = _varint(page, cell)
            number, at = _varint(page, at)
            payload = self._payload(page, at, size)
            values = _values(payload, len(table.columns), self.encoding)
        except (IndexError, struct.error) as error:
            raise BrokenFile(f"{self.name} is a damaged database: a row is cut off") from error
        if table.rowid >= 0:
            values[table.rowid] = number
        return number, start + cell, tuple(values)

    def _payload(self, page: bytes, at: int, size: int) -> bytes:
        """The bytes of a row, also those that overflow into pages of their own."""
        if size <= self.usable - 35:
            return page[at : at + size]
        if size > MOST_OF_ONE:
            raise BrokenFile(f"{self.name} holds a row of {size:,} bytes, more than any message")
        least = (self.usable - 12) * 32 // 255 - 23
        local = least + (size - least) % (self.usable - 4)
        local = local if local <= self.usable - 35 else least
        pieces = [page[at : at + local]]
        following, missing = int.from_bytes(page[at + local : at + local + 4], "big"), size - local
        while missing > 0:
            if following < 1 or self.spare < 0:
                raise BrokenFile(f"{self.name} is a damaged database: a long row is cut off")
            overflow = self._bytes((following - 1) * self.page_size, self.page_size)
            self.spare -= self.page_size
            pieces.append(overflow[4 : 4 + min(missing, self.usable - 4)])
            following, missing = int.from_bytes(overflow[:4], "big"), missing - (self.usable - 4)
        return b"".join(pieces)

    def _bytes(self, start: int, size: int) -> bytes:
        self.handle.seek(start)
        found = read_some(self.handle, size, self.name)
        if len(found) != size:
            raise BrokenFile(f"{self.name} ends in the middle: it was probably cut off")
        return found


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for k in range(9):
        byte = data[at + k]
        if k == 8:
            return (value << 8) | byte, at + 9
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:
            return value, at + k + 1
    raise IndexError


def _values(payload: bytes, columns: int, encoding: str) -> list[Value]:
    """The values of a record; columns that were added after it was written are None."""
    end, at = _varint(payload, 0)
    body = end
    values: list[Value] = []
    while at < end and len(values) < columns:
        kind, at = _varint(payload, at)
        size = _INTEGER_SIZES[kind] if kind < 10 else (kind - 12) // 2
        if body + size > len(payload):
            raise IndexError
        values.append(_value(payload[body : body + size], kind, encoding))
        body += size
    values.extend([None] * (columns - len(values)))
    return values


def _value(raw: bytes, kind: int, encoding: str) -> Value:
    if kind >= 12:
        return raw.decode(encoding, "replace") if kind & 1 else raw
    if kind == 7:
        return float(struct.unpack(">d", raw)[0])
    if kind in {0, 10, 11}:
        return None
    return kind - 8 if kind in {8, 9} else int.from_bytes(raw, "big", signed=True)
