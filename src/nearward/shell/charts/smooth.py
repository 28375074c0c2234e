"""The calm line through scattered days."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from nearward.shell.charts.shapes import Point, Series


def runs_of(series: Series) -> list[tuple[Point, ...]]:
    """Return the smoothed line in pieces; a piece ends where more than `bridge` days in a row have no answer."""
    points = sorted(series.points, key=lambda point: point.day)
    pieces: list[list[Point]] = [points[:1]] if points else []
    for before, after in pairwise(points):
        if (after.day - before.day).days - 1 > series.bridge:
            pieces.append([])
        pieces[-1].append(after)
    return [smoothed(tuple(piece), series.window) for piece in pieces]


def smoothed(piece: tuple[Point, ...], window: int) -> tuple[Point, ...]:
    """Return each day's mean over the answered days at most half a window away, within the piece alone."""
    half = timedelta(days=window // 2)
    result: list[Point] = []
    low = high = 0
    total = 0.0
    for point in piece:
        while high < len(piece) and piece[high].day <= point.day + half:
            total += piece[high].value
            high += 1
        while piece[low].day < point.day - half:
            total -= piece[low].value
            low += 1
        result.append(Point(point.day, total / (high - low)))
    return tuple(result)
