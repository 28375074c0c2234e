"""A figure with the range in which it likely lies, as a dot on a line; one line a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nearward.shell.charts.shapes import Side
from nearward.shell.charts.svg import Drawn, element, number, together, words

WIDTH, ROW, EDGE = 240, 16, 8.0


@dataclass(frozen=True, slots=True)
class Interval:
    """One person's figure and the ends of its range, all on the scale of the drawing."""

    side: Side
    low: float
    value: float
    high: float


def draw_intervals(rows: Sequence[Interval], low: float, high: float, label: str) -> Drawn:
    """Return one line a person from `low` to `high` of the measure; `label` is what a screen reader says."""
    height = ROW * len(rows)
    drawn = together(_row(row, low, high, ROW * (place + 0.5)) for place, row in enumerate(rows))
    return element(
        "svg",
        element("title", words(label)),
        drawn,
        class_="interval chart-colours",
        view_box=f"0 0 {WIDTH} {height}",
        role="img",
        aria_label=label,
    )


def _row(row: Interval, low: float, high: float, y: float) -> Drawn:
    at, left, right = (_x(value, low, high) for value in (row.value, row.low, row.high))
    return together(
        [
            element("line", class_="grid", x1=EDGE, x2=WIDTH - EDGE, y1=y, y2=y),
            element("line", class_=f"reach {row.side}", x1=left, x2=right, y1=y, y2=y),
            element("path", class_=f"at {row.side}", d=f"M{number(at)} {number(y)}{_mark(row.side)}"),
        ]
    )


def _mark(side: Side) -> str:
    """A round dot for the reader, a diamond for the partner."""
    return "h0" if side == "you" else "m0-4l4 4-4 4-4-4z"


def _x(value: float, low: float, high: float) -> float:
    share = min(1.0, max(0.0, (value - low) / (high - low))) if high > low else 0.5
    return EDGE + share * (WIDTH - 2 * EDGE)
