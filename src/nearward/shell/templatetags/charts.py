"""Charts in templates: `{% load charts %}{% line_chart chart "closeness" %}`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import template
from django.utils.formats import date_format, get_format
from django.utils.safestring import SafeString, mark_safe

from nearward.shell.charts import (
    NARROW,
    SMALL,
    SMALL_WIDE,
    WIDE,
    LineChart,
    Size,
    draw_key,
    draw_lines,
    draw_spark,
    rows_of,
)
from nearward.shell.charts.shapes import Side
from nearward.shell.charts.svg import Drawn
from nearward.shell.charts.table import by_week, days_of

register = template.Library()


@register.inclusion_tag("shell/parts/chart.html")
def line_chart(chart: LineChart, name: str, note: str = "") -> dict[str, Any]:
    """A chart with its key, its drawings for phone and desktop, a note, and the same as a table."""
    return _told(chart, name, note, (NARROW, WIDE))


@register.inclusion_tag("shell/parts/chart.html")
def small_chart(chart: LineChart, name: str, note: str = "") -> dict[str, Any]:
    """The same, low and without words at the side, for charts that stand below each other."""
    return _told(chart, name, note, (SMALL, SMALL_WIDE))


@register.inclusion_tag("shell/parts/chart_table.html")
def chart_table(chart: LineChart) -> dict[str, Any]:
    """The table of a chart alone, where there are too few days for a drawing."""
    return {"chart": chart, "rows": rows_of(chart), "weekly": by_week(chart)}


@register.simple_tag
def spark(values: Sequence[float | None], label: str, side: Side = "you") -> SafeString:
    """A small line within words; `label` is what a screen reader says."""
    return _safe(draw_spark(values, side, label))


def short_day(day: date) -> str:
    """Return a date as short as the reader's language writes it: 5 Jan."""
    return date_format(day, get_format("MONTH_DAY_FORMAT").replace("F", "M"))


def _told(chart: LineChart, name: str, note: str, sizes: tuple[Size, ...]) -> dict[str, Any]:
    return {
        "chart": chart,
        "drawings": [_safe(draw_lines(chart, size, short_day, name)) for size in sizes],
        "key": [(series, _safe(draw_key(series.side))) for series in chart.series],
        "note": note,
        "rows": rows_of(chart),
        "weekly": by_week(chart),
        "told": _by_day(chart),
        "name": name,
    }


def _by_day(chart: LineChart) -> dict[str, Any]:
    """What `chart.js` tells of the day under the pointer."""
    rows = days_of(chart)
    values = [
        [None if row.values[at] is None else round(row.values[at] or 0) for row in rows]
        for at in range(len(chart.series))
    ]
    named = [{"name": series.name, "values": each} for series, each in zip(chart.series, values, strict=True)]
    return {"days": [short_day(row.day) for row in rows], "series": named, "none": "–"}


def _safe(drawn: Drawn) -> SafeString:
    return mark_safe(drawn)  # noqa: S308 - built by charts.svg, which escapes
