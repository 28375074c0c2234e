"""Decides once a file, from all its dates, which number is the day, and turns dates and times into seconds.

Three numbers of a date are kept as written until the file has been read to its end. An order is ruled out when it
gives months and days that do not exist; what then remains is weighed by how time would run: a chat goes forward, and
the wrong order makes it jump.
"""

from dataclasses import dataclass
from typing import Final, get_args

import numpy as np

from nearward_dialogue.errors import AmbiguousDates
from nearward_dialogue.shapes import Dates, Int16, Int64, Order

Triple = tuple[int, int, int]
EARLIEST: Final = 2009
"""The year from which phones have written such chats; what lies before it was read the wrong way round."""

LATEST: Final = 2051
FEWEST_DAYS: Final = 4
"""Different dates needed before the run of time may decide."""

TIMES_CLEARER: Final = 5.0
SECOND_BITS: Final = 17
FIELD_BITS: Final = 14
DAY: Final = 86_400
PART: Final = 4096
IMPOSSIBLE: Final = np.iinfo(np.int64).min
_FIELD: Final = (1 << FIELD_BITS) - 1


def packed(a: Int64, b: Int64, c: Int64, second: Int64) -> Int64:
    """Three numbers of a date as written (each below 16,384) and the second of the day in one int64."""
    return (((a << FIELD_BITS | b) << FIELD_BITS | c) << SECOND_BITS) | second


@dataclass(frozen=True, slots=True)
class Runs:
    """Messages that follow each other with the same date: its three numbers (int16, n x 3) and how many (int64)."""

    numbers: Int16
    count: Int64

    def and_then(self, other: "Runs") -> "Runs":
        """These, and after them those of the next part of the same file."""
        return Runs(np.concatenate([self.numbers, other.numbers]), np.concatenate([self.count, other.count]))


def runs_of(code: Int64) -> Runs:
    """Return the runs of equal dates in a column of packed times."""
    day = code >> SECOND_BITS
    starts = np.concatenate([np.zeros(min(1, len(day)), np.int64), np.flatnonzero(np.diff(day)) + 1])
    return Runs(_numbers(day[starts]), np.diff(np.append(starts, len(day))))


def _numbers(day: Int64) -> Int16:
    return np.stack([day >> 2 * FIELD_BITS, day >> FIELD_BITS & _FIELD, day & _FIELD], axis=1).astype(np.int16)


@dataclass(frozen=True, slots=True)
class Weighed:
    """One way to read the dates: how many messages fit no calendar, how far time runs in all, in days."""

    order: Order
    impossible: int
    days_run: int
    days: Int64


def decide(runs: Runs, asked: Order | None = None, *, dotted: bool = False) -> Dates:
    """Decide the order of day, month and year from all dates of a file.

    `dotted` says that the numbers are parted by full stops, which nobody does with the month first. Raises
    AmbiguousDates when two orders remain that give different days.
    """
    headers = int(runs.count.sum())
    if asked:
        return Dates(asked, "asked", headers, _weighed(asked, runs).impossible)
    known = _year_place(runs)
    ways = [_weighed(order, runs) for order in get_args(Order) if _fits_year(order, known)]
    least = min(way.impossible for way in ways)
    possible = [way for way in ways if way.impossible <= 2 * least]
    left = _usual(possible, known, dotted=dotted)
    if len({way.days.tobytes() for way in left}) == 1:
        ruled_out = len(left) == len(possible) < len(ways)
        return Dates(left[0].order, "impossible" if ruled_out else "format", headers, least)
    best, second = sorted(left, key=lambda way: way.days_run)[:2]
    clear = second.days_run >= TIMES_CLEARER * max(1, best.days_run)
    if clear and len(np.unique(best.days)) >= FEWEST_DAYS:
        return Dates(best.order, "sequence", headers, best.impossible)
    raise AmbiguousDates(tuple(_choice(way) for way in sorted(left, key=lambda way: way.days_run)))


def in_seconds(code: Int64, order: Order, *, short_thai: bool = False) -> Int64:
    """Return packed times as seconds since 1970 of the wall clock; IMPOSSIBLE where there is no such day.

    `short_thai` says that years of two digits are of the Buddhist era (`is_short_thai` of the whole file).
    """
    day = code >> SECOND_BITS
    changes = np.flatnonzero(np.diff(day, prepend=-1))
    start = days_of(_numbers(day[changes]), order, short_thai=short_thai)
    days = np.repeat(start, np.diff(np.append(changes, len(day))))
    seconds = days * DAY + (code & ((1 << SECOND_BITS) - 1))
    return np.where(days == IMPOSSIBLE, IMPOSSIBLE, seconds)


def days_of(written: Int16, order: Order, *, short_thai: bool = False) -> Int64:
    """Days since 1970 (int64) of dates (n x 3 numbers as written), IMPOSSIBLE where there is no such day.

    A number of more than two digits is the year wherever it stands. Years of two digits are of this century, years of
    the Buddhist era (2400 to 2700) are reckoned back.
    """
    numbers = written.astype(np.int64)
    long = numbers > 99
    place = np.where(long.any(axis=1), long.argmax(axis=1), _YEAR_OF[order])
    rows = np.arange(len(numbers))
    year = numbers[rows, place]
    first, second = numbers[rows, _OTHERS[place, 0]], numbers[rows, _OTHERS[place, 1]]
    day, month = (first, second) if order.index("d") < order.index("m") else (second, first)
    year = year + np.where(year < 100, 1957 if short_thai else 2000, 0)
    year = year - np.where((year >= 2400) & (year < 2700), 543, 0)
    good = (year >= EARLIEST) & (year <= LATEST) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31)
    months = np.where(good, (year - 1970) * 12 + month - 1, 0).astype("datetime64[M]")
    days = months.astype("datetime64[D]").astype(np.int64) + day - 1
    good &= days < (months + 1).astype("datetime64[D]").astype(np.int64)
    return np.where(good, days, IMPOSSIBLE)


_OTHERS: Final = np.array([[1, 2], [0, 2], [0, 1]])
_YEAR_OF: Final = {"dmy": 2, "mdy": 2, "ymd": 0, "ydm": 0}


def _year_place(runs: Runs) -> int | None:
    """Where most dates have a year of more than two digits; None where years have two."""
    places = [int(runs.count[runs.numbers[:, place] > 99].sum()) for place in range(3)]
    return places.index(max(places)) if any(places) else None


def _fits_year(order: Order, place: int | None) -> bool:
    if place == 1:
        return order in {"dmy", "mdy"}
    return place is None or _YEAR_OF[order] == place


def _usual(ways: list[Weighed], place: int | None, *, dotted: bool) -> list[Weighed]:
    """Leave out what nobody writes: a long year first and the month last, the month first between full stops."""
    never = {"ydm"} if place == 0 else {"mdy", "ydm"} if dotted else set()
    return [way for way in ways if way.order not in never] or ways


def is_short_thai(runs: Runs, order: Order) -> bool:
    """Whether years of two digits are of the Buddhist era: all between 52 and 80 (2009 to 2037)."""
    years = runs.numbers[:, _YEAR_OF[order]]
    return bool(len(years) and (years >= 52).all() and (years <= 80).all())


def _weighed(order: Order, runs: Runs) -> Weighed:
    short_thai = is_short_thai(runs, order)
    parts = (runs.numbers[at : at + PART] for at in range(0, len(runs.numbers), PART))
    days = np.concatenate([np.zeros(0, np.int64), *(days_of(part, order, short_thai=short_thai) for part in parts)])
    none = days == IMPOSSIBLE
    days = days[~none]
    return Weighed(order, int(runs.count[none].sum()), int(np.abs(np.diff(days)).sum()), days)


def _choice(way: Weighed) -> tuple[str, str, str]:
    first, last = (str(np.datetime64(int(day), "D")) for day in (way.days[[0, -1]] if len(way.days) else (0, 0)))
    return way.order, first, last
