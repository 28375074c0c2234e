"""What a chart is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Side = Literal["you", "them"]


@dataclass(frozen=True, slots=True)
class Point:
    """One answered day. A day without an answer has no point."""

    day: date
    value: float


@dataclass(frozen=True, slots=True)
class Band:
    """Somebody's own usual range."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Series:
    """One person's line. `side` is the reader or the partner; it decides colour, dash and marker alike.

    The line is the mean of the answered days within `window` days round each; it is broken where more than `bridge`
    days in a row have no answer.
    """

    name: str
    side: Side
    points: tuple[Point, ...]
    usual: Band | None = None
    window: int = 7
    bridge: int = 3


@dataclass(frozen=True, slots=True)
class Change:
    """When something changed: the likeliest day, and the days between which it lies."""

    day: date
    earliest: date
    latest: date
    label: str = ""


@dataclass(frozen=True, slots=True)
class LineChart:
    """One measure over days, for one or two people. `title` and `description` are what a screen reader says.

    `low` and `high` are the ends of the measure and `low_word` and `high_word` what they mean.
    """

    title: str
    description: str
    first: date
    last: date
    series: tuple[Series, ...]
    changes: tuple[Change, ...] = ()
    low: float = 0
    high: float = 100
    low_word: str = ""
    high_word: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("A chart ends on or after the day it begins.")
        if self.high <= self.low:
            raise ValueError("A chart's high end lies above its low end.")


@dataclass(frozen=True, slots=True)
class Size:
    """A drawing's measures, in the pixels of its own view box; `kind` is the class that shows or hides it."""

    kind: str
    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    ticks: int
    small: bool = field(default=False)

    @property
    def plot_right(self) -> int:
        return self.width - self.right

    @property
    def plot_bottom(self) -> int:
        return self.height - self.bottom


NARROW = Size("only-narrow", 300, 256, left=34, right=6, top=30, bottom=26, ticks=4)
WIDE = Size("only-wide", 640, 330, left=48, right=8, top=32, bottom=30, ticks=7)
SMALL = Size("only-narrow", 300, 116, left=6, right=6, top=12, bottom=24, ticks=3, small=True)
SMALL_WIDE = Size("only-wide", 640, 132, left=6, right=6, top=12, bottom=26, ticks=7, small=True)
