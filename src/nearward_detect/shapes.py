"""The nouns that cross the door of this package: what is asked, how strict to be, one day, one notice."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from nearward_detect.errors import ShapeError

Side = Literal["first", "second", "both"]
Kind = Literal["drift", "dip", "change-in-steadiness", "back-to-usual"]
Status = Literal["quiet", "drift", "not-enough"]
Answers = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Item:
    """One question: its name, the ends of its scale, and whether more of it means nearer.

    Raises ShapeError when the name is empty or the ends are not finite and in order.
    """

    name: str
    low: float
    high: float
    nearer: bool = True

    def __post_init__(self) -> None:
        if not self.name:
            raise ShapeError("an item needs a name")
        if not (math.isfinite(self.low) and math.isfinite(self.high) and self.low < self.high):
            raise ShapeError(f"item {self.name!r}: the low end must lie below the high end")


@dataclass(frozen=True, slots=True)
class Policy:
    """How strict to be: the chance of at least one notice in 365 days in which nothing changes.

    `method` names a module of `nearward_detect.detectors`; empty means the default one.
    """

    quiet_year: float = 0.5
    method: str = ""

    def __post_init__(self) -> None:
        if not 0.02 <= self.quiet_year <= 0.8:
            raise ShapeError("quiet_year is a probability between .02 and .8")


@dataclass(frozen=True, slots=True)
class Day:
    """One calendar day: for each person the answers by item name, or None for no check-in."""

    date: date
    answers: tuple[Answers | None, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something worth telling.

    `since` is the most likely first day, `since_low` .. `since_high` holds it with probability .8.
    `size_sd` is the change in the person's own day-to-day SD, positive for a move apart, with its 80 %
    interval. `confidence` is the share of notices like this one that are true when half of all pairs truly
    change in a year. `items` holds for each person (item name, share of the move), largest first.

    A change in steadiness is one of a pair's days together: its side is all whose usual is known. How much larger the
    swings are (`size_sd`, a share) and since when are rough there, and their ranges are no intervals.
    """

    noticed_on: date
    since: date
    since_low: date
    since_high: date
    side: Side
    size_sd: float
    size_low: float
    size_high: float
    confidence: float
    kind: Kind
    items: tuple[tuple[tuple[str, float], ...], ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A person's usual nearness on the 0-10 scale: eight days in ten lie in low .. high."""

    low: float
    centre: float
    high: float
    now: float


SIDES: tuple[Side, ...] = ("first", "second", "both")
KINDS: tuple[Kind, ...] = ("drift", "dip", "change-in-steadiness", "back-to-usual")
STATUSES: tuple[Status, ...] = ("not-enough", "quiet", "drift")
