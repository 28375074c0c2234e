"""The same chart as rows, for those who read rather than look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from nearward.shell.charts.shapes import LineChart

LONGEST_DAILY = 42
WEEK = 7


@dataclass(frozen=True, slots=True)
class Row:
    """One day, or one week from that day on; a value for each series, None where nothing was answered."""

    day: date
    values: tuple[float | None, ...]


def by_week(chart: LineChart) -> bool:
    """Whether a chart is long enough that weeks read better than days."""
    return (chart.last - chart.first).days >= LONGEST_DAILY


def rows_of(chart: LineChart) -> list[Row]:
    """Return rows in time order: days, or means of weeks where the chart is long; rows without a value are left out."""
    step = WEEK if by_week(chart) else 1
    starts = (chart.first + timedelta(days=ahead) for ahead in range(0, (chart.last - chart.first).days + 1, step))
    rows = [Row(start, tuple(_mean(chart, at, start, step) for at in range(len(chart.series)))) for start in starts]
    return [row for row in rows if any(value is not None for value in row.values)]


def days_of(chart: LineChart) -> list[Row]:
    """Return every day of the chart, answered or not."""
    days = [chart.first + timedelta(days=ahead) for ahead in range((chart.last - chart.first).days + 1)]
    kept = [{point.day: point.value for point in series.points} for series in chart.series]
    return [Row(day, tuple(values.get(day) for values in kept)) for day in days]


def _mean(chart: LineChart, at: int, start: date, days: int) -> float | None:
    end = start + timedelta(days=days)
    values = [point.value for point in chart.series[at].points if start <= point.day < end]
    return sum(values) / len(values) if values else None
