"""What seems to help the viewer: every practice they did as a small experiment, and the lot for those who want it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from nearward.checkins import queries as checkins
from nearward.people.models import Person
from nearward.practice.ladder import WORTH_KEEPING
from nearward.practice.moments import Said
from nearward.practice.queries import LOAD, LOT, Tried, offerable, tried_by
from nearward.sharing.queries import mine
from nearward_detect.trials import Draw, Effect, effect_of, randomised_effect
from nearward_library.schema import Practice

LOTS = "practice.lots"
CLOSENESS = "closeness"
DAY = timedelta(days=1)
HALF_A_YEAR = timedelta(days=182)
IN_THE_LOT = 4
FARTHEST = 1.0
"""Effects are drawn on a line from one standard deviation below to one above."""


@dataclass(frozen=True, slots=True)
class Working:
    """One practice with how often it was done, and what followed; `effect` is None where nothing can be said."""

    practice: Practice
    goes: int
    effect: Effect | None
    by_lot: Effect | None = None

    @property
    def told(self) -> str:
        """How it is put in words: nearer, hardly (a gain worth the name is unlikely), unclear, or nothing.

        Never farther: what is done on low days is followed by low days, and not all of that can be taken off.
        """
        if self.effect is None:
            return ""
        if self.effect.low > 0:
            return "nearer"
        return "hardly" if self.effect.high < WORTH_KEEPING else "unclear"

    @property
    def strip(self) -> tuple[int, int, int]:
        """Where the interval begins, its width and its middle, on a line of 200 with no difference at 100."""
        if self.effect is None:
            return 100, 0, 100
        low, high, middle = (_place(each) for each in (self.effect.low, self.effect.high, self.effect.effect))
        return low, max(2, high - low), middle


def working_for(viewer: Person, today: date) -> tuple[Working, ...]:
    """Return every practice that the viewer did, the one done most first; it rests on their own answers alone."""
    tried = [one for one in tried_by(viewer) if one.said is Said.DONE]
    practices = {one.practice.id: one.practice for one in tried}
    days, nearness, load = _days_of(viewer, today)
    found = [
        Working(
            practice,
            sum(one.practice.id == name for one in tried),
            _effect(name, tried, days, nearness, load),
            _by_lot(viewer, name, days, nearness),
        )
        for name, practice in practices.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.goes, one.practice.title)))


def effect_for(viewer: Person, practice: str, tried: Sequence[Tried], today: date) -> Effect | None:
    """Return how much nearer the days after a practice were, in the viewer's own standard deviations."""
    days, nearness, load = _days_of(viewer, today)
    return _effect(practice, [one for one in tried if one.said is Said.DONE], days, nearness, load)


def wants_lots(viewer: Person) -> bool:
    """Whether the viewer lets the lot choose."""
    kept = mine(viewer, LOTS)
    return bool(kept and kept[-1].value)


def in_the_lot(viewer: Person, today: date) -> tuple[Practice, ...]:
    """Return among what the lot would choose today: what fits best and is held back by nothing."""
    return offerable(viewer, today)[:IN_THE_LOT]


def _days_of(viewer: Person, today: date) -> tuple[tuple[date, ...], list[float], list[float]]:
    series = checkins.series_of(viewer, today - HALF_A_YEAR, today)
    nearness, load = ([day.get(item, math.nan) for day in series.own] for item in (CLOSENESS, LOAD))
    return series.days, nearness, load


def _effect(
    name: str, tried: Sequence[Tried], days: Sequence[date], nearness: list[float], load: list[float]
) -> Effect | None:
    """The day after a go against other days that follow a day as near and as heavy: the hour of the go is not known."""
    gone = {one.day + DAY for one in tried if one.practice.id == name}
    return effect_of(
        nearness,
        [day in gone for day in days],
        comparable=([math.nan, *load[:-1]],),
        weekday=[day.weekday() for day in days],
    )


def _by_lot(viewer: Person, name: str, days: Sequence[date], nearness: list[float]) -> Effect | None:
    value = dict(zip(days, nearness, strict=True))
    lots = mine(viewer, LOT)
    draws = [Draw(one.value["choice"], tuple((who, chance) for who, chance in one.value["chances"])) for one in lots]
    after = [value.get(one.day + DAY, math.nan) for one in lots]
    before = [value.get(one.day - DAY, math.nan) for one in lots]
    return randomised_effect(name, after, draws, before=before)


def _place(effect: float) -> int:
    return round(100 + 100 * max(-FARTHEST, min(FARTHEST, effect)) / FARTHEST)
