"""One pair's days from the first to the last, with what a picture of them needs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from nearward_detect.monitor import Monitor, State
from nearward_detect.scales import answers_to_row
from nearward_detect.shapes import Answers, Band, Day, Item, Notice, Policy, Status


@dataclass(frozen=True, slots=True)
class Point:
    """One calendar day of a picture: each person's nearness (0-10) or None for a gap, and usual band or None.

    The band's `now` is the estimate of the present level.
    """

    date: date
    nearness: tuple[float | None, ...]
    bands: tuple[Band | None, ...]
    status: Status


@dataclass(frozen=True, slots=True)
class Story:
    """The state after the last day, all notices in order, one point for each calendar day."""

    state: State
    notices: tuple[Notice, ...]
    points: tuple[Point, ...]


def story_of(days: Iterable[Day], items: Sequence[Item], policy: Policy | None = None, people: int = 2) -> Story:
    """Step through `days` (in order of date; absent dates are gaps). Raises what `State.step` raises."""
    state = Monitor(tuple(items), policy or Policy()).start(people)
    notices: list[Notice] = []
    points: list[Point] = []
    for day in days:
        for gap in _dates_between(state.last, day.date):
            state, told = state.step(Day(gap, (None,) * people))
            notices += told
            points.append(Point(gap, (None,) * people, state.bands, state.status))
        state, told = state.step(day)
        notices += told
        values = tuple(_nearness_of(answers, items) for answers in day.answers)
        points.append(Point(day.date, values, state.bands, state.status))
    return Story(state, tuple(notices), tuple(points))


def _dates_between(last: date | None, until: date) -> list[date]:
    gap = 0 if last is None else (until - last).days - 1
    return [until - timedelta(days=back) for back in range(gap, 0, -1)]


def _nearness_of(answers: Answers | None, items: Sequence[Item]) -> float | None:
    """The plain mean of the day's answers turned to nearness on 0-10: what the person would recognise."""
    row = [
        10 * abs(value - (item.low if item.nearer else item.high)) / (item.high - item.low)
        for item, value in zip(items, answers_to_row(answers, items), strict=True)
        if value == value  # noqa: PLR0124
    ]
    return sum(row) / len(row) if row else None
