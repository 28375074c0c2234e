"""The talk of two people in a chat: messages in order of time, gathered into turns and sessions.

A turn is a run of messages of one person within a session. A session is a stretch of talk without a long gap; how long
is long is found from the chat itself, since some couples write all day and others twice a week (`session_gap`).
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nearward_dialogue.columns import let_go
from nearward_dialogue.errors import NotTwo
from nearward_dialogue.shapes import Chat, Int8, Int32, Int64

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

NIGHT_HOURS: Final = 8
BEDTIME: Final = 22
"""Where several stretches of the day are equally quiet, the first from this hour on is the night."""


@dataclass(frozen=True)
class Waited:
    """Waits for an answer, in order of time, each column as long as there are waits.

    A wait begins with the last message of a turn. It ends with the other's next message, whether in the same session
    or later. It is given up, and only says "longer than that", when the same person writes anew after a silence that
    ends a session, or when the chat ends.

    `begun` (int64): the message that began it, a place in the talk. `whose` (int8): who is waited for. `seconds`
    (int64). `answered`: whether an answer ended it. `ended` (int64): the answer's place, or -1. `by_day`: whether it
    began in the waking hours of the one who is waited for (`Talk.night_of`).
    """

    begun: Int64
    whose: Int8
    seconds: Int64
    answered: Bool
    ended: Int64
    by_day: Bool

    def __len__(self) -> int:
        return len(self.begun)


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
    def day(self) -> Int32:
        """Days since 1970-01-01 of each message."""
        return (self.time // DAY).astype(np.int32)

    @cached_property
    def hour(self) -> Int8:
        """Hour of the day of each message, 0 to 23."""
        return ((self.time - self.day * np.int64(DAY)).astype(np.int32) // np.int32(HOUR)).astype(np.int8)

    @cached_property
    def first_week(self) -> int:
        """Day number of the Monday on or before the first message; 0 for an empty chat."""
        if not len(self):
            return 0
        first = int(self.day[0])
        return first - (first + MONDAY) % 7

    @cached_property
    def week(self) -> Int32:
        """Week of each message, counted from the first."""
        return np.asarray((self.day - np.int32(self.first_week)) // np.int32(7))

    @property
    def weeks(self) -> int:
        """How many weeks the chat spans, quiet ones included."""
        return int(self.week[-1]) + 1 if len(self) else 0

    @cached_property
    def opens(self) -> Bool:
        """Which messages begin a session."""
        return self.after(np.diff(self.time) > self.gap, first=True)

    @cached_property
    def begins(self) -> Bool:
        """Which messages begin a turn."""
        return np.asarray(self.opens | self.after(self.sender[1:] != self.sender[:-1], first=True))

    @cached_property
    def ends(self) -> Bool:
        """Which messages end a turn."""
        return np.append(self.begins[1:], True)[: len(self)]

    @cached_property
    def turn(self) -> Int32:
        """Turn of each message, counted from 0."""
        return np.asarray(np.cumsum(self.begins, dtype=np.int32) - np.int32(1))

    @cached_property
    def session(self) -> Int32:
        """Session of each message, counted from 0."""
        return np.asarray(np.cumsum(self.opens, dtype=np.int32) - np.int32(1))

    @cached_property
    def place(self) -> Int32:
        """Where each message belongs in a table of weeks x 2 read row by row."""
        return np.asarray(self.week * np.int32(2) + self.sender)

    def after(self, chosen: Bool, *, first: bool) -> Bool:
        """Which messages come `chosen` (one less than messages) after the one before; `first` tells of the first."""
        found = np.empty(len(self), np.bool_)
        found[:1] = first
        found[1:] = chosen
        return found

    def of(self, column: NDArray[Any]) -> NDArray[Any]:
        """These messages' part of a column of the whole chat."""
        return np.asarray(np.asarray(column).take(self.rows))  # a third of the time of column[rows]

    @cached_property
    def waited(self) -> Waited:
        """Every wait for an answer: see `Waited`."""
        last = np.flatnonzero(self.ends)
        following = np.minimum(last + 1, len(self) - 1)
        whose = (1 - self.sender[last]).astype(np.int8)
        answered = self.sender[following] == whose
        seconds = self.time[following] - self.time[last]
        return Waited(last, whose, seconds, answered, np.where(answered, following, -1), self._by_day(last, whose))

    def night_of(self, who: int) -> Bool:
        """Which hours of the day (24) are the night of a person: the eight hours in a row in which they write least."""
        hours = self._hours[who]
        starts = np.arange(BEDTIME, BEDTIME + 24)
        in_a_row = hours[(starts[:, None] + np.arange(NIGHT_HOURS)) % 24].sum(axis=1)
        night = np.zeros(24, dtype=np.bool_)
        night[(starts[np.argmin(in_a_row)] + np.arange(NIGHT_HOURS)) % 24] = True
        return night

    @cached_property
    def _hours(self) -> Int64:
        """Messages by person and hour of the day, 2 x 24."""
        return np.bincount(self.sender * np.int8(24) + self.hour, minlength=48).reshape(2, 24)

    def _by_day(self, begun: Int64, whose: Int8) -> Bool:
        nights = np.stack([self.night_of(who) for who in (0, 1)])
        return np.asarray(~nights[whose, self.hour[begun]])

    def by_week(self, messages: Bool | None = None) -> Int64:
        """How many (of these) messages each person wrote in each week, weeks x 2."""
        return self._all_by_week if messages is None else self.summed(messages)

    @cached_property
    def _all_by_week(self) -> Int64:
        return self.summed(np.ones(len(self), np.bool_))

    def summed(self, column: NDArray[Any]) -> Int64:
        """Sums of a column with a whole number (or truth) for each message, by week and person, weeks x 2."""
        begins = np.flatnonzero(self.after(self.week[1:] != self.week[:-1], first=True))
        found = np.zeros((self.weeks, 2), np.int64)
        for person in (0, 1) if len(self) else ():
            sums = np.add.reduceat(column * (self.sender == person), begins, dtype=np.int64)
            np.add.at(found[:, person], self.week[begins], sums)
        return found


def talk_of(chat: Chat, *, gap: int | None = None) -> Talk:
    """The talk of the two people of `chat`. Raises NotTwo when not exactly two people have written words.

    `gap` (seconds) sets what ends a session instead of finding it.
    """
    chat = chat.in_order()
    rows = np.flatnonzero(chat.talk())
    wrote = np.flatnonzero(np.bincount(chat.sender[rows], minlength=len(chat.people)))
    if len(wrote) != 2:
        raise NotTwo(tuple(chat.people[who] for who in wrote))
    people = (chat.people[wrote[0]], chat.people[wrote[1]])
    sender = (chat.sender[rows] == wrote[1]).astype(np.int8)
    time = np.asarray(chat.time[rows])
    let_go(chat.time, chat.sender, chat.kind)
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
    weight, _ = np.histogram(np.log(gaps), len(edges) - 1, (edges[0], edges[-1]))
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
