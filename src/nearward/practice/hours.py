"""When two people are free and rested: pure arithmetic with walls, clocks and time zones.

Everything rests on what each says of their own week. After a bad night or a heavy day talks go worse (gordon-2014,
timmons-2017), so a time shortly after waking or before sleep is no time, and hard talks stay off heavy days.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Self
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
AFTER_WAKING = BEFORE_SLEEP = timedelta(hours=1)
DAYS_AHEAD = 8
MOST_TIMES = 3


class Part(StrEnum):
    """A part of the day on somebody's own wall."""

    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    LATE = "late"


STARTS = {
    Part.MORNING: time(9, 0),
    Part.NOON: time(12, 30),
    Part.AFTERNOON: time(16, 0),
    Part.EVENING: time(19, 30),
    Part.LATE: time(21, 30),
}
"""When something planned for a part begins."""

SPANS = {
    Part.MORNING: (time(6, 0), time(12, 0)),
    Part.NOON: (time(12, 0), time(14, 0)),
    Part.AFTERNOON: (time(14, 0), time(18, 0)),
    Part.EVENING: (time(18, 0), time(21, 0)),
    Part.LATE: (time(21, 0), time(23, 59)),
}


@dataclass(frozen=True, slots=True)
class Hours:
    """One person's usual week, on the wall of their own zone; Monday is 0."""

    zone: str
    free: tuple[frozenset[Part], ...]
    wakes: time
    sleeps: time
    heavy: frozenset[int] = frozenset()

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        return cls(
            zone=kept["zone"],
            free=tuple(frozenset(Part(name) for name in day) for day in kept["free"]),
            wakes=time.fromisoformat(kept["wakes"]),
            sleeps=time.fromisoformat(kept["sleeps"]),
            heavy=frozenset(kept["heavy"]),
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "zone": self.zone,
            "free": [sorted(day) for day in self.free],
            "wakes": self.wakes.isoformat(),
            "sleeps": self.sleeps.isoformat(),
            "heavy": sorted(self.heavy),
        }


@dataclass(frozen=True, slots=True)
class GoodTime:
    """A time that may suit; `light` says that it lies on no heavy day of anybody's."""

    at: datetime
    part: Part
    light: bool


def good_times(own: Hours, theirs: Hours | None, now: datetime, *, minutes: int, hard: bool) -> tuple[GoodTime, ...]:
    """Return up to three times in the coming week that suit everybody who has said theirs, the soonest first.

    Each on a day of its own. What is `hard` begins tomorrow at the soonest and never falls on a heavy day; for other
    things a light day only goes before a heavy one.
    """
    found: dict[date, GoodTime] = {}
    everybody = [own] if theirs is None else [own, theirs]
    for part, at in _possible(own, now, hard=hard):
        if not all(_free(hours, at) and _suits(hours, at, minutes) for hours in everybody):
            continue
        light = all(_local(hours, at).weekday() not in hours.heavy for hours in everybody)
        if light or not hard:
            found.setdefault(at.date(), GoodTime(at, part, light))
    best = sorted(found.values(), key=lambda one: (not one.light, one.at))[:MOST_TIMES]
    return tuple(sorted(best, key=lambda one: one.at))


def on_the_wall(day: date, at: time, zone: str) -> datetime:
    """Return the instant at which a wall in `zone` shows a time on a day; where clocks skip it, as much later."""
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone))


def _possible(own: Hours, now: datetime, *, hard: bool) -> Iterator[tuple[Part, datetime]]:
    today = now.astimezone(ZoneInfo(own.zone)).date()
    for ahead in range(1 if hard else 0, DAYS_AHEAD):
        day = today + ahead * DAY
        for part in Part:
            at = on_the_wall(day, STARTS[part], own.zone)
            if part in own.free[day.weekday()] and at > now:
                yield part, at


def _suits(hours: Hours, at: datetime, minutes: int) -> bool:
    """Whether somebody has been up for an hour by then, and does not go to sleep within an hour of its end."""
    begins = _local(hours, at)
    ends = begins + timedelta(minutes=minutes)
    return any(
        _wall(day, hours.wakes) + AFTER_WAKING <= begins
        and ends <= _wall(day, hours.sleeps, hours.wakes) - BEFORE_SLEEP
        for day in (begins.date() - DAY, begins.date())
    )


def _free(hours: Hours, at: datetime) -> bool:
    local = _local(hours, at)
    return any(SPANS[part][0] <= local.time() < SPANS[part][1] for part in hours.free[local.weekday()])


def _local(hours: Hours, at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(hours.zone)).replace(tzinfo=None)


def _wall(day: date, at: time, after: time | None = None) -> datetime:
    """That time on that day; on the next where it stands for going to sleep past midnight."""
    return datetime.combine(day + DAY if after is not None and at <= after else day, at)
