"""The only place that asks what time it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

_held: datetime | None = None


def now() -> datetime:
    """Return this instant in UTC, or the held one inside `at`."""
    return _held or datetime.now(UTC)  # noqa: TID251


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Hold the clock at one instant, in every thread of this process, while the block runs."""
    global _held  # noqa: PLW0603
    before, _held = _held, instant
    try:
        yield
    finally:
        _held = before


def day_at(instant: datetime, zone: str, starts: int) -> date:
    """Return the day an instant belongs to, where a day begins at `starts` o'clock on the wall in `zone`.

    It is the last day that has begun: days never run backwards, even where clocks go back over the hour at which a
    day begins, or where a whole date is left out.
    """
    written = instant.astimezone(ZoneInfo(zone)).date()
    for day in (written + timedelta(days=1), written):
        if day_begins(day, zone, starts) <= instant:
            return day
    return written - timedelta(days=1)


def day_begins(day: date, zone: str, starts: int) -> datetime:
    """Return the instant, in UTC, when the wall in `zone` first shows `starts` o'clock on that date.

    Where clocks skip that hour, it is the instant of the skip, for the hours that clocks skip in practice.
    """
    return datetime.combine(day, time(starts), ZoneInfo(zone)).astimezone(UTC)


def is_zone(name: str) -> bool:
    """Whether `name` is a time zone of the IANA database."""
    return name in _known()


def zones() -> list[str]:
    """Return the zones worth offering: those named for a place, and UTC."""
    places = (name for name in _known() if "/" in name and not name.startswith(("Etc/", "SystemV/", "US/")))
    return ["UTC", *sorted(places)]


def zone_named(typed: str) -> str | None:
    """Return the zone that somebody means by `europe/berlin`, `Berlin` or `New York`; None where that is not clear."""
    wanted = typed.strip().replace(" ", "_").casefold()
    by_name = {name.casefold(): name for name in _known()}
    if wanted in by_name:
        return by_name[wanted]
    fitting = {name for name in zones() if name.casefold().endswith(f"/{wanted}")}
    return fitting.pop() if len(fitting) == 1 else None


@cache
def _known() -> frozenset[str]:
    return frozenset(available_timezones() - {"localtime", "Factory", "posixrules"})
