"""A figure for each hour of the day and the range in which it likely lies, as a dot on an upright line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nearward.shell.charts.shapes import Side, Size
from nearward.shell.charts.svg import Drawn, element, number, together, words

HOURS = 24
NAMED = (0, 6, 12, 18, 24)
APART = 0.36  # of an hour's width, between the two people


@dataclass(frozen=True, slots=True)
class Hour:
    """A figure and the ends of its range, each from 0 to 1."""

    low: float
    value: float
    high: float


@dataclass(frozen=True, slots=True)
class HoursOf:
    """One person's twenty-four hours; one with too little is None and leaves a gap."""

    name: str
    side: Side
    hours: tuple[Hour | None, ...]


def draw_hours(people: Sequence[HoursOf], size: Size, label: str, ends: tuple[str, str]) -> Drawn:
    """Return the day from midnight to midnight; `label` is what a screen reader says, `ends` name nought and one."""
    return element(
        "svg",
        element("title", words(label)),
        _grid(size, ends),
        together(_person(one, size, _shift(place, len(people))) for place, one in reversed(list(enumerate(people)))),
        together(_named(hour, size) for hour in NAMED),
        class_=f"hours {size.kind}",
        view_box=f"0 0 {size.width} {size.height}",
        role="img",
        aria_label=label,
    )


def _grid(size: Size, ends: tuple[str, str]) -> Drawn:
    lines = [
        element("line", class_="grid", x1=size.left, x2=size.plot_right, y1=_y(at, size), y2=_y(at, size))
        for at in (0.0, 0.5, 1.0)
    ]
    named = [element("text", words(word), x=0, y=_y(at, size) + 4) for at, word in zip((0.0, 1.0), ends, strict=True)]
    return together([*lines, *named])


def _person(one: HoursOf, size: Size, shift: float) -> Drawn:
    """All ranges as one path and all dots as another, so that a page stays small."""
    known = [(_x(hour + 0.5 + shift, size), each) for hour, each in enumerate(one.hours) if each is not None]
    ranges = "".join(f"M{number(x)} {number(_y(each.low, size))}V{number(_y(each.high, size))}" for x, each in known)
    dots = "".join(f"M{number(x)} {number(_y(each.value, size))}{_mark(one.side)}" for x, each in known)
    if not known:
        return Drawn("")
    drawn = [element("path", class_=f"reach {one.side}", d=ranges), element("path", class_=f"at {one.side}", d=dots)]
    return together(drawn)


def _named(hour: int, size: Size) -> Drawn:
    anchor = "start" if hour == 0 else "end" if hour == HOURS else "middle"
    return element("text", words(str(hour)), x=_x(hour, size), y=size.height - 6, text_anchor=anchor)


def _mark(side: Side) -> str:
    """A round dot for the reader, a diamond for the partner."""
    return "h0" if side == "you" else "m0-3l3 3-3 3-3-3z"


def _shift(place: int, people: int) -> float:
    return 0.0 if people == 1 else APART * (place - 0.5)


def _x(hour: float, size: Size) -> float:
    return size.left + (size.plot_right - size.left) * hour / HOURS


def _y(value: float, size: Size) -> float:
    return size.plot_bottom - (size.plot_bottom - size.top) * min(1.0, max(0.0, value))
