"""What is offered, and why: two tables. The first says what holds a practice back, the second what speaks for it.

Both are written to be read beside the library's sources, whose ids stand in brackets. Everything is decided from the
person's own answers; chance has no part in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from nearward_library.schema import Cause, Practice


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


@dataclass(frozen=True, slots=True)
class Answered:
    """What was said to a practice on a day."""

    practice: str
    day: date
    said: Said


@dataclass(frozen=True, slots=True)
class Moment:
    """All that is looked at when something is offered."""

    today: date
    wish: Wish
    signs: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    """What the person looks into; or, where they chose nothing, the signs that have moved."""
    pointed_at: tuple[str, ...] = ()
    """Causes that these signs point at, likeliest first."""
    heavy: bool = False
    tired: bool = False
    settling: bool = False
    past: tuple[Answered, ...] = ()
    chosen: str | None = None

    @property
    def looks_into(self) -> bool:
        return bool(self.signs or self.causes)

    @property
    def hard_day(self) -> bool:
        return self.heavy or self.tired


LATELY = timedelta(days=21)
REST_AFTER_ANOTHER = timedelta(days=7)
SETTLING = timedelta(days=14)
GOES = 5
"""How often a practice is tried before another takes its turn."""

STEPS_BEFORE_HELP = 2

HEAVY_FROM, TIRED_UNTIL = 0.7, 0.3
"""Parts of their scales at which own load counts as heavy, and sleep as bad."""

# what holds a practice back

Test = Callable[[Practice, Moment], bool]


@dataclass(frozen=True, slots=True)
class Bar:
    """A reason not to offer a practice. Soft ones give way when nothing else is left."""

    name: str
    holds: Test
    soft: bool = False


GATE = Bar("the gate is closed", lambda p, m: m.wish is Wish.QUIET and p.closes_with_the_gate)
BARS = (
    GATE,
    Bar("put away for good", lambda p, m: _said(p, m, Said.NEVER)),
    Bar("never pushed: vulnerability, sex, forgiveness, class 3", lambda p, _: p.never_pushed),
    Bar("class 2 and what confronts need an open gate", lambda p, m: _grave(p) and m.wish is not Wish.OPEN),
    Bar("for two, and this is for one", lambda p, m: p.tags.joint and m.wish is Wish.ALONE),
    # after a bad night or a heavy day either brings more quarrel (gordon-2014, timmons-2017)
    Bar("no hard talk on a hard day", lambda p, m: m.hard_day and _hard(p)),
    # two weeks make a baseline; until then small things only (zygar-hoffmann-2020)
    Bar("settling in", lambda p, m: m.settling and not m.looks_into and p.tags.intensity != "light", soft=True),
    Bar("another was wanted", lambda p, m: _said(p, m, Said.ANOTHER, within=REST_AFTER_ANOTHER), soft=True),
    # small things first, then the check-up, then help from outside, unless a cause of its own was chosen (doss-2016)
    Bar("help comes after two small things", lambda p, m: p.group == "help" and _untried(p, m), soft=True),
    # thanks land only where somebody feels answered (algoe-2016)
    Bar("listening before thanks", lambda p, m: p.id == "gratitude" and _unanswered(m), soft=True),
)
"""All but the gate give way to the person's own choice."""

# what speaks for it

About = Callable[[Practice, Moment, Mapping[str, Cause]], tuple[float, str]]


@dataclass(frozen=True, slots=True)
class Plus:
    """A reason to offer a practice: how much it counts here, and which cause, sign or grade it is about."""

    name: str
    counts: About


@dataclass(frozen=True, slots=True)
class Reason:
    """Why this one, as it was counted."""

    name: str
    points: float
    about: str = ""


_WARM = frozenset({"time", "warmth", "together-apart"})
PLUSES = (
    Plus("chosen", lambda p, m, _: (100.0 if m.chosen == p.id else 0.0, "")),
    Plus("cause", lambda p, m, causes: _best((_for_cause(p, causes.get(name)), name) for name in m.causes)),
    Plus("sign", lambda p, m, _: _best((3.0 if name in p.signs else 0.0, name) for name in m.signs)),
    Plus(
        "pointed-at",
        lambda p, m, causes: _best(
            (_for_cause(p, causes.get(name)) / (2 + place), name) for place, name in enumerate(m.pointed_at)
        ),
    ),
    Plus("hard-day", lambda p, m, _: (2.0 if m.hard_day and p.tags.intensity == "light" else 0.0, "")),
    Plus("again", lambda p, m, _: (3.0 if 0 < _goes(p, m) < GOES else 0.0, "")),
    Plus("had-its-turn", lambda p, m, _: (-4.0 if _goes(p, m) >= GOES else 0.0, "")),
    # content pairs gain from warmth and new things together, and may lose from lessons (rogge-2013, halford-2001)
    Plus("warm", lambda p, m, _: (2.0 if not m.looks_into and p.group in _WARM and p.grade != "C" else 0.0, "")),
    # where something is to be mended, what has been tested goes first; warm things take turns instead
    Plus("tested", lambda p, m, _: ({"A": 1.5, "B": 1.0}.get(p.grade, 0.0) if m.looks_into else 0.0, p.grade)),
)
_UNANSWERED = frozenset({"ignored", "unheard", "invalidated"})


@dataclass(frozen=True, slots=True)
class Weighed:
    """One practice with everything that was counted: the whole derivation of an offer."""

    practice: Practice
    bars: tuple[Bar, ...]
    reasons: tuple[Reason, ...]

    @property
    def points(self) -> float:
        return sum(reason.points for reason in self.reasons)


def weigh(practices: Iterable[Practice], causes: Mapping[str, Cause], moment: Moment) -> tuple[Weighed, ...]:
    """Return every practice with what holds it back and what speaks for it, the one to offer first.

    What is held back stands behind what is free; among the free the points decide, and where they are equal, whose
    turn it is today.
    """
    kept = sorted(practices, key=lambda practice: practice.id)
    weighed = [_weighed(practice, causes, moment) for practice in kept]
    turn = {practice.id: (place + moment.today.toordinal() * 7) % len(kept) for place, practice in enumerate(kept)}
    return tuple(
        sorted(
            weighed,
            key=lambda one: (any(not bar.soft for bar in one.bars), len(one.bars), -one.points, turn[one.practice.id]),
        )
    )


def offer(practices: Iterable[Practice], causes: Mapping[str, Cause], moment: Moment) -> Weighed | None:
    """Return the one practice to offer, or None where every single one is held back for good reason."""
    first = next(iter(weigh(practices, causes, moment)), None)
    return first if first and all(bar.soft for bar in first.bars) else None


def is_heavy(share: float | None) -> bool:
    """Whether own load, as a share of its scale, makes this a heavy day."""
    return share is not None and share >= HEAVY_FROM


def is_tired(share: float | None) -> bool:
    """Whether sleep, as a share of its scale, makes this a tired day."""
    return share is not None and share <= TIRED_UNTIL


def is_settling(first_day: date | None, today: date) -> bool:
    """Whether somebody is in their first two weeks."""
    return first_day is None or today - first_day < SETTLING


def chosen_now(chosen: tuple[str, date] | None, past: Sequence[Answered], today: date) -> str | None:
    """Return the practice that somebody chose themself, until they answered it or two weeks have gone by."""
    if chosen is None or today - chosen[1] >= SETTLING:
        return None
    name, since = chosen
    return None if any(one.practice == name and one.day >= since for one in past) else name


def _weighed(practice: Practice, causes: Mapping[str, Cause], moment: Moment) -> Weighed:
    chosen = moment.chosen == practice.id
    counted = ((plus.name, *plus.counts(practice, moment, causes)) for plus in PLUSES)
    return Weighed(
        practice,
        tuple(bar for bar in BARS if (bar is GATE or not chosen) and bar.holds(practice, moment)),
        tuple(Reason(name, points, about) for name, points, about in counted if points),
    )


def _said(practice: Practice, moment: Moment, said: Said, *, within: timedelta | None = None) -> bool:
    return any(
        one.practice == practice.id and one.said is said and (within is None or moment.today - one.day < within)
        for one in moment.past
    )


def _goes(practice: Practice, moment: Moment) -> int:
    return sum(
        one.practice == practice.id and one.said is Said.DONE and moment.today - one.day <= LATELY
        for one in moment.past
    )


def _grave(practice: Practice) -> bool:
    return practice.safety_class >= 2 or practice.tags.confronting


def _hard(practice: Practice) -> bool:
    return practice.tags.confronting or practice.tags.intensity == "deep"


def _untried(practice: Practice, moment: Moment) -> bool:
    """Whether hardly anything else was tried, and no cause was chosen that this practice answers."""
    tried = {one.practice for one in moment.past if one.said is Said.DONE}
    return len(tried) < STEPS_BEFORE_HELP and not set(moment.causes) & set(practice.causes)


def _unanswered(moment: Moment) -> bool:
    return bool(_UNANSWERED & set(moment.signs))


def _for_cause(practice: Practice, cause: Cause | None) -> float:
    """How well a practice answers a cause: the cause's own page orders what helps; others only name the cause."""
    if cause is None:
        return 0.0
    places = [help_.practice for help_ in cause.helps]
    if practice.id in places:
        return max(4.0, 7.0 - places.index(practice.id))
    return 3.0 if cause.id in practice.causes else 0.0


def _best(found: Iterable[tuple[float, str]]) -> tuple[float, str]:
    return max(found, key=lambda one: one[0], default=(0.0, ""))
