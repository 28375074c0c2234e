"""Streams the records of a CSV file (RFC 4180) with the place of each cell, with bounded memory.

A quote counts only at the beginning of a cell, as spreadsheets do it; a cell that opens a quote and never closes it is
taken as it stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from nearward_dialogue.errors import TooLarge
from nearward_dialogue.sources import Source, read_some

BLOCK: Final = 1 << 20
MOST_OF_ONE: Final = 4 << 20
_QUOTED: Final = re.compile(rb'"[^"]*(?:""[^"]*)*"(?!")')

Cell = tuple[int, bytes]
"""Where a cell begins in its record, and its bytes, quotes and all."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record: the line it begins on (from 1), where it begins in the file, its first cells."""

    line: int
    offset: int
    cells: list[Cell]


def records(source: Source, delimiter: bytes, most_cells: int) -> Iterator[Record]:
    """Yield each record with up to `most_cells` cells. Raises TooLarge for one that is beyond any message."""
    rest, at, line = b"", 0, 1
    with source.open() as handle:
        while True:
            block = read_some(handle, BLOCK, source.name)
            text = rest + block
            begin = 3 if at == 0 and text.startswith(b"\xef\xbb\xbf") else 0
            while begin < len(text):
                cells, end = _record(text, begin, delimiter, most_cells, final=not block)
                if end < 0:
                    break
                yield Record(line, at + begin, cells)
                line += text.count(b"\n", begin, end)
                begin = end
            rest, at = text[begin:], at + begin
            if not block:
                return
            if len(rest) > MOST_OF_ONE:
                raise TooLarge(f"line {line}: a record longer than any messenger allows")


def unquoted(raw: bytes) -> str:
    """Return what a cell says."""
    if raw.startswith(b'"') and raw.endswith(b'"') and len(raw) > 1:
        raw = raw[1:-1].replace(b'""', b'"')
    return raw.decode("utf-8", "replace")


def _record(text: bytes, begin: int, delimiter: bytes, most: int, *, final: bool) -> tuple[list[Cell], int]:
    """The cells of the record that begins here, and where the next begins; -1 when its end has not been read yet."""
    end = text.find(b"\n", begin)
    if end < 0 and not final:
        return [], -1
    end = len(text) if end < 0 else end
    if text.find(b'"', begin, end) < 0:
        return _plain(text[begin:end].rstrip(b"\r"), delimiter, most), end + 1
    cells: list[Cell] = []
    at = begin
    while True:
        if text[at : at + 1] == b'"' and (quoted := _QUOTED.match(text, at)):
            stop = quoted.end()
            end = text.find(b"\n", stop)
            if end < 0 and not final:
                return [], -1
            end = len(text) if end < 0 else end
        elif text[at : at + 1] == b'"' and not final and len(text) - begin <= MOST_OF_ONE:
            return [], -1
        else:
            stop = at
        following = text.find(delimiter, stop, end)
        last = following < 0 or len(cells) + 1 >= most
        cell = text[at : end if following < 0 else following]
        cells.append((at - begin, cell.rstrip(b"\r") if following < 0 else cell))
        if last:
            return cells, end + 1
        at = following + 1


def _plain(record: bytes, delimiter: bytes, most: int) -> list[Cell]:
    cells: list[Cell] = []
    at = 0
    for cell in record.split(delimiter, most)[:most]:
        cells.append((at, cell))
        at += len(cell) + 1
    return cells
