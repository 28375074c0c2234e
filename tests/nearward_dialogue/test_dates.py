from datetime import date, timedelta
from itertools import groupby
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward_dialogue.dates import IMPOSSIBLE, Runs, days_of, decide, in_seconds, is_short_thai, packed, runs_of
from nearward_dialogue.errors import AmbiguousDates
from nearward_dialogue.shapes import Order

DAYS = [date(2024, 1, 25) + timedelta(days=i) for i in range(30)]


def spelt(days, order, *, short=False):
    return runs([tuple(one(day, part, short) for part in order) for day in days])


def runs(triples):
    return Runs(np.array(triples, np.int64).reshape(-1, 3), np.ones(len(triples), np.int64))


def day_of(triple, order):
    (day,) = days_of(np.array([triple]), order).tolist()
    return None if day == IMPOSSIBLE else day


def day_slowly(triple, order, *, century=2000):
    """Days since 1970 as one would reckon them by hand."""
    numbers = list(triple)
    year = numbers.pop(next((i for i, number in enumerate(numbers) if number > 99), order.index("y")))
    day, month = numbers if order.index("d") < order.index("m") else reversed(numbers)
    year += century if year < 100 else 0
    year -= 543 if 2400 <= year < 2700 else 0
    try:
        return (date(year, month, day) - date(1970, 1, 1)).days if 2009 <= year <= 2051 else None
    except ValueError:
        return None


def one(day, part, short):
    return {"d": day.day, "m": day.month, "y": day.year % 100 if short else day.year}[part]


@pytest.mark.parametrize("order", ["dmy", "mdy", "ymd", "ydm"])
@pytest.mark.parametrize("short", [False, True])
def test_a_day_that_can_be_no_month_decides(order, short):
    assert decide(spelt(DAYS, order, short=short)).order == order


def test_where_no_day_is_beyond_twelve_the_run_of_time_decides():
    days = [date(2024, month, day) for month in (1, 2, 3) for day in (1, 4, 7, 11)]
    for order in ("dmy", "mdy"):
        found = decide(spelt(days, order))
        assert (found.order, found.by) == (order, "sequence")


def test_few_days_ask_and_the_answer_is_taken():
    dates = spelt([date(2024, 3, 6), date(2024, 5, 8), date(2024, 4, 9)], "dmy")
    with pytest.raises(AmbiguousDates) as asked:
        decide(dates)
    assert {choice[0] for choice in asked.value.choices} == {"dmy", "mdy"}
    assert decide(dates, "mdy").by == "asked"


@pytest.mark.parametrize(
    ("triple", "dotted", "order"),
    [
        ((4, 1, 2018), True, "dmy"),
        ((2018, 4, 1), False, "ymd"),
        ((5, 5, 2018), False, "dmy"),
        ((4, 1, 18), True, "dmy"),
    ],
)
def test_one_date_is_enough_where_nobody_writes_it_another_way(triple, dotted, order):
    assert decide(runs([triple]), dotted=dotted).order == order


def test_one_pasted_date_does_not_turn_a_chat_round():
    found = decide(spelt(DAYS, "dmy").and_then(runs([(3, 25, 2024)])))
    assert (found.order, found.against) == ("dmy", 1)


@pytest.mark.parametrize(
    ("triple", "order", "day"),
    [
        ((12, 3, 2563), "dmy", date(2020, 3, 12)),
        ((6, 2018, 13), "mdy", date(2018, 6, 13)),
        ((12, 3, 20), "dmy", date(2020, 3, 12)),
        ((31, 2, 2020), "dmy", None),
        ((1, 1, 1999), "dmy", None),
    ],
)
def test_eras_and_places_of_the_year_are_understood(triple, order, day):
    assert day_of(triple, order) == (None if day is None else (day - date(1970, 1, 1)).days)


def test_a_short_year_of_the_buddhist_era_is_known_by_all_dates():
    dates = runs([(12, 3, 63), (25, 3, 63)])
    assert decide(dates).order == "dmy"
    assert is_short_thai(dates, "dmy")
    code = packed(*(np.array([n]) for n in (12, 3, 63, 60)))
    assert in_seconds(code, "dmy", short_thai=True)[0] == (date(2020, 3, 12) - date(1970, 1, 1)).days * 86400 + 60


DATES = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 14), st.integers(2010, 2030), st.integers(0, 86399)))


@given(DATES, st.sampled_from(get_args(Order)))
def test_columns_of_dates_become_seconds_as_one_by_one(dates, order):
    columns = [np.array([row[k] for row in dates], np.int64) for k in range(4)]
    code = packed(*columns)
    for row, found in zip(dates, in_seconds(code, order).tolist(), strict=True):
        day = day_slowly(row[:3], order)
        assert found == (IMPOSSIBLE if day is None else day * 86400 + row[3])
    found = runs_of(code)
    assert int(found.count.sum()) == len(dates)
    assert [tuple(each) for each in found.numbers.tolist()] == [each for each, _ in groupby(row[:3] for row in dates)]
