"""Reads tidy diary tables: one row a person and day, columns couple, person, day or date, then numeric items.

A table is read twice. The first pass finds the ranges of items whose range was not said and where each couple's
rows lie; the second goes from couple to couple, so memory holds one couple at a time and eight bytes a row of
index where the rows of a couple do not stand together. A record is one line.
"""

import csv
import math
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nearward_detect.errors import ShapeError, TableError
from nearward_detect.shapes import Item

EPOCH = date(2000, 1, 3)  # a Monday: day 0 of tables that count days
LONGEST = 20 * 366
NOTHING = {"", "na", "nan", "null", "none", "."}
FARTHER = ("conflict", "tension", "anxiety", "sadness", "lonel", "distan", "argu", "anger", "disagree", "farther")
FIXED = ("couple", "person", "day", "date")


@dataclass(frozen=True, slots=True)
class Options:
    """Which columns are items. `ranges`: ends of scales by name; closer, farther: what more of it means.

    When nothing is said, every other numeric column is an item, its range is what occurs in the table, and
    names that speak of conflict, tension, loneliness and the like mean farther.
    """

    ranges: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    closer: Sequence[str] = ()
    farther: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class RowError:
    """A row that was left out: its line in the file and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Series:
    """One couple: labels of its people, y [days, people, items], the first calendar day, and rows left out."""

    couple: str
    people: tuple[str, ...]
    y: NDArray[np.float32]
    first: date
    errors: tuple[RowError, ...]


def parse_range(text: str) -> tuple[str, tuple[float, float]]:
    """Read `NAME:low..high`; raises TableError when it is not of that form."""
    name, _, ends = text.rpartition(":")
    low, dots, high = ends.partition("..")
    try:
        pair = float(low), float(high)
    except ValueError:
        dots = ""
    if not name or not dots or not pair[0] < pair[1]:
        raise TableError(f"{text!r} is not of the form NAME:low..high")
    return name, pair


class Table:
    """An opened table: `items`, `dated` (else days are counted), and `series()`.

    Raises TableError when the file cannot be read or has no usable columns.
    """

    def __init__(self, path: Path, options: Options | None = None) -> None:
        self._path, self._options = path, options or Options()
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                self._names = next(csv.reader([file.readline()]), [])
                self._column = {name.strip(): place for place, name in enumerate(self._names)}
            self.dated = "date" in self._column
            self._day = self._column.get("date", self._column.get("day", -1))
            if not {"couple", "person"} <= set(self._column) or self._day < 0:
                raise TableError("the table needs the columns couple, person, and day or date")
            wanted = self._wanted()
            self._index: dict[str, array[int]] = {}
            self.items = self._items(self._first_pass(wanted))
        except (OSError, UnicodeError) as error:
            raise TableError(f"{path}: {error}") from error
        self._places = [self._column[item.name] for item in self.items]

    def series(self) -> Iterator[Series]:
        """Each couple once, in the order in which it first occurs."""
        with self._path.open("rb") as file:
            for couple, index in self._index.items():
                yield _gather(couple, self._rows(file, index), self)

    def day_of(self, cells: Sequence[str]) -> date:
        """Calendar day of a row; counted days run from `EPOCH`. Raises ValueError."""
        text = cells[self._day].strip()
        if self.dated:
            return date.fromisoformat(text[:10])
        number = float(text)
        if number != int(number) or not 0 <= number <= LONGEST:
            raise ValueError(f"day {text!r}")
        return EPOCH + timedelta(days=int(number))

    def values_of(self, cells: Sequence[str]) -> list[float]:
        """Answers of a row in the order of the items, NaN for missing. Raises ValueError."""
        values = [number_or_nan(cells[place]) for place in self._places]
        for item, value in zip(self.items, values, strict=True):
            if not math.isnan(value) and not item.low <= value <= item.high:
                raise ValueError(f"{item.name} {value:g} is not within {item.low:g}..{item.high:g}")
        return values

    def person_of(self, cells: Sequence[str]) -> str:
        """Label of the person of a row. Raises ValueError when there is none."""
        person = cells[self._column["person"]].strip()
        if not person:
            raise ValueError("no person")
        return person

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self._names)

    def _wanted(self) -> list[str]:
        said = [*self._options.ranges, *self._options.closer, *self._options.farther]
        unknown = [name for name in said if name not in self._column or name in FIXED]
        if unknown:
            raise TableError(f"there is no item column {unknown[0]!r}; there are {', '.join(self._column)}")
        return list(dict.fromkeys(said)) or [name for name in self._column if name and name not in FIXED]

    def _first_pass(self, wanted: list[str]) -> dict[str, tuple[float, float]]:
        """Ends of the values of each wanted column; fills the index: line number, offset, for each run of rows."""
        ends = {name: [math.inf, -math.inf] for name in wanted if name not in self._options.ranges}
        columns = [(self._column[name], pair) for name, pair in ends.items()]
        place, before = self._column["couple"], ""
        with self._path.open("rb") as file:
            offset, line = len(file.readline()), 1
            for raw in file:
                line += 1
                cells = split(raw)
                couple = cells[place].strip() if len(cells) > place else before
                if couple != before and raw.strip():
                    self._index.setdefault(couple, array("q")).extend((line, offset))
                    before = couple
                offset += len(raw)
                for column, pair in columns:
                    widen(pair, cells[column] if len(cells) > column else "")
        found = {name: (low, high) for name, (low, high) in ends.items()}
        return found | dict(self._options.ranges)

    def _items(self, ends: Mapping[str, tuple[float, float]]) -> tuple[Item, ...]:
        items: list[Item] = []
        for name, (low, high) in ends.items():
            said = name in self._options.closer or name in self._options.farther or name in self._options.ranges
            if low < high:
                items.append(Item(name, low, high, nearer=self._nearer(name)))
            elif said and low == high:
                items.append(Item(name, low, low + 1, nearer=self._nearer(name)))
        if not items:
            raise TableError("no column holds numbers that differ: nothing to watch")
        return tuple(items)

    def _nearer(self, name: str) -> bool:
        if name in self._options.closer or name in self._options.farther:
            return name in self._options.closer
        return not any(word in name.lower() for word in FARTHER)

    def _rows(self, file: object, index: Sequence[int]) -> Iterator[tuple[int, list[str]]]:
        """Line number and cells of one couple's rows."""
        place, couple = self._column["couple"], None
        for line, offset in zip(index[::2], index[1::2], strict=True):
            file.seek(offset)  # type: ignore[attr-defined]
            number = line
            for raw in file:  # type: ignore[attr-defined]
                cells = split(raw)
                here = cells[place].strip() if len(cells) > place else couple
                couple = here if couple is None else couple
                if here != couple and raw.strip():
                    break
                if raw.strip():
                    yield number, cells
                number += 1


def split(raw: bytes) -> list[str]:
    """Cells of a line; a line that cannot be read becomes one that does not fit."""
    try:
        text = raw.decode("utf-8").rstrip("\r\n")
        return next(csv.reader([text], strict=True), []) if '"' in text else text.split(",")
    except (UnicodeError, csv.Error):
        return []


def number_or_nan(text: str) -> float:
    """A cell as a number, NaN when it stands for nothing; raises ValueError for words and infinities."""
    text = text.strip()
    if text.lower() in NOTHING:
        return math.nan
    value = float(text)
    if math.isinf(value):
        raise ValueError(f"{text!r} is not a number")
    return value


def widen(pair: list[float], text: str) -> None:
    """Let the ends of a range take in a cell; words do not count."""
    try:
        value = number_or_nan(text)
    except ValueError:
        return
    pair[0] = min(pair[0], value)
    pair[1] = max(pair[1], value)


def _gather(couple: str, rows: Iterator[tuple[int, list[str]]], table: Table) -> Series:
    people: list[str] = []
    found: dict[tuple[date, int], list[float]] = {}
    errors: list[RowError] = []
    for line, cells in rows:
        try:
            if len(cells) != table.width:
                raise ValueError(f"{len(cells)} cells where the table has {table.width} columns")
            day, person, values = table.day_of(cells), table.person_of(cells), table.values_of(cells)
            if person not in people:
                if len(people) == 2:
                    raise ValueError(f"a third person {person!r} in couple {couple!r}")
                people.append(person)
            key = day, people.index(person)
            if key in found:
                raise ValueError("a second row for the same person and day")
            found[key] = values
        except (ValueError, ShapeError) as error:
            errors.append(RowError(line, str(error)))
    return _dense(couple, tuple(people), found, errors, len(table.items))


def _dense(
    couple: str,
    people: tuple[str, ...],
    found: dict[tuple[date, int], list[float]],
    errors: list[RowError],
    items: int,
) -> Series:
    first = min((day for day, _ in found), default=EPOCH)
    days = max(((day - first).days + 1 for day, _ in found), default=0)
    if days > LONGEST:
        raise TableError(f"couple {couple!r}: more than {LONGEST} days between the first and the last")
    y = np.full((days, max(len(people), 1), items), np.nan, dtype=np.float32)
    for (day, person), values in found.items():
        y[(day - first).days, person] = values
    return Series(couple, people, y, first, tuple(errors))
