"""What can be said about a chat: every measure with its interval, and what has changed, few errors among them.

Nothing is said below a minimum of data, and nothing at all about what a person is like. Changes are found by whoever
calls (`watch`), since this package does not know how a change is found in a series.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from nearward_dialogue.columns import let_go
from nearward_dialogue.cues import Cue, cues
from nearward_dialogue.measures import measures, responsiveness
from nearward_dialogue.talk import Talk
from nearward_dialogue.weeks import Figures, Floats, Sums, drawn_weeks, figures, rates, spread
from nearward_dialogue.words import WordCounts

FEW_MESSAGES: Final = 200
FEW_WEEKS: Final = 8
FEW_CASES: Final = 20
"""Each person's figure rests on at least this many cases, or is not shown."""

FALSE_SHARE: Final = 0.1
"""At most this share of the changes told in one report is expected to be none."""


@dataclass(frozen=True, slots=True)
class Found:
    """A change in a weekly series: weeks from its start, size in its own week-to-week SD, downwards negative."""

    noticed: int
    since: int
    since_low: int
    since_high: int
    size_sd: float
    confidence: float
    """The probability that it is a change at all."""


Watch = Callable[[Floats], Sequence[Sequence[Found]]]
"""Finds the changes of each of many series (float64 [series, weeks], NaN = no figure that week)."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change in one measure of one person (0 or 1) that the report may tell."""

    measure: str
    person: int
    found: Found
    before: float
    after: float
    """Median weekly figure before and since."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure of both: figures with intervals, the curve (weeks x 2, NaN where there is too little), the cases.

    `together`: it belongs to both, and both columns are the same. `alone`: it may be told to one who asks alone, since
    it is made of that person's messages and of the timing between the two, never of what the other wrote.
    """

    name: str
    unit: str
    limits: str
    figures: Figures
    weekly: Floats
    cases: tuple[int, int]
    together: bool = False
    alone: bool = True

    def enough(self, person: int) -> bool:
        """Whether this person's figure rests on enough to be shown."""
        return self.cases[person] >= FEW_CASES and bool(np.isfinite(self.figures.low[person]))


@dataclass(frozen=True, slots=True)
class Hours:
    """Of a hundred waits for a person, how many were answered within an hour, by the hour in which they began.

    `value`, `low`, `high` (2 x 24), NaN where there are fewer than FEW_CASES; `cases` (2 x 24) counts the waits.
    """

    value: Floats
    low: Floats
    high: Floats
    cases: Floats


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that can be said; nothing but the head when there is `too_little`.

    `first_week` is the day number (since 1970-01-01) of the Monday of week 0; `gap` ends a session, in seconds.
    """

    people: tuple[str, str]
    messages: tuple[int, int]
    first_week: int
    weeks: int
    gap: int
    too_little: bool
    measures: tuple[Measured, ...] = ()
    changes: tuple[Change, ...] = ()
    hours: Hours | None = None
    cues: tuple[Cue, ...] = ()

    def own_side(self) -> "Report":
        """The report without what is made of both persons' words: alone, only one's own are described.

        Figures, changes and cues still stand for both; what belongs to the other person is for the caller to leave out.
        """
        kept = tuple(one for one in self.measures if one.alone)
        names = {one.name for one in kept}
        return replace(self, measures=kept, changes=tuple(one for one in self.changes if one.measure in names))


def report(talk: Talk, rng: np.random.Generator, watch: Watch, words: WordCounts | None = None) -> Report:
    """Measure `talk` by everything there is; intervals are drawn with `rng`.

    `words` are counted in `talk.chat` (`marks.listen`); without them the measures on words are left out.
    """
    wrote = np.bincount(talk.sender, minlength=2)
    too_little = int(wrote.min()) < FEW_MESSAGES / 4 or len(talk) < FEW_MESSAGES or talk.weeks < FEW_WEEKS
    head = (talk.people, (int(wrote[0]), int(wrote[1])), talk.first_week, talk.weeks, talk.gap)
    if too_little:
        return Report(*head, too_little=True)
    drawn = drawn_weeks(talk.weeks, rng)
    measured = tuple(
        _measured(name, _sums(name, talk, words), drawn)
        for name, module in measures().items()
        if words is not None or not getattr(module, "WORDS", False)
    )
    return Report(
        *head,
        too_little=False,
        measures=measured,
        changes=told(measured, watch),
        hours=_hours(talk, drawn),
        cues=() if words is None else cues(talk, words),
    )


def _sums(name: str, talk: Talk, words: WordCounts | None) -> Sums:
    module = measures()[name]
    sums: Sums = module.measure(talk, words) if getattr(module, "WORDS", False) else module.measure(talk)
    if words is not None:
        let_go(words.words, words.emoji, words.counts, words.held, words.marks)
    return sums


def _measured(name: str, sums: Sums, drawn: Floats) -> Measured:
    module, cases = measures()[name], sums.basis()
    return Measured(
        name,
        module.UNIT,
        module.LIMITS,
        figures(sums, drawn),
        sums.weekly(),
        (int(cases[0]), int(cases[1])),
        together=getattr(module, "TOGETHER", False),
        alone=getattr(module, "ALONE", True),
    )


def _hours(talk: Talk, drawn: Floats) -> Hours:
    soon, every = responsiveness.by_hour(talk)
    sums, cases = rates(100 * soon, every), every.sum(axis=0)
    low, high = spread(sums.figure(drawn))
    value = sums.figure(np.ones(talk.weeks))
    value, low, high = (np.where(cases >= FEW_CASES, column, np.nan) for column in (value, low, high))
    return Hours(value, low, high, cases)


def told(measured: Sequence[Measured], watch: Watch) -> tuple[Change, ...]:
    """The changes that may be told, surest first: as many as keep the expected share of false ones at FALSE_SHARE.

    Of both persons' shares, which mirror each other, and of what belongs to both, the first column is looked at.

    Source: Newton, M. A., Noueiry, A., Sarkar, D., & Ahlquist, P. (2004). Detecting differential gene expression with a
    semiparametric hierarchical mixture method. Biostatistics, 5, 155-176. doi:10.1093/biostatistics/5.2.155
    """
    looked_at = [
        (one, person)
        for one in measured
        for person in ((0,) if one.unit == "share" or one.together else (0, 1))
        if one.enough(person)
    ]
    if not looked_at:
        return ()
    seen = watch(np.stack([_even(one, person) for one, person in looked_at]))
    candidates = [
        Change(one.name, person, found, *_around(one.weekly[:, person], found))
        for (one, person), changes in zip(looked_at, seen, strict=True)
        for found in changes
    ]
    candidates.sort(key=lambda change: -change.found.confidence)
    errors = np.cumsum([1 - change.found.confidence for change in candidates]) / np.arange(1, len(candidates) + 1)
    by_name = {one.name: one for one in measured}
    kept = candidates[: int((errors <= FALSE_SHARE).sum())]
    return tuple(seen for change in kept for seen in _seen_by_each(change, by_name[change.measure]))


def _seen_by_each(change: Change, one: Measured) -> tuple[Change, ...]:
    """What was looked at once is told to both: a share from the other end, what belongs to both as it is."""
    if one.together:
        return change, replace(change, person=1)
    if one.unit == "share":
        other = replace(change.found, size_sd=-change.found.size_sd)
        return change, Change(change.measure, 1, other, 1 - change.before, 1 - change.after)
    return (change,)


def _even(one: Measured, person: int) -> Floats:
    """The curve on a scale on which ordinary weeks scatter evenly: logarithms for lengths of time."""
    series = one.weekly[:, person]
    return np.log(series) if one.unit == "seconds" else series


def _around(series: Floats, found: Found) -> tuple[float, float]:
    return _median(series[: found.since]), _median(series[found.since :])


def _median(series: Floats) -> float:
    known = series[np.isfinite(series)]
    return float(np.median(known)) if len(known) else np.nan
