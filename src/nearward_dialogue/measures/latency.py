"""Reply latency: how long the other waits for this person's answer, the median with unanswered waits counted as such.

A wait begins with the last message of the other's turn. It ends with this person's next message, whether in the same
session or later. It is given up, and counts as "longer than that", when the other writes anew after a silence that ends
a session, or when the chat ends. Waits that begin in this person's night (the hours of the day in which they write
least) stand apart in `nights`; leaving them in would make early sleepers look cold.

Source: Kaplan, E. L., & Meier, P. (1958). Nonparametric estimation from incomplete observations. Journal of the
American Statistical Association, 53, 457-481. doi:10.1080/01621459.1958.10501452
"""

from typing import Final

import numpy as np

from nearward_dialogue.cases import Cases, answers
from nearward_dialogue.shapes import Int64
from nearward_dialogue.talk import DAY, Talk
from nearward_dialogue.weeks import Floats, Waits

UNIT = "seconds"
SOURCES: tuple[str, ...] = ()
LIMITS = "Slow answers have many causes: work, driving, a full day, a phone in another room. It says when, never why."

EDGES: Final[Floats] = np.geomspace(1, 30 * DAY, 161)
BY_MINUTE: Final[Floats] = np.concatenate([[1], 30 + 60 * np.arange(30), np.geomspace(1830, 30 * DAY, 90)])
"""For a chat whose times have no seconds: so many minutes by the clock means half a minute less or more."""

SOME: Final = 1_000
"""Messages in which seconds are looked for before they are in all."""

SHORT: Final = 1 << 14


def measure(talk: Talk, *, at: float = 0.5, nights: bool = False) -> Waits:
    """Waits by week, person waited for and length; `at` .5 is the median, .9 the tail; `nights` takes those alone."""
    waited = talk.waited
    chosen = waited.by_day != nights
    by_minute = not (talk.time[:SOME] % 60).any() and not (talk.time % 60).any()
    edges = BY_MINUTE if by_minute else EDGES
    shape = (talk.weeks, 2, len(edges) - 1)
    place = (talk.week[waited.begun] * 2 + waited.whose) * np.int64(shape[2]) + _bins(waited.seconds, edges)
    answered, left = (
        np.bincount(place[np.flatnonzero(chosen & which)], minlength=int(np.prod(shape)))
        for which in (waited.answered, ~waited.answered)
    )
    return Waits(answered.reshape(shape).astype(np.int32), left.reshape(shape).astype(np.int32), edges, at)


def _bins(seconds: Int64, edges: Floats) -> Int64:
    """The bin of each length of time: most are short and are looked up, the others searched for."""
    bins = np.searchsorted(edges, np.maximum(np.arange(SHORT), 1), side="right")[np.clip(seconds, 0, SHORT - 1)]
    long = np.flatnonzero(seconds >= SHORT)
    bins[long] = np.searchsorted(edges, seconds[long], side="right")
    return np.clip(bins - 1, 0, len(edges) - 2)


def cases(talk: Talk) -> Cases:
    """The messages that answered a wait by day, in the week in which it began."""
    return answers(talk, talk.waited.by_day)
