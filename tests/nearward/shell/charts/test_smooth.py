import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.shell.charts.shapes import Point, Series
from nearward.shell.charts.smooth import runs_of, smoothed

MONDAY = date(2026, 1, 5)


def points(values: dict[int, float]) -> tuple[Point, ...]:
    return tuple(Point(MONDAY + timedelta(days=at), value) for at, value in sorted(values.items()))


def plainly(piece: tuple[Point, ...], window: int) -> list[float]:
    """The same, said slowly: for each day, the mean of all days not further away than half a window."""
    near = [[q.value for q in piece if abs((q.day - p.day).days) <= window // 2] for p in piece]
    return [sum(values) / len(values) for values in near]


days = st.dictionaries(st.integers(0, 120), st.floats(0, 100), min_size=1, max_size=80)


@given(days, st.integers(1, 15))
def test_the_quick_mean_is_the_plain_mean(values, window):
    piece = points(values)
    assert [point.value for point in smoothed(piece, window)] == pytest.approx(plainly(piece, window), abs=1e-9)


@given(days, st.integers(0, 10))
def test_no_day_is_lost_or_made_and_no_piece_bridges_a_gap(values, bridge):
    piece = points(values)
    runs = runs_of(Series("You", "you", piece[::-1], bridge=bridge))
    assert [p.day for run in runs for p in run] == [p.day for p in piece]
    assert all((b.day - a.day).days - 1 <= bridge for run in runs for a, b in itertools.pairwise(run))
    assert all((b[0].day - a[-1].day).days - 1 > bridge for a, b in itertools.pairwise(runs))


def test_days_on_the_far_side_of_a_gap_do_not_pull_at_the_line():
    runs = runs_of(Series("You", "you", points({0: 10, 5: 90}), window=15, bridge=2))
    assert [[p.value for p in run] for run in runs] == [[10], [90]]
