"""Where a day and a value lie on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from nearward.shell.charts.shapes import LineChart, Size

STEPS = (1, 2, 7, 14, 28, 56, 91, 182, 364)


@dataclass(frozen=True, slots=True)
class Place:
    """Turns days and values of a chart into coordinates of a drawing."""

    chart: LineChart
    size: Size

    def x(self, day: date) -> float:
        days = (self.chart.last - self.chart.first).days
        inside = self.size.plot_right - self.size.left
        along = 0.5 if not days else (day - self.chart.first).days / days
        return self.size.left + inside * min(1.0, max(0.0, along))

    def y(self, value: float) -> float:
        inside = self.size.plot_bottom - self.size.top
        share = (value - self.chart.low) / (self.chart.high - self.chart.low)
        return self.size.plot_bottom - inside * min(1.0, max(0.0, share))


def ticks_between(first: date, last: date, most: int) -> list[date]:
    """Return at most `most` days: the first, the last, and between them days evenly apart from the first.

    A day too near to the last one is left out, so that their words do not touch.
    """
    span = (last - first).days
    if span == 0:
        return [first]
    step = next((step for step in STEPS if span // step < most), max(STEPS[-1], span // most + 1))
    room = span / most
    days = [first + timedelta(days=ahead) for ahead in range(0, span, step) if span - ahead >= room]
    return [*(days or [first]), last][: most + 1]
