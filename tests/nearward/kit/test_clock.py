from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.kit import clock

EVERY_ZONE = st.sampled_from(clock.zones())
LATELY = st.datetimes(datetime(2015, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
HOURS = st.integers(0, 23)
WHOLE_HOUR = timedelta(hours=1)


def seen_on_the_wall(instant, zone, starts):
    """The day as somebody reads it off the clock on the wall."""
    wall = instant.astimezone(ZoneInfo(zone))
    return wall.date() if wall.hour >= starts else wall.date() - timedelta(days=1)


def steady(instant, zone):
    """Whether clocks stay as they are for three days around."""
    offsets = {(instant + timedelta(hours=hours)).astimezone(ZoneInfo(zone)).utcoffset() for hours in range(-36, 37, 1)}
    return len(offsets) == 1


@given(LATELY, EVERY_ZONE, HOURS)
def test_a_day_is_the_last_one_that_has_begun(instant, zone, starts):
    day = clock.day_at(instant, zone, starts)
    assert clock.day_begins(day, zone, starts) <= instant < clock.day_begins(day + timedelta(days=1), zone, starts)


@given(LATELY, st.timedeltas(timedelta(0), timedelta(days=400)), EVERY_ZONE, HOURS)
def test_days_never_run_backwards(instant, later, zone, starts):
    assert clock.day_at(instant, zone, starts) <= clock.day_at(instant + later, zone, starts)


@given(LATELY, EVERY_ZONE, HOURS)
def test_while_clocks_stay_as_they_are_the_wall_tells_the_day(instant, zone, starts):
    if steady(instant, zone):
        assert clock.day_at(instant, zone, starts) == seen_on_the_wall(instant, zone, starts)


@given(st.dates(date(2015, 1, 1), date(2034, 12, 31)), EVERY_ZONE, HOURS)
def test_a_day_begins_when_it_says_so(day, zone, starts):
    begins = clock.day_begins(day, zone, starts)
    assert clock.day_at(begins, zone, starts) >= day
    assert clock.day_at(begins - timedelta(microseconds=1), zone, starts) < day


@pytest.mark.parametrize("starts", [0, 2, 3, 4])
def test_a_day_of_23_hours_and_one_of_25_turn_at_the_same_hour_on_the_wall(starts):
    for turning in (date(2026, 3, 29), date(2026, 10, 25)):
        for day in (turning - timedelta(days=1), turning, turning + timedelta(days=1)):
            begins = clock.day_begins(day, "Europe/Berlin", starts).astimezone(ZoneInfo("Europe/Berlin"))
            skipped = starts == 2 and day == date(2026, 3, 29)
            assert (begins.date(), begins.hour) == (day, 3 if skipped else starts)


def test_a_day_has_23_or_25_hours_where_clocks_change():
    def hours(day):
        begins, ends = (clock.day_begins(one, "Europe/Berlin", 4) for one in (day, day + timedelta(days=1)))
        return (ends - begins) / WHOLE_HOUR

    assert [hours(date(2026, 3, 28)), hours(date(2026, 6, 1)), hours(date(2026, 10, 24))] == [23, 24, 25]


def test_where_clocks_go_back_over_the_beginning_of_the_day_it_begins_once():
    """Antarctica/Troll goes back two hours, from 03:00 to 01:00."""
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    seen = [clock.day_at(first + timedelta(minutes=30 * step), "Antarctica/Troll", 2).day for step in range(6)]
    assert seen == sorted(seen)
    assert seen[0] == 25


def test_a_date_that_was_left_out_is_no_day_of_its_own():
    """Samoa went from 29 to 31 December 2011."""
    before = datetime(2011, 12, 30, 9, 59, tzinfo=UTC)
    assert clock.day_at(before, "Pacific/Apia", 0) == date(2011, 12, 29)
    assert clock.day_at(before + timedelta(minutes=1), "Pacific/Apia", 0) == date(2011, 12, 31)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (" europe/berlin ", "Europe/Berlin"),
        ("berlin", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("utc", "UTC"),
        ("Louisville", None),
        ("Atlantis", None),
        ("", None),
        ("../../etc/passwd", None),
        ("localtime", None),
    ],
)
def test_a_zone_is_found_by_its_name_or_the_name_of_its_city(typed, zone):
    assert clock.zone_named(typed) == zone


def test_zones_are_known_by_name_only():
    assert clock.is_zone("Asia/Kolkata")
    assert not clock.is_zone("asia/kolkata")
    assert not clock.is_zone("")


def test_a_held_clock_stands_still_and_goes_on_afterwards():
    noon = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
    with clock.at(noon):
        assert clock.now() == noon
        with clock.at(noon + WHOLE_HOUR):
            assert clock.now() == noon + WHOLE_HOUR
        assert clock.now() == noon
    assert clock.now() != noon
    assert clock.now().tzinfo is UTC
