"""From the daily values that one viewer may see to what has changed in them: the only place that runs the detector."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from nearward.explore.rules import Tie
from nearward.noticing import rules
from nearward.noticing.rules import Finding, Level
from nearward_detect import Day, Item, Policy, Story, story_of
from nearward_detect import Notice as Told
from nearward_detect.links import Factor, links_of
from nearward_library import library

ASKED_DAILY = ("core", "rotating")
LOAD = "own-load"
FACTORS = (
    Factor(LOAD, "load", "harder"),
    Factor("sleep", "sleep", "easier"),
    Factor("tension", "conflict", "harder"),
    Factor("time-together", "time", "easier"),
    Factor("welcome-touch", "touch", "easier"),
    Factor("attention", "attention", "easier"),
    Factor("held-back", "other", "harder"),
    Factor("alone-together", "other", "harder"),
    Factor("kindness-noticed", "other", "easier"),
)
"""Own answers that may move with how near somebody feels, and are no part of it."""

METHOD = 6
"""Raise this when the detector changes, so that every notice is worked out anew."""

Values = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Seen:
    """Every day from the first to the last with an answer that the viewer may see, and those answers."""

    days: tuple[date, ...] = ()
    mine: tuple[Values, ...] = ()
    theirs: tuple[Values, ...] = ()

    @property
    def people(self) -> int:
        return rules.people_watched(sum(1 for values in self.theirs if _watched(values)))


@lru_cache(maxsize=1)
def watched_items() -> tuple[Item, ...]:
    """The ordered questions of the daily minute; one asked only after a certain answer would lean to one side."""
    asked = [item for when in ASKED_DAILY for item in library().items_when(when)]
    return tuple(
        Item(item.id, item.scale.low, item.scale.high, nearer=item.nearer == "more")
        for item in asked
        if item.nearer != "neutral" and item.scale.kind != "tick" and item.follows is None
    )


@lru_cache(maxsize=1)
def plotted_items() -> tuple[Item, ...]:
    """The watched questions on a line that are asked every day: their mean is what a picture draws."""
    daily = {item.id for item in library().items_when("core") if item.scale.kind in {"circles", "slider"}}
    return tuple(item for item in watched_items() if item.name in daily)


def nearness_of(values: Values) -> float | None:
    """Return the mean of the plotted answers of a day on a line from 0 to 100, or None where there is none."""
    found = [
        100 * abs(values[item.name] - (item.low if item.nearer else item.high)) / (item.high - item.low)
        for item in plotted_items()
        if item.name in values
    ]
    return statistics.fmean(found) if found else None


def story_for(seen: Seen, quiet_year: float = rules.LOOK_QUIET_YEAR) -> Story:
    """Return what the detector makes of what was seen."""
    people = seen.people
    days = (
        Day(day, (_watched(mine), _watched(theirs))[:people])
        for day, mine, theirs in zip(seen.days, seen.mine, seen.theirs, strict=True)
    )
    return story_of(days, watched_items(), Policy(quiet_year=quiet_year), people)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Every change in what was seen, oldest first, and whether there is enough of the viewer's own days to say so."""

    findings: tuple[Finding, ...]
    enough: bool


def look_at(seen: Seen) -> Outcome:
    """Return what has changed, each change at the level that the stricter policy allows."""
    story = story_for(seen)
    enough = story.state.bands[0] is not None
    if (known := _of_the_known(seen, story)) is not seen:
        seen, story = known, story_for(known)
    looks = [_finding(told) for told in story.notices]
    talks = [_finding(told) for told in story_for(seen, rules.TALK_QUIET_YEAR).notices] if looks else []
    found = rules.without_passing(rules.with_levels(looks, talks))
    return Outcome(found, enough=enough)


def ties_in(seen: Seen) -> tuple[Tie, ...]:
    """Return what went together with how near the viewer felt, in their own answers alone."""
    near = [nearness_of(values) for values in seen.mine]
    outcome = [math.nan if value is None else value for value in near]
    factors = {factor: [values.get(factor.name, math.nan) for values in seen.mine] for factor in FACTORS}
    found = links_of(outcome, factors, weekday=[day.weekday() for day in seen.days])
    return tuple(Tie(link.factor, link.lag, link.effect, link.low, link.high, link.sure) for link in found)


def _of_the_known(seen: Seen, story: Story) -> Seen:
    """Leave out one of two people whose usual is not known: nothing may be told of them, so nothing of theirs weighs.

    The detector names no such side; but days that swing would be laid at the other's door.
    """
    mine, *theirs = (band is not None for band in story.state.bands)
    if not theirs or mine == theirs[0]:
        return seen
    empty: tuple[Values, ...] = ({},) * len(seen.days)
    return replace(seen, theirs=empty) if mine else replace(seen, mine=empty)


def _watched(values: Values) -> Values | None:
    """Keep the answers that are watched; None where there is none."""
    names = {item.name for item in watched_items()}
    return {name: value for name, value in values.items() if name in names} or None


def _finding(told: Told) -> Finding:
    return Finding(
        raised_on=told.noticed_on,
        since=told.since,
        since_low=told.since_low,
        since_high=told.since_high,
        side=rules.side_for_reader(told.side),
        kind=told.kind,
        level=Level.LOOK,
        size_sd=told.size_sd,
        size_low=told.size_low,
        size_high=told.size_high,
        confidence=told.confidence,
        mine=told.items[0] if told.side != "second" else (),
        theirs=told.items[1] if told.side != "first" and len(told.items) > 1 else (),
    )
