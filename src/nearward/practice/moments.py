"""All that is looked at when something is offered, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Wish(StrEnum):
    """What a person wants to be offered. It is their safety gate too, under a name that gives nothing away."""

    QUIET = "quiet"  # the gate is closed: nothing joint, nothing that confronts, no more than class 0
    ALONE = "alone"
    TWO = "two"
    OPEN = "open"  # the gate is open: hard talks too


class Said(StrEnum):
    """What somebody said to an offer."""

    DONE = "done"
    ANOTHER = "another"
    NOT_NOW = "not-now"
    NEVER = "never"


class State(StrEnum):
    """How the last four weeks were for somebody, on the whole."""

    UNKNOWN = "unknown"
    CONTENT = "content"
    MIDDLING = "middling"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Answered:
    """What was said to a practice on a day; `liked` is 1, 0 or -1 where it was done and they said how it was."""

    practice: str
    day: date
    said: Said
    liked: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A practice that stands in somebody's plan since a day."""

    practice: str
    since: date


@dataclass(frozen=True, slots=True)
class Moment:
    """All that is looked at when something is offered. What is the partner's is what they have shown, and no more."""

    today: date
    wish: Wish
    signs: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    """What the person looks into; or, where they chose nothing, the signs that have moved."""
    likely: tuple[str, ...] = ()
    """Causes that the person's own map puts first, likeliest first."""
    pointed_at: tuple[str, ...] = ()
    """Causes that these signs point at, likeliest first."""
    state: State = State.UNKNOWN
    their_state: State = State.UNKNOWN
    heavy: bool = False
    tired: bool = False
    their_day_is_hard: bool = False
    settling: bool = False
    past: tuple[Answered, ...] = ()
    chosen: str | None = None
    drawn: str | None = None
    """What the lot chose today, for those who let it."""
    plan: tuple[Kept, ...] = ()
    tonight: bool = False
    """Whether one small act for this very evening is wanted, and not something to take up."""

    @property
    def looks_into(self) -> bool:
        return bool(self.signs or self.causes)

    @property
    def hard_day(self) -> bool:
        return self.heavy or self.tired

    @property
    def behind(self) -> tuple[str, ...]:
        """Causes that decide which rows of the table apply: those looked into, else the first two of the map."""
        return self.causes or self.likely[:2]

    @property
    def content(self) -> bool:
        """Whether nothing presses: content, as far as both tell, and nothing looked into."""
        return (
            not self.looks_into and self.state is State.CONTENT and self.their_state in {State.CONTENT, State.UNKNOWN}
        )


LATELY = timedelta(days=21)
SETTLING = timedelta(days=14)
HEAVY_FROM, TIRED_UNTIL = 0.7, 0.3
"""Parts of their scales at which own load counts as heavy, and sleep as bad."""

FEWEST_DAYS = 5
CONTENT_FROM, LOW_UNTIL = 0.65, 0.4
"""Means of four weeks, as parts of their scales, from which somebody counts as content, and up to which as low."""


def is_heavy(share: float | None) -> bool:
    """Whether own load, as a share of its scale, makes this a heavy day."""
    return share is not None and share >= HEAVY_FROM


def is_tired(share: float | None) -> bool:
    """Whether sleep, as a share of its scale, makes this a tired day."""
    return share is not None and share <= TIRED_UNTIL


def is_settling(first_day: date | None, today: date) -> bool:
    """Whether somebody is in their first two weeks."""
    return first_day is None or today - first_day < SETTLING


def state_of(days: Iterable[Sequence[float]]) -> State:
    """Return how somebody fares, from the shares that they answered on each day; unknown under five days."""
    means = [sum(shares) / len(shares) for shares in days if shares]
    if len(means) < FEWEST_DAYS:
        return State.UNKNOWN
    level = sum(means) / len(means)
    if level >= CONTENT_FROM:
        return State.CONTENT
    return State.LOW if level <= LOW_UNTIL else State.MIDDLING


def chosen_now(chosen: tuple[str, date] | None, past: Sequence[Answered], today: date) -> str | None:
    """Return the practice that somebody chose themself, until they answered it or two weeks have gone by."""
    if chosen is None or today - chosen[1] >= SETTLING:
        return None
    name, since = chosen
    return None if any(one.practice == name and one.day >= since for one in past) else name
