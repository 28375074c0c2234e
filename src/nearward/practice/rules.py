"""What is offered, and why: two tables. The first says what holds a practice back, the second what speaks for it.

Both are written to be read beside the library's sources, whose ids stand in brackets. Everything is decided from the
person's own answers and from what their partner shows them; chance has no part in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from nearward.practice.moments import LATELY, Moment, Said, State, Wish
from nearward.practice.rows import LESSONS, TONIGHT, UNANSWERED, Row, applying
from nearward_library.schema import Cause, Practice

REST_AFTER_ANOTHER = timedelta(days=7)
GOES = 5
"""How often a practice is tried before another takes its turn."""

STEPS_BEFORE_HELP = 2
REST_OF_LONG_ONES = ((60, timedelta(days=6)), (20, timedelta(days=2)))
"""How long a practice of so many minutes rests once it is done."""

# what holds a practice back

Test = Callable[[Practice, Moment], bool]


@dataclass(frozen=True, slots=True)
class Bar:
    """A reason not to offer a practice.

    Soft ones give way when nothing else is left; those that yield give way to what stands in the person's plan.
    """

    name: str
    holds: Test
    soft: bool = False
    yields: bool = False


NEVER_PUSHED = "never pushed: vulnerability, sex, forgiveness, class 3"
HARD_DAY = "no hard talk on a hard day"
GATE = Bar("the gate is closed", lambda p, m: m.wish is Wish.QUIET and p.closes_with_the_gate)
BARS = (
    GATE,
    Bar("put away for good", lambda p, m: _said(p, m, Said.NEVER)),
    Bar(NEVER_PUSHED, lambda p, _: p.never_pushed),
    Bar("class 2 and what confronts need an open gate", lambda p, m: _grave(p) and m.wish is not Wish.OPEN),
    Bar("for two, and this is for one", lambda p, m: p.tags.joint and m.wish is Wish.ALONE),
    # after a bad night or a heavy day either brings more quarrel (gordon-2014, timmons-2017)
    Bar(HARD_DAY, lambda p, m: (m.hard_day or m.their_day_is_hard) and is_hard(p)),
    # two weeks make a baseline; until then small things only (zygar-hoffmann-2020)
    Bar(
        "settling in",
        lambda p, m: m.settling and not m.looks_into and p.tags.intensity != "light",
        soft=True,
        yields=True,
    ),
    Bar(
        "another was wanted", lambda p, m: _said(p, m, Said.ANOTHER, within=REST_AFTER_ANOTHER), soft=True, yields=True
    ),
    # small things first, then the check-up, then help from outside, unless a cause of its own was chosen (doss-2016)
    Bar("help comes after two small things", lambda p, m: p.group == "help" and _untried(p, m), soft=True, yields=True),
    # content pairs gain nothing from courses in talking, and may lose (rogge-2013, halford-2001, halford-2015)
    Bar("no lessons for those who are content", lambda p, m: m.content and p.id in LESSONS, soft=True, yields=True),
    Bar("long things rest once they are done", lambda p, m: m.today < _rested_from(p, m), soft=True),
    Bar("for tonight something small", lambda p, m: m.tonight and p.id not in TONIGHT, soft=True),
    # thanks land only where somebody feels answered (algoe-2016)
    Bar("listening before thanks", lambda p, m: p.id == "gratitude" and _unanswered(m), soft=True, yields=True),
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


ROW_FOR, ROW_AGAINST = 3.0, -4.0
"""What the first row counts that speaks for a practice, and the first that speaks against it."""

_WARM = frozenset({"time", "warmth", "together-apart"})
PLUSES = (
    Plus("chosen", lambda p, m, _: (100.0 if m.chosen == p.id else 0.0, "")),
    Plus("drawn", lambda p, m, _: (50.0 if m.drawn == p.id else 0.0, "")),
    # two at most, and the one that waited longer goes first
    Plus("plan", lambda p, m, _: (20.0 + 0.5 * _waited(p, m) if _kept(p, m) else 0.0, "")),
    Plus("cause", lambda p, m, causes: _best((_for_cause(p, causes.get(name)), name) for name in m.causes)),
    Plus("sign", lambda p, m, _: _best((3.0 if name in p.signs else 0.0, name) for name in m.signs)),
    Plus(
        "map",
        lambda p, m, causes: _best(
            (0.8 * _for_cause(p, causes.get(name)) / (1 + place), name) for place, name in enumerate(m.likely)
        ),
    ),
    Plus(
        "pointed-at",
        lambda p, m, causes: _best(
            (_for_cause(p, causes.get(name)) / (2 + place), name) for place, name in enumerate(m.pointed_at)
        ),
    ),
    Plus("liked", lambda p, m, _: (2.0 * _liked(p, m), "")),
    Plus("hard-day", lambda p, m, _: (2.0 if m.hard_day and p.tags.intensity == "light" else 0.0, "")),
    Plus("again", lambda p, m, _: (3.0 if 0 < _goes(p, m) < GOES else 0.0, "")),
    Plus("had-its-turn", lambda p, m, _: (-4.0 if _goes(p, m) >= GOES else 0.0, "")),
    # content pairs gain from warmth and new things together, and may lose from lessons (rogge-2013, halford-2001)
    Plus("warm", lambda p, m, _: (2.0 if _at_ease(m) and p.group in _WARM and p.grade != "C" else 0.0, "")),
    # where something is to be mended, what has been tested goes first; warm things take turns instead
    Plus("tested", lambda p, m, _: ({"A": 1.5, "B": 1.0}.get(p.grade, 0.0) if m.looks_into else 0.0, p.grade)),
)


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
    rows = applying(moment)
    weighed = [_weighed(practice, causes, moment, rows) for practice in kept]
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


def second_to(first: Practice | None, weighed: Iterable[Weighed]) -> Weighed | None:
    """Return what may stand beside another practice: the best of another kind, so that two never ask for the same."""
    free = (one for one in weighed if all(bar.soft for bar in one.bars))
    return next((one for one in free if first is None or one.practice.group != first.group), None)


def _weighed(practice: Practice, causes: Mapping[str, Cause], moment: Moment, rows: Sequence[Row]) -> Weighed:
    chosen, kept = moment.chosen == practice.id, _kept(practice, moment)
    counted = [(plus.name, *plus.counts(practice, moment, causes)) for plus in PLUSES]
    counted += [("row", ROW_FOR, row.name) for row in rows if practice.id in row.do][:1]
    counted += [("row-against", ROW_AGAINST, row.name) for row in rows if practice.id in row.leave][:1]
    return Weighed(
        practice,
        tuple(
            bar
            for bar in BARS
            if (bar is GATE or not chosen) and not (kept and bar.yields) and bar.holds(practice, moment)
        ),
        tuple(Reason(name, points, about) for name, points, about in counted if points),
    )


def _said(practice: Practice, moment: Moment, said: Said, *, within: timedelta | None = None) -> bool:
    return any(
        one.practice == practice.id and one.said is said and (within is None or moment.today - one.day < within)
        for one in moment.past
    )


def _at_ease(moment: Moment) -> bool:
    return not (moment.looks_into or moment.likely or State.LOW in {moment.state, moment.their_state})


def _goes(practice: Practice, moment: Moment) -> int:
    return sum(
        one.practice == practice.id and one.said is Said.DONE and moment.today - one.day <= LATELY
        for one in moment.past
    )


def _last_done(practice: Practice, moment: Moment) -> int | None:
    """Days since it was last done."""
    done = [one.day for one in moment.past if one.practice == practice.id and one.said is Said.DONE]
    return (moment.today - max(done)).days if done else None


def _rested_from(practice: Practice, moment: Moment) -> date:
    """The day from which it may come again; what was done today is not taken back by it."""
    since = _last_done(practice, moment)
    if not since:
        return moment.today
    rest = next((rest for minutes, rest in REST_OF_LONG_ONES if practice.minutes >= minutes), timedelta(0))
    return moment.today - timedelta(days=since) + rest


def _kept(practice: Practice, moment: Moment) -> bool:
    return any(one.practice == practice.id for one in moment.plan)


def _waited(practice: Practice, moment: Moment) -> int:
    since = _last_done(practice, moment)
    return 6 if since is None else min(6, since)


def _liked(practice: Practice, moment: Moment) -> int:
    """What was said last of how it was, if anything."""
    said = [one for one in moment.past if one.practice == practice.id and one.liked is not None]
    return max(said, key=lambda one: one.day).liked or 0 if said else 0


def _grave(practice: Practice) -> bool:
    return practice.safety_class >= 2 or practice.tags.confronting


def is_hard(practice: Practice) -> bool:
    return practice.tags.confronting or practice.tags.intensity == "deep"


def _untried(practice: Practice, moment: Moment) -> bool:
    """Whether hardly anything else was tried, and no cause was chosen that this practice answers."""
    tried = {one.practice for one in moment.past if one.said is Said.DONE}
    return len(tried) < STEPS_BEFORE_HELP and not set(moment.causes) & set(practice.causes)


def _unanswered(moment: Moment) -> bool:
    return bool(UNANSWERED & set(moment.signs))


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
