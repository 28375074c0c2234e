"""Streams the records of a CSV file (RFC 4180) with the place of each cell, with bounded memory.

A quote counts only at the beginning of a cell, as spreadsheets do it; a cell that opens a quote and never closes it is
taken as it stands.
"""

import re
from collections.abc import Iterator
from typing import Final

from nearward_dialogue.errors import TooLarge
from nearward_dialogue.sources import Source, read_some

BLOCK: Final = 1 << 20
MOST_OF_ONE: Final = 4 << 20
_QUOTED: Final = re.compile(rb'"[^"]*+(?:""[^"]*+)*+"')


Record = tuple[int, int, list[bytes], list[int] | None]
"""A record: the line it begins on (from 1), where it begins in the file, its first cells, quotes and all, and where
those begin in the record; without that they stand one delimiter apart."""


def records(source: Source, delimiter: bytes, most_cells: int) -> Iterator[Record]:
    """Yield each record with up to `most_cells` cells. Raises TooLarge for one that is beyond any message."""
    rest, at, line = b"", 0, 1
    with source.open() as handle:
        while True:
            block = read_some(handle, BLOCK, source.name)
            text = rest + block
            begin = 3 if at == 0 and text.startswith(b"\xef\xbb\xbf") else 0
            while begin < len(text):
                end = text.find(b"\n", begin)
                if end < 0:
                    if block:
                        break
                    end = len(text)
                plain = text[begin:end]
                if b'"' not in plain:
                    yield line, at + begin, _plain(plain, delimiter, most_cells), None
                    line, begin = line + 1, end + 1
                    continue
                cells, starts, end = _quoted(text, begin, end, (delimiter, most_cells), final=not block)
                if end < 0:
                    break
                yield line, at + begin, cells, starts
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


def _plain(record: bytes, delimiter: bytes, most: int) -> list[bytes]:
    if record.endswith(b"\r"):
        record = record[:-1]
    cells = record.split(delimiter, most)
    del cells[most:]
    return cells


def _quoted(
    text: bytes, begin: int, end: int, wanted: tuple[bytes, int], *, final: bool
) -> tuple[list[bytes], list[int], int]:
    """The cells of the record that begins here, and where the next begins; -1 when its end has not been read yet."""
    delimiter, most = wanted
    cells: list[bytes] = []
    starts: list[int] = []
    at = begin
    while True:
        stop = at
        if text[at : at + 1] == b'"':
            quoted = _QUOTED.match(text, at)
            if not quoted and not final and len(text) - begin <= MOST_OF_ONE:
                return [], [], -1
            if quoted:
                stop = quoted.end()
                end = text.find(b"\n", stop)
                if end < 0 and not final:
                    return [], [], -1
                end = len(text) if end < 0 else end
        following = text.find(delimiter, stop, end)
        cell = text[at : end if following < 0 else following]
        cells.append(cell.rstrip(b"\r") if following < 0 else cell)
        starts.append(at - begin)
        if following < 0 or len(cells) >= most:
            return cells, starts, end + 1
        at = following + 1
