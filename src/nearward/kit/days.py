"""Days that stand in an address: whoever types one may type any, so none is taken that lies out of reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

DAY = timedelta(days=1)


def day_named(typed: str, first: date, last: date) -> date | None:
    """Return the day written as 2026-03-12, or None where it is no day or lies before `first` or after `last`."""
    day = _read(typed)
    if day is None or day.isoformat() != typed or not first <= day <= last:
        return None
    return day


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days of one page of a list, both ends included; `newer` is where the page before it ends, if there is one."""

    since: date
    until: date
    newer: date | None

    @classmethod
    def ending(cls, typed: str, first: date, today: date, length: timedelta) -> Self:
        """Return the stretch that ends on the day typed, moved to between `first` and today; today where none is."""
        until = max(first, min(_read(typed) or today, today))
        newer = min(until + length, today) if until < today else None
        return cls(since=until - length + DAY, until=until, newer=newer)

    @property
    def older(self) -> date:
        """Where the page after this one ends, if there is anything on it."""
        return self.since - DAY


def _read(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
