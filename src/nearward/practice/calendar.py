"""Calendar files (RFC 5545) that say nothing: a time, and words that their owner chose.

Calendars are often shared with a partner, shown on a wall or read out by a car. So an entry names no house, no
practice and no person; it has no text, place, guest, address or alarm, and does not make anybody look busy. Nor does
it tell by its length what it is for: all are as long. When it was planned is told to the day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, vRecur

LENGTH = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Entry:
    """One planned time. `at` knows its zone; `made` is when it was planned."""

    uid: str
    at: datetime
    weekly: bool
    made: datetime


def calendar_file(entries: Iterable[Entry], words: str) -> bytes:
    """Return a calendar with these entries, each by the wall of its own zone, so that it follows the clocks there."""
    calendar = Calendar()
    calendar.add("prodid", "-//-//EN")
    calendar.add("version", "2.0")
    for entry in entries:
        calendar.add_component(_event(entry, words))
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


def _event(entry: Entry, words: str) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.made.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0))
    event.add("dtstart", entry.at)
    event.add("duration", LENGTH)
    event.add("summary", words)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    if entry.weekly:
        event.add("rrule", vRecur(freq="WEEKLY"))
    return event
