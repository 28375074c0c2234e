"""From a chat export to what is told of it: the only place that reads chats and looks for changes in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from math import isfinite
from pathlib import Path, PurePosixPath

import numpy as np

import nearward_detect
import nearward_dialogue
from nearward.chats.rules import Cue, Figure, Hourly, Measure, Shift, Told, analysis_of
from nearward.kit import curves
from nearward.kit.kernel import compiled_here, kernel
from nearward_dialogue import Ask, DialogueError, Reading, read
from nearward_dialogue.marks import listen
from nearward_dialogue.report import Change, Hours, Measured, Report, report
from nearward_dialogue.sources import Given
from nearward_dialogue.talk import Talk, talk_of
from nearward_dialogue.words import WordCounts

HAS_A_SAY = {".py", ".c", ".txt", ".phrases", ".npz"}
SEED = 1
"""The same file gives the same intervals every time."""


def talk_in(given: Given, ask: Ask) -> tuple[Reading, Talk]:
    """Read a chat export of two people. Raises what `read` and `talk_of` raise."""
    reading = read(given, ask=ask)
    return reading, talk_of(reading.chat)


def place_of(people: tuple[str, str], me: str) -> int:
    """Which of the two is called so; small and capital letters are the same where that leaves no doubt."""
    exact = [place for place, name in enumerate(people) if name == me]
    alike = exact or [place for place, name in enumerate(people) if name.casefold() == me.casefold()]
    if len(alike) != 1:
        raise DialogueError(f"“{me}” is not one of the two: they are “{people[0]}” and “{people[1]}”.")
    return alike[0]


def described(talk: Talk) -> Report:
    """Return all that can be said about a talk; what is shown of it comes from `told_alone` or `told_to_both`."""
    return report(talk, np.random.default_rng(SEED), curves.watch, heard(talk))


def heard(talk: Talk) -> WordCounts:
    """Count the words of a talk, by the compiled kernel where this house has one."""
    return listen(talk, kernel=kernel(compiled_here()))


def told_alone(found: Report, me: int) -> Told:
    """Return what is told to one person alone: nothing of it is about the other."""
    own = tuple(Cue(cue.name, cue.messages) for cue in found.cues if cue.person == me)
    return replace(_told(found.own_side(), (me,)), cues=own)


def told_to_both(found: Report, me: int) -> Told:
    """Return the pair's report, as the one who is `me` in the file reads it."""
    return _told(found, (me, 1 - me))


@cache
def analysis() -> str:
    """Return the version of the analysis: another one whenever any code, list or weights that it runs are changed."""
    return analysis_of((str(place), content.read_bytes()) for place, content in analysed_by().items())


def analysed_by() -> dict[PurePosixPath, Path]:
    """Return every file that has a say in what is told of a chat, by its place in the source."""
    whole = [Path(package.__file__ or "").parent for package in (nearward_dialogue, nearward_detect)]
    files = [path for folder in whole for path in folder.rglob("*") if path.suffix in HAS_A_SAY]
    files += [Path(__file__), Path(curves.__file__)]
    source = whole[0].parent
    return {PurePosixPath(path.relative_to(source).as_posix()): path for path in files}


def monday(found: Report, week: int) -> date:
    """Return the day on which a week of the report begins."""
    return date(1970, 1, 1) + timedelta(days=found.first_week + 7 * week)


def _told(found: Report, people: tuple[int, ...]) -> Told:
    shown = [one for one in found.measures if any(one.enough(person) for person in people)]
    names = {one.name for one in shown}
    return Told(
        first=monday(found, 0),
        weeks=found.weeks,
        gap=found.gap,
        messages=tuple(found.messages[person] for person in people),
        too_little=found.too_little,
        measures=tuple(
            Measure(one.name, one.unit, one.together, tuple(_figure(one, person) for person in people)) for one in shown
        ),
        shifts=tuple(
            _shift(found, change, people.index(change.person))
            for change in found.changes
            if change.person in people and change.measure in names
        ),
        hours=tuple(_hourly(found.hours, person) for person in people) if found.hours else (),
    )


def _figure(one: Measured, person: int) -> Figure | None:
    if not one.enough(person):
        return None
    value, low, high = (_number(part[person]) for part in (one.figures.value, one.figures.low, one.figures.high))
    return Figure(value, low, high, one.cases[person], tuple(_number(week) for week in one.weekly[:, person]))


def _hourly(hours: Hours, person: int) -> Hourly:
    value, low, high = (tuple(_number(each) for each in part[person]) for part in (hours.value, hours.low, hours.high))
    return Hourly(value, low, high, int(hours.cases[person].sum()))


def _shift(found: Report, change: Change, whose: int) -> Shift:
    since, low, high = (
        monday(found, week) for week in (change.found.since, change.found.since_low, change.found.since_high)
    )
    before, after = _number(change.before), _number(change.after)
    return Shift(change.measure, whose, since, low, high, before, after, round(change.found.confidence, 3))


def _number(value: float) -> float | None:
    return round(float(value), 4) if isfinite(value) else None
