"""Small drawings that stand in a line of words."""

from __future__ import annotations

from collections.abc import Sequence

from nearward.shell.charts.shapes import Side
from nearward.shell.charts.svg import Drawn, element, number, words

WIDTH, HEIGHT, EDGE = 112, 28, 3.0


def draw_spark(values: Sequence[float | None], side: Side, label: str, *, low: float = 0, high: float = 100) -> Drawn:
    """Return a line without axes; None is a gap, and a value alone between gaps is a dot."""
    step = (WIDTH - 2 * EDGE) / max(1, len(values) - 1)
    path, pen_down = "", False
    for place, value in enumerate(values):
        if value is None:
            pen_down = False
            continue
        share = min(1.0, max(0.0, (value - low) / (high - low)))
        pair = f"{number(EDGE + place * step)} {number(HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE))}"
        path += f"L{pair}" if pen_down else f"M{pair}h0"
        pen_down = True
    return element(
        "svg",
        element("title", words(label)),
        element("path", class_=f"line {side}", d=path or "M0 0"),
        class_="spark chart-colours",
        view_box=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_label=label,
    )


def draw_key(side: Side) -> Drawn:
    """Return a short piece of somebody's line with their marker, for the words beside a chart."""
    mark = "M15 6h0" if side == "you" else "M15 6m0-2.6l2.6 2.6-2.6 2.6-2.6-2.6z"
    return element(
        "svg",
        element("path", class_=f"line {side}", d="M1 6H29"),
        element("path", class_=f"day {side}", d=mark),
        class_="chart-colours",
        view_box="0 0 30 12",
        aria_hidden="true",
        focusable="false",
    )
