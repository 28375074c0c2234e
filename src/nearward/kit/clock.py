"""The only place that asks what time it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
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

    Wall clocks are compared, not elapsed hours, so the day still turns at that hour when clocks change.
    """
    wall = instant.astimezone(ZoneInfo(zone))
    return wall.date() if wall.hour >= starts else wall.date() - timedelta(days=1)


def is_zone(name: str) -> bool:
    """Whether `name` is a time zone of the IANA database."""
    return name in available_timezones()
