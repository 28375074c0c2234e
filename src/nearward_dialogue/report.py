"""What can be said about a chat: every measure with its interval, and what has changed, few errors among them.

Nothing is said below a minimum of data, and nothing at all about what a person is like. Changes are found by whoever
calls (`watch`), since this package does not know how a change is found in a series.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from nearward_dialogue.measures import measures
from nearward_dialogue.talk import Talk
from nearward_dialogue.weeks import Figures, Floats, figures
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


Watch = Callable[[Floats], Sequence[Found]]
"""Finds changes in one series (float64 [weeks], NaN = no figure that week)."""


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
    """One measure of both: figures with intervals, the curve (weeks x 2, NaN where there is too little), the cases."""

    name: str
    unit: str
    limits: str
    figures: Figures
    weekly: Floats
    cases: tuple[int, int]

    def enough(self, person: int) -> bool:
        """Whether this person's figure rests on enough to be shown."""
        return self.cases[person] >= FEW_CASES and bool(np.isfinite(self.figures.low[person]))


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that can be said; `measures` and `changes` are empty when there is `too_little`.

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


def report(talk: Talk, rng: np.random.Generator, watch: Watch, words: WordCounts | None = None) -> Report:
    """Measure `talk` by everything there is; intervals are drawn with `rng`.

    `words` are counted in `talk.chat`; without them the measures on words are left out.
    """
    wrote = np.bincount(talk.sender, minlength=2)
    too_little = int(wrote.min()) < FEW_MESSAGES / 4 or len(talk) < FEW_MESSAGES or talk.weeks < FEW_WEEKS
    head = (talk.people, (int(wrote[0]), int(wrote[1])), talk.first_week, talk.weeks, talk.gap)
    if too_little:
        return Report(*head, too_little=True)
    measured = tuple(
        _measured(name, talk, words, rng)
        for name, module in measures().items()
        if words is not None or not getattr(module, "WORDS", False)
    )
    return Report(*head, too_little=False, measures=measured, changes=told(measured, watch))


def _measured(name: str, talk: Talk, words: WordCounts | None, rng: np.random.Generator) -> Measured:
    module = measures()[name]
    sums = module.measure(talk, words) if getattr(module, "WORDS", False) else module.measure(talk)
    cases = sums.basis()
    return Measured(name, module.UNIT, module.LIMITS, figures(sums, rng), sums.weekly(), (int(cases[0]), int(cases[1])))


def told(measured: Sequence[Measured], watch: Watch) -> tuple[Change, ...]:
    """The changes that may be told, surest first: as many as keep the expected share of false ones at FALSE_SHARE.

    Of both persons' shares, which mirror each other, and of what belongs to both, the first column is looked at.

    Source: Newton, M. A., Noueiry, A., Sarkar, D., & Ahlquist, P. (2004). Detecting differential gene expression with a
    semiparametric hierarchical mixture method. Biostatistics, 5, 155-176. doi:10.1093/biostatistics/5.2.155
    """
    candidates = [
        Change(one.name, person, found, *_around(one.weekly[:, person], found))
        for one in measured
        for person in ((0,) if one.unit in {"share", "match"} else (0, 1))
        if one.enough(person)
        for found in watch(_even(one, person))
    ]
    candidates.sort(key=lambda change: -change.found.confidence)
    errors = np.cumsum([1 - change.found.confidence for change in candidates]) / np.arange(1, len(candidates) + 1)
    units = {one.name: one.unit for one in measured}
    kept = candidates[: int((errors <= FALSE_SHARE).sum())]
    return tuple(seen for change in kept for seen in _seen_by_each(change, units[change.measure]))


def _seen_by_each(change: Change, unit: str) -> tuple[Change, ...]:
    """What was looked at once is told to both: a share from the other end, a match as it is."""
    if unit == "match":
        return change, replace(change, person=1)
    if unit == "share":
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
