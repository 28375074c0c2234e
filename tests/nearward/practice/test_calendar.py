from datetime import UTC, date, datetime, time, timedelta

import icalendar

from nearward.practice.calendar import Entry, calendar_file
from nearward.practice.hours import on_the_wall

MADE = datetime(2026, 3, 1, 9, 17, 42, tzinfo=UTC)


def entry(day=date(2026, 3, 26), at=time(19, 30), zone="Europe/Berlin", *, weekly=False):
    return Entry("a1b2", on_the_wall(day, at, zone), weekly, MADE)


def test_an_entry_says_a_time_and_the_words_and_nothing_else():
    text = calendar_file([entry()], "Something small").decode()
    events = text[text.index("BEGIN:VEVENT") : text.index("END:VEVENT")].splitlines()
    assert sorted(line.split(":")[0].split(";")[0] for line in events) == sorted(
        ["BEGIN", "SUMMARY", "DTSTART", "DURATION", "DTSTAMP", "UID", "CLASS", "TRANSP"]
    )
    assert "earward" not in text


def test_what_is_read_back_is_what_was_planned():
    calendar = icalendar.Calendar.from_ical(calendar_file([entry()], "A walk, us; äöü\\ and a line " + "x" * 90))
    (event,) = calendar.walk("VEVENT")
    assert event["SUMMARY"] == "A walk, us; äöü\\ and a line " + "x" * 90
    assert event["DTSTART"].dt == on_the_wall(date(2026, 3, 26), time(19, 30), "Europe/Berlin")
    assert event["DURATION"].dt == timedelta(minutes=30)


def test_when_it_was_planned_is_told_to_the_day_alone():
    assert "DTSTAMP:20260301T000000Z" in calendar_file([entry()], "x").decode()


def test_a_weekly_time_stays_on_the_wall_when_clocks_change():
    text = calendar_file([entry(weekly=True)], "x").decode()
    assert "DTSTART;TZID=Europe/Berlin:20260326T193000" in text
    assert "RRULE:FREQ=WEEKLY" in text
    calendar = icalendar.Calendar.from_ical(text)
    (zone,) = calendar.walk("VTIMEZONE")
    rules = zone.to_tz()
    before, after = datetime(2026, 3, 26, 19, 30, tzinfo=rules), datetime(2026, 4, 2, 19, 30, tzinfo=rules)
    assert (before.utcoffset(), after.utcoffset()) == (timedelta(hours=1), timedelta(hours=2))


def test_a_calendar_without_entries_is_a_calendar():
    assert icalendar.Calendar.from_ical(calendar_file([], "x")).walk("VEVENT") == []
