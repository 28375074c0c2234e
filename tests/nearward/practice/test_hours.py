from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.practice.hours import Hours, Part, good_times, on_the_wall

NOW = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)  # a Thursday
EVENINGS = (frozenset({Part.EVENING}),) * 7
ALWAYS = (frozenset(Part),) * 7


def week(zone="Europe/Berlin", free=EVENINGS, wakes=time(7), sleeps=time(22, 30), heavy=()):
    return Hours(zone, free, wakes, sleeps, frozenset(heavy))


def told(found):
    return [f"{one.at:%a %H:%M}" for one in found]


def test_three_times_on_different_days_the_soonest_first():
    assert told(good_times(week(), None, NOW, minutes=10, hard=False)) == ["Thu 19:30", "Fri 19:30", "Sat 19:30"]


def test_without_a_free_hour_there_is_no_time():
    assert good_times(week(free=(frozenset(),) * 7), None, NOW, minutes=10, hard=False) == ()


def test_an_hour_after_waking_and_an_hour_before_sleep_are_no_time():
    mornings = week(free=(frozenset({Part.MORNING}),) * 7, wakes=time(8, 30))
    assert good_times(mornings, None, NOW, minutes=10, hard=False) == ()
    assert good_times(week(sleeps=time(20, 45)), None, NOW, minutes=10, hard=False)
    assert good_times(week(sleeps=time(20, 45)), None, NOW, minutes=30, hard=False) == ()


def test_who_goes_to_sleep_past_midnight_may_be_free_late():
    late = week(free=(frozenset({Part.LATE}),) * 7, wakes=time(10), sleeps=time(1, 30))
    assert told(good_times(late, None, NOW, minutes=60, hard=False))[0] == "Thu 21:30"


def test_who_works_at_night_is_free_by_day():
    nights = week(free=(frozenset({Part.AFTERNOON}),) * 7, wakes=time(14), sleeps=time(6))
    assert told(good_times(nights, None, NOW, minutes=30, hard=False))[0] == "Thu 16:00"


def test_a_hard_talk_begins_tomorrow_and_falls_on_no_heavy_day_of_either():
    own, theirs = week(heavy={4}), week(heavy={5})
    assert told(good_times(own, theirs, NOW, minutes=30, hard=True)) == ["Sun 19:30", "Mon 19:30", "Tue 19:30"]
    assert good_times(week(heavy=range(7)), None, NOW, minutes=30, hard=True) == ()


def test_other_things_may_fall_on_a_heavy_day_when_there_is_no_lighter_one():
    assert told(good_times(week(heavy={3, 4}), None, NOW, minutes=5, hard=False)) == [
        "Sat 19:30",
        "Sun 19:30",
        "Mon 19:30",
    ]
    assert len(good_times(week(heavy=range(7)), None, NOW, minutes=5, hard=False)) == 3


def test_what_takes_two_is_put_where_both_are_free_each_by_their_own_wall():
    far = week(zone="America/New_York", free=(frozenset({Part.NOON, Part.AFTERNOON}),) * 7)
    found = good_times(week(free=ALWAYS), far, NOW, minutes=10, hard=False)
    assert found
    for one in found:
        there = one.at.astimezone(ZoneInfo("America/New_York"))
        assert time(12) <= there.time() < time(18)
    never = week(zone="Pacific/Auckland")
    assert good_times(week(), never, NOW, minutes=10, hard=False) == ()


def test_a_wall_whose_clock_skips_the_hour_shows_it_an_hour_later():
    skipped = on_the_wall(date(2026, 3, 29), time(2, 30), "Europe/Berlin")
    assert skipped.isoformat() == "2026-03-29T03:30:00+02:00"
    assert on_the_wall(date(2026, 3, 28), time(19, 30), "Europe/Berlin").isoformat() == "2026-03-28T19:30:00+01:00"
    assert on_the_wall(date(2026, 3, 29), time(19, 30), "Europe/Berlin").isoformat() == "2026-03-29T19:30:00+02:00"


@pytest.mark.parametrize("changes", [datetime(2026, 3, 27, 9, tzinfo=UTC), datetime(2026, 10, 23, 9, tzinfo=UTC)])
def test_over_a_change_of_clocks_the_wall_stays_as_it_is(changes):
    found = good_times(week(), None, changes, minutes=10, hard=False)
    assert {f"{one.at:%H:%M}" for one in found} == {"19:30"}
    assert len({one.at.utcoffset() for one in found}) == 2


weeks = st.builds(
    week,
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Chatham"]),
    free=st.lists(st.frozensets(st.sampled_from(Part)), min_size=7, max_size=7).map(tuple),
    wakes=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    sleeps=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    heavy=st.frozensets(st.integers(0, 6)),
)


@given(weeks, st.none() | weeks, st.integers(0, 400), st.sampled_from([5, 30, 90]), st.booleans())
def test_every_time_is_ahead_within_a_week_free_and_on_a_day_of_its_own(own, theirs, ahead, minutes, hard):
    now = NOW + timedelta(days=ahead)
    found = good_times(own, theirs, now, minutes=minutes, hard=hard)
    assert len(found) <= 3
    assert len({one.at.date() for one in found}) == len(found)
    assert [one.at for one in found] == sorted(one.at for one in found)
    for one in found:
        assert now < one.at <= now + timedelta(days=9)
        assert one.part in own.free[one.at.weekday()]
        if hard:
            assert one.at.weekday() not in own.heavy


@given(weeks)
def test_a_week_is_kept_as_it_was_told(hours):
    assert Hours.from_json(hours.to_json()) == hours
