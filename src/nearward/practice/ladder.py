"""Where somebody stands on the ladder: a baseline, one thing, a look whether it helps, a check-up, outside help.

Each rung is a rule that can be read aloud; the page shows all of them with the present one marked. What it rests on:
two weeks make a baseline (zygar-hoffmann-2020), check-ups bring a little for long (cordova-2014, trillingsgaard-2016),
what programmes bring fades (markman-2022), and where light things bring nothing in four weeks, more of them is not the
answer (doss-2016).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import fmean, pstdev

from nearward.practice.moments import FEWEST_DAYS, SETTLING
from nearward_detect.trials import Effect

MOST_AT_ONCE = 2
FEWEST_TRIES = 5
WORTH_KEEPING = 0.2
"""By how much of the person's own usual ups and downs the days after it are nearer, for it to be worth keeping."""

FOUR_WEEKS = timedelta(days=28)
BOOSTERS = (4, 6, 12)
"""Months after the first thing was taken up; from then on once a year."""

BOOSTER_STAYS = timedelta(days=21)


class Rung(StrEnum):
    """One step of the ladder, from the first to the last."""

    BASELINE = "baseline"
    ONE = "one"
    LOOK = "look"
    CHECK_UP = "check-up"
    HELP = "help"


class Verdict(StrEnum):
    """What can be said of one practice in the plan."""

    EARLY = "early"  # under five tries nothing is said
    KEEP = "keep"
    SWAP = "swap"
    UNCLEAR = "unclear"  # a few more goes will tell
    ASK = "ask"  # tried often enough, but too few days to compare: only the person can tell


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides the rung."""

    today: date
    settling: bool = False
    first_kept: date | None = None
    tries: tuple[int, ...] = ()
    """How often each practice that stands in the plan was done."""
    since: tuple[date, ...] = ()
    low: bool = False
    risen: bool = True
    flat: bool = False
    """Whether contentment, asked once a week, was low three times in a row."""
    checked_up: date | None = None

    @property
    def stays_low(self) -> bool:
        """Low for four weeks of doing things, and not risen since before."""
        began = self.first_kept is not None and self.today - self.first_kept >= FOUR_WEEKS
        return self.flat or (began and self.low and not self.risen)


RUNGS: tuple[tuple[Rung, Callable[[Standing], bool]], ...] = (
    (
        Rung.HELP,
        lambda s: s.stays_low and s.checked_up is not None and s.today - s.checked_up >= FOUR_WEEKS,
    ),
    (Rung.CHECK_UP, lambda s: s.stays_low),
    (Rung.LOOK, lambda s: any(n >= FEWEST_TRIES for n in s.tries) or any(s.today - day >= SETTLING for day in s.since)),
    (Rung.BASELINE, lambda s: s.settling and not s.tries),
    (Rung.ONE, lambda _: True),
)
"""The first that fits, from the top."""

LEADS_TO = {
    Rung.CHECK_UP: ("check-up", "acknowledge"),
    Rung.HELP: ("seek-therapist", "see-doctor"),
}
"""What a rung offers: the first that is not held back."""


def rung_of(standing: Standing) -> Rung:
    """Return where somebody stands."""
    return next(rung for rung, fits in RUNGS if fits(standing))


def places_at(rung: Rung) -> int:
    """Return how many practices may stand in a plan: one to begin with, two once one was looked at."""
    return 1 if rung in {Rung.BASELINE, Rung.ONE} else MOST_AT_ONCE


def verdict_of(tries: int, effect: Effect | None) -> Verdict:
    """Return what can be said of a practice that was done so often.

    Worth keeping is what seems to lift the day after by `WORTH_KEEPING`. A swap is said only where the interval leaves
    no room for that, or where twice the fewest goes have not shown it.
    """
    if tries < FEWEST_TRIES:
        return Verdict.EARLY
    if effect is None:
        return Verdict.ASK
    if effect.effect >= WORTH_KEEPING:
        return Verdict.KEEP
    return Verdict.SWAP if effect.high < WORTH_KEEPING or effect.tries >= 2 * FEWEST_TRIES else Verdict.UNCLEAR


def has_risen(before: Sequence[float], lately: Sequence[float]) -> bool:
    """Whether the level of late is higher than before by a fifth of the usual ups and downs; yes on too few days."""
    if min(len(before), len(lately)) < FEWEST_DAYS:
        return True
    return fmean(lately) - fmean(before) >= WORTH_KEEPING * pstdev([*before, *lately])


def booster_due(first_kept: date | None, today: date, seen: date | None) -> int | None:
    """Return after how many months it is time to look again, while that is shown; None otherwise."""
    if first_kept is None:
        return None
    years = tuple(range(24, 12 * (today.year - first_kept.year + 2), 12))
    for months in (*BOOSTERS, *years):
        due = months_after(first_kept, months)
        if due <= today < due + BOOSTER_STAYS and (seen is None or seen < due):
            return months
    return None


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of a month that is too short for it."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
