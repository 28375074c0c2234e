"""Reply latency: how long the other waits for this person's answer, the median with unanswered waits counted as such.

A wait begins with the last message of the other's turn. It ends with this person's next message, whether in the same
session or later. It is given up, and counts as "longer than that", when the other writes anew after a silence that ends
a session, or when the chat ends. Waits that begin in this person's night (the hours of the day in which they write
least) stand apart in `nights`; leaving them in would make early sleepers look cold.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from nearward_dialogue.shapes import Int8, Int64
from nearward_dialogue.talk import DAY, HOUR, Bool, Talk
from nearward_dialogue.weeks import Floats, Waits

UNIT = "seconds"
SOURCES: tuple[str, ...] = ()
LIMITS = "Slow answers have many causes: work, driving, a full day, a phone in another room. It says when, never why."

EDGES: Final[Floats] = np.geomspace(1, 30 * DAY, 161)
BY_MINUTE: Final[Floats] = np.concatenate([[1], 30 + 60 * np.arange(30), np.geomspace(1830, 30 * DAY, 90)])
"""For a chat whose times have no seconds: so many minutes by the clock means half a minute less or more."""
NIGHT_HOURS: Final = 8
BEDTIME: Final = 22
"""Where several stretches of the day are equally quiet, the first from this hour on is the night."""


@dataclass(frozen=True)
class Waited:
    """Waits in order: the message that began each (row of the talk), who is waited for, seconds, and how it ended."""

    begun: Int64
    whose: Int8
    seconds: Int64
    answered: Bool
    ended: Int64
    """The message that answered, or -1."""


def waits(talk: Talk) -> Waited:
    """Every wait of the talk."""
    last = np.flatnonzero(np.append(talk.begins[1:], True)[: len(talk)])
    following = np.minimum(last + 1, len(talk) - 1)
    whose = (1 - talk.sender[last]).astype(np.int8)
    answered = talk.sender[following] == whose
    until = talk.time[following]
    return Waited(last, whose, until - talk.time[last], answered, np.where(answered, following, -1))


def night_of(talk: Talk, who: int) -> Bool:
    """Which hours of the day (24) are the night of a person: the eight hours in a row in which they write least."""
    hours = np.bincount(talk.time[talk.sender == who] % DAY // HOUR, minlength=24)
    starts = np.arange(BEDTIME, BEDTIME + 24)
    in_a_row = hours[(starts[:, None] + np.arange(NIGHT_HOURS)) % 24].sum(axis=1)
    night = np.zeros(24, dtype=np.bool_)
    night[(starts[np.argmin(in_a_row)] + np.arange(NIGHT_HOURS)) % 24] = True
    return night


def by_day(talk: Talk, waited: Waited) -> Bool:
    """Which waits began in the waking hours of the one who is waited for."""
    nights = np.stack([night_of(talk, who) for who in (0, 1)])
    return ~nights[waited.whose, talk.time[waited.begun] % DAY // HOUR]


def measure(talk: Talk, *, at: float = 0.5, nights: bool = False) -> Waits:
    """Waits by week, person waited for and length; `at` .5 is the median, .9 the tail; `nights` takes those alone."""
    waited = waits(talk)
    chosen = by_day(talk, waited) != nights
    edges = EDGES if (talk.time % 60).any() else BY_MINUTE
    bins = np.clip(np.searchsorted(edges, np.maximum(waited.seconds, 1), side="right") - 1, 0, len(edges) - 2)
    shape = (talk.weeks, 2, len(edges) - 1)
    place = np.ravel_multi_index((talk.week[waited.begun], waited.whose, bins), shape) if len(bins) else bins
    counted = [
        np.bincount(place[chosen & which], minlength=int(np.prod(shape))).reshape(shape).astype(np.int32)
        for which in (waited.answered, ~waited.answered)
    ]
    return Waits(counted[0], counted[1], edges, at)


def messages(talk: Talk) -> Bool:
    """The messages that answered a wait."""
    waited = waits(talk)
    answers = np.zeros(len(talk), dtype=np.bool_)
    answers[waited.ended[waited.answered]] = True
    return answers
