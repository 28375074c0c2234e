"""Pure decisions about the look back at a month: which month is asked about, and how it stands against one's own past.

A month is set beside the person's own earlier months and never beside anybody else's: how people read a question
differs from one to the next, and the level of one says nothing about another.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from statistics import fmean, pstdev

STILL_LAST_MONTH = 7
"""Up to this day of a month it is the month before that is looked back at."""

FEWEST_BEFORE = 3
MONTHS_OF_PAST = 6
LEAST_STEP = 8.0
"""Smaller differences, on a line of 100, are no change: the same month is not answered the same way twice."""

SHOWN = 12
STEPS = 5


class Stands(StrEnum):
    """How a month stands against the person's own months before."""

    FIRST = "first"  # too few months before it
    HIGHER = "higher"
    USUAL = "usual"
    LOWER = "lower"


def month_of(day: date) -> date:
    """Return the first day of the month that a day is in."""
    return day.replace(day=1)


def month_asked(today: date) -> date:
    """Return the month that is looked back at on a day."""
    first = month_of(today)
    return month_of(first - timedelta(days=1)) if today.day <= STILL_LAST_MONTH else first


def months_until(month: date, count: int = SHOWN) -> tuple[date, ...]:
    """Return so many months that end with this one, the oldest first."""
    number = month.year * 12 + month.month - 1
    return tuple(date(each // 12, each % 12 + 1, 1) for each in range(number - count + 1, number + 1))


def stands(before: Sequence[float], now: float) -> Stands:
    """Return how a month stands against those before it: beyond their mean by more than they vary, or not."""
    past = before[-MONTHS_OF_PAST:]
    if len(past) < FEWEST_BEFORE:
        return Stands.FIRST
    step = max(LEAST_STEP, pstdev(past))
    if now - fmean(past) >= step:
        return Stands.HIGHER
    return Stands.LOWER if fmean(past) - now >= step else Stands.USUAL


def step_of(value: int, high: int) -> int:
    """Return on which of five steps of its line a value lies; no number is shown to anybody."""
    return min(STEPS - 1, value * STEPS // high)
