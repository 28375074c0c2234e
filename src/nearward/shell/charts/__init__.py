"""Charts as inline SVG: plain values in, escaped markup out. Colours come from charts.css, so both themes are right."""

from nearward.shell.charts.hours import Hour, HoursOf, draw_hours
from nearward.shell.charts.interval import Interval, draw_intervals
from nearward.shell.charts.lines import draw_lines
from nearward.shell.charts.shapes import NARROW, SMALL, SMALL_WIDE, WIDE, Band, Change, LineChart, Point, Series, Size
from nearward.shell.charts.spark import draw_key, draw_spark
from nearward.shell.charts.table import Row, rows_of

__all__ = [
    "NARROW",
    "SMALL",
    "SMALL_WIDE",
    "WIDE",
    "Band",
    "Change",
    "Hour",
    "HoursOf",
    "Interval",
    "LineChart",
    "Point",
    "Row",
    "Series",
    "Size",
    "draw_hours",
    "draw_intervals",
    "draw_key",
    "draw_lines",
    "draw_spark",
    "rows_of",
]
