"""Pure decisions of the page of the day, and the made-up weeks that a demo shows."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

WEEKS = 12
CHANGED_IN_WEEK = 8
CORE = ("closeness", "felt-heard", "valued-today")
IN_TURN = ("warm-tone", "real-talk", "attention")
FALL = {"felt-heard": 38.0, "warm-tone": 26.0, "closeness": 24.0, "valued-today": 14.0, "real-talk": 20.0}
"""By how many points of a hundred Ana's answers fall in the made-up weeks, once the change is complete."""

USUAL = {"felt-heard": 70.0, "closeness": 74.0, "valued-today": 72.0, "warm-tone": 75.0}

ANSWERS = (
    (61, "Ask me again on our walk. I have three answers, and one of them is silly.", "The ordinary evenings, mostly."),
    (40, "I had to think about it all through lunch. Ask me tonight.", "You know me: it has to do with the garden."),
    (27, "Not sure. Some of it I would like to tell you when it is quiet.", "I liked that we both had to think."),
)
"""On how many days before the last one a question was answered, by Ana and by Ben; the words fit any question."""

THANKS = (
    (55, "Thank you for taking the early train, so that I could sleep."),
    (33, "Thank you for the soup, and for the note beside it."),
    (1, "Thank you for waiting with dinner."),
)
"""On how many days before the last one somebody gave thanks: Ana, then Ben, then Ana."""


Said = int | str | tuple[str, ...]
"""An answer in a map."""

MAPS: tuple[dict[str, Said], ...] = (
    {
        "noticed": ("unheard", "talks-less", "short-answers"),
        "sign:unheard": 4,
        "sign:talks-less": 3,
        "sign:short-answers": 2,
        "since:unheard": "weeks",
        "side:unheard": "mine",
        "since:talks-less": "months",
        "side:talks-less": "both",
        "around": ("work-stress",),
        "work-stress:0": 1,
        "work-stress:1": 3,
        "hearing-physical:0": 1,
        "health:0": 2,
        "mental-health:0": 3,
        "nearness": ("small-rituals-lost",),
        "small-rituals-lost:0": 1,
    },
    {
        "noticed": ("talks-less", "distracted-partner"),
        "sign:talks-less": 3,
        "sign:distracted-partner": 2,
        "around": ("work-stress", "schedules"),
        "work-stress:0": 1,
        "schedules:0": 1,
        "hearing-physical:0": 2,
        "nearness": ("small-rituals-lost",),
    },
)
"""What Ana and Ben say in their maps; of anything else they are not sure."""


PRACTISED = "good-news", 40, (38, 36, 33, 31, 29, 27, 24, 22, 20, 17, 15, 13, 10, 8, 6, 3)
"""What Ana took up, on how many days before the last one, and on which of them she did it."""

MONTHS: tuple[dict[str, tuple[int, ...]], ...] = (
    {
        "monthly-valued": (74, 71, 73, 52),
        "monthly-meaningful-talk": (58, 60, 55, 41),
        "monthly-enjoy-time": (70, 72, 66, 69),
        "monthly-safe-to-speak": (66, 64, 67, 60),
        "monthly-calm-in-conflict": (61, 59, 63, 58),
        "monthly-debrief-day": (55, 52, 56, 38),
        "monthly-interest": (68, 70, 69, 71),
    },
    {
        "monthly-valued": (70, 72, 69, 71),
        "monthly-enjoy-time": (75, 74, 77, 76),
        "monthly-try-new": (48, 50, 49, 62),
    },
)
"""What Ana, and what Ben, answered about the last four months; hers she keeps, his he shows."""


class Hour(StrEnum):
    """The part of the day by somebody's own clock."""

    NIGHT = "night"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


@dataclass(frozen=True, slots=True)
class MadeDay:
    """One person's made-up answers of one day, by item, in the item's own units; empty for a day without."""

    day: date
    values: dict[str, int]


def hour_of(hour: int) -> Hour:
    """Return which part of the day an hour on the wall belongs to."""
    if hour < 5:
        return Hour.NIGHT
    if hour < 12:
        return Hour.MORNING
    return Hour.AFTERNOON if hour < 18 else Hour.EVENING


def made_weeks(last: date, rng: random.Random) -> tuple[tuple[MadeDay, ...], tuple[MadeDay, ...]]:
    """Return twelve made-up weeks of Ana and of Ben that end on `last`; Ana drifts from week eight on, Ben does not.

    Both moods carry over from day to day, share part of their ups and downs, and a day in five goes by unanswered.
    """
    days = 7 * WEEKS
    first = last - timedelta(days=days - 1)
    mood = [0.0, 0.0]
    weeks: tuple[list[MadeDay], list[MadeDay]] = ([], [])
    for step in range(days):
        together = rng.gauss(0, 3.5)
        load = [rng.gauss(45, 18), rng.gauss(40, 15)]
        fallen = min(1.0, max(0.0, (step - 7 * (CHANGED_IN_WEEK - 1) + 1) / 7))
        for who in (0, 1):
            mood[who] = 0.35 * mood[who] + together + rng.gauss(0, 3)
            near = mood[who] - (0.1 * (load[who] - 45) if who == 0 else 0)
            values = _made_values(step, near, load[who], fallen if who == 0 else 0.0, rng)
            answered = rng.random() > 0.2
            weeks[who].append(MadeDay(first + timedelta(days=step), values if answered else {}))
    return tuple(weeks[0]), tuple(weeks[1])


def _made_values(step: int, near: float, load: float, fallen: float, rng: random.Random) -> dict[str, int]:
    asked = (*CORE, IN_TURN[step % len(IN_TURN)])
    values = {
        item: _within(USUAL.get(item, 68.0) + near + rng.gauss(0, 5) - fallen * FALL.get(item, 8.0)) for item in asked
    }
    tense = rng.random() < 0.04 + 0.2 * fallen
    return {**values, "own-load": _within(load), "tension": int(tense)}


def _within(value: float) -> int:
    return round(min(100.0, max(0.0, value)))
