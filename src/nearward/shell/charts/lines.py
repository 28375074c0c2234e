"""Lines of one or two people over days, each with their own usual band, and the moments of change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from nearward.shell.charts.scales import Place, ticks_between
from nearward.shell.charts.shapes import Change, LineChart, Point, Series, Side, Size
from nearward.shell.charts.smooth import runs_of
from nearward.shell.charts.svg import Drawn, element, number, together, words

NARROWEST_CHANGE = 6.0
LABEL_ROOM = 60.0
MARKS: dict[Side, str] = {"you": "h0", "them": "m0-2.6l2.6 2.6-2.6 2.6-2.6-2.6z"}


def draw_lines(chart: LineChart, size: Size, say_day: Callable[[date], str], name: str) -> Drawn:
    """Return the chart as one SVG; `say_day` writes a date, `name` makes the ids on the page unique.

    The partner's line lies below the reader's own.
    """
    place = Place(chart, size)
    below_first = sorted(chart.series, key=lambda series: series.side == "you")
    title, description = f"{name}-{size.kind}-t", f"{name}-{size.kind}-d"
    return element(
        "svg",
        element("title", words(chart.title), id=title),
        element("desc", words(chart.description), id=description),
        _grid(place),
        together(_usual(place, series) for series in below_first),
        together(_change(place, change, shown=not size.small) for change in chart.changes),
        together(_days(place, series) for series in below_first),
        together(_line(place, series) for series in below_first),
        _dates(place, say_day),
        class_=size.kind,
        view_box=f"0 0 {size.width} {size.height}",
        data_left=size.left,
        data_right=size.plot_right,
        data_top=size.top,
        data_bottom=size.plot_bottom,
        role="img",
        aria_labelledby=f"{title} {description}",
    )


def _grid(place: Place) -> Drawn:
    chart, size = place.chart, place.size
    middle = (chart.low + chart.high) / 2
    lines = [_level(place, value) for value in (chart.low, middle, chart.high)]
    if size.small:
        return together(lines[::2])
    ends = [
        element("text", words(word), x=0, y=place.y(value) + 4)
        for value, word in ((chart.high, chart.high_word), (chart.low, chart.low_word))
        if word
    ]
    return together([*lines, *ends])


def _level(place: Place, value: float) -> Drawn:
    at = place.y(value)
    return element("line", class_="grid", x1=place.size.left, x2=place.size.plot_right, y1=at, y2=at)


def _usual(place: Place, series: Series) -> Drawn:
    if series.usual is None:
        return Drawn("")
    top, bottom = place.y(series.usual.high), place.y(series.usual.low)
    left, right = place.size.left, place.size.plot_right
    inside = element("rect", class_=f"usual {series.side}", x=left, y=top, width=right - left, height=bottom - top)
    edges = (
        element("line", class_=f"usual-edge {series.side}", x1=left, x2=right, y1=at, y2=at) for at in (top, bottom)
    )
    return together([inside, *edges])


def _change(place: Place, change: Change, *, shown: bool) -> Drawn:
    left, right, at = place.x(change.earliest), place.x(change.latest), place.x(change.day)
    if right - left < NARROWEST_CHANGE:
        left, right = at - NARROWEST_CHANGE / 2, at + NARROWEST_CHANGE / 2
    top, bottom = place.size.top - 6, place.size.plot_bottom
    band = element("rect", class_="change", x=left, y=top, width=right - left, height=bottom - top, rx=3)
    mark = element("line", class_="change-mark", x1=at, x2=at, y1=top, y2=bottom)
    if not shown or not change.label:
        return together([band, mark])
    anchor, beside = _kept_inside(place, (left + right) / 2)
    label = element("text", words(change.label), class_="change-label", x=beside, y=top - 7, text_anchor=anchor)
    return together([band, mark, label])


def _kept_inside(place: Place, at: float) -> tuple[str, float]:
    if at - LABEL_ROOM < 0:
        return "start", place.size.left
    if at + LABEL_ROOM > place.size.width:
        return "end", place.size.plot_right
    return "middle", at


def _days(place: Place, series: Series) -> Drawn:
    """One path for all days: round dots for the reader, diamonds for the partner."""
    marks = "".join(_at(place, point) + MARKS[series.side] for point in series.points)
    return element("path", class_=f"day {series.side}", d=marks) if marks else Drawn("")


def _line(place: Place, series: Series) -> Drawn:
    pieces = ["M" + "L".join(_pair(place, point) for point in run) for run in runs_of(series) if len(run) > 1]
    return element("path", class_=f"line {series.side}", d="".join(pieces)) if pieces else Drawn("")


def _dates(place: Place, say_day: Callable[[date], str]) -> Drawn:
    chart, size = place.chart, place.size
    days = ticks_between(chart.first, chart.last, size.ticks)
    drawn = []
    for day in days:
        anchor = "start" if day == days[0] else "end" if day == days[-1] else "middle"
        at = size.height - 6
        drawn.append(element("text", words(say_day(day)), x=place.x(day), y=at, text_anchor=anchor))
    return together(drawn)


def _at(place: Place, point: Point) -> str:
    return "M" + _pair(place, point)


def _pair(place: Place, point: Point) -> str:
    return f"{number(place.x(point.day))} {number(place.y(point.value))}"
