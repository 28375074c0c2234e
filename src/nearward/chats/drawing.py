"""The pictures of the mirror: a curve of each measure over the weeks, and its range as a dot on a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import exp, floor, log, log10
from typing import Literal

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from nearward.chats import words
from nearward.chats.rules import MOST_POINTS, Hourly, Measure, Shift, Told
from nearward.shell.charts import (
    NARROW,
    WIDE,
    Change,
    Hour,
    HoursOf,
    Interval,
    LineChart,
    Point,
    Series,
    draw_hours,
    draw_intervals,
    draw_key,
    draw_lines,
)

SIZES = (replace(NARROW, height=188, left=46), replace(WIDE, height=240, left=56))
HOUR_SIZES = (replace(NARROW, height=132, top=10, left=46), replace(WIDE, height=156, top=10, left=56))
SIDES: tuple[Literal["you", "them"], ...] = ("you", "them")
STEPS_OF_TIME = (1, 10, 60, 600, 3_600, 6 * 3_600, 86_400, 3 * 86_400, 10 * 86_400, 30 * 86_400)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of the table beside a picture: the week it begins with, and a value for each person."""

    day: date
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """One measure over time as drawings for phone and desk, its key, and the same as a table."""

    title: str
    drawings: tuple[SafeString, ...]
    key: tuple[tuple[str, SafeString], ...]
    rows: tuple[TableRow, ...]
    weeks_a_row: int


def picture_of(told: Told, measure: Measure, names: Sequence[str]) -> Picture | None:
    """Return a measure's curve, or None where no two points could be drawn. `names` holds the reader's first."""
    step = -(-told.weeks // MOST_POINTS)
    curves = [_binned(measure, whose, step) for whose in range(len(measure.figures))]
    if max(sum(value is not None for value in curve) for curve in curves) < 2:
        return None
    chart = _chart(told, measure, names, curves, step)
    rows = tuple(
        TableRow(told.first + timedelta(weeks=at * step), tuple(_cell(measure.unit, value) for value in values))
        for at, values in enumerate(zip(*curves, strict=True))
        if any(value is not None for value in values)
    )
    drawings = tuple(_safe(draw_lines(chart, size, words.month_and_year, measure.name)) for size in SIZES)
    key = tuple((one.name, _safe(draw_key(one.side))) for one in chart.series)
    return Picture(chart.title, drawings, key, rows, step)


@dataclass(frozen=True, slots=True)
class HourRow:
    """One hour of the table, and each person's figure with its range; empty where there is too little."""

    hour: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HoursPicture:
    """A figure by the hour of the day as drawings for phone and desk, its key, and the same as a table."""

    title: str
    drawings: tuple[SafeString, ...]
    key: tuple[tuple[str, SafeString], ...]
    rows: tuple[HourRow, ...]


def hours_picture(told: Told, names: Sequence[str]) -> HoursPicture | None:
    """Return who answers within an hour by the hour of the day, or None where there is too little of that."""
    if not told.has_hours:
        return None
    title = words.title_of(words.HOURS)
    people = [HoursOf(name, side, _hours(one)) for name, side, one in zip(names, SIDES, told.hours, strict=False)]
    ends = words.short_in("per 100", 0), words.short_in("per 100", 100)
    drawings = tuple(_safe(draw_hours(people, size, title, ends)) for size in HOUR_SIZES)
    cells = [[_hour_cell(one, hour) for one in told.hours] for hour in range(24)]
    rows = tuple(HourRow(f"{hour:02}:00", tuple(values)) for hour, values in enumerate(cells) if any(values))
    return HoursPicture(title, drawings, tuple((one.name, _safe(draw_key(one.side))) for one in people), rows)


def range_picture(measure: Measure, label: str) -> SafeString | None:
    """Return each person's figure with its range on one line, or None where a figure is longer than can be told."""
    rows = []
    for side, figure in zip(SIDES, measure.figures, strict=False):
        if figure is not None:
            if figure.value is None or figure.low is None or figure.high is None:
                return None
            ends = [_on_axis(measure.unit, end) for end in (figure.low, figure.value, figure.high)]
            rows.append(Interval(side, *ends))
    low, high = _axis(measure.unit, [end for row in rows for end in (row.low, row.high)], already=True)
    return _safe(draw_intervals(rows, low, high, label))


def _chart(
    told: Told, measure: Measure, names: Sequence[str], curves: Sequence[Sequence[float | None]], step: int
) -> LineChart:
    unit, title = measure.unit, words.title_of(measure.name)
    known = [value for curve in curves for value in curve if value is not None]
    low, high = _axis(unit, known)
    return LineChart(
        title=title,
        description=_described(measure, names),
        first=told.first,
        last=max(told.last, told.first + timedelta(weeks=1)),
        series=tuple(
            _series(told, names[whose], whose, [_placed(unit, value) for value in curve], step)
            for whose, curve in enumerate(curves)
            if measure.figures[whose] is not None
        ),
        changes=tuple(_change(shift) for shift in told.shifts if shift.measure == measure.name and shift.whose == 0),
        low=low,
        high=high,
        low_word=words.short_in(unit, _off_axis(unit, low)),
        high_word=words.short_in(unit, _off_axis(unit, high)),
    )


def _series(told: Told, name: str, whose: int, curve: Sequence[float | None], step: int) -> Series:
    points = tuple(
        Point(told.first + timedelta(weeks=at * step), value) for at, value in enumerate(curve) if value is not None
    )
    days = 7 * step
    return Series(name, "you" if whose == 0 else "them", points, window=4 * days, bridge=3 * days)


def _change(shift: Shift) -> Change:
    return Change(shift.since, shift.earliest, shift.latest, _("changed about here"))


def _described(measure: Measure, names: Sequence[str]) -> str:
    parts = [
        f"{name}: {words.value_in(measure.unit, figure.value)}"
        for name, figure in zip(names, measure.figures, strict=False)
        if figure is not None
    ]
    return ". ".join([*parts, _("Each dot is one week or a few.")])


def _binned(measure: Measure, whose: int, step: int) -> list[float | None]:
    figure = measure.figures[whose]
    longest = max((len(each.weekly) for each in measure.figures if each), default=0)
    weekly = figure.weekly if figure else (None,) * longest
    binned: list[float | None] = []
    for at in range(0, len(weekly), step):
        some = [value for value in weekly[at : at + step] if value is not None]
        binned.append(words.middle(measure.unit, some) if some else None)
    return binned


def _hours(one: Hourly) -> tuple[Hour | None, ...]:
    """The hours as parts of one, as they are drawn."""
    return tuple(
        None if value is None or low is None or high is None else Hour(low / 100, value / 100, high / 100)
        for low, value, high in zip(one.low, one.value, one.high, strict=True)
    )


def _hour_cell(one: Hourly, hour: int) -> str:
    value = one.value[hour]
    if value is None:
        return ""
    return f"{words.value_in('per 100', value)}, {words.range_in('per 100', one.low[hour], one.high[hour])}"


def _axis(unit: str, values: Sequence[float], *, already: bool = False) -> tuple[float, float]:
    """Return the ends between which a measure is drawn: from nothing, save lengths of time, which grow by factors."""
    if unit == "seconds":
        seconds = [_off_axis(unit, value) if already else value for value in values] or [60]
        below = [step for step in STEPS_OF_TIME if step <= min(seconds)] or [1]
        above = [step for step in STEPS_OF_TIME if step > max(seconds)] or [STEPS_OF_TIME[-1]]
        return log(below[-1]), log(max(above[0], below[-1] * 2))
    if unit in {"share", "match"}:
        return 0.0, 1.0
    most = max(values, default=0.0)
    if most <= 0:
        return 0.0, 1.0
    size = 10 ** floor(log10(most))
    return 0.0, next(size * part for part in (1, 2, 5, 10) if size * part >= most * 0.999)


def _on_axis(unit: str, value: float) -> float:
    return log(max(value, 1)) if unit == "seconds" else value


def _off_axis(unit: str, placed: float) -> float:
    return exp(placed) if unit == "seconds" else placed


def _placed(unit: str, value: float | None) -> float | None:
    return None if value is None else _on_axis(unit, value)


def _cell(unit: str, value: float | None) -> str:
    return "" if value is None else words.value_in(unit, value)


def _safe(drawn: str) -> SafeString:
    return mark_safe(drawn)  # noqa: S308 - built by charts.svg, which escapes
