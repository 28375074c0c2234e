"""Addresses hold any day that somebody types; pages answer for those within reach."""

from datetime import date, timedelta

import pytest

from nearward.checkins.actions import Entry, keep_answers
from nearward.checkins.rules import Answer
from nearward.kit import clock
from nearward.sharing.rules import Audience

DAY = date(2026, 3, 12)


@pytest.fixture(autouse=True)
def _noon(now):
    with clock.at(now):
        yield


def keep(who, now, day=DAY, **values):
    keep_answers(who, day, [Entry(name, Answer(value), Audience.ME) for name, value in values.items()], now=now)


@pytest.mark.parametrize(
    "day", ["2026-03-13", "2026-3-12", "20260312", "never", "2026-02-30", "2026-03-09", "0001-01-01"]
)
def test_a_day_that_is_not_there_is_not_found(ana, as_, day):
    browser = as_(ana)
    assert browser.get(f"/minute/{day}/").status_code == 404
    assert browser.post(f"/minute/{day}/edit/", {"a-closeness": "3"}).status_code == 404


def test_days_shortly_before_joining_and_all_that_were_written_about_can_be_looked_at(ana, as_, now):
    assert as_(ana).get("/minute/2026-03-10/").status_code == 200
    keep(ana, now - timedelta(days=30), day=DAY - timedelta(days=30), closeness=40)
    assert as_(ana).get(f"/minute/{DAY - timedelta(days=30)}/").status_code == 200
    assert as_(ana).get(f"/minute/{DAY - timedelta(days=31)}/").status_code == 404


@pytest.mark.parametrize("until", ["0001-01-05", "0001-01-01", "9999-12-31"])
def test_a_list_asked_for_a_day_out_of_reach_stays_within_it(ana, as_, now, until):
    keep(ana, now, closeness=40)
    page = as_(ana).get(f"/minute/answers/?until={until}")
    assert page.status_code == 200
    assert (page.context["newer"] is None) is (until > "2026")
