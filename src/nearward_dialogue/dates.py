"""Decides once a file, from all its dates, which number is the day, and turns dates and times into seconds.

Three numbers of a date are kept as written until the file has been read to its end. An order is ruled out when it
gives months and days that do not exist; what then remains is weighed by how time would run: a chat goes forward, and
the wrong order makes it jump.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, get_args

import numpy as np

from nearward_dialogue.errors import AmbiguousDates
from nearward_dialogue.shapes import Dates, Int64, Order

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
IMPOSSIBLE: Final = np.iinfo(np.int64).min
_FIELD: Final = (1 << FIELD_BITS) - 1


def packed(a: Int64, b: Int64, c: Int64, second: Int64) -> Int64:
    """Three numbers of a date as written (each below 16,384) and the second of the day in one int64."""
    return (((a << FIELD_BITS | b) << FIELD_BITS | c) << SECOND_BITS) | second


@dataclass(frozen=True, slots=True)
class Run:
    """Messages that follow each other with the same date: its three numbers and how many messages."""

    triple: Triple
    count: int


def runs_of(code: Int64) -> tuple[list[Run], Int64]:
    """Return the runs of equal dates in a column of packed times, and where each run begins (int64)."""
    day = code >> SECOND_BITS
    starts = np.concatenate([np.zeros(min(1, len(day)), np.int64), np.flatnonzero(np.diff(day)) + 1])
    counts = np.diff(np.append(starts, len(day)))
    runs = [Run(_triple(d), n) for d, n in zip(day[starts].tolist(), counts.tolist(), strict=True)]
    return runs, starts


@lru_cache(maxsize=1 << 14)
def _triple(day: int) -> Triple:
    return day >> 2 * FIELD_BITS, day >> FIELD_BITS & _FIELD, day & _FIELD


@dataclass(frozen=True, slots=True)
class Weighed:
    """One way to read the dates: how many messages fit no calendar, how far time runs in all, in days."""

    order: Order
    impossible: int
    days_run: int
    days: Int64


def decide(runs: list[Run], asked: Order | None = None, *, dotted: bool = False) -> Dates:
    """Decide the order of day, month and year from all dates of a file.

    `dotted` says that the numbers are parted by full stops, which nobody does with the month first. Raises
    AmbiguousDates when two orders remain that give different days.
    """
    headers = sum(run.count for run in runs)
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


def in_seconds(code: Int64, order: Order) -> Int64:
    """Return packed times as seconds since 1970 of the wall clock; IMPOSSIBLE where there is no such day."""
    runs, starts = runs_of(code)
    short_thai = _is_short_thai(runs, order)
    day = np.fromiter(
        (-1 if (n := day_of(run.triple, order, short_thai=short_thai)) is None else n for run in runs),
        np.int64,
        len(runs),
    )
    counts = np.diff(np.append(starts, len(code)))
    days = np.repeat(day, counts)
    seconds = days * DAY + (code & ((1 << SECOND_BITS) - 1))
    return np.where(days < 0, IMPOSSIBLE, seconds)


@lru_cache(maxsize=1 << 14)
def day_of(triple: Triple, order: Order, *, short_thai: bool = False) -> int | None:
    """Days since 1970 of three numbers, or None when there is no such day; a year in the middle keeps its place.

    Years of two digits are of this century, years of the Buddhist era (2400 to 2700) are reckoned back.
    """
    numbers = list(triple)
    place = next((i for i, number in enumerate(numbers) if number > 99), _YEAR_OF[order])
    year = numbers.pop(place)
    day, month = numbers if order.index("d") < order.index("m") else reversed(numbers)
    if year < 100:
        year += 1957 if short_thai else 2000
    elif 2400 <= year < 2700:
        year -= 543
    if not EARLIEST <= year <= LATEST or not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    try:
        return (date(year, month, day) - date(1970, 1, 1)).days
    except ValueError:
        return None


_YEAR_OF: Final = {"dmy": 2, "mdy": 2, "ymd": 0, "ydm": 0}


def _year_place(runs: list[Run]) -> int | None:
    """Where most dates have a year of more than two digits; None where years have two."""
    places = np.zeros(3, np.int64)
    for run in runs:
        for place, number in enumerate(run.triple):
            places[place] += run.count * (number > 99)
    return int(places.argmax()) if places.any() else None


def _fits_year(order: Order, place: int | None) -> bool:
    if place == 1:
        return order in {"dmy", "mdy"}
    return place is None or _YEAR_OF[order] == place


def _usual(ways: list[Weighed], place: int | None, *, dotted: bool) -> list[Weighed]:
    """Leave out what nobody writes: a long year first and the month last, the month first between full stops."""
    never = {"ydm"} if place == 0 else {"mdy", "ydm"} if dotted else set()
    return [way for way in ways if way.order not in never] or ways


def _is_short_thai(runs: list[Run], order: Order) -> bool:
    """Whether years of two digits are of the Buddhist era: all between 52 and 80 (2009 to 2037)."""
    years = [run.triple[_YEAR_OF[order]] for run in runs]
    return bool(years) and all(52 <= year <= 80 for year in years)


def _weighed(order: Order, runs: list[Run]) -> Weighed:
    short_thai = _is_short_thai(runs, order)
    days, impossible = np.zeros(len(runs), np.int64), 0
    for at, run in enumerate(runs):
        day = day_of(run.triple, order, short_thai=short_thai)
        days[at] = -1 if day is None else day
        impossible += run.count if day is None else 0
    days = days[days >= 0]
    return Weighed(order, impossible, int(np.abs(np.diff(days)).sum()), days)


def _choice(way: Weighed) -> tuple[str, str, str]:
    first, last = (str(np.datetime64(int(day), "D")) for day in (way.days[[0, -1]] if len(way.days) else (0, 0)))
    return way.order, first, last
