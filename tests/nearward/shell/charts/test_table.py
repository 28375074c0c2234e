from datetime import date, timedelta

from nearward.shell.charts import LineChart, Point, Row, Series, rows_of
from nearward.shell.charts.table import days_of

MONDAY = date(2026, 1, 5)


def chart(days: int, *values: dict[int, float]) -> LineChart:
    lines = tuple(
        Series("x", "you", tuple(Point(MONDAY + timedelta(days=at), value) for at, value in each.items()))
        for each in values
    )
    return LineChart("t", "d", MONDAY, MONDAY + timedelta(days=days - 1), lines)


def test_a_short_chart_is_told_day_by_day_and_days_without_answers_are_left_out():
    rows = rows_of(chart(14, {0: 60, 3: 70}, {3: 40}))
    assert rows == [Row(MONDAY, (60, None)), Row(MONDAY + timedelta(days=3), (70, 40))]


def test_a_long_chart_is_told_in_means_of_weeks():
    rows = rows_of(chart(84, {0: 60, 6: 80, 7: 10}))
    assert rows == [Row(MONDAY, (70,)), Row(MONDAY + timedelta(days=7), (10,))]


def test_days_outside_the_chart_are_not_told():
    assert rows_of(chart(7, {-1: 50, 7: 50})) == []


def test_every_day_is_there_for_the_pointer_answered_or_not():
    rows = days_of(chart(3, {0: 60, 2: 0}))
    assert [row.values for row in rows] == [(60,), (None,), (0,)]
