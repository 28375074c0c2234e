from datetime import date, timedelta

import pytest

from nearward.kit.days import Stretch, day_named

FIRST, TODAY = date(2026, 1, 5), date(2026, 3, 12)
WEEK = timedelta(days=7)


@pytest.mark.parametrize(
    ("typed", "day"), [("2026-01-05", FIRST), ("2026-03-12", TODAY), ("2026-02-01", date(2026, 2, 1))]
)
def test_a_day_within_reach_is_that_day(typed, day):
    assert day_named(typed, FIRST, TODAY) == day


@pytest.mark.parametrize(
    "typed",
    ["2026-01-04", "2026-03-13", "0001-01-01", "9999-12-31", "20260201", "2026-W06-1", "2026-02-30", "", "soon"],
)
def test_a_day_out_of_reach_and_a_word_that_is_no_day_are_both_none(typed):
    assert day_named(typed, FIRST, TODAY) is None


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("2026-02-01", date(2026, 2, 1)),
        ("0001-01-05", FIRST),
        ("2026-01-04", FIRST),
        ("9999-12-31", TODAY),
        ("", TODAY),
        ("soon", TODAY),
    ],
)
def test_a_stretch_ends_within_reach_whatever_is_typed(typed, until):
    assert Stretch.ending(typed, FIRST, TODAY, WEEK).until == until


def test_stretches_lie_side_by_side_without_a_gap():
    page = Stretch.ending("2026-02-01", FIRST, TODAY, WEEK)
    assert (page.since, page.until) == (date(2026, 1, 26), date(2026, 2, 1))
    assert Stretch.ending(page.older.isoformat(), FIRST, TODAY, WEEK).until == page.since - timedelta(days=1)
    assert Stretch.ending(page.newer.isoformat(), FIRST, TODAY, WEEK).since == page.until + timedelta(days=1)


def test_the_newest_stretch_has_none_newer_and_the_one_before_it_leads_to_today():
    assert Stretch.ending("", FIRST, TODAY, WEEK).newer is None
    assert Stretch.ending("2026-03-09", FIRST, TODAY, WEEK).newer == TODAY
