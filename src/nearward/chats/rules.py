"""Nouns of the mirror, and pure decisions about a chat that is read: for one alone, or for both when both agreed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

VERSION = 1
"""Raise this when what is told changes in another way than by a file that is added, dropped or changed."""

REPORT_LIVES = timedelta(days=30)
PROPOSAL_LIVES = timedelta(days=14)
SHORT_DIGEST = 12
MOST_POINTS = 104
FEW_HOURS = 3
"""Fewer hours than this say nothing of a day."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One person's figure: its interval, on how many cases it rests, and its weekly curve.

    `value` is None where it is longer than can be told; a week without enough is None.
    """

    value: float | None
    low: float | None
    high: float | None
    cases: int
    weekly: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure as it is shown. `figures` holds the reader's own first, and in a pair's report the partner's second.

    A person whose figure rests on too little has None.
    """

    name: str
    unit: str
    together: bool
    """Whether it belongs to both, so that both figures are the same one."""
    figures: tuple[Figure | None, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """A change in one measure. `whose` is 0 for the reader, 1 for the partner."""

    measure: str
    whose: int
    since: date
    earliest: date
    latest: date
    before: float | None
    after: float | None
    sure: float


@dataclass(frozen=True, slots=True)
class Cue:
    """So many of one's own messages hold words that are worth a look; told to their writer alone."""

    name: str
    messages: int


@dataclass(frozen=True, slots=True)
class Hourly:
    """Of a hundred waits for one person, how many were answered within an hour, by the hour (24) in which they began.

    An hour with too few is None in all three.
    """

    value: tuple[float | None, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    waits: int

    @property
    def known(self) -> int:
        """In how many hours there is something to tell."""
        return sum(value is not None for value in self.value)


@dataclass(frozen=True, slots=True)
class Told:
    """All that a page of the mirror tells. `messages` holds the reader's own number, and the partner's in a pair's."""

    first: date
    weeks: int
    gap: int
    messages: tuple[int, ...]
    too_little: bool
    measures: tuple[Measure, ...] = ()
    shifts: tuple[Shift, ...] = ()
    cues: tuple[Cue, ...] = ()
    hours: tuple[Hourly, ...] = ()
    """The reader's own first; empty in reports that were kept before hours were told."""

    @property
    def has_hours(self) -> bool:
        return any(one.known >= FEW_HOURS for one in self.hours)

    @property
    def last(self) -> date:
        """The Monday of the last week."""
        return self.first + timedelta(weeks=self.weeks - 1)

    @property
    def is_joint(self) -> bool:
        return len(self.messages) > 1


@dataclass(frozen=True, slots=True)
class Basis:
    """Exactly what two people agree to have read: this file, from day to day, by this analysis. Nothing else is.

    `people` holds both names as they are read in it, the proposer's own first, with the names merged into each.
    """

    digest: str
    first: date
    last: date
    messages: int
    analysis: str
    chat: str = ""
    people: tuple[str, str] = ("", "")

    @property
    def short_digest(self) -> str:
        """As much of the digest as two people would compare."""
        return " ".join(self.digest[at : at + 4] for at in range(0, SHORT_DIGEST, 4))


@dataclass(frozen=True, slots=True)
class Proposal:
    """One person's wish to have a chat read for both. `ask` holds how the file is to be read, for nobody's eyes."""

    id: str
    basis: Basis
    at: datetime
    ask: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Joint:
    """What one of the two sees of a reading for both.

    `mine` is the reader's own proposal and `theirs` the partner's. `agreed` says of the one of them whether both have
    agreed. `aside`: the reader has put the partner's aside; the partner is not told. `reports` holds the newest first.
    `asleep` is what the reader proposed or agreed to in a link that is not open now.
    """

    mine: Proposal | None = None
    theirs: Proposal | None = None
    agreed: frozenset[str] = frozenset()
    aside: bool = False
    reports: tuple[JointReport, ...] = ()
    asleep: tuple[Asleep, ...] = ()

    @property
    def report(self) -> JointReport | None:
        """The newest report."""
        return next(iter(self.reports), None)

    @property
    def earlier(self) -> JointReport | None:
        """The other report, where two stand: one that each of them proposed."""
        return next(iter(self.reports[1:]), None)

    @property
    def mine_agreed(self) -> bool:
        return self.mine is not None and self.mine.id in self.agreed

    @property
    def theirs_agreed(self) -> bool:
        return self.theirs is not None and self.theirs.id in self.agreed

    @property
    def to_make(self) -> Proposal | None:
        """What both agreed to and nobody has made yet."""
        open_ones = self.agreed - {report.proposal.id for report in self.reports}
        return next((one for one in (self.mine, self.theirs) if one and one.id in open_ones), None)


@dataclass(frozen=True, slots=True)
class JointReport:
    """The pair's report as one of them reads it, what it was made of, by whose proposal, and until when it stands."""

    proposal: Proposal
    told: Told
    until: datetime
    mine: bool


@dataclass(frozen=True, slots=True)
class Asleep:
    """A yes of one's own in a link that is not open now; it can be taken back all the same."""

    id: str
    basis: Basis


def from_the_other_side(told: Told) -> Told:
    """Return the pair's report as the partner of its first reader reads it."""
    return replace(
        told,
        messages=told.messages[::-1],
        measures=tuple(replace(one, figures=one.figures[::-1]) for one in told.measures),
        shifts=tuple(replace(one, whose=1 - one.whose) for one in told.shifts),
        hours=told.hours[::-1],
    )


def analysis_of(files: Iterable[tuple[str, bytes]]) -> str:
    """Return the version of an analysis from the names and contents of all that it runs: any change makes another."""
    told = "\n".join(f"{name}: {hashlib.sha256(content).hexdigest()}" for name, content in sorted(files))
    return f"{VERSION}.{hashlib.sha256(told.encode()).hexdigest()[:6]}"


def is_over(at: datetime, lives: timedelta, now: datetime) -> bool:
    """Whether something that lives so long from an instant on is gone."""
    return now >= at + lives


def may_be_read(proposed: Basis, agreed: Basis, analysis: str) -> bool:
    """Whether both agreed to the very same thing, and it is still the analysis they agreed to."""
    return proposed == agreed and proposed.analysis == analysis
