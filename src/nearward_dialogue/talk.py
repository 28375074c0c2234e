"""The talk of two people in a chat: messages in order of time, gathered into turns and sessions.

A turn is a run of messages of one person within a session. A session is a stretch of talk without a long gap; how long
is long is found from the chat itself, since some couples write all day and others twice a week (`session_gap`).
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nearward_dialogue.errors import NotTwo
from nearward_dialogue.shapes import Chat, Int8, Int64

Bool = NDArray[np.bool_]

DAY: Final = 86_400
HOUR: Final = 3_600
MONDAY: Final = 3
"""1970-01-01 was a Thursday: day number + 3 is divisible by seven on Mondays."""

USUAL_GAP: Final = HOUR
"""The gap of a chat too short or too even to show one of its own (Halfaker and others 2015 found about an hour)."""

LEAST_GAP, MOST_GAP = 15 * 60, 8 * HOUR
FEW_GAPS: Final = 200
"""Below this many gaps no split is looked for."""


@dataclass(frozen=True)
class Talk:
    """The n messages of talk between two people, by time; `rows` (int64) are their places in `chat`.

    `time` in seconds of the wall clock (see Chat), `sender` 0 or 1 in the order of `people`, `gap` in seconds.
    """

    chat: Chat
    people: tuple[str, str]
    rows: Int64
    time: Int64
    sender: Int8
    gap: int

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def day(self) -> Int64:
        """Days since 1970-01-01 of each message."""
        return np.asarray(self.time // DAY)

    @cached_property
    def first_week(self) -> int:
        """Day number of the Monday on or before the first message; 0 for an empty chat."""
        if not len(self):
            return 0
        first = int(self.day[0])
        return first - (first + MONDAY) % 7

    @cached_property
    def week(self) -> Int64:
        """Week of each message, counted from the first."""
        return np.asarray((self.day - self.first_week) // 7)

    @property
    def weeks(self) -> int:
        """How many weeks the chat spans, quiet ones included."""
        return int(self.week[-1]) + 1 if len(self) else 0

    @cached_property
    def opens(self) -> Bool:
        """Which messages begin a session."""
        return np.asarray(np.diff(self.time, prepend=self.time[:1] - self.gap - 1) > self.gap)

    @cached_property
    def begins(self) -> Bool:
        """Which messages begin a turn."""
        return np.asarray(self.opens | (np.diff(self.sender, prepend=2) != 0))

    @cached_property
    def turn(self) -> Int64:
        """Turn of each message, counted from 0."""
        return np.asarray(np.cumsum(self.begins) - 1)

    @cached_property
    def session(self) -> Int64:
        """Session of each message, counted from 0."""
        return np.asarray(np.cumsum(self.opens) - 1)

    def by_week(self, messages: Bool | None = None) -> Int64:
        """How many (of these) messages each person wrote in each week, weeks x 2."""
        chosen = slice(None) if messages is None else messages
        flat = np.bincount(self.week[chosen] * 2 + self.sender[chosen], minlength=2 * self.weeks)
        return np.asarray(flat.reshape(-1, 2), dtype=np.int64)


def talk_of(chat: Chat, *, gap: int | None = None) -> Talk:
    """The talk of the two people of `chat`. Raises NotTwo when not exactly two people have written words.

    `gap` (seconds) sets what ends a session instead of finding it.
    """
    chat = chat.in_order()
    rows = np.flatnonzero(chat.talk())
    wrote = np.unique(chat.sender[rows])
    if len(wrote) != 2:
        raise NotTwo(tuple(chat.people[who] for who in wrote))
    people = (chat.people[wrote[0]], chat.people[wrote[1]])
    sender = (chat.sender[rows] == wrote[1]).astype(np.int8)
    time = np.asarray(chat.time[rows])
    return Talk(chat, people, rows, time, sender, session_gap(time) if gap is None else gap)


def session_gap(time: Int64) -> int:
    """Seconds of silence that end a session: where short gaps (answers) and long ones (life) are equally likely.

    Two normal distributions are fitted to the logarithms of the gaps by expectation-maximisation; where they cross
    between a quarter of an hour and eight hours is the answer. A chat with under 200 gaps, or in which the two lie
    too near to tell apart, gets an hour.

    Source: Halfaker, A., and others (2015). User session identification based on strong regularities in
    inter-activity time. WWW '15. doi:10.1145/2736277.2741117
    """
    gaps = np.diff(time)
    gaps = gaps[gaps > 0]
    if len(gaps) < FEW_GAPS:
        return USUAL_GAP
    edges = np.linspace(0, np.log(90 * DAY), 181)
    weight, _ = np.histogram(np.log(gaps), edges)
    at = (edges[:-1] + edges[1:]) / 2
    mean, sd, share = np.array([np.log(60.0), np.log(8.0 * HOUR)]), np.array([1.5, 1.0]), np.array([0.5, 0.5])
    for _ in range(200):
        density = share * np.exp(-0.5 * ((at[:, None] - mean) / sd) ** 2) / sd + 1e-300
        belongs = weight[:, None] * density / density.sum(axis=1, keepdims=True)
        total = belongs.sum(axis=0)
        moved = (belongs * at[:, None]).sum(axis=0) / total
        sd = np.maximum(np.sqrt((belongs * (at[:, None] - moved) ** 2).sum(axis=0) / total), 0.2)
        share, settled, mean = total / total.sum(), np.abs(moved - mean).max() < 1e-4, moved
        if settled:
            break
    if mean[1] - mean[0] < sd.sum() * 0.5 or share.min() < 0.02:
        return USUAL_GAP
    between = np.linspace(np.log(LEAST_GAP), np.log(MOST_GAP), 241)
    density = share * np.exp(-0.5 * ((between[:, None] - mean) / sd) ** 2) / sd
    longer = np.flatnonzero(density[:, 1] >= density[:, 0])
    return round(float(np.exp(between[longer[0]] if len(longer) else between[-1])))
