"""Pure decisions about what is noticed and how it is told: sides, sureness, size, what moved, what a picture can say.

No sentence stands here: a template puts a decision into words, so that it can be translated.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

NEEDED_DAYS = 10
DRAWN_DAYS = 4
"""Fewer answered days than this are a dot or two in months of white, and no picture."""
SHOWN_FOR = timedelta(days=42)
TOLD_FOR = timedelta(days=91)
CLOSE_DAYS = timedelta(days=3)
LOOK_QUIET_YEAR = 0.5
TALK_QUIET_YEAR = 0.2
MOVED_SHARE = 0.15
BEARING = frozenset({"welcome-touch", "standing", "caring"})
"""Items whose fall makes a change one to talk about."""
LEADING_SHARE = 0.25
LEADING_BY = 1.3
AT_END_SHARE = 0.8
UNSTEADY = "change-in-steadiness"
DATES = ("raised_on", "since", "since_low", "since_high")


class Side(StrEnum):
    """Whose series changed, from the one who reads."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


class Level(StrEnum):
    """How much a notice asks for: a look, alone and at leisure, or a talk when both are rested."""

    LOOK = "look"
    TALK = "talk"


class Size(StrEnum):
    LITTLE = "little"
    CLEAR = "clear"
    MUCH = "much"


class Standing(StrEnum):
    """What can be said of somebody's days so far."""

    NOTHING = "nothing"
    NOT_ENOUGH = "not-enough"
    CONSTANT = "constant"
    AT_THE_END = "at-the-end"
    ENOUGH = "enough"


class Real(StrEnum):
    """The owner's own word on whether a notice was true."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Span(StrEnum):
    """How far back a picture looks."""

    SIX_WEEKS = "6-weeks"
    THREE_MONTHS = "3-months"
    YEAR = "year"

    @property
    def days(self) -> int:
        return {"6-weeks": 42, "3-months": 91, "year": 365}[self.value]


Shares = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One change, told from the one who reads. `mine` and `theirs` hold (item, share of the move), largest first.

    The size is in the person's own day-to-day SD; its range, like that of the first day, holds eight times in ten. Of
    a change in steadiness neither is told, nor whose days they are where both are known (`nearward_detect.Notice`).
    """

    raised_on: date
    since: date
    since_low: date
    since_high: date
    side: Side
    kind: str
    level: Level
    size_sd: float
    size_low: float
    size_high: float
    confidence: float
    mine: Shares = ()
    theirs: Shares = ()


def finding_to(finding: Finding) -> dict[str, Any]:
    """Return a finding as JSON holds it."""
    return {
        **asdict(finding),
        **{name: getattr(finding, name).isoformat() for name in DATES},
    }


def finding_from(kept: Mapping[str, Any]) -> Finding:
    """Return the finding that `finding_to` wrote."""
    return Finding(
        **{name: date.fromisoformat(kept[name]) for name in DATES},
        side=Side(kept["side"]),
        kind=kept["kind"],
        level=Level(kept["level"]),
        size_sd=kept["size_sd"],
        size_low=kept.get("size_low", kept["size_sd"]),  # absent from rows that were sealed before there was a range
        size_high=kept.get("size_high", kept["size_sd"]),
        confidence=kept["confidence"],
        mine=tuple((item, share) for item, share in kept["mine"]),
        theirs=tuple((item, share) for item, share in kept["theirs"]),
    )


@dataclass(frozen=True, slots=True)
class LoadLink:
    """How nearness and own load went together: points of a hundred lower on the days of high load."""

    points: int
    days: int


def side_for_reader(side: str) -> Side:
    """Return whose side the detector means; the one who reads is always its first person."""
    return {"first": Side.MINE, "second": Side.THEIRS, "both": Side.BOTH}[side]


def people_watched(partner_days: int) -> int:
    """Return how many people are watched: one, until the partner has shown enough days to have a usual."""
    return 2 if partner_days >= NEEDED_DAYS else 1


def watched_since(today: date) -> date:
    """Return the first day that is looked at: a year back at least, and the same all year, so that nothing sways."""
    return date(today.year - 1, 1, 1)


def tenths(confidence: float) -> int:
    """Return a confidence as "about so many in ten": 1 to 9, and 10 for more than nine in ten."""
    return 10 if confidence >= 0.95 else min(9, max(1, round(confidence * 10)))


def hundredths(confidence: float) -> int:
    """Return a confidence as so many in a hundred, never none and never all."""
    return min(99, max(1, round(confidence * 100)))


def size_word(size_sd: float) -> Size:
    """Return how large a change is against the person's own ups and downs."""
    if abs(size_sd) < 0.75:
        return Size.LITTLE
    return Size.CLEAR if abs(size_sd) < 1.5 else Size.MUCH


def reach_words(low: float, high: float) -> str:
    """Return how large a change is at the least and at the most, as the two words with a dash between."""
    return f"{size_word(low)}-{size_word(high)}"


def moved_most(shares: Shares, most: int = 3) -> tuple[str, ...]:
    """Return the items that carry the change, largest share first."""
    return tuple(item for item, share in shares if share >= MOVED_SHARE)[:most]


def leading_item(shares: Shares) -> str | None:
    """Return the one item that the headline names: it carries a good part of the change, and clearly more than any."""
    (first, share), second = shares[0] if shares else ("", 0.0), shares[1][1] if len(shares) > 1 else 0.0
    return first if share >= LEADING_SHARE and share >= LEADING_BY * second else None


def with_levels(looks: Sequence[Finding], talks: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return what the lenient policy found, each with its level.

    A change is one to talk about when the strict policy finds it too, and more than one person's mood speaks for it:
    both have moved, or touch, being sure of the two, or caring has fallen.
    """
    return tuple(
        replace(
            one,
            level=Level.TALK
            if _is_more_than_mood(one) and any(_bears_out(one, talk) for talk in talks)
            else Level.LOOK,
        )
        for one in looks
    )


def without_passing(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Leave out a dip that turned out to be the beginning of a drift, so that one change is told once."""
    return tuple(one for one in findings if not any(_outgrew(one, later) for later in findings))


def is_same(one: Finding, other: Finding) -> bool:
    """Whether two findings tell of the same change: same kind and side, and their first days may be the same."""
    return one.side is other.side and _same_time(one, other)


def is_shown_on(today: date, raised_on: date) -> bool:
    """Whether a notice is recent enough to stand on the page of the day."""
    return timedelta(0) <= today - raised_on <= SHOWN_FOR


def first_shown(today: date, span: Span, begun: date) -> date:
    """Return the first day of a picture: no earlier than the first answer, but never less than two weeks."""
    return max(today - timedelta(days=span.days - 1), min(begun, today - timedelta(days=13)))


def is_told_on(today: date, raised_on: date) -> bool:
    """Whether a notice is recent enough to be the headline of the picture."""
    return today - raised_on <= TOLD_FOR


def standing_of(values: Iterable[float | None], *, enough: bool) -> Standing:
    """Return what can be said of daily values of a hundred; `enough` is the detector's own word."""
    known = [value for value in values if value is not None]
    if enough:
        return Standing.ENOUGH
    if not known:
        return Standing.NOTHING
    if len(known) < NEEDED_DAYS:
        return Standing.NOT_ENOUGH
    if max(sum(v > 97 for v in known), sum(v < 3 for v in known)) >= AT_END_SHARE * len(known):
        return Standing.AT_THE_END
    if statistics.pstdev(known) < 2.5:
        return Standing.CONSTANT
    return Standing.NOT_ENOUGH


def usual_range(values: Sequence[float]) -> tuple[float, float] | None:
    """Return the range that holds about eight in ten of these values, or None where there are too few."""
    if len(values) < NEEDED_DAYS:
        return None
    tenth = statistics.quantiles(values, n=10, method="inclusive")
    return tenth[0], tenth[-1]


def load_link(nearness: Mapping[date, float], load: Mapping[date, float]) -> LoadLink | None:
    """Return how much lower nearness was on days of high own load, where that is clear.

    Days above and below the person's own middle load are compared (Welch); fewer than ten days on a side, or a
    difference under 2.6 standard errors, say nothing.
    """
    days = sorted(nearness.keys() & load.keys())
    if not days:
        return None
    middle = statistics.median(load[day] for day in days)
    high = [nearness[day] for day in days if load[day] > middle]
    low = [nearness[day] for day in days if load[day] <= middle]
    if min(len(high), len(low)) < NEEDED_DAYS:
        return None
    gap = statistics.fmean(low) - statistics.fmean(high)
    error = math.sqrt(statistics.variance(high) / len(high) + statistics.variance(low) / len(low))
    if gap <= 0 or gap < 2.6 * error:
        return None
    return LoadLink(points=round(gap), days=len(days))


def _is_more_than_mood(look: Finding) -> bool:
    moved = {item for item, share in (*look.mine, *look.theirs) if share >= MOVED_SHARE}
    return (look.side is Side.BOTH and look.kind != UNSTEADY) or not moved.isdisjoint(BEARING)


def _bears_out(look: Finding, talk: Finding) -> bool:
    return _same_time(look, talk) and (look.side is talk.side or Side.BOTH in (look.side, talk.side))


def _same_time(one: Finding, other: Finding) -> bool:
    return _meet(one, other) and one.kind == other.kind


def _outgrew(dip: Finding, later: Finding) -> bool:
    if (dip.kind, later.kind) != ("dip", "drift") or later.raised_on < dip.raised_on:
        return False
    return _meet(dip, later) and (dip.side is later.side or Side.BOTH in (dip.side, later.side))


def _meet(one: Finding, other: Finding) -> bool:
    return one.since_low <= other.since_high + CLOSE_DAYS and other.since_low <= one.since_high + CLOSE_DAYS
