"""What may lie behind what somebody notices, and why: one table of what is counted, written to be read.

Signs point at causes in the order in which the library lists them, joined by reciprocal rank fusion (Cormack, Clarke &
Buettcher 2009, doi:10.1145/1571941.1572114). The person's own answers to the causes' probes weigh most. What happened
together in their check-ins, and what moved when something changed, may add to it, and never takes away. Nothing here is
a probability, and nothing is about who is to blame.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from nearward_library.schema import Cause, Sign

if TYPE_CHECKING:
    from nearward_library import Library

UNSURE, UNSAID = "unsure", "unsaid"
"""Two answers like any other: not sure, and rather not say. Neither counts for or against anything."""

SEEN = "seen"
"""The answer to a page that asks nothing."""

Reply = int | str | tuple[str, ...]
"""A step from 0 to 4, the name of a choice, or the things that were ticked."""

Replies = Mapping[str, Reply]
"""What was answered so far, by the question's id, in the order of answering."""

NOTICED = "noticed"
RULE_OUT = "rule-out"
LISTS: Mapping[str, tuple[str, ...]] = {
    "around": ("outside",),
    "between": ("talk", "built-up"),
    "nearness": ("faded", "within"),
}
"""Lists of causes to tick from, each with the groups of causes that stand on it."""

NEVER_ASKED = frozenset({"abuse"})
"""Fear and control are never one cause among others: they are asked on the private page alone, and never kept."""

HIGHEST = 4
FUSION = 2
SIGN_POINTS = 3.0
COMMON_POINTS = 0.01
"""A little for each sign of the library that lists a cause: where nothing was noticed, common causes come first."""

STEP_POINTS = (-2.5, -1.5, -0.25, 1.0, 2.0)
"""What an answer counts that makes its cause unlikely (first) or likely (last)."""

TICKED_POINTS, UNTICKED_POINTS, MOST_TICKED_POINTS = 1.5, -0.75, 2.5
TIE_POINTS, MOST_TIE_POINTS = 6.0, 2.0
USUAL: Mapping[str, float] = {"tension": 0.35, "own-load": 0.25}
USUALLY = 0.1
"""How far an item and closeness go together in anybody (docs/detection.md): only what exceeds it speaks for a cause."""

MOVED_POINTS = 1.0
NEARNESS = "closeness"
"""What all of it is about: that it moved says nothing of why."""

PERHAPS_FROM, LIKELY_FROM = 1.2, 2.5
CHECK_FROM = 1.5
FRESH_AFTER = timedelta(weeks=8)

TIES: Mapping[str, tuple[float, tuple[tuple[str, float], ...]]] = {
    "own-load": (-1, (("work-stress", 1.0), ("transitions", 0.3), ("money", 0.3))),
    "sleep": (1, (("health", 1.0),)),
    "tension": (-1, (("unresolved-conflict", 0.6), ("small-grievances", 0.6), ("demand-withdraw", 0.3))),
    "time-together": (1, (("schedules", 1.0), ("small-rituals-lost", 0.3))),
    "welcome-touch": (1, (("less-intimacy", 0.7), ("small-rituals-lost", 0.4))),
    "attention": (1, (("devices", 0.6),)),
    "held-back": (-1, (("vulnerability", 0.6), ("avoids-conversations", 0.6))),
    "alone-together": (-1, (("low-support", 0.5),)),
    "kindness-noticed": (1, (("small-rituals-lost", 0.5), ("low-support", 0.3))),
}
"""For an item of the minute: the sign of its tie to closeness when it weighs on it, and of which causes it may speak.

The partner's load is not among them: nobody's hard day is shown as the cause of somebody else's."""


class Kind(StrEnum):
    """How a question is answered."""

    TICK = "tick"  # any number, then one tap to go on
    STEP = "step"  # one tap out of five, each going on by itself
    CHOICE = "choice"
    PAUSE = "pause"  # nothing is asked


class Strength(StrEnum):
    """How much speaks for a cause, in three words."""

    LIKELY = "likely"
    PERHAPS = "perhaps"
    HARDLY = "hardly"


@dataclass(frozen=True, slots=True)
class Tie:
    """How an item of the minute and closeness went together within one person, in standard deviations; `sure` says that
    it held against chance after all that was looked at."""

    item: str
    lag: int
    effect: float
    low: float
    high: float
    sure: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the viewer's own minutes say: what went together, and which items moved when something changed."""

    ties: tuple[Tie, ...] = ()
    moved: tuple[str, ...] = ()


NOTHING = Evidence()


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that was counted. `name` is sign, answer, ticked, unticked, common, tie or moved."""

    name: str
    points: float
    about: str = ""
    """The sign, the probe's question, or the item of the minute."""
    lag: int = 0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A cause with everything that was counted for and against it."""

    cause: str
    reasons: tuple[Reason, ...]

    @property
    def points(self) -> float:
        return sum(reason.points for reason in self.reasons)

    @property
    def strength(self) -> Strength:
        if self.points >= LIKELY_FROM:
            return Strength.LIKELY
        return Strength.PERHAPS if self.points >= PERHAPS_FROM else Strength.HARDLY

    @property
    def told(self) -> tuple[Reason, ...]:
        """What a person is told: what speaks for it, strongest first."""
        spoken = [reason for reason in self.reasons if reason.points > 0 and reason.name != "common"]
        return tuple(sorted(spoken, key=lambda reason: -reason.points))


@dataclass(frozen=True, slots=True)
class Check:
    """The first thing worth checking: whom to see about a cause, or what to rule out before settling on it."""

    cause: str
    see: int | None = None
    """Which of the people named by the cause."""
    rule_out: int | None = None
    """Which of the things to rule out first."""


def rank(library: Library, replies: Replies, evidence: Evidence = NOTHING) -> tuple[Ranked, ...]:
    """Return every cause, the likeliest first, each with its reasons."""
    ranked = [weighed(library, cause, replies, evidence) for cause in asked_about(library)]
    return tuple(sorted(ranked, key=lambda one: (-round(one.points, 9), one.cause)))


def weighed(library: Library, cause: Cause, replies: Replies, evidence: Evidence = NOTHING) -> Ranked:
    """Return one cause with its reasons."""
    reasons = (
        *_from_signs(library.signs.values(), cause, replies),
        *_from_answers(cause, replies),
        *_from_evidence(library, cause, evidence),
    )
    return Ranked(cause.id, reasons)


def first_check(library: Library, ranked: Iterable[Ranked]) -> Check | None:
    """Return the one thing worth checking first: a body's or a doctor's where something speaks for it."""
    found = [one for one in ranked if one.points > 0]
    bodies = [one for one in found if library.causes[one.cause].group == RULE_OUT and one.points >= CHECK_FROM]
    if bodies:
        return Check(bodies[0].cause, see=0)
    for one in found[:1]:
        for place, first in enumerate(library.causes[one.cause].rule_out_first):
            if first.cause not in NEVER_ASKED:
                return Check(one.cause, rule_out=place)
    return None


def asked_about(library: Library) -> list[Cause]:
    """Return the causes that may be asked about, in the order of their ids."""
    return [library.causes[name] for name in sorted(library.causes) if name not in NEVER_ASKED]


def noticed_in(replies: Replies) -> tuple[str, ...]:
    """Return the signs that were ticked."""
    ticked = replies.get(NOTICED, ())
    return ticked if isinstance(ticked, tuple) else ()


def amount_of(replies: Replies, sign: str) -> float:
    """Return how much a sign counts, from 0 to 1: half where it was ticked and no more was said."""
    if sign not in noticed_in(replies):
        return 0.0
    step = replies.get(f"sign:{sign}")
    return step / HIGHEST if isinstance(step, int) else 0.5


def strongest(replies: Replies) -> list[str]:
    """Return the noticed signs, the strongest first."""
    return sorted(noticed_in(replies), key=lambda sign: -amount_of(replies, sign))


def is_due(finished: date, today: date) -> bool:
    """Whether a map is old enough for a fresh look."""
    return today - finished >= FRESH_AFTER


def _from_signs(signs: Iterable[Sign], cause: Cause, replies: Replies) -> Iterator[Reason]:
    pointing = [(sign, 1 / (FUSION + sign.causes.index(cause.id) + 1)) for sign in signs if cause.id in sign.causes]
    yield Reason("common", COMMON_POINTS * sum(share for _, share in pointing))
    for sign, share in pointing:
        if amount := amount_of(replies, sign.id):
            yield Reason("sign", SIGN_POINTS * amount * share, sign.id)


def _from_answers(cause: Cause, replies: Replies) -> Iterator[Reason]:
    for name, groups in LISTS.items():
        listed = replies.get(name)
        if cause.group in groups and isinstance(listed, tuple):
            ticked = cause.id in listed
            yield Reason("ticked" if ticked else "unticked", TICKED_POINTS if ticked else UNTICKED_POINTS, name)
    for place, probe in enumerate(cause.probe):
        name = f"{cause.id}:{place}"
        reply = replies.get(name)
        if isinstance(reply, tuple):
            points = min(MOST_TICKED_POINTS, TICKED_POINTS * len(reply)) if reply else UNTICKED_POINTS
            yield Reason("ticked" if reply else "unticked", points, name)
        elif isinstance(reply, int):
            step = reply if probe.likelier_when == "more" else HIGHEST - reply
            yield Reason("answer", STEP_POINTS[step], name)


def _from_evidence(library: Library, cause: Cause, evidence: Evidence) -> Iterator[Reason]:
    for item, ties in groupby(sorted(evidence.ties, key=lambda tie: tie.item), key=lambda tie: tie.item):
        direction, shares = TIES.get(item, (0.0, ()))
        share = dict(shares).get(cause.id, 0.0)
        weighing = [tie for tie in ties if tie.sure and tie.effect * direction > 0]
        if share and weighing:
            best = max(weighing, key=lambda tie: abs(tie.effect))
            if (beyond := abs(best.effect) - USUAL.get(item, USUALLY)) > 0:
                yield Reason("tie", share * min(MOST_TIE_POINTS, TIE_POINTS * beyond), item, best.lag)
    for item in evidence.moved:
        if share := _speaks_of(library, item, cause.id):
            yield Reason("moved", MOVED_POINTS * share, item)


def _speaks_of(library: Library, item: str, cause: str) -> float:
    """How much an item that has moved speaks of a cause: by the table of ties, else by the first sign it belongs to."""
    if item == NEARNESS:
        return 0.0
    if item in TIES:
        return dict(TIES[item][1]).get(cause, 0.0)
    signs: Collection[str] = library.items[item].signs[:1] if item in library.items else ()
    return max(
        (1 / (1 + library.signs[s].causes.index(cause)) for s in signs if cause in library.signs[s].causes), default=0.0
    )
